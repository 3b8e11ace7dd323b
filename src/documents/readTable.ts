import { createHash } from 'node:crypto';
import { normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { type Columns, CSV_BYTES, type CsvTable, namesColumn, readCsv, tableOf } from './csv.ts';
import { type ReadingBounds, readInThread } from './readingThread.ts';
import { keepRecent } from './recent.ts';
import type { RawRow, Sheet } from './sheets/sheet.ts';
import type { TextReason } from './text/bounds.ts';

/** How far down the row with the names of the columns is looked for; titles stand above it. */
const HEADER_WITHIN = 20;

/** What files of tables are called. */
export const TABLE_EXTENSIONS = ['xlsx', 'csv', 'txt'] as const;

const recent = keepRecent<Sheet[] | Refusal>();

/**
 * A table that people made, as CSV or as XLSX, told apart by its bytes. Of a workbook it is the
 * first sheet with a row that names the required column. Otherwise as {@link readCsv}.
 */
export async function readTable<C extends string>(
  bytes: Uint8Array,
  columns: Columns<C>,
  required: { column: NoInfer<C>; missing: Refusal },
): Promise<CsvTable<C> | Refusal> {
  if (!isWorkbook(bytes)) return readCsv(bytes, columns, required);
  const sheets = await recentSheets(bytes);
  if (isRefusal(sheets)) return sheets;
  for (const { rows } of sheets) {
    const at = rows
      .slice(0, HEADER_WITHIN)
      .findIndex(({ cells }) => namesColumn(cells, columns, required.column));
    if (at !== -1) return tableOf(evenRows(rows.slice(at)), columns, required);
  }
  return sheets.some(({ rows }) => rows.length > 0)
    ? required.missing
    : refusal('imports.empty', {}, 'file');
}

/** Reads a workbook that was just handed over, before any transaction: that may take seconds. */
export async function readTableAhead(bytes: Uint8Array | undefined): Promise<void> {
  if (bytes && isWorkbook(bytes)) await recentSheets(bytes);
}

/** A ZIP, or an OLE file: an old workbook, or a sealed one. */
function isWorkbook(bytes: Uint8Array): boolean {
  const starts = (...signs: number[]) => signs.every((sign, index) => bytes[index] === sign);
  return starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0);
}

/** {@link readSheets} of a file that may have been read a moment ago. */
function recentSheets(bytes: Uint8Array): Promise<Sheet[] | Refusal> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return recent(sha256, () => readSheets(bytes));
}

/** The sheets of an XLSX workbook, read in a thread of its own within bounds of time and memory. */
export async function readSheets(
  bytes: Uint8Array,
  bounds?: ReadingBounds,
): Promise<Sheet[] | Refusal> {
  const mib = CSV_BYTES / 1024 / 1024;
  if (bytes.length > CSV_BYTES) return refusal('imports.fileTooLarge', { mib }, 'file');
  const answer = await readInThread<{ sheets: Sheet[] }>('sheets', bytes, bounds);
  return 'reason' in answer ? refusal(WHY[answer.reason], {}, 'file') : answer.sheets;
}

const WHY = {
  empty: 'imports.empty',
  tooLarge: 'imports.workbook.tooMuch',
  tooMuch: 'imports.workbook.tooMuch',
  tooManyPages: 'imports.workbook.tooMuch',
  tooSlow: 'imports.workbook.tooMuch',
  encrypted: 'imports.workbook.encrypted',
  scanned: 'imports.workbook.other',
  damaged: 'imports.workbook.damaged',
  entities: 'imports.workbook.damaged',
  notText: 'imports.workbook.other',
} as const satisfies Record<TextReason, Refusal['refused']>;

/**
 * Rows as wide as their header: a sheet ends each row with its last cell, and what is formatted
 * beyond the header and empty is no cell.
 */
function evenRows(rows: readonly RawRow[]): RawRow[] {
  const lastText = (cells: readonly string[]) =>
    cells.reduce((last, cell, index) => (cell.trim() === '' ? last : index + 1), 0);
  const width = lastText(rows[0]?.cells ?? []);
  return rows.map(({ line, cells }) => {
    const normal = Array.from({ length: Math.max(width, lastText(cells)) }, (_none, index) =>
      normaliseText(cells[index] ?? ''),
    );
    return { line, cells: normal };
  });
}
