import { fold } from '../i18n/fold.ts';
import type { Candidate } from './candidates.ts';
import type { ReportRow } from './reportRows.ts';
import type { Confidence } from './words.ts';

/** Why a row is taken for the answer to a contribution, as keys of sentences. */
export type Why =
  | 'reference'
  | 'text'
  | 'someText'
  | 'article'
  | 'organisation'
  | 'otherArticle'
  | 'otherText';

export interface Match {
  candidate: Candidate;
  confidence: Confidence;
  why: Why[];
  /** How much of the shorter text the longer one shares, 0 to 1. */
  similarity: number;
}

/** Longer texts say no more for a match. */
const MOST_WORDS = 300;
/** Shorter words stand everywhere. */
const WORD_LENGTH = 4;
/** How alike texts are that are the same but for a cut or a correction, and that are much alike. */
const SAME_TEXT = 0.7;
const LIKE_TEXT = 0.4;
/** By how much the best has to lead where texts decide. */
const LEAD = 0.15;
const LEAST_WORDS = 3;
/** Fewer words that are the same are a matter of chance: alone they make nothing certain. */
const SURE_WORDS = 8;
/** More of a text than the first words of it need not be compared. */
const MOST_LETTERS = 6_000;
/** Words that nearly all share tell nothing, once there are so many contributions. */
const COMMON_FROM = 12;
const COMMON_PART = 0.5;

/**
 * Matches rows of reports with the contributions of a draft. A reference decides; else words that
 * both texts have, the article and the organisation, each of which may speak for a contribution or
 * against it. Pure; what is prepared here is used for every row.
 */
export class Matcher {
  readonly #candidates: readonly Candidate[];
  readonly #byReference = new Map<string, Named>();
  /** The folded number of the draft, which stands before the numbers of its contributions. */
  readonly #draft: string;
  readonly #articles: (string | null)[];
  /** Which candidates each organisation has, by its folded name. */
  readonly #byName = new Map<string, number[]>();
  readonly #sizes: number[];
  /** In which candidates each word stands. */
  readonly #words = new Map<string, number[]>();

