import { expect, it } from 'vitest';
import { HEAD_EXPRESSIONS, kindOfHead } from '../../src/answers/heads.ts';
import { labelledRows, readReport } from '../../src/answers/reportRows.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readTables } from '../../src/documents/readTables.ts';
import { reportFile, type Written } from './reports.ts';

const STATUSES = ['Pranohet', 'Nuk pranohet', 'Pranohet pjesërisht'];

/** As many rows as fill several pages, of different lengths, so that some break between pages. */
const LONG: readonly Written[] = Array.from({ length: 37 }, (_one, index) => ({
  organisation: `Organizata ${index + 1}`,
  article: `Neni ${index + 1}`,
  comment:
    `Propozimi ${index + 1}: ${'regjistri mbahet publik dhe i përditësuar '.repeat((index % 5) + 1)}`.trim(),
  status: STATUSES[index % 3] ?? '',
  reason: `Sepse ${'është në përputhje me ligjin '.repeat(((index * 7) % 4) + 1)}`.trim(),
}));

const plain = (text: string) => text.replace(/\s+/g, ' ');

it.each(['docx', 'pdf'] as const)(
  'reads each cell of a table over several pages: %s',
  async (format) => {
    const file = await reportFile('sq', format, LONG);
    const read = await readTables(await file.read(10_000_000), HEAD_EXPRESSIONS);
    if (isRefusal(read)) throw new Error(read.refused);
    const rows = readReport(read).rows.map(
      ({ organisation, article, comment, status, reason }) => ({
        organisation,
        article,
        comment: plain(comment),
        status,
        reason: plain(reason),
      }),
    );
    expect(rows).toEqual(LONG);
  },
);

it.each([
  ['Nr.', 'number'],
  ['Redni broj', 'number'],
  ['Numri i kontributit', 'reference'],
  ['Status odgovora', 'status'],
  ['Odgovor', 'reason'],
  ['Vendimi i ministrisë', 'status'],
  ['Përgjigjja e ministrisë', 'reason'],
  ['Arsyetimi', 'reason'],
  ['Institucioni që ka komentuar', 'organisation'],
  ['Korisnik', 'organisation'],
  ['Područje', 'article'],
  ['Neni i komentuar', 'article'],
  ['Teksti i propozuar', 'comment'],
  ['Primedbe i predlozi', 'comment'],
  ['Why corrected', 'correction'],
  ['Titulli', null],
] as const)('knows the column “%s”', (name, kind) => {
  expect(kindOfHead(name)).toBe(kind);
});

it('takes the ministry’s reason of two, and the author’s as part of what was said', () => {
  const rows = [
    ['Komenti', 'Arsyetimi i propozuesit', 'Statusi', 'Përgjigjja e ministrisë'],
    ['Teksti', 'sepse mungon', 'Refuzuar', 'nuk ka buxhet'],
  ].map((cells, index) => ({ line: index + 1, cells }));
  expect(readReport({ tables: [rows], text: '' }).rows).toMatchObject([
    { comment: 'Teksti\nsepse mungon', status: 'Refuzuar', reason: 'nuk ka buxhet' },
  ]);
});

it('reads labels of one contribution after another', () => {
  const text = [
    'Koment: registar da bude javan',
    'i ažuran',
    'Status: odbijeno',
    'Obrazloženje: nema sredstava',
    'Koment: drugi',
    'Status: prihvaćeno',
  ].join('\n');
  expect(labelledRows(text)).toMatchObject([
    {
      line: 1,
      comment: 'registar da bude javan\ni ažuran',
      status: 'odbijeno',
      reason: 'nema sredstava',
    },
    { line: 5, comment: 'drugi', status: 'prihvaćeno' },
  ]);
});

it('reads a text of many pages under one label', () => {
  const page = Array.from(
    { length: 45_000 },
    (_line, index) => `rreshti ${index} i një teksti të gjatë`,
  );
  const [row] = labelledRows(['Komenti: i gjatë', ...page, 'Statusi: Pranohet'].join('\n'));
  expect(row?.status).toBe('Pranohet');
  expect(row?.comment.split('\n')).toHaveLength(45_001);
});
