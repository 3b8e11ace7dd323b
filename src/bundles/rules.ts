/** `MAPL-2026-003/P-1`, P for pako; what comes after the first is an addendum. */
export function bundleNumber(draftNumber: string, ordinal: number): string {
  return `${draftNumber}/P-${ordinal}`;
}

/** `MAPL-2026-003/B-01`, B for bashkim: a joint text. */
export function mergeReference(draftNumber: string, ordinal: number): string {
  return `${draftNumber}/B-${String(ordinal).padStart(2, '0')}`;
}

/** `MAPL-2026-003/P-1` as what was typed for the draft, and the running number behind that letter. */
export function splitNumber(typed: string, letter: 'P' | 'B'): { draft: string; ordinal?: number } {
  const text = typed.trim().slice(0, 200);
  const match = new RegExp(`^(.{1,200}?)/\\s*${letter}-?\\s*(\\d{1,4})$`, 'i').exec(text);
  return match?.[1] ? { draft: match[1], ordinal: Number(match[2]) } : { draft: text };
}

/** Where something stands in a draft: the whole act first, then article by article, by its number. */
export interface Placed {
  /** The place of its article in the text; null where the text, or that article in it, is not known. */
  articlePosition: number | null;
  article: string | null;
  ordinal: number;
}

/**
 * The order of the draft's articles: what is about the whole act goes first, then what stands in the
 * known text, as it stands there; articles that only their author named go by the number in their name.
 */
export function inOrderOfArticles(a: Placed, b: Placed): number {
  return compare(placeOf(a), placeOf(b)) || a.ordinal - b.ordinal;
}

function placeOf({ articlePosition, article }: Placed): readonly [number, number, string] {
  if (article === null) return [0, 0, ''];
  if (articlePosition !== null) return [1, articlePosition, article];
  const number = numberOfArticle(article);
  return number === null ? [3, 0, article] : [2, number, article];
}

/** The number in the name of an article, 5 of `Neni 5A`; null where it has none. */
export function numberOfArticle(article: string): number | null {
  const number = /\d+/.exec(article)?.[0];
  return number ? Number(number) : null;
}

function compare(a: readonly [number, number, string], b: readonly [number, number, string]) {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}

/** How one order becomes another: by how much each place moves, places that stay left out. */
export function shifts(
  places: readonly { id: string; before: number; after: number }[],
): Map<number, string[]> {
  const moved = new Map<number, string[]>();
  for (const { id, before, after } of places) {
    if (before === after) continue;
    const by = after - before;
    const known = moved.get(by);
    if (known) known.push(id);
    else moved.set(by, [id]);
  }
  return moved;
}

/** Where an entry goes: beside its neighbour, to an end, or to be that row. */
export type Move = 'up' | 'down' | 'first' | 'last' | number;

/** Reads what a button or a person says of a place; null when it is none. */
export function readMove(text: string): Move | null {
  if (text === 'up' || text === 'down' || text === 'first' || text === 'last') return text;
  const number = /^\s*(\d{1,4})\.?\s*$/.exec(text)?.[1];
  return number && Number(number) > 0 ? Number(number) : null;
}

/** The order once one entry has moved. Rows count what is not left out. */
export function orderAfter<Entry extends { id: string; included: boolean }>(
  order: readonly Entry[],
  id: string,
  to: Move,
): Entry[] {
  const from = order.findIndex((entry) => entry.id === id);
  const entry = order[from];
  if (!entry) return [...order];
  const others = order.filter((one) => one.id !== id);
  others.splice(placeAmong(others, from, to), 0, entry);
  return others;
}

function placeAmong(others: readonly { included: boolean }[], from: number, to: Move): number {
  if (to === 'first') return 0;
  if (to === 'last') return others.length;
  if (to === 'up') return Math.max(0, from - 1);
  if (to === 'down') return Math.min(others.length, from + 1);
  const rows = others.flatMap(({ included }, index) => (included ? [index] : []));
  return rows[to - 1] ?? others.length;
}
