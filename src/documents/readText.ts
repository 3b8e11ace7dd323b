import { type Refusal, refusal } from '../chat/refusal.ts';
import type { ActOutline } from './act/split.ts';
import { type ReadingBounds, readInThread } from './readingThread.ts';
import { TEXT_BYTES, TEXT_LENGTH, TEXT_PAGES, type TextReason } from './text/bounds.ts';

/** The text of a document: paragraphs on lines of their own, rows of tables with ` | `. */
export interface DocumentText {
  text: string;
  /** Null where the format has no pages. */
  pages: number | null;
  /** Its articles, where it is an act; told in the thread as well, for that takes its time. */
  outline: ActOutline;
}

/**
 * The text of a DOCX, PDF or TXT file, told apart by their bytes. It is read in a thread of its own,
 * one document at a time, within bounds of time and memory, so that the bot goes on serving
 * whatever the file does. What has no text that can be read is a refusal.
 */
export async function readText(
  bytes: Uint8Array,
  bounds?: ReadingBounds,
): Promise<DocumentText | Refusal> {
  if (bytes.length === 0) return refusalOf('empty');
  if (bytes.length > TEXT_BYTES) return refusalOf('tooLarge');
  const answer = await readInThread<DocumentText>({ kind: 'text' }, bytes, bounds);
  return 'reason' in answer ? refusalOf(answer.reason) : answer;
}

/** The reason as the sentence that names the bound it met. */
function refusalOf(reason: TextReason): Refusal {
  const mib = TEXT_BYTES / 1024 / 1024;
  return refusal(`document.text.${reason}`, { mib, pages: TEXT_PAGES, length: TEXT_LENGTH });
}
