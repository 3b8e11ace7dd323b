import { fold } from '../i18n/fold.ts';

/** Words that say what kind of act it is and not what it is about, in the three languages. */
const FORM = words(
  'projektligj projektligji projektligjit projekt draft ligj ligji ligjit ligjin law laws act',
  'nacrt nacrta predlog predloga zakon zakona zakonu',
  'për mbi e i të së dhe me në nga on of the and to for in by with o a u na za sa',
  'nr no number numër broj br republikës së kosovës republic kosovo republike kosova kosovu',
);

/** Words that say that an act changes another. */
const AMENDING = words(
  'ndryshim ndryshimi ndryshimin ndryshimit ndryshime plotësim plotësimi plotësimin plotësimit',
  'amending amendment amendments supplementing supplementation supplement',
  'izmena izmeni izmene izmenama dopuna dopuni dopune dopunama',
);

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ').map(fold)));
}

/** More words than any title has; the work grows with the square of it. */
const MOST_WORDS = 60;

/** A title as it is compared. */
export interface Core {
  /** What it is about, without the words that every title has. */
  words: readonly string[];
  /** The same, by how they begin: only such can be one word. */
  stems: ReadonlyMap<string, readonly string[]>;
  /** Years and numbers of laws. */
  numbers: readonly string[];
  amends: boolean;
}

/** What of a title tells it from others. */
export function coreOf(title: string): Core {
  const all = fold(title.slice(0, 1_000)).split(' ').filter(Boolean).slice(0, MOST_WORDS);
  const numbers = all.filter((word) => /\d/.test(word));
  const kept = all.filter(
    (word) => !FORM.has(word) && !AMENDING.has(word) && !/\d/.test(word) && !isPlaceholder(word),
  );
  const stems = new Map<string, string[]>();
  for (const word of kept) {
    const others = stems.get(stemOf(word));
    if (others) others.push(word);
    else stems.set(stemOf(word), [word]);
  }
  return { words: kept, stems, numbers, amends: all.some((word) => AMENDING.has(word)) };
}

/** Single letters and the `xx/x-xxx` of a law that has no number yet. */
function isPlaceholder(word: string): boolean {
  return word.length === 1 || /^x+$/.test(word);
}

/** How alike two titles are. */
export interface TitleLikeness {
  /** Word for word, without the words that say only what kind of act it is. */
  same: boolean;
  /** From 0 to 1. */
  score: number;
}

/** One of the two amends a law and the other makes one: much alike, and not the same. */
const OTHER_ACT = 0.85;

/** The same whichever title stands first. */
export function compareTitles(one: Core, other: Core): TitleLikeness {
  if (one.words.length === 0 || other.words.length === 0) return { same: false, score: 0 };
  const numbered = one.numbers.length > 0 && other.numbers.length > 0;
  const sharesNumbers = one.numbers.some((number) => other.numbers.includes(number));
  // The budget of another year, the amendment of another law.
  if (numbered && !sharesNumbers) return { same: false, score: 0 };
  const same = sameKey(one) === sameKey(other);
  const score = (found(one, other) + found(other, one)) / (one.words.length + other.words.length);
  return { same, score: one.amends === other.amends ? score : score * OTHER_ACT };
}

/** Two titles are the same where this is; empty for one that says nothing. */
export function sameKey({ words: kept, numbers, amends }: Core): string {
  return kept.length === 0 ? '' : [amends ? '+' : '', ...kept, '/', ...numbers].join(' ');
}

/** How many words of a title the other has, in whatever case they are declined. */
function found(of: Core, other: Core): number {
  return of.words.filter((word) =>
    (other.stems.get(stemOf(word)) ?? []).some((one) => isOneWord(word, one)),
  ).length;
}

const STEM = 5;

function stemOf(word: string): string {
  return word.slice(0, STEM);
}

function isOneWord(one: string, other: string): boolean {
  if (one === other) return true;
  const length = Math.max(one.length, other.length);
  let shared = 0;
  while (shared < length && one[shared] === other[shared]) shared += 1;
  return shared >= STEM && shared >= length * 0.6;
}
