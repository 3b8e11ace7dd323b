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

/** The most rows of one table; a list of members or a plan is far smaller. */
export const TABLE_ROWS = 20_000;

/** Characters of one cell. */
export const TABLE_CELL = 10_000;

/** The most columns that are looked at; the widest plan has some twenty. */
export const TABLE_COLUMNS = 300;
