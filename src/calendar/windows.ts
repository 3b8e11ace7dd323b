/** Windows of so many working days, and the account of how they were counted. */
import { addDays, type Day } from './day.ts';
import type { Holiday } from './holidays.ts';
import { addWorkingDays, type Calendar, dayKind } from './workingDays.ts';

/**
 * Whether the opening day is day 1 of the window or day 0. Which of the two Regulation (GRK)
 * No. 05/2016 means is unverified, so callers must choose; consultation 40472 of the government
 * platform (14.09.–04.10.2018) has 15 working days only when its first day counts.
 */
export interface Counting {
  readonly countOpeningDay: boolean;
}

/** One day of a window and what it contributed. */
export type ExplainedDay =
  | {
      readonly day: Day;
      readonly counted: true;
      readonly reason: 'working-day';
      /** Its place in the count, from 1. */
      readonly number: number;
    }
  | { readonly day: Day; readonly counted: false; readonly reason: 'opening-day' | 'weekend' }
  | {
      readonly day: Day;
      readonly counted: false;
      readonly reason: 'holiday';
      readonly holiday: Holiday;
    };

/** A window laid open: every day from `opens` to `closes`, both included. */
export interface WindowExplanation {
  readonly opens: Day;
  readonly closes: Day;
  readonly countOpeningDay: boolean;
  /** How many days counted. */
  readonly workingDays: number;
  readonly days: readonly ExplainedDay[];
  /** The holidays among the days that were skipped, in order. */
  readonly holidays: readonly Holiday[];
}

/**
 * The last day of a window of `workingDays` (1 or more) that opens on `opens`; always a working
 * day. An opening day that is not worked never counts. Throws RangeError on a count below 1.
 */
export function lastDayOfWindow(
  calendar: Calendar,
  opens: Day,
  workingDays: number,
  { countOpeningDay }: Counting,
): Day {
  if (!Number.isInteger(workingDays) || workingDays < 1) {
    throw new RangeError('a window has at least one working day');
  }
  // Counting the opening day is the same as counting on from the day before it.
  const dayZero = countOpeningDay ? addDays(opens, -1) : opens;
  return addWorkingDays(calendar, dayZero, workingDays);
}

/**
 * Accounts for every day of a window between two known dates. To explain a computed deadline,
 * pass what {@link lastDayOfWindow} returned as `closes`, with the same counting.
 * Throws RangeError when `closes` is earlier than `opens`.
 */
export function explainWindow(
  calendar: Calendar,
  opens: Day,
  closes: Day,
  { countOpeningDay }: Counting,
): WindowExplanation {
  if (closes < opens) throw new RangeError('a window closes on or after the day it opens');
  const days: ExplainedDay[] = [];
  const holidays: Holiday[] = [];
  let workingDays = 0;
  for (let day = opens; day <= closes; day = addDays(day, 1)) {
    const found = dayKind(calendar, day);
    if (day === opens && !countOpeningDay) {
      days.push({ day, counted: false, reason: 'opening-day' });
    } else if (found.kind === 'holiday') {
      days.push({ day, counted: false, reason: 'holiday', holiday: found.holiday });
      holidays.push(found.holiday);
    } else if (found.kind === 'weekend') {
      days.push({ day, counted: false, reason: 'weekend' });
    } else {
      workingDays += 1;
      days.push({ day, counted: true, reason: 'working-day', number: workingDays });
    }
  }
  return { opens, closes, countOpeningDay, workingDays, days, holidays };
}
