import { createHash } from 'node:crypto';
import type { Refusal } from '../chat/refusal.ts';
import { type DocumentText, readText } from './readText.ts';
import { keepRecent } from './recent.ts';

const recent = keepRecent<DocumentText | Refusal>();

/** {@link readText} of a file that may have been read a moment ago. */
export function recentText(
  sha256: string,
  load: () => Promise<Uint8Array>,
): Promise<DocumentText | Refusal> {
  return recent(sha256, async () => readText(await load()));
}

/** Reads a file that was just handed over, before any transaction: that may take seconds. */
export async function readHandedOver(bytes: Uint8Array | undefined): Promise<void> {
  if (!bytes) return;
  await recentText(createHash('sha256').update(bytes).digest('hex'), async () => bytes);
}
