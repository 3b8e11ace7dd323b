import { type Exceeded, inBoundedThread, type ThreadBounds } from '../boundedThread.ts';
import type { TextDocument, Workbook } from './model.ts';

/** What is written in the thread. */
export type WritingTask =
  | { kind: 'docx'; document: TextDocument }
  | { kind: 'pdf'; document: TextDocument }
  | { kind: 'xlsx'; book: Workbook };

/** A thousand long rows as PDF take some seconds; the limit leaves room for a busy machine. */
const USUAL: ThreadBounds = { withinMs: 120_000, heapMb: 768, growthMb: 1_200 };

/** A document that is beyond the bounds; to try again helps nobody. */
export class WritingExceeded extends Error {
  readonly exceeded: Exceeded;

  constructor(kind: WritingTask['kind'], exceeded: Exceeded) {
    super(`writing a ${kind}: ${exceeded}`);
    this.exceeded = exceeded;
  }
}

/** A document as DOCX; the same document is the same bytes. Throws {@link WritingExceeded}. */
export function writeDocx(document: TextDocument, bounds = USUAL): Promise<Uint8Array> {
  return writeInThread({ kind: 'docx', document }, bounds);
}

/** A document as PDF, with its letters in it; the same document is the same bytes. */
export function writePdf(document: TextDocument, bounds = USUAL): Promise<Uint8Array> {
  return writeInThread({ kind: 'pdf', document }, bounds);
}

/** A workbook as XLSX; the same workbook is the same bytes. */
export function writeXlsx(book: Workbook, bounds = USUAL): Promise<Uint8Array> {
  return writeInThread({ kind: 'xlsx', book }, bounds);
}

/** Writes in a thread of its own, so that nobody's answer waits for it. */
async function writeInThread(task: WritingTask, bounds: ThreadBounds): Promise<Uint8Array> {
  const start = new URL('./start.mjs', import.meta.url);
  const done = await inBoundedThread<Uint8Array>(start, { workerData: { task } }, bounds);
  if ('exceeded' in done) throw new WritingExceeded(task.kind, done.exceeded);
  return done.answer;
}
