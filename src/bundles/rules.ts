/** `MAPL-2026-003/P-1`, P for pako; what comes after the first is an addendum. */
export function bundleNumber(draftNumber: string, ordinal: number): string {
  return `${draftNumber}/P-${ordinal}`;
}

/** `MAPL-2026-003/B-01`, B for bashkim: a joint text. */
export function mergeReference(draftNumber: string, ordinal: number): string {
  return `${draftNumber}/B-${String(ordinal).padStart(2, '0')}`;
}

/** Where something stands in a draft: the whole act first, then article by article, by its number. */
export interface Placed {
  /** The place of its article in the text; null where that is not known. */
  articlePosition: number | null;
  article: string | null;
  ordinal: number;
}

/**
 * The order of the draft's articles: what is about the whole act goes first, then what names an
 * article, and articles that only their author named stand by the number in their name.
 */
export function inOrderOfArticles(a: Placed, b: Placed): number {
  return compare(placeOf(a), placeOf(b)) || a.ordinal - b.ordinal;
}

function placeOf({ articlePosition, article }: Placed): readonly [number, number, string] {
  if (article === null) return [0, 0, ''];
  // Both kinds go by the number where one is written, so that "Neni 5" stands beside its article.
  const number = /\d+/.exec(article)?.[0];
  if (number) return [1, Number(number), article];
  return [1, articlePosition === null ? Number.MAX_SAFE_INTEGER : -1, article];
}

function compare(a: readonly [number, number, string], b: readonly [number, number, string]) {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}
