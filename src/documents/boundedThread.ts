import { Worker } from 'node:worker_threads';

export interface ThreadBounds {
  /** After this long the work is given up. */
  withinMs: number;
  /** What V8's heap of the thread may take. */
  heapMb: number;
  /** How much the whole process may grow meanwhile; what lies outside the heap shows only there. */
  growthMb: number;
}

/** The bound that a thread met. */
export type Exceeded = 'tooSlow' | 'tooMuch';

/** An inflating stream grows by some MB in this time. */
const LOOK_MS = 25;

/** One document at a time: several at once would need as much memory each. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Starts a thread that answers with one message, within bounds of time and memory. Threads wait for
 * one another. Rejects where the thread breaks.
 */
export function inBoundedThread<T>(
  start: URL,
  data: { workerData: unknown; transferList?: ArrayBuffer[] },
  bounds: ThreadBounds,
): Promise<{ answer: T } | { exceeded: Exceeded }> {
  const working = before.then(() => inThread<T>(start, data, bounds));
  // Whoever comes next only waits for it; the failure belongs to who asked.
  before = working.catch(() => undefined);
  return working;
}

function inThread<T>(
  start: URL,
  data: { workerData: unknown; transferList?: ArrayBuffer[] },
  bounds: ThreadBounds,
): Promise<{ answer: T } | { exceeded: Exceeded }> {
  const worker = new Worker(start, {
    ...data,
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
    const exceeded = (bound: Exceeded) => end(() => resolve({ exceeded: bound }));
    const late = setTimeout(() => exceeded('tooSlow'), bounds.withinMs);
    const look = setInterval(() => {
      const grown = (process.memoryUsage.rss() - atFirst) / 1024 / 1024;
      if (grown > bounds.growthMb) exceeded('tooMuch');
    }, LOOK_MS);
    worker.once('message', (answer: T) => end(() => resolve({ answer })));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? exceeded('tooMuch') : end(() => reject(error)),
    );
    worker.once('exit', () => end(() => reject(new Error('the thread ended without an answer'))));
  });
}
