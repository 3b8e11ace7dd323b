import { diffWordsWithSpace } from 'diff';

/** A stretch of two texts that they share, or that only the one before or the one after has. */
export interface Piece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/**
 * The most words that differ before a difference is given up for "all of this, then all of that":
 * the work grows with their square, and nobody reads a text that was written anew as a difference.
 */
const MOST_EDITS = 600;

/**
 * What two texts share and where they differ, word by word. The pieces that are not `added` are
 * `before`, those that are not `removed` are `after`, to the character. Pure, and bounded in time
 * whatever the texts are.
 */
export function difference(before: string, after: string): Piece[] {
  // White space counts: two texts that differ in a line break alone are two texts.
  const found = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  const pieces = found
    ? found.map(({ added, removed, value }): Piece => {
        return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value };
      })
    : ([
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ] satisfies Piece[]);
  return joined(pieces.filter(({ text }) => text !== ''));
}

/** The text that a difference leads to. */
export function applied(pieces: readonly Piece[]): string {
  return pieces.map(({ kind, text }) => (kind === 'removed' ? '' : text)).join('');
}

/** The text that a difference began with. */
export function original(pieces: readonly Piece[]): string {
  return pieces.map(({ kind, text }) => (kind === 'added' ? '' : text)).join('');
}

/** Words that changed one after the other read as one change, with the spaces between them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const done: Piece[] = [];
  let removed = '';
  let added = '';
  const close = () => {
    if (removed) done.push({ kind: 'removed', text: removed });
    if (added) done.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (SEPARATOR.test(text) && bothSides(pieces, index)) {
      removed += text;
      added += text;
    } else {
      close();
      done.push({ kind, text });
    }
  }
  close();
  return done;
}

/** Spaces and marks within a line. */
const SEPARATOR = /^[^\p{L}\p{N}\n]{1,3}$/u;

/** Whether the stretch stands between two changes. */
function bothSides(pieces: readonly Piece[], index: number): boolean {
  const beside = [pieces[index - 1], pieces[index + 1]];
  return beside.every((piece) => piece !== undefined && piece.kind !== 'same');
}
