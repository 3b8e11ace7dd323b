import { outlineOf } from '../act/split.ts';
import type { ReadingTask, ThreadAnswer } from '../readingThread.ts';
import type { DocumentText } from '../readText.ts';
import { type FoundTable, findTable } from '../sheets/sheet.ts';
import { readXlsx } from '../sheets/xlsx.ts';
import { Unreadable } from './bounds.ts';
import { textOf } from './kinds.ts';
import type { PdfLibrary } from './pdf.ts';
import { type FileTables, tablesOf } from './tables.ts';

/** Reads the one document that the thread was started for: what is in it, or why nothing is. */
export async function answer(
  task: ReadingTask,
  bytes: Uint8Array,
  library: () => Promise<PdfLibrary>,
): Promise<ThreadAnswer<DocumentText | FoundTable | FileTables>> {
  try {
    // Only what is looked for leaves the thread: it is copied, and kept for some minutes.
    if (task.kind === 'table') return findTable(readXlsx(bytes), task.names);
    if (task.kind === 'tables') return await tablesOf(bytes, task.heads, library);
    const read = await textOf(bytes, library);
    return { ...read, outline: outlineOf(read.text) };
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.reason };
    // A parser that stumbles over the bytes of a stranger: that is the file's fault, not ours.
    return { reason: 'damaged' };
  }
}
