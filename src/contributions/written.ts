import { createHash } from 'node:crypto';

/**
 * What somebody wrote to the bot last, as the row of its form remembers it: enough to take it out
 * again, and to know whether it still stands there as it was written.
 */
export interface Written {
  /** Of this writing: 16 characters, for a button. */
  id: string;
  /** How long the text was that it goes on from; null where it took the place of what stood there. */
  after: number | null;
  /** Of the text that was written, at the end of the whole. */
  length: number;
  /** Of the whole text that the fields held then. */
  whole: string;
}

export function writtenOf(held: string | null, whole: string, text: string): Written {
  const hash = hashOf(whole);
  return { id: hash.slice(0, 16), after: held?.length ?? null, length: text.length, whole: hash };
}

/** Reads what a row remembers; null when it remembers nothing. */
export function readWritten(value: string | undefined): Written | null {
  return value ? (JSON.parse(value) as Written) : null;
}

/** The text that was written and the one before it; null when somebody changed the whole since. */
export function parted(
  { after, length, whole }: Written,
  held: string,
): { text: string; before: string | null } | null {
  if (hashOf(held) !== whole) return null;
  return { text: held.slice(-length), before: after === null ? null : held.slice(0, after) };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
