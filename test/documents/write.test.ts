import * as docx from 'docx';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { normaliseText } from '../../src/chat/inputs.ts';
import { isRefusal, refusal } from '../../src/chat/refusal.ts';
import { readTable } from '../../src/documents/readTable.ts';
import { readText } from '../../src/documents/readText.ts';
import { readXlsx } from '../../src/documents/sheets/xlsx.ts';
import { readXml } from '../../src/documents/text/xml.ts';
import { writeCsv } from '../../src/documents/write/csv.ts';
import { docxOf } from '../../src/documents/write/docx.ts';
import type { Block, OutSheet, TextDocument, Workbook } from '../../src/documents/write/model.ts';
import { MISSING, printable } from '../../src/documents/write/printable.ts';
import {
  WritingExceeded,
  writeDocx,
  writePdf,
  writeXlsx,
} from '../../src/documents/write/write.ts';
import { CELL_LENGTH, xlsxOf } from '../../src/documents/write/xlsx.ts';

// A thread begins for each file; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const at = new Date('2026-11-26T05:00:00Z');

function documentOf(blocks: Block[], over: Partial<TextDocument> = {}): TextDocument {
  return {
    language: 'sq',
    title: 'Pako',
    author: 'CiviKos',
    orientation: 'landscape',
    footer: 'MAPL-2026-003/P-1',
    at,
    blocks,
    ...over,
  };
}

const SAMPLE: Block[] = [
  { kind: 'heading', level: 1, text: 'Projektligji për çdo gjë' },
  { kind: 'paragraph', runs: ['Hyrje ', { link: 'lidhja', url: 'https://example.org/?a=1&b=2' }] },
  { kind: 'list', items: [['një'], ['dy']] },
  {
    kind: 'table',
    head: ['Neni', 'Teksti'],
    widths: [20, 80],
    rows: [[[['Neni 5']], [['mbetet ', { before: 'vjetër', after: 'i ri' }], ['Љубав ђ']]]],
  },
  { kind: 'pageBreak' },
  { kind: 'paragraph', runs: ['Fund'], small: true },
];

async function textOf(bytes: Uint8Array): Promise<string> {
  const read = await readText(bytes);
  if (isRefusal(read)) throw new Error(read.refused);
  return read.text;
}

const xmlOf = (bytes: Uint8Array, part: string) => {
  const found = unzipSync(bytes)[part];
  if (!found) throw new Error(`no ${part}`);
  return strFromU8(found);
};

describe('writeDocx', () => {
  it('is read back as it was said, changes marked', async () => {
    const bytes = await writeDocx(documentOf(SAMPLE));
    expect((await textOf(bytes)).split('\n').filter((line) => line !== '')).toEqual([
      'Projektligji për çdo gjë',
      'Hyrje lidhja',
      '• një',
      '• dy',
      'Neni | Teksti',
      'Neni 5 | mbetet vjetëri ri Љубав ђ',
      'Fund',
    ]);
    const xml = xmlOf(bytes, 'word/document.xml');
    expect(xml).toMatch(/<w:strike\/>(?:(?!<w:r>).)*vjetër/);
    expect(xml).toMatch(/<w:u w:val="single"\/>(?:(?!<w:r>).)*i ri/);
    expect(xml).toMatch(/<w:tblHeader\/>/);
    expect(xml).toContain('w:orient="landscape"');
    const footer = xmlOf(bytes, 'word/footer1.xml');
    expect(footer.replace(/<[^>]+>/g, '')).toBe('MAPL-2026-003/P-1\tFaqja PAGE nga NUMPAGES');
  });

  it('is the same file for the same document', async () => {
    const [first, second] = [
      await writeDocx(documentOf(SAMPLE)),
      await writeDocx(documentOf(SAMPLE)),
    ];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('leads nowhere but to the web and to mail', async () => {
    const link = (url: string): Block => ({ kind: 'paragraph', runs: [{ link: 'x', url }] });
    const bytes = await writeDocx(
      documentOf([link('file:///etc/passwd'), link('javascript:alert(1)'), link('https://a.ks/')]),
    );
    const links = [
      ...xmlOf(bytes, 'word/_rels/document.xml.rels').matchAll(/Target="([^"]*)" TargetMode/g),
    ];
    expect(links.map(([, target]) => target)).toEqual(['https://a.ks/']);
  });

  it('holds any text, and shows where a sign cannot be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const block: Block = { kind: 'paragraph', runs: [text, { bold: text }] };
        const bytes = await docxOf(documentOf([block], { title: text, footer: text }), docx);
        let read = '';
        let inText = false;
        for (const event of readXml(xmlOf(bytes, 'word/document.xml'))) {
          if (event.kind === 'text') read += inText ? event.text : '';
          else if (event.name === 'w:t') inText = event.kind === 'open';
          else if (event.kind === 'open' && event.name === 'w:br') read += '\n';
          else if (event.kind === 'open' && event.name === 'w:tab') read += '\t';
        }
        expect(read).toBe(printable(text) + printable(text));
      }),
      { numRuns: 150 },
    );
  });
});

