import { describe, expect, it, vi } from 'vitest';
import { isRefusal, refusal } from '../../src/chat/refusal.ts';
import { CSV_BYTES, CSV_CELL, CSV_ROWS } from '../../src/documents/csv.ts';
import { readTable, readWorkbook } from '../../src/documents/readTable.ts';
import { utf8 } from './bytes.ts';
import { makeDocx, zipParts } from './makeDocx.ts';
import { makeXlsx, type XlsxCell, type XlsxOptions } from './makeXlsx.ts';

// A thread begins for each workbook; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

type Column = 'title' | 'objective' | 'deadline';
const columns = { title: ['aktiviteti'], objective: ['objektivi'], deadline: ['afati'] };
const required = { column: 'title' as const, missing: refusal('imports.noActivityColumn') };

const read = (bytes: Uint8Array) => readTable<Column>(bytes, columns, required);

async function rowsOf(bytes: Uint8Array) {
  const table = await read(bytes);
  if (isRefusal(table)) throw new Error(table.refused);
  return table.rows.map(({ line, cells }) => [line, cells.objective, cells.title, cells.deadline]);
}

const sheet = (rows: XlsxCell[][], options?: XlsxOptions) => makeXlsx([{ rows }], options);

describe('readTable', () => {
  it('reads a CSV as before', async () => {
    expect(await rowsOf(utf8('objektivi;aktiviteti\n1;Një\n'))).toEqual([[2, '1', 'Një', '']]);
  });

  it.each([
    ['shared texts', {}],
    ['texts in the cells', { inline: true }],
    ['names with a prefix', { prefix: 'x:', inline: true }],
  ] as const)('reads a workbook with %s', async (_what, options) => {
    const rows: XlsxCell[][] = [
      ['Objektivi', 'Aktiviteti', 'Afati', null],
      [1, 'Rregullorja ë ç š ž & <krejt>', { day: 46_370 }],
      [],
      [2, 'E dyta', 'TM4 2026'],
      [2, 'E treta'],
    ];
    expect(await rowsOf(sheet(rows, options))).toEqual([
      [2, '1', 'Rregullorja ë ç š ž & <krejt>', '2026-12-14'],
      [4, '2', 'E dyta', 'TM4 2026'],
      [5, '2', 'E treta', ''],
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const rows: XlsxCell[][] = [
      ['aktiviteti', 'afati'],
      ['Një', { day: 46_370 - 1_462 }],
    ];
    expect(await rowsOf(sheet(rows, { epoch: 1904 }))).toEqual([[2, '', 'Një', '2026-12-14']]);
  });

  it('takes the values of formulas, pieces of text, and no readings beside them', async () => {
    const rows: XlsxCell[][] = [
      ['aktiviteti', 'afati'],
      [{ xml: '<c t="str"><f>A1&amp;"x"</f><v>E llogaritur</v></c>' }, 2027],
      [
        {
          xml: '<c t="inlineStr"><is><r><t>Dy </t></r><r><t>copa</t></r><rPh><t>dy</t></rPh></is></c>',
        },
        { xml: '<c t="d"><v>2026-12-14T00:00:00</v></c>' },
      ],
    ];
    const seen = await rowsOf(sheet(rows));
    expect(seen[0]).toEqual([2, '', 'E llogaritur', '2027']);
    expect(seen[1]?.[3]).toBe('2026-12-14');
  });

  it('takes a cell with an error for empty', async () => {
    const error = { xml: '<c t="e"><v>#N/A</v></c>' };
    expect(
      await rowsOf(
        sheet([
          ['aktiviteti', 'afati'],
          ['Një', error],
          [error, error],
        ]),
      ),
    ).toEqual([[2, '', 'Një', '']]);
  });

  it('fills what was merged downwards, and reads hidden rows', async () => {
    const bytes = makeXlsx([
      {
        rows: [
          ['objektivi', 'aktiviteti'],
          [1, 'A'],
          [null, 'B'],
          [null, 'C'],
          [2, 'D'],
        ],
        merged: ['A2:A4'],
        hidden: [3],
      },
    ]);
    expect((await rowsOf(bytes)).map(([, objective, title]) => [objective, title])).toEqual([
      ['1', 'A'],
      ['1', 'B'],
      ['1', 'C'],
      ['2', 'D'],
    ]);
  });

  it('takes the first sheet that names the column, below titles and notes', async () => {
    const bytes = makeXlsx([
      { name: 'Shënime', rows: [['Ky është plani i veprimit']] },
      { name: 'Plani', rows: [['Plani i veprimit'], [], ['Aktiviteti', 'Afati'], ['Një', 2027]] },
      { name: 'Tjetër', rows: [['Aktiviteti'], ['Tjetër']] },
    ]);
    expect(await rowsOf(bytes)).toEqual([[4, '', 'Një', '2027']]);
  });

  it('hands back nothing but the table that is looked for', async () => {
    const bytes = makeXlsx([
      { rows: [['Shënime']] },
      { rows: [['Plani'], ['Aktiviteti'], ['Një']] },
      { rows: [['Emri'], ['KDI']] },
    ]);
    const rows = async (name: string) => {
      const found = await readWorkbook(bytes, [name]);
      if (isRefusal(found)) throw new Error(found.refused);
      return found.rows.map(({ cells }) => cells);
    };
    expect(await rows('aktiviteti')).toEqual([['Aktiviteti'], ['Një']]);
    expect(await rows('emri')).toEqual([['Emri'], ['KDI']]);
    expect(await readWorkbook(bytes, ['other'])).toEqual({ rows: [], filled: true });
  });

  it('tells the row of what cannot be taken', async () => {
    const table = await read(
      sheet([['aktiviteti'], ['A', 'beyond'], ['x'.repeat(CSV_CELL + 5)], ['B']]),
    );
    expect(table).toMatchObject({
      refusedRows: [
        { line: 2, reason: 'imports.ragged' },
        { line: 3, reason: 'imports.cellTooLong' },
      ],
      rows: [{ line: 4 }],
    });
  });

  const entities = '<!DOCTYPE a [<!ENTITY b "b">]><worksheet/>';
  it.each([
    ['no header', () => sheet([['name'], ['A']]), 'imports.noActivityColumn'],
    ['nothing', () => sheet([[]]), 'imports.empty'],
    ['only a header', () => sheet([['aktiviteti']]), 'imports.empty'],
    ['another office file', () => makeDocx(['Neni 1']), 'imports.workbook.other'],
    [
      'an old workbook',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'imports.workbook.other',
    ],
    [
      'a sealed workbook',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(600),
          Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
      'imports.workbook.encrypted',
    ],
    [
      'half a file',
      () => sheet([['aktiviteti'], ['A']]).subarray(0, 300),
      'imports.workbook.damaged',
    ],
    [
      'entities of its own',
      () => sheet([['aktiviteti']], { parts: { 'xl/worksheets/sheet1.xml': entities } }),
      'imports.workbook.damaged',
    ],
    [
      'a zip bomb',
      () => sheet([], { parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(60_000_000) } }),
      'imports.workbook.tooMuch',
    ],
    [
      'many large parts together',
      () =>
        zipParts(
          Object.fromEntries(
            ['workbook', 'styles', 'sharedStrings'].map((name) => [
              `xl/${name}.xml`,
              Uint8Array.from({ length: 30_000_000 }, (_one, index) => (index * index) % 251),
            ]),
          ),
        ),
      'imports.workbook.tooMuch',
    ],
    [
      'one long text in very many cells',
      () => {
        const cells = '<c t="s"><v>0</v></c>'.repeat(250);
        const rows = `<row>${cells}</row>`.repeat(100);
        return sheet([], {
          parts: {
            'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(9_000)}</t></si></sst>`,
            'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
          },
        });
      },
      'imports.workbook.tooMuch',
    ],
    [
      'one long text merged over very many rows',
      () => {
        const rows =
          '<row><c t="s"><v>0</v></c></row>' +
          '<row><c/><c t="s"><v>1</v></c></row>'.repeat(15_000);
        return sheet([], {
          parts: {
            'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(9_000)}</t></si><si><t>a</t></si></sst>`,
            'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A1:A15001"/></mergeCells></worksheet>`,
          },
        });
      },
      'imports.workbook.tooMuch',
    ],
    [
      'very many empty cells before the last of each row',
      () => {
        const rows = '<row><c r="KN1" t="str"><v>a</v></c></row>'.repeat(2_000);
        return sheet([], {
          parts: {
            'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
          },
        });
      },
      'imports.workbook.tooMuch',
    ],
    [
      'merges over merges',
      () => {
        const rows = '<row><c t="str"><v>a</v></c></row>'.repeat(15_000);
        const merges = '<mergeCell ref="A1:A15001"/>'.repeat(100);
        return sheet([], {
          parts: {
            'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`,
          },
        });
      },
      'imports.workbook.tooMuch',
    ],
    [
      'too many bytes',
      () => Buffer.concat([makeXlsx([]), Buffer.alloc(CSV_BYTES)]),
      'imports.fileTooLarge',
    ],
  ])('refuses %s', async (_what, make, refused) => {
    expect(await read(Uint8Array.from(make()))).toMatchObject({ refused });
  });

  it('counts 100,000 rows no further than it needs to refuse them', async () => {
    const row = '<row><c t="inlineStr"><is><t>aktiviteti</t></is></c></row>';
    const body = `<worksheet><sheetData>${row.repeat(100_000)}</sheetData></worksheet>`;
    const bytes = sheet([], { parts: { 'xl/worksheets/sheet1.xml': body } });
    expect(await read(bytes)).toMatchObject({
      refused: 'imports.tooManyRows',
      context: { max: CSV_ROWS },
    });
  });

  it('gives up what takes too long', async () => {
    const bounds = { withinMs: 1, heapMb: 384, growthMb: 700 };
    expect(await readWorkbook(sheet([['aktiviteti']]), ['aktiviteti'], bounds)).toMatchObject({
      refused: 'imports.workbook.tooMuch',
    });
  });
});
