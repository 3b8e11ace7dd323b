import { fold } from '../../i18n/fold.ts';

/** A row of a table as a file holds it: where it stands, and its cells as texts. */
export interface RawRow {
  /** The line of the file, or the row of the sheet, counted from 1. */
  line: number;
  cells: string[];
}

/** One sheet of a workbook: its rows that hold anything, in their order. */
export interface Sheet {
  rows: RawRow[];
}

/** How far down the row with the names of the columns is looked for; titles stand above it. */
const HEADER_WITHIN = 20;

/** What a workbook has for whoever looks for one table in it. */
export interface FoundTable {
  /** From the row that names the columns on; empty where no sheet has one. */
  rows: RawRow[];
  /** Whether the workbook holds anything at all. */
  filled: boolean;
}

/** The table of the first sheet with a row that has one of these names, which are folded. */
export function findTable(sheets: readonly Sheet[], names: readonly string[]): FoundTable {
  const wanted = new Set(names);
  for (const { rows } of sheets) {
    const at = rows
      .slice(0, HEADER_WITHIN)
      .findIndex(({ cells }) => cells.some((cell) => wanted.has(fold(cell))));
    if (at !== -1) return { rows: rows.slice(at), filled: true };
  }
  return { rows: [], filled: sheets.some(({ rows }) => rows.length > 0) };
}

/** The most rows of one table; a list of members or a plan is far smaller. */
export const TABLE_ROWS = 20_000;

/** Characters of one cell. */
export const TABLE_CELL = 10_000;

/** The most columns that are looked at; the widest plan has some twenty. */
export const TABLE_COLUMNS = 300;