describe('writePdf', () => {
  it('is read back as it was said, in Latin and Cyrillic letters', async () => {
    const bytes = await writePdf(documentOf(SAMPLE));
    const text = await textOf(bytes);
    for (const part of ['Projektligji për çdo gjë', 'vjetëri ri', 'Љубав ђ', 'Fund']) {
      expect(text).toContain(part);
    }
    expect(Buffer.compare(bytes, await writePdf(documentOf(SAMPLE)))).toBe(0);
  });

  it('tells the page at its foot, in its language', async () => {
    const page: Block[] = [{ kind: 'paragraph', runs: ['Tekst'] }];
    const text = await textOf(await writePdf(documentOf(page, { language: 'sr' })));
    expect(text).toContain('MAPL-2026-003/P-1');
    expect(text).toContain('Strana 1 od 1');
  });

  it('shows where its letters lack a sign, and breaks words that are wider than a column', async () => {
    const word = 'x'.repeat(300);
    const text = await textOf(
      await writePdf(
        documentOf([
          { kind: 'paragraph', runs: ['para 😀 mes 👩‍⚖️ pas \u0007.'] },
          { kind: 'table', head: ['a', 'b'], widths: [10, 90], rows: [[[[word]], [['b']]]] },
        ]),
      ),
    );
    expect(text).toContain(`para ${MISSING} mes ${MISSING}${MISSING} pas ${MISSING}.`);
    expect(text).toContain('Në vend të shkronjave që ky PDF nuk i ka');
    expect([...text.matchAll(/x/g)]).toHaveLength(300);
    expect(text).not.toContain('x'.repeat(40));
  });
});

const SHEET: OutSheet = {
  name: 'Pako',
  preamble: ['Plotësoni kolonën e fundit.'],
  columns: [
    { title: 'Nr.', kind: 'number', width: 6 },
    { title: 'Teksti', kind: 'text', width: 40 },
    { title: 'Dita', kind: 'day', width: 12 },
    { title: 'Përgjigjja', kind: 'text', width: 20, choices: ['po', 'pjesërisht, me ndryshime'] },
  ],
  rows: [
    [1, '=1+1', '2026-11-26', 'po'],
    [-2.5, '\'-dy; "tre"\nkatër', null, null],
    [3, '_x0041_ +1', 'në nëntor', null],
  ],
};

const bookOf = (...sheets: OutSheet[]): Workbook => ({ at, author: 'CiviKos', sheets });

const columns = { number: ['nr.'], text: ['teksti'], day: ['dita'], answer: ['përgjigjja'] };
async function rowsOf(bytes: Uint8Array) {
  const missing = refusal('imports.empty');
  const table = await readTable(bytes, columns, { column: 'text', missing });
  if (isRefusal(table)) throw new Error(table.refused);
  return table.rows.map(({ cells }) => [cells.number, cells.text, cells.day, cells.answer]);
}

const READ_BACK = [
  ['1', '=1+1', '2026-11-26', 'po'],
  ['-2.5', '\'-dy; "tre"\nkatër', '', ''],
  ['3', '_x0041_ +1', 'në nëntor', ''],
];

