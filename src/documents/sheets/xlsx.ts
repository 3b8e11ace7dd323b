import { Unreadable } from '../text/bounds.ts';
import { unpack } from '../text/unpack.ts';
import { readXml, type XmlEvent } from '../text/xml.ts';
import {
  columnOf,
  type Epoch,
  type NumberKind,
  numberKind,
  numberText,
  rowOf,
  unescapeCell,
} from './cell.ts';
import { type RawRow, type Sheet, TABLE_CELL, TABLE_COLUMNS, TABLE_ROWS } from './sheet.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STRINGS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';
const PARTS: ReadonlySet<string> = new Set([WORKBOOK, RELATIONS, STRINGS, STYLES]);

/** What all cells of a workbook may hold together: one long text may be shared by many cells. */
const MOST_CHARACTERS = 20_000_000;

/** Cells of a workbook, empty ones before the last of a row too: 25 in each row of the longest table. */
const MOST_CELLS = 500_000;

/** More sheets than any plan has. */
const MOST_SHEETS = 50;

/** One more row than a table may have, and its header: so that too many can be told from enough. */
const MOST_ROWS = TABLE_ROWS + 50;

/**
 * The sheets of an XLSX workbook in their order, with the texts that its cells show: formulas as
 * they were last calculated, days as ISO days, hidden rows too. A cell that was merged downwards
 * stands in each of its rows, for that is how plans write an objective beside its activities.
 * Throws {@link Unreadable}.
 */
export function readXlsx(bytes: Uint8Array): Sheet[] {
  refuseSealed(bytes);
  const parts = unpack(
    bytes,
    (name) => PARTS.has(name) || /^xl\/worksheets\/[^/]+\.xml$/.test(name),
  );
  const workbook = parts.get(WORKBOOK);
  if (workbook === undefined) throw new Unreadable('notText');
  const { names, epoch } = readWorkbook(workbook, parts.get(RELATIONS) ?? '');
  const book: Book = {
    epoch,
    left: MOST_CHARACTERS,
    cellsLeft: MOST_CELLS,
    strings: readStrings(parts.get(STRINGS) ?? ''),
    kinds: readStyles(parts.get(STYLES) ?? ''),
  };
  return names.slice(0, MOST_SHEETS).flatMap((name) => {
    const part = parts.get(name);
    return part === undefined ? [] : [{ rows: readSheet(part, book) }];
  });
}

/** An encrypted workbook is an OLE file with a stream of this name (MS-OFFCRYPTO, 2.3.4.4). */
function refuseSealed(bytes: Uint8Array): void {
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xcf) return;
  const sealed = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  throw new Unreadable(sealed ? 'encrypted' : 'notText');
}

/** Some programs put a prefix before every name: `x:row` is a `row`. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute that has a prefix of the writer's choosing, such as `r:id`. */
function prefixed(event: Extract<XmlEvent, { kind: 'open' }>, name: string): string | null {
  return ['r', 'd3p1', 'rel', 'ns1']
    .map((prefix) => event.attribute(`${prefix}:${name}`))
    .reduce((found, value) => found ?? value, null);
}

/** The parts of the sheets in their order, and where days are counted from. */
function readWorkbook(xml: string, relations: string): { names: string[]; epoch: Epoch } {
  const targets = new Map<string, string>();
  for (const event of readXml(relations)) {
    if (event.kind !== 'open' || local(event.name) !== 'Relationship') continue;
    const target = event.attribute('Target') ?? '';
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    targets.set(event.attribute('Id') ?? '', part);
  }
  const names: string[] = [];
  let epoch: Epoch = 1900;
  for (const event of readXml(xml)) {
    if (event.kind !== 'open') continue;
    if (local(event.name) === 'workbookPr') {
      if (/^(1|true)$/.test(event.attribute('date1904') ?? '')) epoch = 1904;
    } else if (local(event.name) === 'sheet') {
      const target = targets.get(prefixed(event, 'id') ?? '');
      if (target) names.push(target);
    }
  }
  return { names, epoch };
}

/** The texts that cells share; what tells how to pronounce one is left out. */
function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let aside = 0;
  for (const event of readXml(xml)) {
    if (event.kind === 'text') {
      if (inText && aside === 0) text += event.text;
      continue;
    }
    const begins = event.kind === 'open';
    switch (local(event.name)) {
      case 'si':
        if (!begins) strings.push(unescapeCell(text));
        text = '';
        break;
      case 't':
        inText = begins;
        break;
      case 'rPh':
        aside += begins ? 1 : -1;
        break;
    }
  }
  return strings;
}

