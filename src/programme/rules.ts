/** What was planned and what of it came, when. Pure: no clock, no database. */
import {
  addDays,
  type Calendar,
  type Counting,
  type Day,
  explainWindow,
  workingDaysBetween,
  yearOf,
} from '../calendar/index.ts';

/** What the Government says of a draft of its programme. */
export type PlannedState = 'planned' | 'postponed' | 'withdrawn';

/** What of a planned draft decides where it stands. */
export interface PlannedFacts {
  state: PlannedState;
  /** The last day of its deadline; null where none is written, and while it is postponed to no day. */
  deadlineOn: Day | null;
  received: boolean;
}

/** How far ahead a deadline counts as near. */
export const NEAR_DAYS = 30;

/** Where a planned draft stands on a day: one of these, the first that is true. */
export const STANDINGS = [
  'received',
  'withdrawn',
  'missing',
  'due',
  'postponed',
  'planned',
] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOn({ state, deadlineOn, received }: PlannedFacts, today: Day): Standing {
  if (received) return 'received';
  if (state === 'withdrawn') return 'withdrawn';
  if (deadlineOn !== null && deadlineOn < today) return 'missing';
  if (deadlineOn !== null && deadlineOn <= addDays(today, NEAR_DAYS)) return 'due';
  return state;
}

/** What a list of a programme may show alone. */
export const FILTERS = ['all', 'due', 'postponed', 'withdrawn', 'received', 'missing'] as const;
export type Filter = (typeof FILTERS)[number];

/** A draft that was postponed is among the postponed ones also when its new day has passed. */
export function fits(filter: Filter, facts: PlannedFacts, today: Day): boolean {
  if (filter === 'all') return true;
  if (filter === 'postponed') return facts.state === 'postponed';
  return standingOn(facts, today) === filter;
}

/** For how many working days a draft has been due and did not come; null where it is not. */
export function missingSince(calendar: Calendar, facts: PlannedFacts, today: Day): number | null {
  if (standingOn(facts, today) !== 'missing' || facts.deadlineOn === null) return null;
  return workingDaysBetween(calendar, facts.deadlineOn, today);
}

/** What of a ministry's window was over when a draft arrived. */
export interface Lateness {
  /** Working days of the window before the day on which it was received. */
  lost: number;
  /** Working days of the whole window. */
  of: number;
}

/** What was lost of a window; null where the draft came before a counted day had passed. */
export function latenessOf(
  calendar: Calendar,
  { opensOn, closesOn, receivedOn }: { opensOn: Day; closesOn: Day; receivedOn: Day },
  counting: Counting,
): Lateness | null {
  if (receivedOn <= opensOn || closesOn < opensOn) return null;
  const { days, workingDays } = explainWindow(calendar, opensOn, closesOn, counting);
  const lost = days.filter(({ day, counted }) => counted && day < receivedOn).length;
  return lost > 0 ? { lost, of: workingDays } : null;
}

/**
 * Whether a draft that was received then may by itself be one of the programme of a year: drafts are
 * consulted before their year begins, and after it has ended.
 */
export function isOfYear(receivedOn: Day, year: number): boolean {
  return Math.abs(yearOf(receivedOn) - year) <= 1;
}

/** The state of a planned draft whose deadline was moved: only a later one postpones it. */
export function stateAfterMove(
  state: PlannedState,
  before: Day | null,
  after: Day | null,
): PlannedState {
  if (state === 'withdrawn') return state;
  return after === null || (before !== null && after > before) ? 'postponed' : state;
}
