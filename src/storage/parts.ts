/** The most values that one query names; databases bound the parameters of a statement. */
const MOST_VALUES = 500;

/** A list of values in parts of which each fits into one query. */
export function inParts<T>(values: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < values.length; from += MOST_VALUES) {
    parts.push(values.slice(from, from + MOST_VALUES));
  }
  return parts;
}
