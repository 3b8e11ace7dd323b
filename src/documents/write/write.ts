import { inBoundedThread, type ThreadBounds } from '../boundedThread.ts';
import type { TextDocument, Workbook } from './model.ts';

/** What is written in the thread. */
export type WritingTask =
  | { kind: 'docx'; document: TextDocument }
  | { kind: 'pdf'; document: TextDocument }
  | { kind: 'xlsx'; book: Workbook };

/** A thousand long rows as PDF take some seconds; the limit leaves room for a busy machine. */
const USUAL: ThreadBounds = { withinMs: 120_000, heapMb: 768, growthMb: 1_200 };

/** A document as DOCX; the same document is the same bytes. */
export function writeDocx(document: TextDocument): Promise<Uint8Array> {
  return writeInThread({ kind: 'docx', document });
}

/** A document as PDF, with its letters in it; the same document is the same bytes. */
export function writePdf(document: TextDocument): Promise<Uint8Array> {
  return writeInThread({ kind: 'pdf', document });
}

/** A workbook as XLSX; the same workbook is the same bytes. */
export function writeXlsx(book: Workbook): Promise<Uint8Array> {
  return writeInThread({ kind: 'xlsx', book });
}

/** Writes in a thread of its own, so that nobody's answer waits for it; throws beyond the bounds. */
async function writeInThread(task: WritingTask): Promise<Uint8Array> {
  const start = new URL('./start.mjs', import.meta.url);
  const done = await inBoundedThread<Uint8Array>(start, { workerData: { task } }, USUAL);
  if ('exceeded' in done) throw new Error(`writing a ${task.kind}: ${done.exceeded}`);
  return done.answer;
}
