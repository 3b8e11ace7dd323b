/** How wide text is in Liberation Sans, which has the widths of Arial. Pure. */

/** Widths of the signs from space to ~ in thousandths of the size (Adobe's metrics of Helvetica). */
const WIDTHS: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** For all other signs, of which the widest in use are … and —. */
const WIDEST = 1000;

/** Bold is wider by a tenth at most. */
const BOLD = 1.1;

/** The width of a text, never too small for the letters of our languages. */
export function widthOf(text: string, size: number, bold = false): number {
  let sum = 0;
  // A letter with its accent is as wide as without.
  for (const sign of text.normalize('NFD').replace(/\p{M}+/gu, '')) {
    const code = sign.codePointAt(0) ?? 0;
    sum += sign === 'đ' || sign === 'Đ' ? 722 : (WIDTHS[code - 32] ?? WIDEST);
  }
  return (sum / 1000) * size * (bold ? BOLD : 1);
}

/** The text as far as it fits, with … where something is missing. */
export function fitTo(text: string, size: number, width: number, bold = false): string {
  if (widthOf(text, size, bold) <= width) return text;
  const signs = [...text];
  while (signs.length > 0 && widthOf(`${signs.join('')}…`, size, bold) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** The text on at most so many lines, parted between words; the last ends with … if it must. */
export function wrap(
  text: string,
  size: number,
  width: number,
  most: number,
  bold = false,
): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(' ').filter(Boolean);
  while (words.length > 0) {
    const word = words[0] ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size, bold) > width) {
      if (lines.length === most - 1) break;
      lines.push(line);
      line = '';
      continue;
    }
    line = longer;
    words.shift();
  }
  const rest = [line, ...words].filter(Boolean).join(' ');
  if (rest !== '') lines.push(rest);
  return lines.map((one) => fitTo(one, size, width, bold));
}
