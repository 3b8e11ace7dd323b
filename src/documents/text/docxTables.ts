import { TABLE_CELL, TABLE_COLUMNS, TABLE_ROWS } from '../sheets/sheet.ts';
import { TEXT_LENGTH, Unreadable } from './bounds.ts';
import { SKIPPED } from './docx.ts';
import { unpack } from './unpack.ts';
import { readXml } from './xml.ts';

const DOCUMENT = 'word/document.xml';

/** What all cells together may be, those that a merged cell fills among them. */
const MOST_CELLS = 500_000;

/** The tables of a document, each with its rows and these with their cells. */
export type DocumentTable = string[][];

interface Cell {
  text: string;
  /** Over how many columns it goes. */
  span: number;
  /** It goes on the cell above it. */
  continues: boolean;
}

interface Table {
  rows: string[][];
  row: string[];
  cell: Cell | null;
}

/**
 * The tables of a DOCX as rows and cells; what stands between them is left out. A cell over several
 * columns is followed by empty ones, one that goes down stands in each of its rows: that is how
 * reports write an article beside its comments. A table in a cell is text of that cell. Throws
 * {@link Unreadable}.
 */
export function readDocxTables(bytes: Uint8Array): DocumentTable[] {
  const main = unpack(bytes, (name) => name === DOCUMENT).get(DOCUMENT);
  if (main === undefined) throw new Unreadable('notText');
  const reader = new TableReader();
  let skipped = 0;
  let inText = 0;
  for (const event of readXml(main)) {
    if (event.kind === 'text') {
      if (inText > 0 && skipped === 0) reader.add(event.text);
      continue;
    }
    const step = event.kind === 'open' ? 1 : -1;
    if (SKIPPED.has(event.name)) skipped += step;
    else if (event.name === 'w:t') inText += step;
    else if (skipped > 0) continue;
    else if (event.kind === 'open') reader.open(event.name, event.attribute);
    else reader.close(event.name);
  }
  return reader.tables;
}

class TableReader {
  readonly tables: DocumentTable[] = [];
  /** Tables may stand in cells of others. */
  readonly #open: Table[] = [];
  #length = 0;
  #cells = 0;

  add(text: string): void {
    const cell = this.#open.at(-1)?.cell;
    if (!cell) return;
    this.#length += text.length;
    if (this.#length > TEXT_LENGTH) throw new Unreadable('tooMuch');
    cell.text += text;
  }

  open(name: string, attribute: (name: string) => string | null): void {
    const table = this.#open.at(-1);
    if (name === 'w:tbl') this.#open.push({ rows: [], row: [], cell: null });
    else if (!table) return;
    else if (name === 'w:tr') table.row = [];
    else if (name === 'w:tc') table.cell = { text: '', span: 1, continues: false };
    else if (!table.cell) return;
    else if (name === 'w:gridSpan') {
      const span = Number(attribute('w:val')) || 1;
      table.cell.span = Math.min(Math.max(1, span), TABLE_COLUMNS);
    } else if (name === 'w:vMerge') table.cell.continues = attribute('w:val') !== 'restart';
    else if (name === 'w:br' || name === 'w:cr') this.add('\n');
    else if (name === 'w:tab') this.add(' ');
  }

  close(name: string): void {
    const table = this.#open.at(-1);
    if (!table) return;
    if (name === 'w:p') this.add('\n');
    else if (name === 'w:tc') this.#endCell(table);
    else if (name === 'w:tr') {
      if (table.row.some((text) => text !== '')) table.rows.push(table.row);
      // So many that whoever counts them sees that they are too many.
      if (table.rows.length > TABLE_ROWS + 1) throw new Unreadable('tooMuch');
    } else if (name === 'w:tbl') this.#endTable();
  }

  #endCell(table: Table): void {
    const { cell, row, rows } = table;
    if (!cell || row.length >= TABLE_COLUMNS) return;
    const above = rows.at(-1)?.[row.length] ?? '';
    const text = cell.continues ? above : cell.text.trim();
    this.#cells += cell.span;
    this.#length += cell.continues ? above.length : 0;
    if (this.#cells > MOST_CELLS || this.#length > TEXT_LENGTH) throw new Unreadable('tooMuch');
    row.push(text.slice(0, TABLE_CELL));
    for (let more = 1; more < cell.span; more += 1) row.push('');
    table.cell = null;
  }

  #endTable(): void {
    const { rows } = this.#open.pop() as Table;
    const around = this.#open.at(-1);
    if (around?.cell) this.add(`${rows.map((row) => row.join(' | ')).join('\n')}\n`);
    else if (rows.length > 0) this.tables.push(rows);
  }
}
