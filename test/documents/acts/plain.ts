import { type ActSample, all, article, centred, expected } from './shape.ts';

const albanian: ActSample = {
  name: 'a plain law in Albanian',
  forms: all,
  blocks: [
    ...centred('REPUBLIKA E KOSOVËS', 'KUVENDI I REPUBLIKËS SË KOSOVËS'),
    ...centred('Ligji Nr. 00/L-000', 'PËR BIBLIOTEKAT E LAGJEVE (DEMONSTRIM)'),
    'Kuvendi i Republikës së Kosovës,',
    'Në bazë të nenit 65 (1) të Kushtetutës së Republikës së Kosovës,',
    'Miraton:',
    ...centred('LIGJ PËR BIBLIOTEKAT E LAGJEVE'),
    ...article(
      'Neni 1',
      'Qëllimi',
      'Ky ligj rregullon themelimin dhe punën e bibliotekave të lagjeve.',
    ),
    ...article(
      'Neni 2',
      'Përkufizimet',
      '1. Shprehjet e përdorura në këtë ligj kanë këtë kuptim:',
      '1.1. Bibliotekë – vendi ku librat jepen për lexim;',
      '1.2. Lexues – secili person që merr një libër.',
      '2. Sipas nenit 1 të këtij ligji, shprehjet vlejnë edhe për bibliotekat lëvizëse.',
    ),
    ...article(
      'Neni 3',
      'Hapja e bibliotekës',
      '1. Komuna hap bibliotekën me kërkesë të banorëve, në pajtim me',
      'Neni 2 paragrafi 1 i këtij ligji dhe aktet nënligjore.',
      '2. Nenit 2 i shtohen udhëzimet që i nxjerr ministria.',
    ),
    ...article('Neni 4', 'Hyrja në fuqi', 'Ky ligj hyn në fuqi pesëmbëdhjetë ditë pas publikimit.'),
    'Ligji Nr. 00/L-000',
    '1 janar 2030',
    'Kryetari i Kuvendit të Republikës së Kosovës',
  ],
  front: 'Miraton: LIGJ PËR BIBLIOTEKAT E LAGJEVE',
  back: '1 janar 2030',
  expected: {
    sq: [
      expected('Neni 1', 'Qëllimi', 'Ky ligj rregullon', 'bibliotekave të lagjeve.'),
      expected('Neni 2', 'Përkufizimet', '1. Shprehjet', 'bibliotekat lëvizëse.'),
      expected('Neni 3', 'Hapja e bibliotekës', '1. Komuna', 'nxjerr ministria.'),
      expected('Neni 4', 'Hyrja në fuqi', 'Ky ligj hyn', 'pas publikimit.'),
    ],
  },
};

const serbian: ActSample = {
  name: 'a plain law in Serbian',
  forms: all,
  blocks: [
    ...centred('REPUBLIKA KOSOVO', 'SKUPŠTINA REPUBLIKE KOSOVO'),
    'Na osnovu člana 65. (1) Ustava Republike Kosovo,',
    ...centred('ZAKON O PIJACAMA (DEMONSTRACIJA)'),
    ...article('Član 1.', 'Svrha', 'Ovaj zakon uređuje rad pijaca na otvorenom.'),
    ...article(
      'Član 2.',
      'Delokrug',
      '1. Zakon se primenjuje na sve opštine.',
      '2. Izuzetno od stava 1, opština može da odredi drugo vreme, u skladu sa',
      'Član 1. ovog zakona i drugim propisima.',
    ),
    ...article(
      'Član 3.',
      'Naknade',
      'Članovi zadruge plaćaju polovinu naknade;',
      'a) mesečno; ili',
      'b) godišnje.',
    ),
    ...article(
      'Član 4.',
      'Stupanje na snagu',
      'Zakon stupa na snagu petnaest dana od objavljivanja.',
    ),
    'Zakon br. 00/L-000',
    'Predsednik Skupštine Republike Kosovo',
  ],
  front: 'Na osnovu člana 65.',
  back: 'Zakon br. 00/L-000',
  expected: {
    sr: [
      expected('Član 1', 'Svrha', 'Ovaj zakon', 'na otvorenom.'),
      expected('Član 2', 'Delokrug', '1. Zakon', 'drugim propisima.'),
      expected('Član 3', 'Naknade', 'Članovi zadruge', 'b) godišnje.'),
      expected('Član 4', 'Stupanje na snagu', 'Zakon stupa', 'od objavljivanja.'),
    ],
  },
};

const english: ActSample = {
  name: 'a plain law in English, with headings on the line of the label',
  forms: all,
  blocks: [
    ...centred('REPUBLIC OF KOSOVO', 'ASSEMBLY OF THE REPUBLIC OF KOSOVO'),
    'Based on Article 65 (1) of the Constitution of the Republic of Kosovo,',
    ...centred('LAW ON WALKING PATHS (DEMONSTRATION)'),
    ...centred('Article 1 – Purpose'),
    'This law governs the marking and the care of walking paths.',
    ...centred('Article 2: Marks on the path'),
    '1. A path is marked every two hundred metres.',
    'Article 1 of this law applies to the marks as well.',
    '2. The municipality renews them under the conditions of',
    'Article 3, paragraph 2.',
    ...centred('Article 3. Care'),
    '1. Whoever walks a path takes the litter along.',
    '2. Articles 1 and 2 apply by analogy.',
    ...centred('ARTICLE 4', 'Entry into force'),
    'This law enters into force fifteen days after its publication.',
    'Law No. 00/L-000',
    'Speaker of the Assembly of the Republic of Kosovo',
  ],
  front: 'LAW ON WALKING PATHS',
  back: 'Law No. 00/L-000',
  expected: {
    en: [
      expected('Article 1', 'Purpose', 'This law governs', 'walking paths.'),
      expected('Article 2', 'Marks on the path', '1. A path', 'Article 3, paragraph 2.'),
      expected('Article 3', 'Care', '1. Whoever', 'by analogy.'),
      expected('ARTICLE 4', 'Entry into force', 'This law enters', 'its publication.'),
    ],
  },
};

export const plain = [albanian, serbian, english];