  constructor(candidates: readonly Candidate[], words = wordsOfAll(candidates)) {
    this.#candidates = candidates;
    const first = candidates[0]?.reference ?? '';
    this.#draft = fold(first.slice(0, first.lastIndexOf('/')));
    this.#articles = candidates.map(({ article }) => articleNumber(article ?? ''));
    for (const [index, candidate] of candidates.entries()) {
      const { organisations, parts = [] } = candidate;
      for (const one of [candidate, ...parts]) {
        this.#byReference.set(shortReference(one.reference), { index, candidate: one });
      }
      for (const name of new Set(organisations.map(fold))) {
        if (name.length > 1) add(this.#byName, name, index);
      }
    }
    for (const [index, own] of words.entries()) {
      for (const word of own) add(this.#words, word, index);
    }
    const most = candidates.length < COMMON_FROM ? Infinity : candidates.length * COMMON_PART;
    for (const [word, where] of this.#words) if (where.length > most) this.#words.delete(word);
    this.#sizes = words.map((own) => [...own].filter((word) => this.#words.has(word)).length);
  }

  /** The contribution that a row answers, with how certain that is; null where nothing speaks for one. */
  match(row: ReportRow): Match | null {
    const references = this.#references(row);
    // It answers what was said to another draft.
    if (references.others) return null;
    const article = articleNumber(row.article);
    const organisation = this.#organisation(row.organisation);
    const similar = this.#similarities(row);
    let best = -1;
    let highest = -1;
    let second = 0;
    for (const index of this.#candidates.keys()) {
      const score = this.#score(index, article, organisation, similar);
      if (score > highest) {
        second = Math.max(0, highest);
        [best, highest] = [index, score];
      } else if (score > second) second = score;
    }
    if (references.named !== null) return this.#named(references.named, similar);
    if (best === -1 || highest < LEAST_SCORE) return null;
    const rated = this.#rate(best, article, organisation, similar);
    return {
      candidate: this.#candidates[best] as Candidate,
      why: rated.why,
      similarity: rated.similarity,
      confidence: confidenceOf(rated, highest - second >= LEAD),
    };
  }

  /** A reference decides, unless the row repeats the text of another contribution. */
  #named({ index, candidate }: Named, { shares, words }: Similar): Match {
    const own = shares[index] ?? 0;
    const most = shares.reduce((highest, one) => Math.max(highest, one), 0);
    const other = words >= SURE_WORDS && own < LIKE_TEXT && most >= SAME_TEXT;
    return {
      candidate,
      confidence: other ? 'doubtful' : 'sure',
      why: other ? ['reference', 'otherText'] : ['reference'],
      similarity: other ? own : 1,
    };
  }

  /**
   * Which contribution a row names: its own column, or what stands anywhere but in the institution's
   * words, which may speak of others ("as for …/K-002").
   */
  #references({ reference, all, reason, quote }: ReportRow): {
    named: Named | null;
    others: boolean;
  } {
    const pattern = reference
      ? /(?:^|[^\p{L}\d/-])(?:([\p{L}\d-]{1,60})\s?\/\s?)?([KB])-?\s?0*(\d{1,4})\b/giu
      : /([\p{L}\d-]{1,60})\/([KB])-0*(\d{1,4})\b/gu;
    const said = [reason, quote]
      .filter((text) => text !== '')
      .reduce((rest, text) => rest.replaceAll(text, ' '), all);
    const found = new Set<string>();
    let others = false;
    for (const [, number, letter = '', digits = ''] of (reference || said).matchAll(pattern)) {
      if (number && DRAFT_NUMBER.test(number) && fold(number) !== this.#draft) others = true;
      else found.add(`${letter.toUpperCase()}${Number(digits)}`);
    }
    const [only, another] = found;
    // A text that names several talks about them.
    const named = only && !another ? this.#byReference.get(only) : undefined;
    return { named: named ?? null, others: others && found.size === 0 };
  }

  /** Whose contributions they are that the organisation of a row has; null where it names nobody. */
  #organisation(written: string): ReadonlySet<number> | null {
    const said = ` ${fold(written)} `;
    const found = [...this.#byName].filter(([name]) => said.includes(` ${name} `));
    return found.length > 0 ? new Set(found.flatMap(([, where]) => where)) : null;
  }

  /** How much of the shorter text a row shares with each candidate. */
  #similarities(row: ReportRow): Similar {
    const words = [...wordsOf(row.comment || row.all)].filter((word) => this.#words.has(word));
    const counts = new Uint16Array(this.#candidates.length);
    for (const word of words) {
      for (const index of this.#words.get(word) ?? []) counts[index] = (counts[index] ?? 0) + 1;
    }
    const shares = new Float32Array(counts.length);
    for (const [index, count] of counts.entries()) {
      const least = Math.min(words.length, this.#sizes[index] ?? 0);
      // Of very few words nothing can be said.
      shares[index] = least < LEAST_WORDS ? 0 : count / least;
    }
    return { shares, counts, words: words.length };
  }

  /** What speaks for a candidate, less what speaks against it. */
  #score(
    index: number,
    article: string | null,
    organisation: ReadonlySet<number> | null,
    { shares }: Similar,
  ): number {
    const own = this.#articles[index] ?? null;
    const known = article !== null && own !== null;
    const articles = known ? (article === own ? 1 : -1) : 0;
    const organisations = organisation === null ? 0 : organisation.has(index) ? 1 : -1;
    return 0.5 * (shares[index] ?? 0) + 0.2 * articles + 0.3 * organisations;
  }

  #rate(
    index: number,
    article: string | null,
    organisation: ReadonlySet<number> | null,
    { shares, counts }: Similar,
  ): Rated {
    const similarity = shares[index] ?? 0;
    const own = this.#articles[index] ?? null;
    const known = article !== null && own !== null;
    const otherArticle = known && article !== own;
    const sameOrganisation = organisation?.has(index) ?? false;
    const why: Why[] = [];
    if (similarity >= SAME_TEXT) why.push('text');
    else if (similarity >= LIKE_TEXT) why.push('someText');
    if (known) why.push(otherArticle ? 'otherArticle' : 'article');
    if (sameOrganisation) why.push('organisation');
    const against = otherArticle || (organisation !== null && !sameOrganisation);
    return { similarity, shared: counts[index] ?? 0, why, against };
  }
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key);
  if (known) known.push(index);
  else map.set(key, [index]);
}

/** What a row's text shares with each candidate's. */
interface Similar {
  /** By the places of the candidates: of the shorter text, 0 to 1. */
  shares: Float32Array;
  /** And how many words that are. */
  counts: Uint16Array;
  /** How many words the row has that tell anything. */
  words: number;
}

/** What a reference names: a candidate, or a part of the joint text that stands in that place. */
interface Named {
  index: number;
  candidate: Candidate;
}

interface Rated {
  similarity: number;
  shared: number;
  why: Why[];
  /** Article or organisation speak against it. */
  against: boolean;
}

/** `MAPL-2026-003`, and no word before a slash. */
const DRAFT_NUMBER = /\d{4}-\d{1,5}$/;

/** Less than an article alone. */
const LEAST_SCORE = 0.15;

function confidenceOf({ similarity, shared, why, against }: Rated, leads: boolean): Confidence {
  if (against || !leads) return 'doubtful';
  const both = why.includes('article') && why.includes('organisation');
  if (similarity >= SAME_TEXT) return both || shared >= SURE_WORDS ? 'sure' : 'likely';
  if (similarity >= LIKE_TEXT) return both ? 'sure' : 'likely';
  return both ? 'likely' : 'doubtful';
}

/** `MAPL-2026-003/K-007` as `K7`. */
export function shortReference(reference: string): string {
  const [, letter = '', digits = ''] = /\/\s*([KB])-?0*(\d+)\s*$/i.exec(reference) ?? [];
  return `${letter.toUpperCase()}${digits}`;
}

/** `5` of "Neni 5, paragrafi 2"; `5a` of "Neni 5A". */
function articleNumber(text: string): string | null {
  return /(\d{1,3}[a-z]?)\b/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

const wordsOfAll = (candidates: readonly Candidate[]) =>
  candidates.map(({ text }) => wordsOf(text));

/** The words of a text by which it is known again. */
export function wordsOf(text: string): Set<string> {
  const words = fold(text.slice(0, MOST_LETTERS))
    .split(' ')
    .filter((word) => word.length >= WORD_LENGTH);
  return new Set(words.slice(0, MOST_WORDS));
}
