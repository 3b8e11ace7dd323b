/** How institutions are named, and what became of them. Pure. */
import type { Day } from '../calendar/index.ts';

/** A succession: from a day on, the one institution is, or is part of, the other. */
export interface Succession {
  institutionId: string;
  successorId: string;
  fromDay: string;
}

/**
 * What an institution is on a day: its successors, and theirs, to the last; empty while it has none.
 * A circle, which no table should hold, ends where it began.
 */
export function successorsOn(
  successions: readonly Succession[],
  institutionId: string,
  day: Day,
): string[] {
  const next = (id: string) =>
    successions.filter((one) => one.institutionId === id && one.fromDay <= day);
  const seen = new Set([institutionId]);
  const last: string[] = [];
  const walk = (id: string) => {
    for (const { successorId } of next(id)) {
      if (seen.has(successorId)) continue;
      seen.add(successorId);
      if (next(successorId).length === 0) last.push(successorId);
      else walk(successorId);
    }
  };
  walk(institutionId);
  return last;
}

/** Whether an institution comes, over however many steps, from the other. */
export function comesFrom(
  successions: readonly Omit<Succession, 'fromDay'>[],
  id: string,
  from: string,
): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === id) return true;
    for (const { institutionId, successorId } of successions) {
      if (institutionId !== at || seen.has(successorId)) continue;
      seen.add(successorId);
      open.push(successorId);
    }
  }
  return false;
}

/** A name that a cell of a plan holds, and the institution if it is known. */
export interface NamedPiece<T> {
  written: string;
  known: T | null;
}

/** What may stand between names. Words for “and” stand in names as well: “Punës dhe Mirëqenies”. */
const BETWEEN = /(\s*[;,\n/+&]\s*|\s+(?:dhe|i|and)\s+)/iu;

/** After these another name begins, also where neither is known. */
const ENDS = /[;,\n]/;

/** More names than any cell has. */
const MOST_PIECES = 40;

/**
 * The names in a cell. The longest stretch that is a known name is taken for one, so that “Ministry
 * of Finance, Labour and Transfers” stays whole when the table knows it. What is not known is parted
 * at commas, semicolons and line ends only.
 */
export function namesIn<T>(cell: string, find: (name: string) => T | null): NamedPiece<T>[] {
  const tokens = cell
    .trim()
    .split(BETWEEN)
    .slice(0, MOST_PIECES * 2 - 1);
  const pieces: NamedPiece<T>[] = [];
  let unknown = '';
  const endUnknown = () => {
    const written = unknown.trim();
    if (/\p{L}/u.test(written)) pieces.push({ written, known: null });
    unknown = '';
  };
  // Names stand at even places, what parts them at odd ones.
  for (let at = 0; at < tokens.length; ) {
    const found = longestKnown(tokens, at, find);
    if (found) {
      endUnknown();
      pieces.push(found.piece);
      at = found.next;
      continue;
    }
    const between = tokens[at + 1] ?? '';
    unknown += tokens[at];
    if (ENDS.test(between)) endUnknown();
    else if (unknown.trim() !== '') unknown += between;
    at += 2;
  }
  endUnknown();
  return pieces.map((piece) => ({ ...piece, written: trimmed(piece.written) }));
}

function longestKnown<T>(
  tokens: readonly string[],
  at: number,
  find: (name: string) => T | null,
): { piece: NamedPiece<T>; next: number } | null {
  for (let end = tokens.length; end > at; end -= 2) {
    const written = tokens.slice(at, end).join('').trim();
    const known = written === '' ? null : find(written);
    if (known !== null) return { piece: { written, known }, next: end + 1 };
  }
  return null;
}

/** Without what parted it from a name that is known: “KDI and ” is “KDI”. */
function trimmed(written: string): string {
  return written.replace(/^[\s/+&]+|(?:[\s/+&]|\s(?:dhe|i|and))+$/giu, '');
}

/** The abbreviation of an institution, as it begins the number of a draft. */
export const CODE = /^[\p{L}\p{N}]{2,12}$/u;
