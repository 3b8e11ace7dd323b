import { asDay, type Day } from '../calendar/index.ts';
import { comesFrom, type Succession } from '../institutions/rules.ts';
import type { DraftType } from '../storage/generated/sqlite/enums.ts';
import { isOfYear } from './rules.ts';
import { type Core, compareTitles, coreOf, sameKey, type TitleLikeness } from './similar.ts';

/** What of a planned draft, or of one seen elsewhere, is compared. */
export interface Wanted {
  title: string;
  type: DraftType;
  institutionId: string | null;
  /** Null where anything that came may be it. */
  year: number | null;
  /** What is for show is never what was planned in truth, nor the other way round. */
  demonstration: boolean;
}

/** What of a draft that came is compared with it. */
export interface Came {
  type: DraftType;
  titleSq: string;
  titleSr: string | null;
  titleEn: string | null;
  institutionId: string;
  receivedOn: string;
  demonstration: boolean;
  state: 'published' | 'closed' | 'withdrawn';
}

/** How two institutions stand to each other. */
export type Relation = 'same' | 'successor' | 'other' | 'unknown';

/** How alike what was wanted and what came are, and in what. */
export interface Likeness extends TitleLikeness {
  institution: Relation;
  sameType: boolean;
}

/** Alike enough to be shown to somebody who can tell. */
const OFFERED = 0.6;
/** From another institution, or of another kind, only much alike. */
const OFFERED_ELSEWHERE = 0.8;

export function relationOf(
  one: string | null,
  other: string | null,
  successions: readonly Omit<Succession, 'fromDay'>[],
): Relation {
  if (one === null || other === null) return 'unknown';
  if (one === other) return 'same';
  return comesFrom(successions, one, other) || comesFrom(successions, other, one)
    ? 'successor'
    : 'other';
}

/** Compares titles once each: a programme has some hundred, and the register more every year. */
export function comparer(successions: readonly Omit<Succession, 'fromDay'>[]) {
  const cores = new Map<string, Core>();
  const core = (title: string): Core => {
    const known = cores.get(title) ?? coreOf(title);
    cores.set(title, known);
    return known;
  };
  return (wanted: Wanted, came: Came): Likeness => {
    const titles = [came.titleSq, came.titleSr, came.titleEn].filter((title) => title !== null);
    const best = titles
      .map((title) => compareTitles(core(wanted.title), core(title)))
      .reduce((a, b) => (b.same || (!a.same && b.score > a.score) ? b : a));
    return {
      ...best,
      institution: relationOf(wanted.institutionId, came.institutionId, successions),
      sameType: wanted.type === came.type,
    };
  };
}

/** Whether what came is without doubt what was wanted. */
export function isCertain(likeness: Likeness, wanted: Wanted, came: Came): boolean {
  return (
    likeness.same &&
    likeness.sameType &&
    likeness.institution !== 'other' &&
    couldBe(wanted, came) &&
    (wanted.year === null || isOfYear(day(came), wanted.year))
  );
}

/** Whether somebody should look at the two. */
export function isOffered(likeness: Likeness, wanted: Wanted, came: Came): boolean {
  if (!couldBe(wanted, came)) return false;
  if (wanted.year !== null && !isOfYear(day(came), wanted.year)) return likeness.same;
  const near = likeness.sameType && likeness.institution !== 'other';
  return likeness.score >= (near ? OFFERED : OFFERED_ELSEWHERE);
}

/** What was taken back is nothing that came. */
function couldBe({ demonstration }: Wanted, came: Came): boolean {
  return came.state !== 'withdrawn' && came.demonstration === demonstration;
}

/** Under what titles of drafts are looked up: of two that share none of these none is certain. */
export function titleKeys({
  titleSq,
  titleSr,
  titleEn,
}: Pick<Came, 'titleSq' | 'titleSr' | 'titleEn'>) {
  const titles = [titleSq, titleSr, titleEn].filter((title) => title !== null);
  return new Set(titles.map((title) => sameKey(coreOf(title))).filter((key) => key !== ''));
}

const day = ({ receivedOn }: Came): Day => asDay(receivedOn);
