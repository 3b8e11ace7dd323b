import { Worker } from 'node:worker_threads';
import { type Refusal, refusal } from '../chat/refusal.ts';
import type { ActOutline } from './act/split.ts';
import { TEXT_BYTES, TEXT_LENGTH, TEXT_PAGES, type TextReason } from './text/bounds.ts';

/** The text of a document: paragraphs on lines of their own, rows of tables with ` | `. */
export interface DocumentText {
  text: string;
  /** Null where the format has no pages. */
  pages: number | null;
  /** Its articles, where it is an act; told in the thread as well, for that takes its time. */
  outline: ActOutline;
}

/** What the thread answers; it knows no sentences. */
export type ThreadAnswer = DocumentText | { reason: TextReason };

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

/**
 * The text of a DOCX, PDF or TXT file, told apart by their bytes. It is read in a thread of its own,
 * one document at a time, within bounds of time and memory, so that the bot goes on serving
 * whatever the file does. What has no text that can be read is a refusal.
 */
export function readText(
  bytes: Uint8Array,
  bounds: ReadingBounds = USUAL,
): Promise<DocumentText | Refusal> {
  if (bytes.length === 0) return Promise.resolve(refusalOf('empty'));
  if (bytes.length > TEXT_BYTES) return Promise.resolve(refusalOf('tooLarge'));
  const reading = before.then(async () => {
    const answer = await inThread(bytes, bounds);
    return 'reason' in answer ? refusalOf(answer.reason) : answer;
  });
  // Whoever comes next only waits for it; the failure belongs to who asked.
  before = reading.catch(() => undefined);
  return reading;
}

/** The reason as the sentence that names the bound it met. */
function refusalOf(reason: TextReason): Refusal {
  const mib = TEXT_BYTES / 1024 / 1024;
  return refusal(`document.text.${reason}`, { mib, pages: TEXT_PAGES, length: TEXT_LENGTH });
}

function inThread(bytes: Uint8Array, bounds: ReadingBounds): Promise<ThreadAnswer> {
  // The thread gets a copy: the caller's bytes stay as they are.
  const copy = Uint8Array.from(bytes);
  const worker = new Worker(new URL('./text/start.mjs', import.meta.url), {
    workerData: copy,
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
    const answered = (answer: ThreadAnswer) => end(() => resolve(answer));
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
