import { createHash } from 'node:crypto';
import { normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { CSV_BYTES, readCsvRows } from './csv.ts';
import { type ReadingBounds, readInThread } from './readingThread.ts';
import { keepRecent } from './recent.ts';
import { type RawRow, TABLE_ROWS } from './sheets/sheet.ts';
import type { TextReason } from './text/bounds.ts';
import type { FileTables } from './text/tables.ts';

export type { RawRow } from './sheets/sheet.ts';
export type { FileTables } from './text/tables.ts';

/** What files may be called that hold tables of any kind. */
export const ANY_TABLE_EXTENSIONS = ['xlsx', 'csv', 'txt', 'docx', 'pdf'] as const;

const recent = keepRecent<FileTables | Refusal>();

/**
 * All tables of an XLSX, CSV, DOCX or PDF file, told apart by its bytes; of a document its text as
 * well. What a stranger's file needs is read in a thread within bounds of time and memory, and kept
 * for some minutes. `heads` are expressions by which a folded name of a column is known.
 */
export function readTables(
  bytes: Uint8Array,
  heads: readonly string[],
): Promise<FileTables | Refusal> {
  const sha256 = createHash('sha256').update(bytes).update(heads.join('\n')).digest('hex');
  return recent(sha256, () => tablesOf(bytes, heads));
}

/** {@link readTables}, whether the file was read before or not. */
export async function tablesOf(
  bytes: Uint8Array,
  heads: readonly string[],
  bounds?: ReadingBounds,
): Promise<FileTables | Refusal> {
  const mib = CSV_BYTES / 1024 / 1024;
  if (bytes.length > CSV_BYTES) return refusal('imports.fileTooLarge', { mib }, 'file');
  if (!isPacked(bytes)) {
    const rows = readCsvRows(bytes);
    return isRefusal(rows) ? rows : bounded({ tables: [rows], text: '' });
  }
  const answer = await readInThread<FileTables>({ kind: 'tables', heads }, bytes, bounds);
  return 'reason' in answer ? refusal(WHY[answer.reason], {}, 'file') : bounded(answer);
}

/** A ZIP, an OLE file or a PDF. */
function isPacked(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return head.startsWith('PK') || head.startsWith('\xd0\xcf\x11\xe0') || head.includes('%PDF-');
}

function bounded({ tables, text }: FileTables): FileTables | Refusal {
  const count = tables.reduce((sum, rows) => sum + rows.length, 0);
  if (count > TABLE_ROWS) return refusal('imports.tooManyRows', { max: TABLE_ROWS }, 'file');
  if (count === 0 && text === '') return refusal('imports.empty', {}, 'file');
  const normal = ({ line, cells }: RawRow): RawRow => ({
    line,
    // A row of a sheet may leave cells out.
    cells: Array.from(cells, (cell) => normaliseText(cell ?? '')),
  });
  return { tables: tables.map((rows) => rows.map(normal)), text };
}

const WHY = {
  empty: 'imports.empty',
  tooLarge: 'answers.file.tooMuch',
  tooMuch: 'answers.file.tooMuch',
  tooManyPages: 'answers.file.tooMuch',
  tooSlow: 'answers.file.tooMuch',
  encrypted: 'answers.file.encrypted',
  scanned: 'answers.file.scanned',
  damaged: 'answers.file.damaged',
  entities: 'answers.file.damaged',
  notText: 'answers.file.other',
} as const satisfies Record<TextReason, Refusal['refused']>;
