import { type ActSample, all, article, centred, expected } from './shape.ts';

const FIRST = 'KAPITULLI I DISPOZITAT E PËRGJITHSHME';
const SECOND = 'KAPITULLI II RRJETI I SHTIGJEVE';

const chapters: ActSample = {
  name: 'chapters and sections with their titles below',
  forms: all,
  blocks: [
    ...centred('PROJEKTLIGJ PËR SHTIGJET E BIÇIKLETAVE (DEMONSTRIM)'),
    ...centred('KAPITULLI I', 'DISPOZITAT E PËRGJITHSHME'),
    ...article('Neni 1', 'Qëllimi', 'Ligji rregullon shtigjet e biçikletave.'),
    ...article('Neni 2', 'Fusha e zbatimit', 'Kreu II i këtij ligji zbatohet në qytete.'),
    ...centred('KAPITULLI II', 'RRJETI I SHTIGJEVE'),
    ...centred('Seksioni 1', 'Planifikimi'),
    ...article(
      'Neni 3',
      'Plani i rrjetit',
      '1. Komuna harton planin:',
      'a) për rrugët kryesore;',
      'b) për rrugët e tjera.',
    ),
    ...centred('Seksioni 2', 'Mirëmbajtja'),
    ...article('Neni 4', 'Pastrimi', 'Shtigjet pastrohen në dimër.'),
    ...centred('PJESA E TRETË', 'DISPOZITAT PËRFUNDIMTARE'),
    ...article('Neni 5', 'Hyrja në fuqi', 'Ligji hyn në fuqi pas publikimit.'),
  ],
  front: 'PROJEKTLIGJ PËR SHTIGJET',
  expected: {
    sq: [
      expected('Neni 1', 'Qëllimi', 'Ligji rregullon', 'e biçikletave.', FIRST),
      expected('Neni 2', 'Fusha e zbatimit', 'Kreu II', 'në qytete.', FIRST),
      expected(
        'Neni 3',
        'Plani i rrjetit',
        '1. Komuna',
        'rrugët e tjera.',
        `${SECOND} Seksioni 1 Planifikimi`,
      ),
      expected('Neni 4', 'Pastrimi', 'Shtigjet', 'në dimër.', 'Seksioni 2 Mirëmbajtja'),
      expected(
        'Neni 5',
        'Hyrja në fuqi',
        'Ligji hyn',
        'pas publikimit.',
        'PJESA E TRETË DISPOZITAT PËRFUNDIMTARE',
      ),
    ],
  },
};

const numbers: ActSample = {
  name: 'numbers with letters, with strokes and with gaps, and a repealed article',
  forms: all,
  blocks: [
    ...centred('LIGJ I PËRMBLEDHUR PËR ÇEZMAT (DEMONSTRIM)'),
    ...article('Neni 1', 'Qëllimi', 'Ligji rregullon çezmat publike.'),
    ...article('Neni 2', 'Çezmat', 'Komuna i mban çezmat hapur.'),
    ...article('Neni 2A', 'Çezmat në shkolla', 'Shkolla e ka çezmën e vet.'),
    ...article('Neni 2B', null, '1. Uji kontrollohet çdo muaj.', '2. Rezultati shpallet.'),
    ...article('Neni 4', '(Shfuqizuar)'),
    ...article('Neni 5', 'Gjobat', 'Neni 4 i shfuqizuar nuk zbatohet më.'),
    ...article('Neni 5/1', 'Ankesat', 'Ankesa bëhet brenda tetë ditëve.'),
    ...article('Neni 9.', 'Hyrja në fuqi', 'Ligji hyn në fuqi pas publikimit.'),
  ],
  expected: {
    sq: [
      expected('Neni 1', 'Qëllimi', 'Ligji', 'çezmat publike.'),
      expected('Neni 2', 'Çezmat', 'Komuna', 'çezmat hapur.'),
      expected('Neni 2A', 'Çezmat në shkolla', 'Shkolla', 'e vet.'),
      expected('Neni 2B', null, '1. Uji', 'Rezultati shpallet.'),
      expected('Neni 4', '(Shfuqizuar)', '', ''),
      expected('Neni 5', 'Gjobat', 'Neni 4 i shfuqizuar', 'nuk zbatohet më.'),
      expected('Neni 5/1', 'Ankesat', 'Ankesa', 'tetë ditëve.'),
      expected('Neni 9', 'Hyrja në fuqi', 'Ligji hyn', 'pas publikimit.'),
    ],
  },
};

const tables: ActSample = {
  name: 'tables in articles',
  forms: all,
  blocks: [
    ...centred('RREGULLORE PËR TARIFAT E TREGJEVE (DEMONSTRIM)'),
    ...article(
      'Neni 1',
      'Tarifat',
      'Tarifat janë këto:',
      {
        rows: [
          ['Nr.', 'Lloji i vendit', 'Tarifa'],
          ['1', 'Tavolinë', '2 euro'],
          ['2', 'Neni 2', '3 euro'],
        ],
      },
      'Tarifa paguhet para hapjes së tregut.',
    ),
    ...article('Neni 2', 'Kufijtë', {
      rows: [
        ['Zona', 'Prej', 'Deri'],
        ['A', 'ora 6', 'ora 12'],
        ['B', 'ora 6', 'ora 14'],
      ],
    }),
    ...article('Neni 3', 'Hyrja në fuqi', 'Rregullorja hyn në fuqi pas nënshkrimit.'),
  ],
  expected: {
    sq: [
      expected('Neni 1', 'Tarifat', 'Tarifat janë këto:', 'hapjes së tregut.'),
      expected('Neni 2', 'Kufijtë', 'Zona', 'ora 14'),
      expected('Neni 3', 'Hyrja në fuqi', 'Rregullorja', 'pas nënshkrimit.'),
    ],
  },
};

const footnotes: ActSample = {
  name: 'footnotes',
  forms: all,
  blocks: [
    ...centred('LIGJ PËR PEMËT E RRUGËVE (DEMONSTRIM)'),
    { centred: 'Neni 1', note: 'Titulli i nenit është i përkohshëm.' },
    { centred: 'Qëllimi' },
    { text: 'Ligji rregullon mbjelljen e pemëve.', note: 'Shih demonstrimin e parë.' },
    'Pemët mbillen në vjeshtë.',
    { centred: 'Neni 2' },
    { centred: 'Përgjegjësia', note: 'Neni 7 i një akti tjetër.' },
    { text: 'Komuna përgjigjet për pemët.', note: 'Neni 3 nuk fillon këtu.' },
    ...article('Neni 3', 'Hyrja në fuqi', 'Ligji hyn në fuqi pas publikimit.'),
  ],
  back: 'Neni 3 nuk fillon këtu.',
  expected: {
    sq: [
      expected('Neni 1', 'Qëllimi', 'Ligji rregullon mbjelljen e pemëve.[2]', 'në vjeshtë.'),
      expected('Neni 2', 'Përgjegjësia', 'Komuna', 'përgjigjet për pemët.[4]'),
      expected('Neni 3', 'Hyrja në fuqi', 'Ligji hyn', 'pas publikimit.'),
    ],
  },
};

export const parts = [chapters, numbers, tables, footnotes];
