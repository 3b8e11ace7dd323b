import { Worker } from 'node:worker_threads';
import type { TextReason } from './text/bounds.ts';

/**
 * What is read in the thread: the text of a document; of a workbook the table of which a column has
 * one of these names; or all tables of a document or workbook, where a column's name is known by one
 * of these expressions.
 */
export type ReadingTask =
  | { kind: 'text' }
  | { kind: 'table'; names: readonly string[] }
  | { kind: 'tables'; heads: readonly string[] };

/** What the thread answers; it knows no sentences. */
export type ThreadAnswer<T> = T | { reason: TextReason };

export interface ReadingBounds {
  /** After this long a document is given up. */
  withinMs: number;
  /** What V8's heap of the thread may take. */
  heapMb: number;
  /** How much the whole process may grow meanwhile; what lies outside the heap shows only there. */
  growthMb: number;
}

/** 400 pages take some seconds on a small machine; the limit leaves room for a busy one. */
const USUAL: ReadingBounds = { withinMs: 60_000, heapMb: 384, growthMb: 700 };

/** An inflating stream grows by some MB in this time. */
const LOOK_MS = 25;

/** One document at a time: several at once would need as much memory each. */
let before: Promise<unknown> = Promise.resolve();

/** Reads a stranger's file in a thread of its own, within bounds of time and memory. */
export function readInThread<T extends object>(
  task: ReadingTask,
  bytes: Uint8Array,
  bounds: ReadingBounds = USUAL,
): Promise<ThreadAnswer<T>> {
  const reading = before.then(() => inThread<T>(task, bytes, bounds));
  // Whoever comes next only waits for it; the failure belongs to who asked.
  before = reading.catch(() => undefined);
  return reading;
}

function inThread<T extends object>(
  task: ReadingTask,
  bytes: Uint8Array,
  bounds: ReadingBounds,
): Promise<ThreadAnswer<T>> {
  // The thread gets a copy: the caller's bytes stay as they are.
  const copy = Uint8Array.from(bytes);
  const worker = new Worker(new URL('./text/start.mjs', import.meta.url), {
    workerData: { task, bytes: copy },
    transferList: [copy.buffer],
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb, maxYoungGenerationSizeMb: 32 },
    // What a library says of a file may quote it; nothing of it belongs in the log.
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve, reject) => {
    const atFirst = process.memoryUsage.rss();
    let ended = false;
    const end = (finish: () => void) => {
      // Ending it makes it exit, which is no second end.
      if (ended) return;
      ended = true;
      clearTimeout(late);
      clearInterval(look);
      // Only when the thread is gone is its memory free for the next one.
      void worker.terminate().then(finish, reject);
    };
    const answered = (answer: ThreadAnswer<T>) => end(() => resolve(answer));
    const late = setTimeout(() => answered({ reason: 'tooSlow' }), bounds.withinMs);
    const look = setInterval(() => {
      const grown = (process.memoryUsage.rss() - atFirst) / 1024 / 1024;
      if (grown > bounds.growthMb) answered({ reason: 'tooMuch' });
    }, LOOK_MS);
    worker.once('message', answered);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? answered({ reason: 'tooMuch' })
        : end(() => reject(error)),
    );
    worker.once('exit', () => end(() => reject(new Error('the reading ended without an answer'))));
  });
}
