import type { Fragment, PageLine } from './layout.ts';

/**
 * Around a raised number until it is known whether it is the mark of a note: these two are no
 * characters of any text (Unicode, 23.7 Noncharacters).
 */
const [BEGIN, END] = ['\ufdd0', '\ufdd1'];
const MARK = new RegExp(`${BEGIN}(\\d+)${END}`, 'g');

/** How much smaller than their surroundings marks and notes are set, at least. */
const MARK_SIZE = 0.8;
const NOTE_SIZE = 0.92;

/** So many pieces has no page with notes: only a page that is made to keep us busy. */
const MOST_PIECES = 5_000;

/** Puts raised numbers on the line of the words they stand at, marked as such. */
export function markNotes(fragments: readonly Fragment[]): Fragment[] {
  if (fragments.length > MOST_PIECES) return [...fragments];
  return fragments.map((one) => {
    if (!/^\d{1,3}$/.test(one.text.trim())) return one;
    const base = fragments.find((other) => isBase(other, one));
    if (!base) return one;
    return { ...one, text: `${BEGIN}${one.text.trim()}${END}`, y: base.y, size: base.size };
  });
}

/** Whether one stands raised right behind a text that is larger, or before one: a note's number. */
function isBase(base: Fragment, one: Fragment): boolean {
  const raised = one.y - base.y;
  if (raised <= base.size * 0.1 || raised >= base.size) return false;
  return (
    (one.size <= base.size * MARK_SIZE && Math.abs(one.left - base.right) < base.size * 0.4) ||
    (one.size <= base.size && Math.abs(base.left - one.right) < base.size * 0.6)
  );
}

/**
 * Takes the footnotes off the pages: small lines at a page's foot that begin with the number of a
 * mark on the page. A mark becomes `[1]`, its note `[1] …`; a raised number without a note, as in
 * m², stays a number.
 */
export function takeNotes(pages: readonly (readonly PageLine[])[]): {
  bodies: PageLine[][];
  notes: string[];
} {
  const notes: string[] = [];
  const bodies = pages.map((page) => {
    const { from, found } = notesOf(page);
    notes.push(...found.map(({ number, text }) => `[${number}] ${plain(text)}`));
    const known = new Set(found.map(({ number }) => number));
    return page.slice(0, from).map((line) => ({
      ...line,
      text: line.text.replace(MARK, (_all, number: string) =>
        known.has(number) ? `[${number}]` : number,
      ),
    }));
  });
  return { bodies, notes };
}

const plain = (text: string) => text.replace(MARK, '$1');

function notesOf(page: readonly PageLine[]): {
  from: number;
  found: { number: string; text: string }[];
} {
  const usual = usualSize(page);
  let from = page.length;
  while (from > 0 && (page[from - 1]?.size ?? usual) <= usual * NOTE_SIZE) from -= 1;
  const marks = new Set(
    page.slice(0, from).flatMap(({ text }) => [...text.matchAll(MARK)].map(([, number]) => number)),
  );
  const found: { number: string; text: string }[] = [];
  let begins = page.length;
  for (const [index, { text }] of page.slice(from).entries()) {
    const [, number, words] = /^(\d{1,3})[.)]?\s*(\D.*)$/su.exec(plain(text)) ?? [];
    const last = found.at(-1);
    if (number !== undefined && words !== undefined && marks.has(number)) {
      if (!last) begins = from + index;
      found.push({ number, text: words });
    } else if (last) last.text += ` ${text.trim()}`;
  }
  return { from: begins, found };
}

/** The size in which most of the page's letters are set. */
function usualSize(page: readonly PageLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of page) letters.set(size, (letters.get(size) ?? 0) + text.length);
  const [[size] = [0]] = [...letters].toSorted(([, a], [, b]) => b - a);
  return size;
}
