import { type ActSample, all, article, centred, expected } from './shape.ts';

const instruction: ActSample = {
  name: 'an administrative instruction with annexes behind the signature',
  forms: all,
  blocks: [
    ...centred('MINISTRIA E DEMONSTRIMIT', 'UDHËZIM ADMINISTRATIV (DEMONSTRIM) Nr. 00/2030'),
    ...centred('PËR KUTITË E LIBRAVE'),
    'Ministri i Ministrisë së Demonstrimit, në mbështetje të nenit 4 të ligjit, nxjerr:',
    ...article('Neni 1', 'Qëllimi', 'Udhëzimi përcakton formën e kutive të librave.'),
    ...article(
      'Neni 2',
      'Shtojcat',
      '1. Forma jepet në Shtojcën 1.',
      'Shtojca 1 është pjesë e këtij udhëzimi.',
    ),
    ...article('Neni 3', 'Hyrja në fuqi', 'Udhëzimi hyn në fuqi shtatë ditë pas publikimit.'),
    'Ministri i Demonstrimit',
    '____________________',
    ...centred('SHTOJCA 1', 'Forma e kutisë'),
    ...article('Neni 1', 'Masat', 'Kutia është një metër e lartë.'),
    ...article('Neni 2', 'Ngjyra', 'Kutia është e gjelbër.'),
    ...article('Neni 4', 'Vendi', 'Kutia vihet në park.'),
    ...centred('SHTOJCA 2', 'Regulation text (demonstration)'),
    ...article('Article 1', 'Sizes', 'The box is one metre high.'),
  ],
  front: 'PËR KUTITË E LIBRAVE',
  back: 'The box is one metre high.',
  expected: {
    sq: [
      expected('Neni 1', 'Qëllimi', 'Udhëzimi', 'të librave.'),
      expected('Neni 2', 'Shtojcat', '1. Forma', 'e këtij udhëzimi.'),
      expected('Neni 3', 'Hyrja në fuqi', 'Udhëzimi hyn', 'pas publikimit.'),
    ],
  },
};

const amending: ActSample = {
  name: 'a law that amends another one and quotes whole articles',
  forms: all,
  blocks: [
    ...centred('LIGJ PËR NDRYSHIMIN DHE PLOTËSIMIN E LIGJIT PËR KOPSHTET (DEMONSTRIM)'),
    ...article(
      'Neni 1',
      null,
      'Neni 3 i ligjit bazik riformulohet si vijon:',
      '“Neni 3',
      'Kopshtet',
      '1. Kopshti ka një portë.',
      '2. Porta mbyllet natën.”',
    ),
    ...article(
      'Neni 2',
      null,
      'Pas nenit 3 të ligjit bazik shtohet neni 3A me tekstin si vijon:',
      '„Neni 3A',
      'Uji',
      '1. Kopshti ujitet në “orët e freskëta”.',
      '2. Uji kursehet.',
      'Neni 3B',
      'Dielli',
      'Bimët vihen në diell.“',
    ),
    ...article('Neni 3', null, 'Neni 14 i ligjit bazik, paragrafi 2, fshihet.'),
    ...article(
      'Neni 4',
      null,
      'Neni 15 i ligjit bazik riformulohet si vijon: "Neni 15',
      'Gardhi',
      'Gardhi është prej druri."',
    ),
    ...article(
      'Neni 5',
      null,
      'Neni 16 i ligjit bazik riformulohet me tekstin në vijim:',
      'Neni 16',
      'Farat',
      'Farat ndahen falas.',
    ),
    ...article('Neni 6', 'Hyrja në fuqi', 'Ky ligj hyn në fuqi pas publikimit.'),
    'Kryetarja e Kuvendit të Republikës së Kosovës',
  ],
  back: 'Kryetarja e Kuvendit',
  expected: {
    sq: [
      expected('Neni 1', null, 'Neni 3 i ligjit bazik', 'mbyllet natën.”'),
      expected('Neni 2', null, 'Pas nenit 3', 'në diell.“'),
      expected('Neni 3', null, 'Neni 14', 'fshihet.'),
      expected('Neni 4', null, 'Neni 15', 'prej druri."'),
      expected('Neni 5', null, 'Neni 16', 'ndahen falas.'),
      expected('Neni 6', 'Hyrja në fuqi', 'Ky ligj', 'pas publikimit.'),
    ],
  },
};

