import { inBoundedThread, type ThreadBounds } from './boundedThread.ts';
import type { TextReason } from './text/bounds.ts';

/**
 * What is read in the thread: the text of a document, or of a workbook the table of which a column
 * has one of these names.
 */
export type ReadingTask = { kind: 'text' } | { kind: 'table'; names: readonly string[] };

/** What the thread answers; it knows no sentences. */
export type ThreadAnswer<T> = T | { reason: TextReason };

export type ReadingBounds = ThreadBounds;

/** 400 pages take some seconds on a small machine; the limit leaves room for a busy one. */
const USUAL: ReadingBounds = { withinMs: 60_000, heapMb: 384, growthMb: 700 };

/** Reads a stranger's file in a thread of its own, within bounds of time and memory. */
export async function readInThread<T extends object>(
  task: ReadingTask,
  bytes: Uint8Array,
  bounds: ReadingBounds = USUAL,
): Promise<ThreadAnswer<T>> {
  // The thread gets a copy: the caller's bytes stay as they are.
  const copy = Uint8Array.from(bytes);
  const done = await inBoundedThread<ThreadAnswer<T>>(
    new URL('./text/start.mjs', import.meta.url),
    { workerData: { task, bytes: copy }, transferList: [copy.buffer] },
    bounds,
  );
  return 'exceeded' in done ? { reason: done.exceeded } : done.answer;
}
