import { outlineOf } from '../act/split.ts';
import type { ThreadAnswer } from '../readText.ts';
import { Unreadable } from './bounds.ts';
import { textOf } from './kinds.ts';
import type { PdfLibrary } from './pdf.ts';

/** Reads the one document that the thread was started for: its text and its articles, or why none. */
export async function answer(
  bytes: Uint8Array,
  library: () => Promise<PdfLibrary>,
): Promise<ThreadAnswer> {
  try {
    const read = await textOf(bytes, library);
    return { ...read, outline: outlineOf(read.text) };
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.reason };
    // A parser that stumbles over the bytes of a stranger: that is the file's fault, not ours.
    return { reason: 'damaged' };
  }
}