describe('the thread that writes', () => {
  it('gives up what is beyond its bounds, and goes on with the next', async () => {
    const bounds = { withinMs: 1, heapMb: 256, growthMb: 1_000 };
    await expect(writePdf(documentOf(SAMPLE), bounds)).rejects.toThrow(WritingExceeded);
    expect((await writeXlsx(bookOf(SHEET))).length).toBeGreaterThan(1_000);
  });
});

describe('writeXlsx', () => {
  it('is read back by our own reader, computes nothing, and offers words', async () => {
    const bytes = await writeXlsx(bookOf(SHEET));
    expect(await rowsOf(bytes)).toEqual(READ_BACK);
    const xml = xmlOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft"');
    expect(xml).toContain('<autoFilter ref="A2:D5"/>');
    expect(xml).toMatch(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetV/);
    expect(xml).toContain('<pageSetup fitToHeight="0" ');
    expect(xml).toMatch(
      /<dataValidation type="list"[^>]* sqref="D3:D\d+"><formula1>'_'!\$A\$1:\$A\$2</,
    );
    expect(xmlOf(bytes, 'xl/workbook.xml')).toMatch(/state="hidden"[^>]*name="_"/);
    expect(readXlsx(bytes)[1]?.rows.map(({ cells }) => cells)).toEqual([
      ['po'],
      ['pjesërisht, me ndryshime'],
    ]);
    expect(Buffer.compare(bytes, await writeXlsx(bookOf(SHEET)))).toBe(0);
  });

  it('holds any text, and shows where a sign cannot be', async () => {
    const column = { title: 'teksti', kind: 'text', width: 9 } as const;
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      // The library has trouble with these.
      fc.constantFrom('__proto__', 'constructor', 'toString'),
    );
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        const sheet: OutSheet = { name: 'a', columns: [column], rows: [[text], ['end']] };
        const bytes = await xlsxOf(bookOf(sheet), writeExcelFile);
        const rows = readXlsx(bytes)[0]?.rows.map(({ cells }) => cells[0]) ?? [];
        expect(rows).toEqual(['teksti', ...[printable(text)].filter((one) => one.trim()), 'end']);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the names of columns the room that they need', async () => {
    const column = {
      title: 'Mediana e vonesës së përgjigjeve',
      kind: 'number',
      width: 12,
    } as const;
    const book = bookOf({ name: 'a', columns: [column], rows: [[1]] });
    const sheet = xmlOf(await xlsxOf(book, writeExcelFile), 'xl/worksheets/sheet1.xml');
    const heights = [...sheet.matchAll(/<row [^>]* ht="(\d+)"/g)].map(([, height]) =>
      Number(height),
    );
    expect(heights).toEqual([39, 13]);
  });

  it('cuts what is longer than a cell may be, and shows it', async () => {
    const column = { title: 'teksti', kind: 'text', width: 9 } as const;
    const text = 'a'.repeat(CELL_LENGTH + 1);
    const bytes = await xlsxOf(
      bookOf({ name: 'a', columns: [column], rows: [[text]] }),
      writeExcelFile,
    );
    expect(xmlOf(bytes, 'xl/sharedStrings.xml')).toContain(`${'a'.repeat(CELL_LENGTH)}…<`);
  });
});

describe('writeCsv', () => {
  it('is read back by our own reader, and computed by no spreadsheet', async () => {
    const bytes = writeCsv(SHEET);
    expect(await rowsOf(bytes)).toEqual(READ_BACK);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.startsWith('\ufeffNr.;Teksti;')).toBe(true);
    expect(text).toContain(";'=1+1;");
  });

  it('holds any text', async () => {
    const column = { title: 'teksti', kind: 'text', width: 9 } as const;
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', ' ', ';', '"', '\n', '\t', 'a') }),
    );
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        const bytes = writeCsv({
          name: 'a',
          columns: [column, { ...column, title: 'nr.' }],
          rows: [[text, 'end']],
        });
        const [row] = await rowsOf(bytes);
        expect(row?.[1]).toBe(normaliseText(printable(text)));
        const cell = new TextDecoder().decode(bytes).split('\r\n')[1] ?? '';
        expect(cell).not.toMatch(/^"?\s*[=+\-@]/);
      }),
      { numRuns: 300 },
    );
  });
});
