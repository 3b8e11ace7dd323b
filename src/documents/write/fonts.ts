import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { MISSING } from './printable.ts';

const here = createRequire(import.meta.url);

/**
 * Liberation Sans (SIL Open Font License 1.1) lies in pdfjs-dist, which reads documents anyway: Latin,
 * Greek and Cyrillic letters, as wide as those of Arial.
 */
export function fontFile(cut: 'Regular' | 'Bold'): string {
  const folder = join(dirname(here.resolve('pdfjs-dist/package.json')), 'standard_fonts');
  return join(folder, `LiberationSans-${cut}.ttf`);
}

/** What says how signs beside it look or join, and shows as nothing itself. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/u;

/**
 * Puts a sign for what is missing in the place of letters that a font does not have: a PDF would
 * show nothing, or a box that cannot be searched for. Says when it did.
 */
export function inFont(file: string, missed: () => void): (text: string) => string {
  const letters = lettersOf(readFileSync(file));
  return (text) => {
    let shown = '';
    for (const sign of text.normalize('NFC')) {
      const code = sign.codePointAt(0) ?? 0;
      if (code < 0x7f || letters.has(code)) shown += sign;
      else if (/\p{Zs}/u.test(sign)) shown += ' ';
      else if (!UNSEEN.test(sign)) {
        shown += MISSING;
        missed();
      }
    }
    return shown;
  };
}

/** The code points for which a TrueType font has a picture (OpenType 1.9, cmap format 4). */
export function lettersOf(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4);
  for (let table = 0; table < tables; table += 1) {
    const at = 12 + table * 16;
    if (font.toString('latin1', at, at + 4) === 'cmap') {
      return lettersOfMap(font.subarray(font.readUInt32BE(at + 8)));
    }
  }
  return new Set();
}

function lettersOfMap(map: Buffer): Set<number> {
  const found = new Set<number>();
  const count = map.readUInt16BE(2);
  for (let index = 0; index < count; index += 1) {
    const part = map.subarray(map.readUInt32BE(4 + index * 8 + 4));
    // Platform 3 is Unicode as Windows has it.
    if (map.readUInt16BE(4 + index * 8) !== 3 || part.readUInt16BE(0) !== 4) continue;
    const segments = part.readUInt16BE(6) / 2;
    const at = (list: number, segment: number) => part.readUInt16BE(14 + list + segment * 2);
    for (let segment = 0; segment < segments; segment += 1) {
      const last = at(0, segment);
      const first = at(2 + segments * 2, segment);
      for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code);
    }
  }
  return found;
}
