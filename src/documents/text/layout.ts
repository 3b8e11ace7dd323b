/** A piece of text on a page; `y` grows upwards, as in PDF. */
export interface Fragment {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** A line of a column. */
export interface PageLine {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
  /** The edges of the block of lines in which it stands. */
  block: { left: number; right: number };
  /** It stands where heads and feet of pages do. */
  atEdge: boolean;
}

/** The margins in which heads and feet stand: 25 mm, in points. */
const MARGIN = 71;

/** The fewest lines on each side of a gutter. */
const COLUMN_LINES = 4;
/** Columns beside columns, as in an act in three languages. */
const MOST_DEEP = 3;

/** The lines of a page in reading order: columns one after another, between what crosses them. */
export function linesOf(
  fragments: readonly Fragment[],
  page: { bottom: number; top: number },
): PageLine[] {
  return ordered(joined(fragments), MOST_DEEP).map((line) => ({
    ...line,
    atEdge: line.y > page.top - MARGIN || line.y < page.bottom + MARGIN,
  }));
}

/** Fragments on one baseline with no more than a word's space between them are one. */
function joined(fragments: readonly Fragment[]): Fragment[] {
  const rows: Fragment[][] = [];
  for (const one of fragments.toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(first.y - one.y) < Math.min(first.size, one.size) * 0.4) {
      row.push(one);
    } else rows.push([one]);
  }
  return rows.flatMap((row) => {
    const found: Fragment[] = [];
    for (const one of row.toSorted((a, b) => a.left - b.left)) {
      const last = found.at(-1);
      const gap = last ? one.left - last.right : 0;
      if (!last || gap > Math.max(last.size, one.size) * 1.5) {
        found.push({ ...one });
        continue;
      }
      const spaced = gap > one.size * 0.15 && !last.text.endsWith(' ') && !one.text.startsWith(' ');
      last.text += spaced ? ` ${one.text}` : one.text;
      last.right = Math.max(last.right, one.right);
      last.size = Math.max(last.size, one.size);
    }
    return found;
  });
}

type Placed = Omit<PageLine, 'atEdge'>;

function ordered(pieces: readonly Fragment[], deep: number): Placed[] {
  const gutter = deep > 0 ? gutterOf(pieces) : null;
  if (gutter === null) return asLines(pieces);
  const lines: Placed[] = [];
  let band: Fragment[] = [];
  const endBand = () => {
    for (const side of [
      band.filter(({ right }) => right <= gutter),
      band.filter(({ left }) => left >= gutter),
    ]) {
      lines.push(...ordered(side, deep - 1));
    }
    band = [];
  };
  for (const piece of pieces.toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    if (piece.right <= gutter || piece.left >= gutter) band.push(piece);
    else {
      endBand();
      lines.push(...asLines([piece]));
    }
  }
  endBand();
  return lines;
}

/** Where, if anywhere, an empty strip parts the text in two columns. */
function gutterOf(pieces: readonly Fragment[]): number | null {
  if (pieces.length < 2 * COLUMN_LINES) return null;
  const left = Math.min(...pieces.map((piece) => piece.left));
  const right = Math.max(...pieces.map((piece) => piece.right));
  const candidates = new Set(pieces.map((piece) => Math.round(piece.left) - 1));
  let best: { at: number; crossing: number } | null = null;
  for (const at of candidates) {
    if (at < left + (right - left) * 0.2 || at > left + (right - left) * 0.8) continue;
    const before = pieces.filter((piece) => piece.right <= at);
    const behind = pieces.filter((piece) => piece.left >= at);
    const crossing = pieces.length - before.length - behind.length;
    if (Math.min(before.length, behind.length) < COLUMN_LINES) continue;
    if (crossing > pieces.length * 0.25 || !wide(before, left, at) || !wide(behind, at, right))
      continue;
    if (!best || crossing < best.crossing) best = { at, crossing };
  }
  return best?.at ?? null;
}

/** Text runs along a column; a cell of a table or a number beside a paragraph is short. */
function wide(side: readonly Fragment[], from: number, to: number): boolean {
  const long = side.filter((piece) => piece.right - piece.left > (to - from) * 0.5);
  return long.length >= Math.max(COLUMN_LINES - 1, side.length * 0.4);
}

function asLines(pieces: readonly Fragment[]): Placed[] {
  const block = {
    left: Math.min(...pieces.map((piece) => piece.left)),
    right: Math.max(...pieces.map((piece) => piece.right)),
  };
  const lines: Placed[] = [];
  for (const piece of pieces.toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    const last = lines.at(-1);
    if (last && Math.abs(last.y - piece.y) < Math.min(last.size, piece.size) * 0.4) {
      // Far apart on one line, and no columns: the cells of a table, or a number and its text.
      const isNumber = /^\(?[\p{L}\d.]{1,8}[.)]?$/u.test(last.text) || last.text === '•';
      last.text += isNumber ? ` ${piece.text}` : ` | ${piece.text}`;
      last.right = piece.right;
    } else lines.push({ ...piece, block });
  }
  return lines;
}

const PAGE_NUMBER =
  /^(?:(?:faqe|faqja|strana|stranica|page|f\.|str\.|p\.)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:\/|nga|od|of)\s*\d{1,4})?$/i;
const LABEL = /^(?:neni|nenet|član|čl\.|article|kapitulli|kreu|poglavlje|glava|chapter)\s/i;

/** The paragraphs of all pages, without what is only there because there are pages. */
export function paragraphsOf(pages: readonly (readonly PageLine[])[]): string[] {
  const repeated = repeatedEdges(pages);
  const paragraphs: string[] = [];
  let last: PageLine | null = null;
  for (const page of pages) {
    const kept = page.filter((line) => !(line.atEdge && repeated.has(edgeKey(line))));
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
  const enough = Math.max(2, pages.length * 0.4);
  return new Set([...found].filter(([, times]) => times >= enough).map(([key]) => key));
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
  return full && (isLower || !/[.;:]$/.test(ended)) && width > 0 && !isCentred(line);
}

function isCentred({ left, right, block }: PageLine): boolean {
  const [before, behind] = [left - block.left, block.right - right];
  return before > (block.right - block.left) * 0.1 && Math.abs(before - behind) < 12;
}

/** A word that was parted at the end of a line is one again. */
function glued(before: string, text: string): string {
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(text)
    ? before.slice(0, -1) + text
    : `${before} ${text}`;
}
