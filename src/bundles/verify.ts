import { createHash } from 'node:crypto';

/** Whether what is kept of a frozen bundle is still what its hash was made of. */
export function hashFits({ content, sha256 }: { content: string | null; sha256: string | null }) {
  if (content === null || sha256 === null) return false;
  return createHash('sha256').update(content, 'utf8').digest('hex') === sha256;
}
