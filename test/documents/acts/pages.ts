import { type ActSample, article, centred, expected } from './shape.ts';

const LONG =
  'Biblioteka lëvizëse viziton fshatrat sipas orarit që shpallet në fillim të çdo muaji, dhe ' +
  'banorët njoftohen paraprakisht për ndryshimet e orarit, për librat e rinj dhe për takimet.';

const body = (count: number, paragraphs: number) =>
  Array.from({ length: count }, (_one, index) =>
    article(
      `Neni ${index + 1}`,
      `Vizita ${index + 1}`,
      ...Array.from({ length: paragraphs }, (_two, number) => `${number + 1}. ${LONG}`),
    ),
  ).flat();

const found = (count: number) =>
  Array.from({ length: count }, (_one, index) =>
    expected(`Neni ${index + 1}`, `Vizita ${index + 1}`, '1. Biblioteka lëvizëse', 'për takimet.'),
  );

const heads: ActSample = {
  name: 'pages with heads, feet and numbers, and words parted at the ends of lines',
  forms: ['pdf'],
  blocks: [...centred('LIGJ PËR BIBLIOTEKAT LËVIZËSE (DEMONSTRIM)'), ...body(9, 3)],
  pages: {
    head: 'GAZETA ZYRTARE (DEMONSTRIM) / Nr. 1 / 1 JANAR 2030',
    foot: (page) => `Faqe ${page} nga 5`,
    parted: true,
  },
  expected: { sq: found(9) },
};

const columns: ActSample = {
  name: 'two columns',
  forms: ['pdf'],
  blocks: [...centred('LIGJ PËR LIBRAT (DEMONSTRIM)'), ...body(7, 3)],
  pages: { columns: 2, foot: (page) => String(page) },
  expected: { sq: found(7) },
};

export const pages = [heads, columns];