/** What the numbers of each cell style are. */
function readStyles(xml: string): NumberKind[] {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  for (const event of readXml(xml)) {
    if (event.kind === 'text') continue;
    const name = local(event.name);
    if (name === 'cellXfs') inCells = event.kind === 'open';
    if (event.kind !== 'open') continue;
    if (name === 'numFmt') {
      codes.set(Number(event.attribute('numFmtId')), event.attribute('formatCode') ?? '');
    } else if (name === 'xf' && inCells) {
      const id = Number(event.attribute('numFmtId') ?? 0);
      kinds.push(numberKind(id, codes.get(id)));
    }
  }
  return kinds;
}

interface Book {
  /** How many characters more may be taken. */
  left: number;
  /** How many cells more may be. */
  cellsLeft: number;
  epoch: Epoch;
  strings: readonly string[];
  kinds: readonly NumberKind[];
}

interface Merge {
  column: number;
  from: number;
  to: number;
}

function readSheet(xml: string, book: Book): RawRow[] {
  const rows: RawRow[] = [];
  const merges: Merge[] = [];
  let row: RawRow = { line: 0, cells: [] };
  let cell = { column: -1, type: 'n', style: 0, text: '' };
  let collecting = false;
  for (const event of readXml(xml)) {
    if (event.kind === 'text') {
      if (collecting) cell.text += event.text;
      continue;
    }
    const begins = event.kind === 'open';
    switch (local(event.name)) {
      case 'row':
        if (event.kind === 'open') {
          row = { line: Number(event.attribute('r')) || row.line + 1, cells: [] };
          cell = { ...cell, column: -1 };
        } else if (row.cells.some((text) => text.trim() !== '')) {
          rows.push(row);
          // What is merged stands behind the rows; a table that is too long is refused anyway.
          if (rows.length > MOST_ROWS) return rows;
        }
        break;
      case 'c':
        if (event.kind === 'open') {
          const column = columnOf(event.attribute('r') ?? '') ?? cell.column + 1;
          const style = Number(event.attribute('s') ?? 0);
          cell = { column, type: event.attribute('t') ?? 'n', style, text: '' };
        } else if (cell.column < TABLE_COLUMNS && cell.text !== '') {
          widen(row, cell.column, book);
          row.cells[cell.column] = bounded(textOf(cell, book), book);
        }
        break;
      case 'v':
      case 't':
        collecting = begins;
        break;
      case 'mergeCell':
        if (event.kind === 'open') merges.push(...mergeOf(event.attribute('ref') ?? ''));
        break;
    }
  }
  fillMerged(rows, merges, book);
  return rows;
}

function textOf(cell: { type: string; style: number; text: string }, book: Book): string {
  switch (cell.type) {
    case 's':
      return book.strings[Number(cell.text)] ?? '';
    case 'inlineStr':
    case 'str':
      return unescapeCell(cell.text);
    case 'b':
      return cell.text.trim() === '1' ? 'true' : 'false';
    case 'd':
      // ISO 8601 as it stands; of a moment only the day.
      return cell.text.trim().slice(0, 10);
    case 'e':
      // `#N/A` and the like say that there is no value.
      return '';
    default:
      return numberText(cell.text, book.kinds[cell.style] ?? 'number', book.epoch);
  }
}

/** One character more than a cell may have, so that one that is too long is told. */
function bounded(text: string, book: Book): string {
  const kept = text.slice(0, TABLE_CELL + 1);
  book.left -= kept.length;
  if (book.left < 0) throw new Unreadable('tooMuch');
  return kept;
}

/** Makes a row reach a column. */
function widen(row: RawRow, column: number, book: Book): void {
  while (row.cells.length <= column) {
    countCell(book);
    row.cells.push('');
  }
}

function countCell(book: Book): void {
  book.cellsLeft -= 1;
  if (book.cellsLeft < 0) throw new Unreadable('tooMuch');
}

function mergeOf(ref: string): Merge[] {
  const [first = '', last = ''] = ref.split(':');
  const [column, from, to] = [columnOf(first), rowOf(first), rowOf(last)];
  if (column === null || from === null || to === null || to <= from) return [];
  return column < TABLE_COLUMNS ? [{ column, from, to }] : [];
}

/** A merged text is one here, and one in each of its rows as soon as it leaves the thread. */
function fillMerged(rows: readonly RawRow[], merges: readonly Merge[], book: Book): void {
  const at = new Map(rows.map((row, index) => [row.line, index]));
  for (const { column, from, to } of merges) {
    const first = at.get(from);
    const text = first === undefined ? '' : (rows[first]?.cells[column] ?? '');
    if (first === undefined || text === '') continue;
    for (let at = first + 1; at < rows.length; at += 1) {
      const row = rows[at];
      if (!row || row.line > to) break;
      // Counted also where it is filled already: stretches may lie over one another.
      countCell(book);
      widen(row, column, book);
      if (row.cells[column] === '') row.cells[column] = bounded(text, book);
    }
  }
}
