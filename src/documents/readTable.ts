import { createHash } from 'node:crypto';
import { normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { type Columns, CSV_BYTES, type CsvTable, namesOfColumn, readCsv, tableOf } from './csv.ts';
import { type ReadingBounds, readInThread } from './readingThread.ts';
import { keepRecent } from './recent.ts';
import type { FoundTable, RawRow } from './sheets/sheet.ts';
import type { TextReason } from './text/bounds.ts';

/** What files of tables are called. */
export const TABLE_EXTENSIONS = ['xlsx', 'csv', 'txt'] as const;

const recent = keepRecent<FoundTable | Refusal>();

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
  const found = await recentTable(bytes, namesOfColumn(columns, required.column));
  if (isRefusal(found)) return found;
  const { rows, filled } = found;
  if (rows.length > 0) return tableOf(evenRows(rows), columns, required);
  return filled ? required.missing : refusal('imports.empty', {}, 'file');
}

/**
 * Reads a workbook that was just handed over, before any transaction: that may take seconds. The
 * column is the one that {@link readTable} will require.
 */
export async function readTableAhead<C extends string>(
  bytes: Uint8Array | undefined,
  columns: Columns<C>,
  column: NoInfer<C>,
): Promise<void> {
  if (bytes && isWorkbook(bytes)) await recentTable(bytes, namesOfColumn(columns, column));
}

/** A ZIP, or an OLE file: an old workbook, or a sealed one. */
function isWorkbook(bytes: Uint8Array): boolean {
  const starts = (...signs: number[]) => signs.every((sign, index) => bytes[index] === sign);
  return starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0);
}

/** {@link readWorkbook} of a file that may have been read a moment ago. */
function recentTable(bytes: Uint8Array, names: readonly string[]): Promise<FoundTable | Refusal> {
  const sha256 = createHash('sha256').update(bytes).update(names.join('\n')).digest('hex');
  return recent(sha256, () => readWorkbook(bytes, names));
}

/**
 * The table of an XLSX workbook of which a column has one of these names, folded; read in a thread of
 * its own within bounds of time and memory.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  names: readonly string[],
  bounds?: ReadingBounds,
): Promise<FoundTable | Refusal> {
  const mib = CSV_BYTES / 1024 / 1024;
  if (bytes.length > CSV_BYTES) return refusal('imports.fileTooLarge', { mib }, 'file');
  const answer = await readInThread<FoundTable>({ kind: 'table', names }, bytes, bounds);
  return 'reason' in answer ? refusal(WHY[answer.reason], {}, 'file') : answer;
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
