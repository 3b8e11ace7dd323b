import { unzipSync } from 'fflate';
import { PART_BYTES, PART_RATIO, Unreadable } from './bounds.ts';

/**
 * The wanted parts of an office file as text; nothing else is unpacked, none twice, no part beyond
 * its bound, and all together not beyond that of one. Throws {@link Unreadable}.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, string> {
  let files: Record<string, Uint8Array>;
  let together = 0;
  const seen = new Set<string>();
  try {
    files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        if (!wanted(name)) return false;
        together += originalSize;
        if (together > PART_BYTES || originalSize > 1_000_000 + size * PART_RATIO) {
          throw new Unreadable('tooMuch');
        }
        if (seen.size === seen.add(name).size) throw new Unreadable('damaged');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('damaged');
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return new Map(Object.entries(files).map(([name, part]) => [name, decoder.decode(part)]));
}
