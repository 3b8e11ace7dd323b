import type { FileTables, RawRow } from '../documents/readTables.ts';
import { type ColumnKind, kindOfHead } from './heads.ts';

/** One row of a report or of our own sheet, by what its columns hold; `''` where there is none. */
export interface ReportRow {
  /** The table of the file in which it stands, and the line there, both counted from 1. */
  table: number;
  line: number;
  reference: string;
  article: string;
  organisation: string;
  /** What was proposed, as the report repeats it. */
  comment: string;
  status: string;
  reason: string;
  quote: string;
  day: string;
  correction: string;
  /** All of it, for whoever looks for a reference. */
  all: string;
}

/** What our own sheets say of themselves above their heads. */
export type Marker =
  | { kind: 'sheet'; number: string; sha256: string }
  | { kind: 'confirm'; number: string; sourceId: string };

export interface ReadReport {
  marker: Marker | null;
  rows: ReportRow[];
}

/** A ministry's report has some dozens of rows; what is far beyond is another file. */
export const MOST_ROWS = 2_000;
/** How far down a table its heads are looked for. */
const HEADS_WITHIN = 25;
/** In how many rows of a file heads are looked for; a stranger's may be all tables without any. */
const MOST_LOOKED_AT = 3_000;
/** Nobody's report has as many columns. */
const MOST_HEADS = 40;

/** The line by which our sheet of a bundle is known again. */
export function sheetMark(number: string, sha256: string): string {
  return `civikos:sheet:${number}:${sha256}`;
}

/** The line by which a sheet of matched answers is known again. */
export function confirmMark(number: string, sourceId: string): string {
  return `civikos:answers:${number}:${sourceId}`;
}

function markerIn(rows: readonly RawRow[]): Marker | null {
  for (const { cells } of rows) {
    for (const cell of cells) {
      const [, kind, number = '', rest = ''] =
        /^civikos:(sheet|answers):([^:\s]{1,60}):([\w-]{1,64})$/.exec(cell.trim()) ?? [];
      if (kind === 'sheet') return { kind, number, sha256: rest };
      if (kind === 'answers') return { kind: 'confirm', number, sourceId: rest };
    }
  }
  return null;
}

/** The rows of all tables that have an outcome or a reason, or, without a table, labelled texts. */
export function readReport({ tables, text }: FileTables): ReadReport {
  const marker = tables.map((rows) => markerIn(rows.slice(0, HEADS_WITHIN))).find(Boolean) ?? null;
  const rows: ReportRow[] = [];
  let columns: Columns | null = null;
  let lookedAt = 0;
  for (const [index, table] of tables.entries()) {
    if (lookedAt > MOST_LOOKED_AT) break;
    const first = table.slice(0, HEADS_WITHIN);
    const at = first.findIndex(({ cells }) => isHeadRow(cells));
    lookedAt += at === -1 ? first.length : at + 1;
    const head = table[at];
    if (head) columns = columnsOf(head.cells, marker !== null);
    // A table that goes on behind a page has the same columns, and no heads.
    else if (!columns || width(table) !== columns.width) continue;
    for (const row of table.slice(at + 1)) {
      // The heads may be repeated on each page.
      if (head && row.cells.join() === head.cells.join()) continue;
      rows.push(rowOf(row, columns, index + 1));
    }
  }
  if (rows.length === 0 && !marker) rows.push(...labelledRows(text));
  return { marker, rows: rows.filter(({ all }) => all !== '') };
}

const width = (table: readonly RawRow[]) =>
  table.reduce((most, { cells }) => Math.max(most, cells.length), 0);

interface Columns {
  kinds: (ColumnKind | null)[];
  width: number;
}

/** Most of its cells name a column that we know, and among these what the answer was. */
function isHeadRow(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length > MOST_HEADS) return false;
  const kinds = filled.map(kindOfHead).filter((kind) => kind !== null);
  const answers = kinds.some((kind) => kind === 'status' || kind === 'reason');
  return answers && kinds.length >= 2 && kinds.length >= filled.length / 2;
}

/**
 * What each column holds. Of several reasons the last one is the ministry's, unless an earlier one
 * is named as an answer; the others are the author's, as all that was proposed. In our own sheets
 * the first column of a kind counts: what stands behind only helps to read.
 */
function columnsOf(cells: readonly string[], ours: boolean): Columns {
  const kinds = cells.map(kindOfHead);
  if (ours) {
    return {
      kinds: kinds.map((kind, at) => (kinds.indexOf(kind) === at ? kind : null)),
      width: cells.length,
    };
  }
  const reasons = kinds.flatMap((kind, at) => (kind === 'reason' ? [at] : []));
  const named = reasons.findLast((at) =>
    /p[eë]rgjigj|odgovor|respons|repl|ministr/i.test(cells[at] ?? ''),
  );
  const reason = named ?? reasons.at(-1);
  return {
    width: cells.length,
    kinds: kinds.map((kind, at) => (kind === 'reason' && at !== reason ? 'comment' : kind)),
  };
}

function rowOf({ line, cells }: RawRow, { kinds }: Columns, table: number): ReportRow {
  const of = (kind: ColumnKind) =>
    cells.filter((cell, at) => kinds[at] === kind && cell !== '').join('\n');
  return {
    table,
    line,
    reference: of('reference'),
    article: of('article'),
    organisation: of('organisation'),
    comment: of('comment'),
    status: of('status'),
    reason: of('reason'),
    quote: of('quote'),
    day: of('day'),
    correction: of('correction'),
    all: cells.filter((cell) => cell !== '').join('\n'),
  };
}

/** The most lines of a text that are looked through. */
const MOST_LINES = 50_000;

/**
 * Reports that are no tables say "Organisation: …", "Comment: …", "Status: …" one under another: a
 * label that comes again begins the next contribution.
 */
export function labelledRows(text: string): ReportRow[] {
  const rows: ReportRow[] = [];
  // Each in lines: to put a long text together line by line takes ages.
  let cells: string[][] = [];
  let kinds: (ColumnKind | null)[] = [];
  let from = 1;
  const end = () => {
    const answered = kinds.includes('status') || kinds.includes('reason');
    if (answered && kinds.length > 1) {
      const whole = cells.map((lines) => lines.join('\n').trim());
      rows.push(rowOf({ line: from, cells: whole }, { kinds, width: whole.length }, 1));
    }
    [cells, kinds] = [[], []];
  };
  for (const [index, line] of text.split('\n', MOST_LINES).entries()) {
    const [, label = '', value = ''] = /^\s*([^:]{2,60}):\s*(.*)$/u.exec(line) ?? [];
    const kind = label ? kindOfHead(label) : null;
    if (kind) {
      if (kinds.includes(kind)) end();
      if (kinds.length === 0) from = index + 1;
      kinds.push(kind);
      cells.push([value.trim()]);
    } else if (line.trim() !== '') cells.at(-1)?.push(line.trim());
  }
  end();
  return rows;
}
