import { type ActBlock, type ActSample, all, article, centred, expected } from './shape.ts';

const sq = [
  ...centred('QEVERIA E KOSOVËS', 'RREGULLORE PËR PARQET (DEMONSTRIM)'),
  ...article(
    'Neni 1',
    'Qëllimi',
    'Rregullorja rregullon parqet e qytetit dhe mirëmbajtjen e tyre.',
  ),
  ...article(
    'Neni 2',
    'Orari',
    '1. Parku hapet në orën shtatë të mëngjesit.',
    '2. Parku mbyllet në mbrëmje, kur bie errësira.',
  ),
  ...article('Neni 3', 'Hyrja në fuqi', 'Rregullorja hyn në fuqi pas nënshkrimit të saj.'),
];
const sr = [
  ...centred('VLADA KOSOVA', 'UREDBA O PARKOVIMA (DEMONSTRACIJA)'),
  ...article('Član 1', 'Svrha', 'Uredba uređuje gradske parkove i njihovo održavanje.'),
  ...article(
    'Član 2',
    'Radno vreme',
    '1. Park se otvara u sedam časova ujutro.',
    '2. Park se zatvara uveče, kada padne mrak.',
  ),
  ...article('Član 3', 'Stupanje na snagu', 'Uredba stupa na snagu nakon potpisivanja.'),
];
const en = [
  ...centred('GOVERNMENT OF KOSOVO', 'REGULATION ON PARKS (DEMONSTRATION)'),
  ...article(
    'Article 1',
    'Purpose',
    'The regulation governs the parks of the city and their care.',
  ),
  ...article(
    'Article 2',
    'Opening hours',
    '1. The park opens at seven in the morning.',
    '2. The park closes in the evening when it grows dark.',
  ),
  ...article(
    'Article 3',
    'Entry into force',
    'The regulation enters into force once it is signed.',
  ),
];

const found = {
  sq: [
    expected('Neni 1', 'Qëllimi', 'Rregullorja rregullon', 'mirëmbajtjen e tyre.'),
    expected('Neni 2', 'Orari', '1. Parku hapet', 'bie errësira.'),
    expected('Neni 3', 'Hyrja në fuqi', 'Rregullorja hyn', 'nënshkrimit të saj.'),
  ],
  sr: [
    expected('Član 1', 'Svrha', 'Uredba uređuje', 'njihovo održavanje.'),
    expected('Član 2', 'Radno vreme', '1. Park se otvara', 'padne mrak.'),
    expected('Član 3', 'Stupanje na snagu', 'Uredba stupa', 'nakon potpisivanja.'),
  ],
  en: [
    expected('Article 1', 'Purpose', 'The regulation governs', 'and their care.'),
    expected('Article 2', 'Opening hours', '1. The park opens', 'grows dark.'),
    expected('Article 3', 'Entry into force', 'The regulation enters', 'it is signed.'),
  ],
};

const inTurn: ActSample = {
  name: 'three languages, one after another',
  forms: all,
  blocks: [...sq, ...sr, ...en],
  expected: found,
};

const longer = (blocks: readonly ActBlock[]) =>
  // So that an article of each goes on to the next page.
  blocks.flatMap((block) =>
    typeof block === 'string' && block.startsWith('1. ')
      ? [...Array.from({ length: 22 }, () => block), block]
      : [block],
  );

const beside: ActSample = {
  name: 'three languages side by side',
  forms: ['docx', 'pdf'],
  blocks: { columns: [longer(sq), longer(sr), longer(en)] },
  pages: { foot: (page) => String(page) },
  expected: found,
};

const pairs: ActSample = {
  name: 'two languages side by side',
  forms: ['docx', 'pdf'],
  blocks: { columns: [longer(sr), longer(sq)] },
  expected: { sq: found.sq, sr: found.sr },
};

export const languages = [inTurn, beside, pairs];
