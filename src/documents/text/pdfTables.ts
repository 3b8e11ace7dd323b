import type { DocumentTable } from './docxTables.ts';
import type { Fragment, Row } from './layout.ts';

/** The rows of one page, from the top; each stands on one baseline. */
export type PageRows = readonly Row[];

/** A strip as wide as this, in sizes of the letters, that nothing crosses parts two columns. */
const GUTTER = 0.45;
/** Lines of one cell stand closer than this, in distances of lines; rows of a table further. */
const APART = 1.3;
/** A head is no longer than this; what is longer is a cell. */
const HEAD_LENGTH = 80;
/** The fewest heads by which a table is known. */
const LEAST_HEADS = 2;

/**
 * The tables of a PDF, as far as its places tell: a line that names columns begins one, strips that
 * no text crosses part its columns, and wider gaps, or a number in its first column, its rows. What
 * goes on a later page with the same columns is the same table.
 */
export function tablesOfPages(
  pages: readonly PageRows[],
  isHead: (text: string) => boolean,
): DocumentTable[] {
  const tables: { rows: string[][]; edges: number[] }[] = [];
  for (const page of pages) {
    const at = page.findIndex((row) => headsIn(row, isHead) >= LEAST_HEADS);
    const last = tables.at(-1);
    if (at === -1) {
      if (last) goOn(last, page);
      continue;
    }
    const from = firstLineOf(page, at);
    if (last && from > 0) goOn(last, page.slice(0, from));
    const body = page.slice(from);
    const edges = edgesOf(body);
    const rows = rowsIn(body, edges);
    const [head = [], ...rest] = rows;
    const same = last && last.rows[0]?.join(' ') === head.join(' ');
    if (same) last.rows.push(...rest);
    else if (edges.length > 0) tables.push({ rows, edges });
  }
  return tables.map(({ rows }) => joinBroken(rows));
}

function headsIn(row: Row, isHead: (text: string) => boolean): number {
  return row.filter(({ text }) => text.length <= HEAD_LENGTH && isHead(text)).length;
}

/** Heads may take several lines: from the first of them. */
function firstLineOf(page: PageRows, at: number): number {
  let first = at;
  while (first > 0) {
    const [above, here] = [page[first - 1]?.[0], page[first]?.[0]];
    if (!above || !here || above.y - here.y > here.size * 1.6) break;
    first -= 1;
  }
  return first;
}

/** What stands on a later page under the same columns. */
function goOn(table: { rows: string[][]; edges: number[] }, page: PageRows): void {
  const rows = rowsIn(page, table.edges);
  table.rows.push(...rows);
}

/** Where columns part: the middles of the strips that no text crosses. */
function edgesOf(rows: PageRows): number[] {
  const pieces = rows.flat().toSorted((a, b) => a.left - b.left);
  const edges: number[] = [];
  let right = pieces[0]?.right ?? 0;
  for (const piece of pieces) {
    if (piece.left - right > piece.size * GUTTER) edges.push((piece.left + right) / 2);
    right = Math.max(right, piece.right);
  }
  return edges;
}

function rowsIn(page: PageRows, edges: readonly number[]): string[][] {
  const gaps = page.slice(1).map((row, index) => yOf(page[index]) - yOf(row));
  const line = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.25)] ?? 0;
  const rows: string[][] = [];
  let before: Row | undefined;
  for (const row of page) {
    const cells = cellsOf(row, edges);
    const far = before !== undefined && yOf(before) - yOf(row) > line * APART;
    const numbered = /^\d{1,4}[.)]?$/.test(cells[0] ?? '');
    const last = rows.at(-1);
    if (!last || far || numbered) rows.push(cells);
    else for (const [index, text] of cells.entries()) last[index] = joined(last[index] ?? '', text);
    before = row;
  }
  return rows;
}

const yOf = (row: readonly Fragment[] | undefined) => row?.[0]?.y ?? 0;

function cellsOf(row: Row, edges: readonly number[]): string[] {
  const cells = Array.from({ length: edges.length + 1 }, () => '');
  for (const { text, left, right } of row) {
    const middle = (left + Math.min(right, left + 20)) / 2;
    const column = edges.filter((edge) => middle > edge).length;
    cells[column] = joined(cells[column] ?? '', text);
  }
  return cells;
}

/** A word that was parted at the end of a line is whole again. */
function joined(before: string, text: string): string {
  if (before === '') return text.trim();
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(text)
    ? before.slice(0, -1) + text.trim()
    : `${before} ${text.trim()}`;
}

/** A row without a number, in a table that numbers its rows, goes on the one before: a page ended. */
function joinBroken(rows: readonly string[][]): string[][] {
  const numbers = rows.filter((row) => /^\d{1,4}[.)]?$/.test(row[0] ?? '')).length;
  if (numbers < rows.length / 3) return [...rows];
  const whole: string[][] = [];
  for (const [index, row] of rows.entries()) {
    const last = whole.at(-1);
    if (index > 1 && last && (row[0] ?? '') === '') {
      for (const [at, text] of row.entries()) {
        if (text !== '') last[at] = joined(last[at] ?? '', text);
      }
    } else whole.push([...row]);
  }
  return whole;
}
