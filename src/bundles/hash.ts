import { createHash } from 'node:crypto';
import { type BundleContent, contentText } from './content.ts';

/** The SHA-256 of a content, by which anybody can tell that a document holds what was frozen. */
export function contentHash(content: BundleContent): string {
  return createHash('sha256').update(contentText(content), 'utf8').digest('hex');
}