const contents: ActSample = {
  name: 'a table of contents before the act',
  forms: all,
  blocks: [
    ...centred('LIGJ PËR SHESHET (DEMONSTRIM)', 'PËRMBAJTJA'),
    'KAPITULLI I DISPOZITAT E PËRGJITHSHME ........ 2',
    'Neni 1 Qëllimi ........ 2',
    'Neni 2 Sheshet ........ 2',
    'Neni 3 Hyrja në fuqi ........ 3',
    ...centred('KAPITULLI I', 'DISPOZITAT E PËRGJITHSHME'),
    ...article('Neni 1', 'Qëllimi', 'Ligji rregullon sheshet.'),
    ...article('Neni 2', 'Sheshet', 'Sheshi është i të gjithëve.'),
    ...article('Neni 3', 'Hyrja në fuqi', 'Ligji hyn në fuqi pas publikimit.'),
  ],
  front: 'Neni 3 Hyrja në fuqi ........ 3',
  expected: {
    sq: [
      expected('Neni 1', 'Qëllimi', 'Ligji', 'sheshet.', 'KAPITULLI I DISPOZITAT E PËRGJITHSHME'),
      expected(
        'Neni 2',
        'Sheshet',
        'Sheshi',
        'i të gjithëve.',
        'KAPITULLI I DISPOZITAT E PËRGJITHSHME',
      ),
      expected(
        'Neni 3',
        'Hyrja në fuqi',
        'Ligji hyn',
        'pas publikimit.',
        'KAPITULLI I DISPOZITAT E PËRGJITHSHME',
      ),
    ],
  },
};

const plainContents: ActSample = {
  name: 'a table of contents without dots, with an annex',
  forms: all,
  blocks: [
    ...centred('LIGJ PËR KËMBANAT (DEMONSTRIM)', 'PËRMBAJTJA'),
    'KAPITULLI I DISPOZITAT E PËRGJITHSHME 2',
    'Neni 1 Qëllimi 2',
    'Neni 2 Këmbanat 2',
    'Neni 3 Hyrja në fuqi 3',
    'SHTOJCA 1 – Format e këmbanave 4',
    ...centred('KAPITULLI I', 'DISPOZITAT E PËRGJITHSHME'),
    ...article('Neni 1', 'Qëllimi', 'Ligji rregullon këmbanat.'),
    ...article('Neni 2', 'Këmbanat', 'Këmbana bie në mesditë.'),
    ...article('Neni 3', 'Hyrja në fuqi', 'Ligji hyn në fuqi pas publikimit.'),
    ...centred('SHTOJCA 1 – Format e këmbanave'),
    ...article('Neni 1', 'Madhësia', 'Këmbana është e vogël.'),
    ...article('Neni 4', 'Zëri', 'Zëri është i kthjellët.'),
  ],
  front: 'SHTOJCA 1 – Format e këmbanave 4',
  back: 'Këmbana është e vogël.',
  expected: {
    sq: [
      expected('Neni 1', 'Qëllimi', 'Ligji', 'këmbanat.', 'KAPITULLI I DISPOZITAT E PËRGJITHSHME'),
      expected(
        'Neni 2',
        'Këmbanat',
        'Këmbana',
        'në mesditë.',
        'KAPITULLI I DISPOZITAT E PËRGJITHSHME',
      ),
      expected(
        'Neni 3',
        'Hyrja në fuqi',
        'Ligji hyn',
        'pas publikimit.',
        'KAPITULLI I DISPOZITAT E PËRGJITHSHME',
      ),
    ],
  },
};

const strategy: ActSample = {
  name: 'a strategy without articles',
  forms: all,
  blocks: [
    ...centred('STRATEGJIA PËR LEXIMIN (DEMONSTRIM)'),
    '1. Hyrje',
    'Strategjia përcakton objektivat për leximin. Neni 5 i Kushtetutës përmendet vetëm këtu.',
    '2. Objektivat',
    '2.1. Më shumë lexues në çdo lagje.',
    {
      rows: [
        ['Aktiviteti', 'Afati'],
        ['Hapja e kutive', '2030'],
      ],
    },
    '3. Zbatimi',
    'Sipas nenit 2 të ligjit, ministria raporton çdo vit.',
  ],
  expected: { sq: null, sr: null, en: null },
};

export const others = [instruction, amending, contents, plainContents, strategy];
