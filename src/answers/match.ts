import { fold } from '../i18n/fold.ts';
import type { Candidate } from './candidates.ts';
import type { ReportRow } from './reportRows.ts';
import type { Confidence } from './words.ts';

/** Why a row is taken for the answer to a contribution, as keys of sentences. */
export type Why = 'reference' | 'text' | 'someText' | 'article' | 'organisation' | 'otherArticle';

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
  readonly #byReference = new Map<string, Candidate>();
  readonly #articles: (string | null)[];
  /** Which candidates each organisation has, by its folded name. */
  readonly #byName = new Map<string, number[]>();
  readonly #sizes: number[];
  /** In which candidates each word stands. */
  readonly #words = new Map<string, number[]>();

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
    this.#articles = candidates.map(({ article }) => articleNumber(article ?? ''));
    for (const [index, { reference, organisations }] of candidates.entries()) {
      this.#byReference.set(shortReference(reference), candidates[index] as Candidate);
      for (const part of candidates[index]?.parts ?? []) {
        this.#byReference.set(shortReference(part.reference), part);
      }
      for (const name of new Set(organisations.map(fold))) {
        if (name.length > 1) add(this.#byName, name, index);
      }
    }
    const words = candidates.map(({ text }) => wordsOf(text));
    for (const [index, own] of words.entries()) {
      for (const word of own) add(this.#words, word, index);
    }
    const most = candidates.length < COMMON_FROM ? Infinity : candidates.length * COMMON_PART;
    for (const [word, where] of this.#words) if (where.length > most) this.#words.delete(word);
    this.#sizes = words.map((own) => [...own].filter((word) => this.#words.has(word)).length);
  }

  /** The contribution that a row answers, with how certain that is; null where nothing speaks for one. */
  match(row: ReportRow): Match | null {
    const named = this.#named(row);
    if (named) return { candidate: named, confidence: 'sure', why: ['reference'], similarity: 1 };
    const article = articleNumber(row.article);
    const organisation = this.#organisation(row.organisation);
    const similar = this.#similarities(row);
    let best: Rated | null = null;
    let second = 0;
    for (const index of this.#candidates.keys()) {
      const one = this.#rate(index, article, organisation, similar.get(index) ?? 0);
      if (!best || one.score > best.score) {
        second = best?.score ?? 0;
        best = one;
      } else second = Math.max(second, one.score);
    }
    if (!best || best.score < LEAST_SCORE) return null;
    const candidate = this.#candidates[best.index] as Candidate;
    const { why, similarity } = best;
    return {
      candidate,
      why,
      similarity,
      confidence: confidenceOf(best, best.score - second >= LEAD),
    };
  }

  #named({ reference, all }: ReportRow): Candidate | undefined {
    const pattern = reference
      ? /(?:^|[^\p{L}\d])([KB])-?\s?0*(\d{1,4})\b/giu
      : /\/([KB])-0*(\d{1,4})\b/gu;
    const found = new Set(
      [...(reference || all).matchAll(pattern)].map(
        ([, letter = '', digits = '']) => `${letter.toUpperCase()}${Number(digits)}`,
      ),
    );
    const [only, another] = found;
    // A text that names several talks about them.
    return only && !another ? this.#byReference.get(only) : undefined;
  }

  /** Whose contributions they are that the organisation of a row has; null where it names nobody. */
  #organisation(written: string): ReadonlySet<number> | null {
    const said = ` ${fold(written)} `;
    const found = [...this.#byName].filter(([name]) => said.includes(` ${name} `));
    return found.length > 0 ? new Set(found.flatMap(([, where]) => where)) : null;
  }

  /** How much of the shorter text a row shares with each candidate, where it shares anything. */
  #similarities(row: ReportRow): ReadonlyMap<number, number> {
    const words = [...wordsOf(row.comment || row.all)].filter((word) => this.#words.has(word));
    const shared = new Map<number, number>();
    for (const word of words) {
      for (const index of this.#words.get(word) ?? []) {
        shared.set(index, (shared.get(index) ?? 0) + 1);
      }
    }
    for (const [index, count] of shared) {
      const least = Math.min(words.length, this.#sizes[index] ?? 0);
      // Of very few words nothing can be said.
      shared.set(index, least < LEAST_WORDS ? 0 : count / least);
    }
    return shared;
  }

  #rate(
    index: number,
    article: string | null,
    organisation: ReadonlySet<number> | null,
    similarity: number,
  ): Rated {
    const own = this.#articles[index] ?? null;
    const known = article !== null && own !== null;
    const sameArticle = known && article === own;
    const otherArticle = known && article !== own;
    const sameOrganisation = organisation?.has(index) ?? false;
    const otherOrganisation = organisation !== null && !sameOrganisation;
    const why: Why[] = [];
    if (similarity >= SAME_TEXT) why.push('text');
    else if (similarity >= LIKE_TEXT) why.push('someText');
    if (sameArticle) why.push('article');
    if (otherArticle) why.push('otherArticle');
    if (sameOrganisation) why.push('organisation');
    const score =
      0.5 * similarity +
      0.2 * (Number(sameArticle) - Number(otherArticle)) +
      0.3 * (Number(sameOrganisation) - Number(otherOrganisation));
    return { index, similarity, why, score, against: otherArticle || otherOrganisation };
  }
}

function add(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key);
  if (known) known.push(index);
  else map.set(key, [index]);
}

interface Rated {
  index: number;
  similarity: number;
  why: Why[];
  score: number;
  /** Article or organisation speak against it. */
  against: boolean;
}

/** Less than an article alone. */
const LEAST_SCORE = 0.15;

function confidenceOf({ similarity, why, against }: Rated, leads: boolean): Confidence {
  if (against || !leads) return 'doubtful';
  const both = why.includes('article') && why.includes('organisation');
  if (similarity >= SAME_TEXT) return 'sure';
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

function wordsOf(text: string): Set<string> {
  const words = fold(text.slice(0, 20_000))
    .split(' ')
    .filter((word) => word.length >= WORD_LENGTH);
  return new Set(words.slice(0, MOST_WORDS));
}
