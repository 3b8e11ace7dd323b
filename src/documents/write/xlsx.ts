import type writeXlsxFile from 'write-excel-file/node';
import type { Cell, CellObject, Sheet as LibrarySheet, Row } from 'write-excel-file/node';
import { parseDay } from '../../calendar/index.ts';
import type { OutSheet, SheetCell, SheetColumn, Workbook } from './model.ts';
import { COLOUR } from './page.ts';
import { oneLine, printable } from './printable.ts';
import { escapeXml, repack, w3cMoment } from './repack.ts';

export type XlsxLibrary = typeof writeXlsxFile;

/** Excel's own bound is 32,767 characters; what is longer is cut, and seen to be. */
export const CELL_LENGTH = 32_000;

/** Older versions of Excel show `####` for longer ones in cells that are marked as text. */
const MARKED_LENGTH = 255;

/** In how many rows below the filled ones the words are still offered. */
const ROWS_TO_COME = 1_000;

/** The sheet that holds the words to choose from; it is hidden, so its name is no word. */
const WORDS = '_';

const TEXT = '@';
const DAY = 'dd.mm.yyyy';
const LINE_HEIGHT = 13;
const BOLD = 0.75;

export async function xlsxOf(book: Workbook, library: XlsxLibrary): Promise<Uint8Array> {
  const lists = wordLists(book.sheets);
  const sheets = book.sheets.map(sheetOf);
  const words: LibrarySheet<never>[] =
    lists.length > 0 ? [{ sheet: WORDS, data: wordRows(lists) }] : [];
  const bytes = await library([...sheets, ...words], {
    fontFamily: 'Arial',
    fontSize: 10,
  }).toBuffer();
  const packed = new Uint8Array(bytes);
  return repack(
    packed,
    (name, xml) => {
      if (name === 'xl/workbook.xml') return hideWords(xml);
      const index = Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1] ?? 0) - 1;
      const sheet = book.sheets[index];
      if (!sheet) return linked(name, xml);
      return withChoices(
        withFilter(withPanes(withPages(withRows(xml, sheet), sheet)), sheet),
        sheet,
        lists,
      );
    },
    { 'docProps/core.xml': coreProperties(book) },
  );
}

function sheetOf({ name, columns, rows, preamble = [] }: OutSheet): LibrarySheet<never> {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const above = preamble.map(
    (line): Row => [
      {
        ...textCell(line),
        columnSpan: columns.length,
        wrap: true,
        alignVertical: 'top',
        // A merged cell does not grow by itself.
        height: LINE_HEIGHT * Math.max(1, Math.ceil(line.length / Math.max(20, width * 0.9))),
      },
      ...columns.slice(1).map(() => null),
    ],
  );
  // Bold letters are wider than those of the rows.
  const headHeight = heightOf(columns.map(({ title, width }) => [title, width * BOLD] as const));
  const head = columns.map(
    ({ title }): Cell => ({
      ...textCell(title),
      height: headHeight,
      fontWeight: 'bold',
      backgroundColor: `#${COLOUR.head}`,
      wrap: true,
      alignVertical: 'top',
    }),
  );
  return {
    sheet: name,
    orientation: 'landscape',
    stickyRowsCount: above.length + 1,
    columns: columns.map((column) => ({ width: column.width })),
    data: [
      ...above,
      head,
      ...rows.map((row) => {
        const texts = columns.map(({ width }, index) => [row[index] ?? '', width] as const);
        const height = heightOf(texts);
        return columns.map((column, index) => ({ ...cellOf(row[index] ?? null, column), height }));
      }),
    ],
  };
}

/** Rows higher than 409 points there are none; in such a cell one has to scroll. */
const MOST_HEIGHT = 409;

/** How high a row of texts in columns of these widths is, as nearly as can be told without letters. */
function heightOf(cells: readonly (readonly [text: SheetCell, width: number])[]): number {
  const lines = cells.map(([text, width]) =>
    String(text ?? '')
      .split('\n')
      .reduce(
        (sum, line) => sum + Math.max(1, Math.ceil(line.length / Math.max(1, width * 1.2))),
        0,
      ),
  );
  return Math.min(MOST_HEIGHT, LINE_HEIGHT * Math.max(1, ...lines));
}

function cellOf(value: SheetCell, { kind }: SheetColumn): CellObject {
  const layout = { wrap: true, alignVertical: 'top' } as const;
  if (value === null || value === '') {
    if (kind === 'number') return { ...layout, type: Number };
    return kind === 'day'
      ? { ...layout, type: Date, format: DAY }
      : { ...layout, type: String, format: TEXT };
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return { ...layout, type: Number, value };
  }
  const day = kind === 'day' ? parseDay(String(value)) : null;
  if (day) return { ...layout, type: Date, value: new Date(`${day}T00:00:00Z`), format: DAY };
  return { ...layout, ...textCell(String(value)) };
}

