import type { IncomingFile } from '../../src/chat/form.ts';
import type { TextDocument } from '../../src/documents/write/model.ts';
import { writeDocx, writePdf, writeXlsx } from '../../src/documents/write/write.ts';
import type { Language } from '../../src/i18n/languages.ts';
import { makeDocx } from '../documents/makeDocx.ts';
import { makeXlsx } from '../documents/makeXlsx.ts';
import { file, TEXTS } from './work.ts';

export const FORMATS = ['docx', 'pdf', 'xlsx', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** A row as a ministry writes it: whose comment, of which article, what it says, what is done, why. */
export interface Written {
  organisation: string;
  article: string;
  comment: string;
  status: string;
  reason: string;
}

/** The heads of the reports of Kosovo's ministries in two languages, and of e-Savjetovanja. */
export const HEADS: Readonly<Record<Language, readonly string[]>> = {
  sq: [
    'Nr.',
    'Organizata / Institucioni',
    'Neni',
    'Komenti / Propozimi',
    'Statusi (i pranuar/i refuzuar)',
    'Arsyetimi',
  ],
  sr: ['Redni broj', 'Korisnik', 'Područje', 'Komentar', 'Status odgovora', 'Odgovor'],
  en: ['No.', 'Organisation', 'Article', 'Comment', 'Status', 'Explanation'],
};

/** A report in which the first comment is repeated shortened, the second with other words around it. */
export const REPORTS: Readonly<Record<Language, readonly Written[]>> = {
  sq: [
    {
      organisation: 'KCSF',
      article: 'Neni 5',
      comment: `${TEXTS.five.slice(0, 90)}…`,
      status: 'Pranohet',
      reason: 'Neni 5 plotësohet si u propozua.',
    },
    {
      organisation: 'Instituti Demokratik i Kosovës (KDI)',
      article: 'Neni 7, paragrafi 1',
      comment: `Propozojmë që: ${TEXTS.seven}`,
      status: 'Nuk pranohet',
      reason: 'Mungojnë mjetet buxhetore për mbajtje elektronike.',
    },
  ],
  sr: [
    {
      organisation: 'KCSF',
      article: 'Članak 5.',
      comment: TEXTS.five,
      status: 'Djelomično prihvaćen',
      reason: 'Prihvata se prvi deo predloga.',
    },
    {
      organisation: 'KDI',
      article: 'Članak 7.',
      comment: TEXTS.seven,
      status: 'Nije prihvaćen',
      reason: 'Nema sredstava.',
    },
  ],
  en: [
    {
      organisation: 'KCSF',
      article: 'Article 5',
      comment: TEXTS.five,
      status: 'Accepted',
      reason: 'Article 5 is amended accordingly.',
    },
    {
      organisation: 'KDI',
      article: 'Article 7',
      comment: TEXTS.seven,
      status: 'Not accepted',
      reason: 'There is no budget for it.',
    },
  ],
};

const cellsOf = (rows: readonly Written[]) =>
  rows.map(({ organisation, article, comment, status, reason }, index) => [
    String(index + 1),
    organisation,
    article,
    comment,
    status,
    reason,
  ]);

/** A report as a file of that format. */
export async function reportFile(
  language: Language,
  format: Format,
  rows: readonly Written[] = REPORTS[language],
): Promise<IncomingFile> {
  const head = [...HEADS[language]];
  const cells = cellsOf(rows);
  const name = `report.${format}`;
  switch (format) {
    case 'docx':
      return file(name, makeDocx(['Raport', 'Komentet', { rows: [head, ...cells] }, 'Fund']));
    case 'xlsx':
      return file(name, makeXlsx([{ rows: [['Raport'], [], head, ...cells] }]));
    case 'csv': {
      const quoted = [head, ...cells].map((row) => row.map((cell) => `"${cell}"`).join(';'));
      return file(name, new TextEncoder().encode(`\ufeff${quoted.join('\r\n')}`));
    }
    case 'pdf':
      return file(name, await writePdf(documentOf(language, head, cells)));
  }
}

function documentOf(
  language: Language,
  head: readonly string[],
  cells: readonly (readonly string[])[],
): TextDocument {
  return {
    language,
    title: 'Raport',
    author: 'MPMS',
    orientation: 'landscape',
    footer: 'MPMS',
    at: new Date('2026-11-20T09:00:00Z'),
    blocks: [
      { kind: 'heading', level: 1, text: 'Raport nga konsultimi publik' },
      { kind: 'paragraph', runs: ['Ministria i falënderon të gjithë ata që dërguan komente.'] },
      {
        kind: 'table',
        head,
        widths: [6, 16, 12, 32, 14, 20],
        rows: cells.map((row) => row.map((cell) => [[cell]])),
      },
    ],
  };
}

export { writeDocx, writeXlsx };
