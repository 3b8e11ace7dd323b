import { CsvError, parse } from 'csv-parse/sync';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { fold } from '../i18n/fold.ts';
import type { RefusedRow } from './importReport.ts';
import { type RawRow, TABLE_CELL, TABLE_ROWS } from './sheets/sheet.ts';
import { shorten } from './shorten.ts';
import { withoutTextMark } from './textMark.ts';

// A list of members or a plan is far smaller; the bounds keep a wrong file from filling memory.
/** Bytes of a file (Discord's default limit of an attachment is 10 MiB). */
export const CSV_BYTES = 10 * 1024 * 1024;
export const CSV_ROWS = TABLE_ROWS;
export const CSV_CELL = TABLE_CELL;
/** Characters of one row. */
const CSV_ROW_LENGTH = 1_000_000;

/** What the columns of a table may be called, by our own name for each; spelled as people do. */
export type Columns<C extends string> = Readonly<Record<C, readonly string[]>>;

export interface CsvRow<C extends string> {
  /** The line of the file on which the row begins, counted from 1. */
  line: number;
  /** NFC, line feeds only, no space around; `''` where the file has no such column. */
  cells: Readonly<Record<C, string>>;
}

export interface CsvTable<C extends string> {
  /** The columns that the file has, in its order. */
  header: C[];
  /** Names of columns that we do not know, as the file writes them. */
  ignored: string[];
  rows: CsvRow<C>[];
  /** Rows that cannot be read as they are; none of them is in `rows`. */
  refusedRows: RefusedRow[];
}

/**
 * Reads a table that people made: commas or semicolons, whichever its header uses; UTF-8, with or
 * without a byte order mark, else Windows-1250. Names of columns are compared folded. Empty rows
 * are skipped. Refused as a whole: what is no such text, is beyond the bounds above, lacks a
 * required column, or has broken quotes.
 */
export function readCsv<C extends string>(
  bytes: Uint8Array,
  columns: Columns<C>,
  required: { column: NoInfer<C>; missing: Refusal },
): CsvTable<C> | Refusal {
  if (bytes.length > CSV_BYTES) {
    return no('imports.fileTooLarge', { mib: CSV_BYTES / 1024 / 1024 });
  }
  const text = decode(bytes);
  if (text === null) return no('imports.notCsv');
  const records = parseRecords(text);
  return isRefusal(records) ? records : tableOf(records, columns, required);
}

/** The rows of a file under their columns; the first of them names the columns. */
export function tableOf<C extends string>(
  records: readonly RawRow[],
  columns: Columns<C>,
  required: { column: NoInfer<C>; missing: Refusal },
): CsvTable<C> | Refusal {
  const [head, ...body] = records;
  if (!head) return no('imports.empty');
  const header = readHeader(head.cells, columns);
  if ('refused' in header) return header;
  if (!header.at.has(required.column)) return required.missing;
  if (body.length > CSV_ROWS) return no('imports.tooManyRows', { max: CSV_ROWS });
  if (body.length === 0) return no('imports.empty');

  const rows: CsvRow<C>[] = [];
  const refusedRows: RefusedRow[] = [];
  for (const { line, cells } of body) {
    const reason = rowReason(cells, head.cells);
    if (reason) refusedRows.push({ line, ...reason });
    else rows.push({ line, cells: named(cells, columns, header.at) });
  }
  return { header: [...header.at.keys()], ignored: header.ignored, rows, refusedRows };
}

function no(key: Refusal['refused'], context?: Refusal['context']): Refusal {
  return refusal(key, context, 'file');
}

/** The text of a file; null when it is none. */
function decode(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // In Windows-1250 ë, ç, š and ž are single bytes above 0x7F, which no UTF-8 text holds alone.
    text = new TextDecoder('windows-1250').decode(bytes);
  }
  // A NUL stands in no table: a spreadsheet's own format, or UTF-16.
  return text.includes('\0') ? null : text.replace(/\r\n?/g, '\n');
}

function parseRecords(text: string): RawRow[] | Refusal {
  let parsed: { record: string[]; info: { lines: number } }[];
  try {
    // With `info` each record comes with its place; the package's types know only plain records.
    parsed = parse(text, {
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      max_record_size: CSV_ROW_LENGTH,
      // The header, and one more than may be, so that too many can be told from enough.
      to: CSV_ROWS + 2,
    }) as unknown as typeof parsed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: unknown }).lines ?? 1);
    return error.code === 'CSV_MAX_RECORD_SIZE'
      ? no('imports.rowTooLong', { line })
      : no('imports.badQuotes', { line });
  }
  return parsed
    .map(({ record }, index) => ({
      // The parser says where a record ends; it begins behind the one before.
      line: index === 0 ? 1 : (parsed[index - 1]?.info.lines ?? 0) + 1,
      cells: record.map((cell) => normaliseText(withoutTextMark(cell))),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** The separator of the header, counted outside quotes; a comma where there is neither. */
function separatorOf(text: string): ',' | ';' {
  const head =
    text
      .trimStart()
      .replace(/"(?:[^"]|"")*"/g, '')
      .split('\n', 1)[0] ?? '';
  return head.split(';').length > head.split(',').length ? ';' : ',';
}

/** What a column may be called, folded. */
export function namesOfColumn<C extends string>(
  columns: Columns<C>,
  column: NoInfer<C>,
): readonly string[] {
  return [column, ...columns[column]].map(fold);
}

function readHeader<C extends string>(
  cells: readonly string[],
  columns: Columns<C>,
): { at: Map<C, number>; ignored: string[] } | Refusal {
  const names = new Map<string, C>();
  for (const column of Object.keys(columns) as C[]) {
    for (const alias of [column, ...columns[column]]) names.set(fold(alias), column);
  }
  const at = new Map<C, number>();
  const ignored: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = names.get(fold(cell));
    if (column === undefined) {
      if (cell !== '') ignored.push(shorten(showable(cell), 60));
    } else if (at.has(column)) {
      return no('imports.columnTwice', { column: shorten(showable(cell), 60) });
    } else {
      at.set(column, index);
    }
  }
  return { at, ignored };
}

function showable(cell: string): string {
  return hasUnshowable(cell) ? '?' : cell.replaceAll('\n', ' ');
}

function rowReason(
  cells: readonly string[],
  head: readonly string[],
): Omit<RefusedRow, 'line'> | null {
  // Spreadsheets end rows with empty cells beyond the header; only text there is a mistake.
  const beyond = cells.slice(head.length).some((cell) => cell !== '');
  if (beyond || cells.length < head.length) {
    return {
      reason: 'imports.ragged',
      context: { cells: cells.length, columns: head.length },
    };
  }
  if (cells.some((cell) => cell.length > CSV_CELL)) {
    return { reason: 'imports.cellTooLong', context: { max: CSV_CELL } };
  }
  return cells.some(hasUnshowable) ? { reason: 'imports.unshowable', context: {} } : null;
}

function named<C extends string>(
  cells: readonly string[],
  columns: Columns<C>,
  at: ReadonlyMap<C, number>,
): Record<C, string> {
  const entries = (Object.keys(columns) as C[]).map((column) => {
    const index = at.get(column);
    return [column, index === undefined ? '' : (cells[index] ?? '')];
  });
  return Object.fromEntries(entries) as Record<C, string>;
}
