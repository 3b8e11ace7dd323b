/** Counting working days: Monday to Friday, less the days off of holidays.ts. */
import { addDays, type Day, isWeekend, yearOf } from './day.ts';
import { type Holiday, type HolidayCorrection, holidaysOf } from './holidays.ts';

/** What counts as a working day. */
export interface Calendar {
  /** False on Saturdays, Sundays and days off. */
  isWorkingDay(day: Day): boolean;
  /** The holiday taken on that day, if it is one. */
  holidayOn(day: Day): Holiday | undefined;
}

/** Why a day is worked or not. */
export type DayKind =
  | { readonly kind: 'working-day' }
  | { readonly kind: 'weekend' }
  | { readonly kind: 'holiday'; readonly holiday: Holiday };

/**
 * Kosovo's calendar with the corrections of staff; years are computed when first asked for.
 * The corrections are read at that moment: make a new calendar when they change.
 * Its methods throw RangeError for years outside 1990–2110.
 */
export function createCalendar(corrections: readonly HolidayCorrection[] = []): Calendar {
  const applied = [...corrections];
  const years = new Map<number, ReadonlyMap<Day, Holiday>>();
  const holidayOn = (day: Day): Holiday | undefined => {
    const year = yearOf(day);
    let holidays = years.get(year);
    if (holidays === undefined) {
      holidays = new Map(holidaysOf(year, applied).map((holiday) => [holiday.day, holiday]));
      years.set(year, holidays);
    }
    return holidays.get(day);
  };
  return {
    holidayOn,
    isWorkingDay: (day) => !isWeekend(day) && holidayOn(day) === undefined,
  };
}

/** Whether a day is worked, and if not, why. A holiday added on a weekend reads as a holiday. */
export function dayKind(calendar: Calendar, day: Day): DayKind {
  const holiday = calendar.holidayOn(day);
  if (holiday) return { kind: 'holiday', holiday };
  return calendar.isWorkingDay(day) ? { kind: 'working-day' } : { kind: 'weekend' };
}

/**
 * The `n`th working day after `day` (before it when `n` is negative); `day` itself is day 0 and
 * never counts. With `n` 0 it is `day`, worked or not. `n` is a whole number, else RangeError.
 */
export function addWorkingDays(calendar: Calendar, day: Day, n: number): Day {
  if (!Number.isInteger(n)) throw new RangeError('a whole number of working days is needed');
  const step = Math.sign(n);
  let current = day;
  for (let left = Math.abs(n); left > 0; ) {
    current = addDays(current, step);
    if (calendar.isWorkingDay(current)) left -= 1;
  }
  return current;
}

/**
 * Working days after `from` up to and including `to`; 0 when they are the same day. When `to` is
 * earlier, the working days before `from` back to and including `to`, as a negative number: it
 * undoes {@link addWorkingDays} in both directions.
 */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  const step = from <= to ? 1 : -1;
  let count = 0;
  for (let day = from; day !== to; ) {
    day = addDays(day, step);
    if (calendar.isWorkingDay(day)) count += step;
  }
  return count;
}

/** The last working day before `day`. */
export function previousWorkingDay(calendar: Calendar, day: Day): Day {
  return addWorkingDays(calendar, day, -1);
}

/** The first working day after `day`. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  return addWorkingDays(calendar, day, 1);
}
