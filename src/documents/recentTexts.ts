import { createHash } from 'node:crypto';
import type { Refusal } from '../chat/refusal.ts';
import { type DocumentText, readText } from './readText.ts';

/** A document is read when it comes and once more when it is used: soon after one another. */
const MOST_KEPT = 4;

/** By the SHA-256 of the bytes, the latest last. */
const kept = new Map<string, Promise<DocumentText | Refusal>>();

/** {@link readText} of a file that may have been read a moment ago. */
export function recentText(
  sha256: string,
  load: () => Promise<Uint8Array>,
): Promise<DocumentText | Refusal> {
  const known = kept.get(sha256);
  if (known) return known;
  const reading = load().then((bytes) => readText(bytes));
  kept.set(sha256, reading);
  // A failure is nobody's answer but the asker's.
  reading.catch(() => kept.delete(sha256));
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
  return reading;
}

/** Reads a file that was just handed over, before any transaction: that may take seconds. */
export async function readHandedOver(bytes: Uint8Array | undefined): Promise<void> {
  if (!bytes) return;
  await recentText(createHash('sha256').update(bytes).digest('hex'), async () => bytes);
}
