import { Unreadable } from './bounds.ts';

/** Letters beyond ASCII, and signs, that texts of Kosovo's languages have in the old encodings. */
const OURS = /[ëçčćđšžüöäéáâîôßËÇČĆĐŠŽÜÖÄÉ„“”‘’–—…«»§°•€]/gu;

/**
 * The text of a plain file: UTF-8 or UTF-16, with or without a byte order mark, else Windows-1250
 * or 1252, whichever gives more letters of our languages. Throws {@link Unreadable} for bytes that
 * are no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  // A few stray controls stand in old files; a file full of them is no text.
  const controls = text.replace(/[\t\n\v\f\r]/g, '').match(/[\p{Cc}\ufffd]/gu)?.length ?? 0;
  if (text.includes('\0') || controls > text.length / 100) throw new Unreadable('notText');
  return text;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const wide = wideEncoding(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [central, western] = ['windows-1250', 'windows-1252'].map((name) =>
      new TextDecoder(name).decode(bytes),
    ) as [string, string];
    return ours(western) > ours(central) ? western : central;
  }
}

/** UTF-16 without its mark: nearly every second byte of Latin text is zero. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const looked = bytes.subarray(0, 4_000);
  const zeros = [0, 0];
  for (const [index, byte] of looked.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const most = looked.length / 2;
  if (odd > most * 0.7 && even < most * 0.1) return 'utf-16le';
  return even > most * 0.7 && odd < most * 0.1 ? 'utf-16be' : null;
}

function ours(text: string): number {
  return text.match(OURS)?.length ?? 0;
}