/** A text that stays one: never a formula, a number or a day. */
function textCell(value: string): { type: StringConstructor; value: string; format?: string } {
  const clean = printable(value);
  const whole = clean.length > CELL_LENGTH ? `${cutAt(clean, CELL_LENGTH)}…` : clean;
  // Excel reads `_x0041_` as the sign of that number (ECMA-376-1, 22.9.2.19).
  const escaped = whole.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  // The library keeps its texts by their names in an object, in which it takes these for known.
  const text = escaped in {} ? escaped.replace(/^./, codeOf) : escaped;
  return { type: String, value: text, ...(text.length <= MARKED_LENGTH ? { format: TEXT } : {}) };
}

function codeOf(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Never between the halves of a sign. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** The lists that any column offers, each once. */
function wordLists(sheets: readonly OutSheet[]): (readonly string[])[] {
  const lists = new Map<string, readonly string[]>();
  for (const { columns } of sheets) {
    for (const { choices } of columns) {
      if (choices && choices.length > 0) lists.set(keyOf(choices), choices);
    }
  }
  return [...lists.values()];
}

function keyOf(words: readonly string[]): string {
  return JSON.stringify(words);
}

/** A list a column. */
function wordRows(lists: readonly (readonly string[])[]): Row[] {
  const longest = Math.max(...lists.map((words) => words.length));
  return Array.from({ length: longest }, (_none, row) =>
    lists.map((words) => {
      const word = words[row];
      return word === undefined ? null : textCell(word);
    }),
  );
}

function hideWords(xml: string): string {
  return xml.replace(/<sheet (?=[^>]*name="_")/, '<sheet state="hidden" ');
}

/** `C` of 2. */
function letterOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : letterOf(Math.floor(column / 26) - 1) + letter;
}

function headRow({ preamble = [] }: OutSheet): number {
  return preamble.length + 1;
}

/** Rows that grow when somebody writes into them, once they are below the heads. */
function withRows(xml: string, sheet: OutSheet): string {
  return xml.replace(
    /(<row r="(\d+)"[^>]*?) customHeight="1"/g,
    (all, row: string, line: string) => (Number(line) > headRow(sheet) ? row : all),
  );
}

/** As many characters beside each other as can be read when they are made to fit one page. */
const PAGE_CHARACTERS = 220;

/** What can be read so is printed as wide as the page, however many pages it is long. */
function withPages(xml: string, { columns }: OutSheet): string {
  if (columns.reduce((sum, { width }) => sum + width, 0) > PAGE_CHARACTERS) return xml;
  return xml
    .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
    .replace('<pageSetup ', '<pageSetup fitToHeight="0" ');
}

/** Frozen rows alone leave two panes, not four (ECMA-376-1, 18.3.1.66). */
function withPanes(xml: string): string {
  return xml
    .replace(/ xSplit="0"/, '')
    .replace('activePane="bottomRight"', 'activePane="bottomLeft"');
}

function withFilter(xml: string, sheet: OutSheet): string {
  const last = letterOf(sheet.columns.length - 1) + (headRow(sheet) + sheet.rows.length);
  return xml.replace('</sheetData>', `</sheetData><autoFilter ref="A${headRow(sheet)}:${last}"/>`);
}

/** The order of the elements is fixed (ECMA-376-1, 18.3.1.99): filter, merged cells, choices. */
function withChoices(xml: string, sheet: OutSheet, lists: readonly (readonly string[])[]): string {
  const keys = lists.map(keyOf);
  const from = headRow(sheet) + 1;
  const to = headRow(sheet) + sheet.rows.length + ROWS_TO_COME;
  const choices = sheet.columns.flatMap(({ choices: words }, column) => {
    if (!words || words.length === 0) return [];
    const list = letterOf(keys.indexOf(keyOf(words)));
    const cells = `${letterOf(column)}${from}:${letterOf(column)}${to}`;
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}"><formula1>'${WORDS}'!$${list}$1:$${list}$${words.length}</formula1></dataValidation>`,
    ];
  });
  if (choices.length === 0) return xml;
  const all = `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`;
  const behind = xml.includes('</mergeCells>') ? /<\/mergeCells>/ : /<autoFilter [^>]*>/;
  return xml.replace(behind, (found) => found + all);
}

const CORE_TYPE = 'application/vnd.openxmlformats-package.core-properties+xml';
const CORE_RELATION =
  'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';

/** The library writes no properties; this is where a part with them is made known. */
function linked(name: string, xml: string): string {
  if (name === '[Content_Types].xml') {
    const part = `<Override PartName="/docProps/core.xml" ContentType="${CORE_TYPE}"/>`;
    return xml.replace('</Types>', `${part}</Types>`);
  }
  if (name !== '_rels/.rels') return xml;
  const part = `<Relationship Id="core" Type="${CORE_RELATION}" Target="docProps/core.xml"/>`;
  return xml.replace('</Relationships>', `${part}</Relationships>`);
}

function coreProperties({ author, at }: Workbook): string {
  const created = `<dcterms:created xsi:type="dcterms:W3CDTF">${w3cMoment(at)}</dcterms:created>`;
  const creator = `<dc:creator>${escapeXml(oneLine(author))}</dc:creator>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${creator}${created}</cp:coreProperties>`;
}
