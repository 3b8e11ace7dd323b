import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, refusal } from '../../src/chat/refusal.ts';
import { CSV_BYTES, CSV_CELL, CSV_ROWS, type CsvTable, readCsv } from '../../src/documents/csv.ts';
import { cp1250, utf8 } from './bytes.ts';

type Column = 'name' | 'region';
const columns = { name: ['emri', 'naziv'], region: ['rajoni'] };
const required = { column: 'name' as const, missing: refusal('imports.noNameColumn') };

function read(bytes: Uint8Array) {
  return readCsv<Column>(bytes, columns, required);
}

function table(bytes: Uint8Array): CsvTable<Column> {
  const end = read(bytes);
  if (isRefusal(end)) throw new Error(end.refused);
  return end;
}

const names = (bytes: Uint8Array) => table(bytes).rows.map(({ cells }) => cells.name);

describe('readCsv', () => {
  it('reads commas and semicolons, whichever the header uses', () => {
    expect(names(utf8('name,region\n"a;b",x\n'))).toEqual(['a;b']);
    expect(names(utf8('naziv;region\r\na,b;x\r\n'))).toEqual(['a,b']);
    expect(names(utf8('"name, short";name\nx;y\n'))).toEqual(['y']);
    expect(names(utf8('name\na\n'))).toEqual(['a']);
  });

  it('reads UTF-8 with and without a byte order mark, and Windows-1250', () => {
    const text = 'Emri;Rajoni\nShoqata ë ç š ž đ ć;Pejë\n';
    for (const bytes of [utf8(text), utf8(`\ufeff${text}`), cp1250(text)]) {
      expect(table(bytes).rows).toEqual([
        { line: 2, cells: { name: 'Shoqata ë ç š ž đ ć', region: 'Pejë' } },
      ]);
    }
  });

  it('composes letters that were written in two', () => {
    expect(names(utf8('name\nPeje\u0308\n'))).toEqual(['Pejë']);
  });

  it('knows columns in three languages and names those it does not know', () => {
    const read = table(utf8('Web,EMRI,,rajoni\n1,a,,Pejë\n'));
    expect(read.header).toEqual(['name', 'region']);
    expect(read.ignored).toEqual(['Web']);
    expect(read.rows[0]?.cells).toEqual({ name: 'a', region: 'Pejë' });
  });

  it('gives the line on which a row begins, past quoted line breaks and empty lines', () => {
    const read = table(utf8('name,region\r\n"a\r\nb",x\r\n\r\n,\r\nc,y\r\n'));
    expect(read.rows.map(({ line, cells }) => [line, cells.name])).toEqual([
      [2, 'a\nb'],
      [6, 'c'],
    ]);
  });

  it('reports rows whose cells do not fit the header by line', () => {
    const read = table(utf8('name,region\na\nb,x\nc,x,more\nd,y,\n'));
    expect(read.rows.map(({ cells }) => cells.name)).toEqual(['b', 'd']);
    expect(read.refusedRows).toEqual([
      { line: 2, reason: 'imports.ragged', context: { cells: 1, columns: 2 } },
      { line: 4, reason: 'imports.ragged', context: { cells: 3, columns: 2 } },
    ]);
  });

  it('reports cells that are too long or cannot be shown by line', () => {
    const read = table(utf8(`name\n${'x'.repeat(CSV_CELL + 1)}\na\u202eb\na\u0007\nc\n`));
    expect(read.refusedRows.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'imports.cellTooLong'],
      [3, 'imports.unshowable'],
      [4, 'imports.unshowable'],
    ]);
    expect(read.rows).toHaveLength(1);
  });

  it.each([
    ['nothing', utf8(''), 'imports.empty'],
    ['only white space', utf8(' \n\n'), 'imports.empty'],
    ['only a header', utf8('name\n\n'), 'imports.empty'],
    ['a spreadsheet', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'imports.notCsv'],
    ['no name column', utf8('region\nx\n'), 'imports.noNameColumn'],
    ['a column twice', utf8('name,emri\na,b\n'), 'imports.columnTwice'],
    ['too many rows', utf8(`name\n${'a\n'.repeat(CSV_ROWS + 1)}`), 'imports.tooManyRows'],
    ['a row too long', utf8(`name\n"${'x,\n'.repeat(400_000)}`), 'imports.rowTooLong'],
    ['too many bytes', new Uint8Array(CSV_BYTES + 1), 'imports.fileTooLarge'],
  ])('refuses %s', (_what, bytes, key) => {
    expect(read(bytes)).toMatchObject({ refused: key });
  });

  it('names the line of quotes that do not match', () => {
    expect(read(utf8('name\na\n"b\nc\n'))).toMatchObject({ refused: 'imports.badQuotes' });
    expect(read(utf8('name\na\nx"y\n'))).toMatchObject({
      refused: 'imports.badQuotes',
      context: { line: 3 },
    });
  });

  it('takes as many rows as it may', () => {
    expect(table(utf8(`name\n${'a\n'.repeat(CSV_ROWS)}`)).rows).toHaveLength(CSV_ROWS);
  });

  it('reads back whatever was quoted properly', () => {
    const cell = fc.stringMatching(/^[a-zëçšž",;'\n ]{0,20}$/).map((text) => `x${text}x`);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';'),
        (rows, separator) => {
          const lines = [['name', 'region'], ...rows].map((row) => row.map(quoted).join(separator));
          expect(table(utf8(lines.join('\r\n'))).rows.map(({ cells }) => cells)).toEqual(
            rows.map(([name, region]) => ({ name, region })),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const end = read(Uint8Array.from([...utf8('name\n'), ...bytes]));
        expect(isRefusal(end) || end.rows.length + end.refusedRows.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
