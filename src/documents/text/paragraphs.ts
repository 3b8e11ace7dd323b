import { takeNotes } from './footnotes.ts';
import type { PageLine } from './layout.ts';
import { areLanguages } from './parallel.ts';

const PAGE_NUMBER =
  /^(?:(?:faqe|faqja|strana|stranica|page|f\.|str\.|p\.)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:\/|nga|od|of)\s*\d{1,4})?$/i;
const LABEL = /^(?:neni|nenet|član|čl\.|article|kapitulli|kreu|poglavlje|glava|chapter)\s/i;

/**
 * The paragraphs of all pages, without what is only there because there are pages: heads, feet and
 * numbers in the margins of many pages. What stands in a margin once, or on few pages, is kept: it
 * may be the act's. Footnotes come last; columns in different languages one after another.
 */
export function paragraphsOf(pages: readonly (readonly PageLine[])[]): string[] {
  const repeated = repeatedEdges(pages);
  const own = pages.map((page) =>
    page.filter((line) => !(line.atEdge && repeated.has(edgeKey(line)))),
  );
  const { bodies, notes } = takeNotes(own);
  const paragraphs = joinLines(byLanguage(bodies));
  return notes.length === 0 ? paragraphs : [...paragraphs, '', ...notes];
}

/** Pages in columns, each in a language of its own, are read column by column over all pages. */
function byLanguage(pages: readonly (readonly PageLine[])[]): readonly (readonly PageLine[])[] {
  const columns: { left: number; right: number }[] = [];
  const blocks = pages.flat().flatMap(({ block, inColumn }) => (inColumn ? [block] : []));
  for (const { left, right } of blocks.toSorted((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last && left < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  // What stands above all columns is read before the first.
  const columnOf = ({ block, inColumn }: PageLine) =>
    inColumn ? columns.findIndex(({ right }) => block.left < right) : 0;
  const ordered = columns.map((column, index) =>
    pages.map((page) =>
      page.flatMap((line) => {
        if (columnOf(line) !== index) return [];
        // On a page where little of it stands, the column is as wide as on the others.
        return line.inColumn ? [{ ...line, block: column }] : [line];
      }),
    ),
  );
  const texts = ordered.map((own) => own.flat().map(({ text }) => text));
  return areLanguages(texts) ? ordered.flat() : pages;
}

function joinLines(pages: readonly (readonly PageLine[])[]): string[] {
  const paragraphs: string[] = [];
  let last: PageLine | null = null;
  for (const kept of pages) {
    const spacing = usualSpacing(kept);
    for (const [index, line] of kept.entries()) {
      const text = line.text.trim();
      const gap = index === 0 || !last ? 0 : last.y - line.y;
      if (last && goesOn(last, line, gap, spacing, index === 0)) {
        const before = paragraphs.pop() ?? '';
        paragraphs.push(glued(before, text));
      } else {
        // A space as wide as a line is an empty line, as the act has it.
        if (gap > spacing * 1.6) paragraphs.push('');
        paragraphs.push(text);
      }
      last = line;
    }
  }
  return paragraphs;
}

/** Lines with the same words at the same height, whatever the numbers in them. */
function edgeKey({ text, y }: PageLine): string {
  if (PAGE_NUMBER.test(text.trim())) return '#';
  return `${text.trim().replace(/\d+/g, '#')}@${Math.round(y / 4)}`;
}

function repeatedEdges(pages: readonly (readonly PageLine[])[]): Set<string> {
  const found = new Map<string, number>();
  for (const page of pages) {
    const keys = page.filter((line) => line.atEdge && !LABEL.test(line.text.trim())).map(edgeKey);
    for (const key of new Set(keys)) found.set(key, (found.get(key) ?? 0) + 1);
  }
  // On a page alone nothing comes again; the number that it can have is known.
  if (pages.length === 1) return new Set(found.has('#') && isFirst(pages[0] ?? []) ? ['#'] : []);
  const enough = Math.max(2, pages.length * 0.4);
  return new Set([...found].filter(([, times]) => times >= enough).map(([key]) => key));
}

function isFirst(page: readonly PageLine[]): boolean {
  const numbers = page.filter((line) => line.atEdge && PAGE_NUMBER.test(line.text.trim()));
  return numbers.every(({ text }) => /\d+/.exec(text)?.[0] === '1');
}

function usualSpacing(lines: readonly PageLine[]): number {
  const gaps = lines
    .slice(1)
    .map((line, index) => (lines[index] as PageLine).y - line.y)
    .filter((gap) => gap > 0)
    .toSorted((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.4)] ?? 12;
}

const MARKER =
  /^(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]|\(?[a-zëçčćžšđ]{1,2}[.)]|[ivx]{1,5}[.)]|[•●▪–—-]\s|[„“"«])/i;

/** Whether a line goes on with the paragraph of the one before it. */
function goesOn(
  before: PageLine,
  line: PageLine,
  gap: number,
  spacing: number,
  newPage: boolean,
): boolean {
  const [ended, text] = [before.text.trim(), line.text.trim()];
  if (MARKER.test(text) || LABEL.test(text) || text.includes(' | ') || ended.includes(' | ')) {
    return false;
  }
  if (LABEL.test(ended) && ended.length < 60) return false;
  const isLower = /^[\p{Ll}(]/u.test(text);
  if (/\p{L}-$/u.test(ended) && isLower) return true;
  const width = before.block.right - before.block.left;
  const full = before.right >= before.block.right - width * 0.15;
  // Another column or page: only a sentence that is in its middle goes on.
  if (newPage || gap < 0) return isLower && !/[.;:!?]$/.test(ended);
  if (gap > spacing * 1.6 || Math.abs(before.size - line.size) > 1) return false;
  return (
    full &&
    (isLower || !/[.;:]$/.test(ended)) &&
    width > 0 &&
    !isCentred(line) &&
    !isCentred(before)
  );
}

/** Narrower than this a column leaves little beside what stands in its middle; in points. */
const NARROW = 220;

function isCentred({ left, right, block }: PageLine): boolean {
  const [before, behind] = [left - block.left, block.right - right];
  const width = block.right - block.left;
  const beside = width * (width < NARROW ? 0.06 : 0.1);
  // What reaches the right edge is the first line of a paragraph, set in.
  return before > beside && behind > width * 0.02 && Math.abs(before - behind) < 12;
}

/** A word that was parted at the end of a line is one again. */
function glued(before: string, text: string): string {
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(text)
    ? before.slice(0, -1) + text
    : `${before} ${text}`;
}
