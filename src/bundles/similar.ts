import { fold } from '../i18n/fold.ts';

/** A contribution as far as it is compared with others. */
export interface Compared {
  id: string;
  ordinal: number;
  organisationId: string;
  /** What it is about: the article, or nothing for the whole act. */
  place: string;
  text: string;
}

/** From this likeness on two texts are thought to say the same; of 1 they have the same words. */
const ALIKE = 0.35;
/** Words that are shorter say little of what a text is about. */
const WORD_LENGTH = 3;
/** More on one article are not compared with each other: people choose among them themselves. */
const MOST_AT_PLACE = 200;

/** How many of the words of two texts they have in common. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}

export const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    fold(text)
      .split(' ')
      .filter((word) => word.length >= WORD_LENGTH),
  );

/**
 * Contributions of several organisations that say much the same of one article; the most alike
 * first, and at most `most` to a group.
 */
export function similarGroups(rows: readonly Compared[], most: number): Compared[][] {
  const places = new Map<string, Compared[]>();
  for (const row of rows) places.set(row.place, [...(places.get(row.place) ?? []), row]);
  const groups: { rows: Compared[]; alike: number }[] = [];
  for (const at of places.values()) groups.push(...groupsAt(at.slice(0, MOST_AT_PLACE), most));
  return groups
    .sort((a, b) => b.rows.length - a.rows.length || b.alike - a.alike)
    .map((group) => group.rows);
}

function groupsAt(rows: readonly Compared[], most: number) {
  const words = new Map(rows.map((row) => [row.id, wordsOf(row.text)]));
  const taken = new Set<string>();
  const groups: { rows: Compared[]; alike: number }[] = [];
  const none: ReadonlySet<string> = new Set();
  for (const seed of rows) {
    if (taken.has(seed.id)) continue;
    const like = rows
      .filter((row) => row.id !== seed.id && !taken.has(row.id))
      .map((row) => ({
        row,
        alike: likeness(words.get(seed.id) ?? none, words.get(row.id) ?? none),
      }))
      .filter(({ alike }) => alike >= ALIKE)
      .sort((a, b) => b.alike - a.alike)
      .slice(0, most - 1);
    const group = [seed, ...like.map(({ row }) => row)];
    if (new Set(group.map(({ organisationId }) => organisationId)).size < 2) continue;
    for (const { id } of group) taken.add(id);
    const sum = like.reduce((total, { alike }) => total + alike, 0);
    groups.push({ rows: group.sort((a, b) => a.ordinal - b.ordinal), alike: sum / like.length });
  }
  return groups;
}
