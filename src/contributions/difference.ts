import type { Inline } from '../chat/message.ts';
import type { Piece } from '../documents/difference.ts';

export { applied, difference, original, type Piece } from '../documents/difference.ts';

/** How much of what is the same is shown beside a change. */
const AROUND = 80;

/**
 * A difference as running text: what goes is struck through, what comes is bold, and of long
 * stretches that stay only what stands beside a change is shown, `…` for the rest.
 */
export function differenceText(pieces: readonly Piece[]): Inline[] {
  return pieces.flatMap(({ kind, text }, index): Inline[] => {
    if (kind === 'removed') return [{ removed: text }];
    if (kind === 'added') return [{ added: text }];
    return [shortened(text, index > 0, index < pieces.length - 1)];
  });
}

function shortened(text: string, changeBefore: boolean, changeAfter: boolean): string {
  const head = changeBefore ? AROUND : 0;
  const tail = changeAfter ? AROUND : 0;
  if (text.length <= head + tail + AROUND) return text;
  const begin = head === 0 ? '' : text.slice(0, lastGap(text, head));
  const end = tail === 0 ? '' : text.slice(firstGap(text, text.length - tail));
  return `${begin ? `${begin} ` : ''}…${end ? ` ${end}` : ''}`;
}

/** Where the last word that ends before `at` ends; `at` itself where there is no white space. */
function lastGap(text: string, at: number): number {
  const gap = text.slice(0, at).search(/\s+\S*$/);
  return gap > 0 ? gap : whole(text, at);
}

/** Where the first word that begins at `at` or behind it begins. */
function firstGap(text: string, at: number): number {
  const gap = /\s+\S/.exec(text.slice(at));
  return gap ? at + gap.index + gap[0].length - 1 : whole(text, at);
}

/** Never between the halves of a code point. */
function whole(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
}
