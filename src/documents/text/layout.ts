import { markNotes } from './footnotes.ts';

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
  /** The block is a column beside others. */
  inColumn: boolean;
  /** It stands where heads and feet of pages do. */
  atEdge: boolean;
}

/** The margins in which heads and feet stand: 25 mm, in points. */
const MARGIN = 71;

/** The fewest lines on each side of a gutter. */
const COLUMN_LINES = 4;
/** Columns beside columns, as in an act in three languages. */
const MOST_DEEP = 3;

/**
 * The lines of a page in reading order: columns one after another, between what crosses them. The
 * columns are those at `gutters`, where the document has the same on every page.
 */
export function linesOf(
  pieces: readonly Fragment[],
  page: { bottom: number; top: number },
  gutters: readonly number[] = [],
): PageLine[] {
  const lines = gutters.length > 0 ? parted(pieces, gutters) : ordered(pieces, MOST_DEEP);
  return lines.map((line) => ({
    ...line,
    atEdge: line.y > page.top - MARGIN || line.y < page.bottom + MARGIN,
  }));
}

/** Where the columns part that run through all these pieces, be they of many pages. */
export function guttersOf(pieces: readonly Fragment[], deep = 2): number[] {
  // Half of what is to part may be two columns itself, so a column takes less of it.
  const gutter = deep > 0 ? gutterOf(pieces, 0.3) : null;
  if (gutter === null) return [];
  return [
    ...guttersOf(
      pieces.filter(({ right }) => right <= gutter),
      deep - 1,
    ),
    gutter,
    ...guttersOf(
      pieces.filter(({ left }) => left >= gutter),
      deep - 1,
    ),
  ];
}

/** A gap that no space between two words has, in sizes; and one that may be a gutter. */
const APART = 1.5;
const GUTTER = 0.55;
/** In what part of a page's rows a column begins, at least: wide spaces stand where it happens. */
const COLUMN_PART = 0.15;

/** What stands on one baseline, from left to right. */
export type Row = readonly Fragment[];

/**
 * What stands on one baseline with no more than a word's space between is one piece. `columns` is
 * where columns begin all through the document.
 */
export function piecesOf(rows: readonly Row[], columns: ReadonlySet<number>): Fragment[] {
  const own = columnsOf(rows, Math.max(COLUMN_LINES, rows.length * COLUMN_PART));
  return rows.flatMap((row) => {
    const found: Fragment[] = [];
    for (const one of row) {
      const last = found.at(-1);
      const gap = last ? one.left - last.right : 0;
      const size = Math.max(last?.size ?? 0, one.size);
      const at = Math.round(one.left);
      const beside = gap > size * GUTTER && (own.has(at) || columns.has(at));
      if (!last || beside || gap > size * APART) {
        found.push({ ...one });
        continue;
      }
      const spaced = gap > one.size * 0.15 && !last.text.endsWith(' ') && !one.text.startsWith(' ');
      last.text += spaced ? ` ${one.text}` : one.text;
      last.right = Math.max(last.right, one.right);
      last.size = size;
    }
    return found;
  });
}

/** The rows of a page. */
export function rowsOf(fragments: readonly Fragment[]): Row[] {
  const rows: Fragment[][] = [];
  for (const one of markNotes(fragments).toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && Math.abs(first.y - one.y) < Math.min(first.size, one.size) * 0.4) {
      row.push(one);
    } else rows.push([one]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.left - b.left));
}

/**
 * Where in so many rows something begins behind a gap: the gutter between columns may be as narrow
 * as a wide space.
 */
export function columnsOf(rows: readonly Row[], least: number): Set<number> {
  const begun = new Map<number, number>();
  for (const row of rows) {
    for (const [index, one] of row.entries()) {
      const before = row[index - 1];
      if (!before || one.left - before.right < Math.max(before.size, one.size) * GUTTER) continue;
      const at = Math.round(one.left);
      begun.set(at, (begun.get(at) ?? 0) + 1);
    }
  }
  return new Set([...begun].filter(([, times]) => times >= least).map(([at]) => at));
}

type Placed = Omit<PageLine, 'atEdge'>;

function ordered(pieces: readonly Fragment[], deep: number): Placed[] {
  const gutter = deep > 0 ? gutterOf(pieces) : null;
  if (gutter === null) return asLines(pieces, deep < MOST_DEEP);
  return parted(pieces, [gutter], (side) => ordered(side, deep - 1));
}

/** The columns between gutters, one after another; what crosses a gutter ends what is above it. */
function parted(
  pieces: readonly Fragment[],
  gutters: readonly number[],
  linesOfColumn = (column: readonly Fragment[]) => asLines(column, true),
): Placed[] {
  const lines: Placed[] = [];
  let band: Fragment[][] = [];
  const endBand = () => {
    for (const column of band) if (column) lines.push(...linesOfColumn(column));
    band = [];
  };
  for (const piece of pieces.toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    const column = gutters.filter((gutter) => piece.left >= gutter).length;
    if (piece.right <= (gutters[column] ?? Infinity)) {
      band[column] ??= [];
      band[column].push(piece);
    } else {
      endBand();
      lines.push(...asLines([piece], false));
    }
  }
  endBand();
  return lines;
}

/** Where, if anywhere, an empty strip parts the text in two columns. */
function gutterOf(pieces: readonly Fragment[], share = 0.5): number | null {
  if (pieces.length < 2 * COLUMN_LINES) return null;
  const left = pieces.reduce((least, piece) => Math.min(least, piece.left), Infinity);
  const right = pieces.reduce((most, piece) => Math.max(most, piece.right), -Infinity);
  const candidates = new Set(pieces.map((piece) => Math.round(piece.left) - 1));
  let best: { at: number; crossing: number } | null = null;
  for (const at of candidates) {
    if (at < left + (right - left) * 0.2 || at > left + (right - left) * 0.8) continue;
    const before = pieces.filter((piece) => piece.right <= at);
    const behind = pieces.filter((piece) => piece.left >= at);
    const crossing = pieces.length - before.length - behind.length;
    if (Math.min(before.length, behind.length) < COLUMN_LINES) continue;
    if (crossing > pieces.length * 0.25) continue;
    if (!wide(before, (at - left) * share) || !wide(behind, (right - at) * share)) continue;
    if (!best || crossing < best.crossing) best = { at, crossing };
  }
  return best?.at ?? null;
}

/** Text runs along a column; a cell of a table or a number beside a paragraph is short. */
function wide(side: readonly Fragment[], width: number): boolean {
  const long = side.filter((piece) => piece.right - piece.left > width);
  return long.length >= Math.max(COLUMN_LINES - 1, side.length * 0.4);
}

function asLines(pieces: readonly Fragment[], inColumn: boolean): Placed[] {
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
    } else lines.push({ ...piece, block, inColumn });
  }
  return lines;
}
