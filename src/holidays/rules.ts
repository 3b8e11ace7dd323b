import {
  type Calendar,
  createCalendar,
  type Day,
  daysBetween,
  FEASTS,
  type Feast,
  feastIn,
  feastNearest,
  type HolidayCorrection,
  holidaysOf,
  isWeekend,
  type Names,
  parseDay,
  yearOf,
} from '../calendar/index.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';

/** What staff can do to the calendar; a confirmation is kept as a move to the same day. */
export type CorrectionAct = 'add' | 'move' | 'confirm' | 'remove';

/** A correction that is not yet kept, with the names it is told by. */
export interface Proposal {
  correction: HolidayCorrection;
  names: Names;
}

/**
 * The farthest a feast may be moved. The authorities move a Bajram by a day or two; anything far
 * beyond that is another year, or a slip of the finger.
 */
const FARTHEST_MOVE_DAYS = 20;

/** How a day is written in a refusal; the rules know no language. */
type Write = (day: Day) => string;

type Values = Readonly<Record<string, string>>;

/** Reads what staff filled in against the corrections in force; a refusal names the field. */
export function readProposal(
  act: CorrectionAct,
  values: Values,
  corrections: readonly HolidayCorrection[],
  write: Write,
): Proposal | Refusal {
  switch (act) {
    case 'add':
      return readAdded(values, createCalendar(corrections), write);
    case 'remove':
      return readRemoved(values, createCalendar(corrections), write);
    case 'move':
      return readMoved(values, corrections, write);
    case 'confirm':
      return readConfirmed(values, corrections, write);
  }
}

function readAdded(values: Values, calendar: Calendar, write: Write): Proposal | Refusal {
  const day = parseDay(values.day ?? '');
  if (!day) return refusal('form.badDate', {}, 'day');
  if (calendar.holidayOn(day)) return refusal('holiday.alreadyOff', { day: write(day) }, 'day');
  if (isWeekend(day)) return refusal('holiday.isWeekend', { day: write(day) }, 'day');
  const sq = values.nameSq?.trim() ?? '';
  if (sq === '') return refusal('form.required', {}, 'nameSq');
  const names = { sq, sr: values.nameSr?.trim() || sq, en: values.nameEn?.trim() || sq };
  return { correction: { kind: 'add', day, feast: `added-${day}`, names }, names };
}

function readRemoved(values: Values, calendar: Calendar, write: Write): Proposal | Refusal {
  const day = parseDay(values.day ?? '');
  if (!day) return refusal('form.badDate', {}, 'day');
  const holiday = calendar.holidayOn(day);
  if (!holiday) return refusal('holiday.isNone', { day: write(day) }, 'day');
  return { correction: { kind: 'remove', day }, names: holiday.names };
}

function readMoved(
  values: Values,
  corrections: readonly HolidayCorrection[],
  write: Write,
): Proposal | Refusal {
  const known = FEASTS.find(({ feast }) => feast === values.feast);
  if (!known) return refusal('form.badChoice', {}, 'feast');
  const to = parseDay(values.day ?? '');
  if (!to) return refusal('form.badDate', {}, 'day');
  const expected = feastNearest(to, known.feast, corrections);
  if (!expected || Math.abs(daysBetween(expected.day, to)) > FARTHEST_MOVE_DAYS) {
    const day = expected ? write(expected.day) : '–';
    return refusal('holiday.tooFar', { day, days: FARTHEST_MOVE_DAYS }, 'day');
  }
  if (expected.day === to && !expected.estimated) {
    return refusal('holiday.isThere', { day: write(to) }, 'day');
  }
  return moved(expected, to);
}

/** A Bajram falls as expected: by the year, or by the day where a year has two. */
function readConfirmed(
  values: Values,
  corrections: readonly HolidayCorrection[],
  write: Write,
): Proposal | Refusal {
  const known = FEASTS.find(({ feast }) => feast === values.feast);
  if (!known) return refusal('form.badChoice', {}, 'feast');
  const text = values.when?.trim() ?? '';
  const day = parseDay(text);
  const year = /^20\d\d\.?$|^2100\.?$/.test(text) ? Number.parseInt(text, 10) : null;
  if (!day && !year) return refusal('holiday.badWhen', {}, 'when');
  const found = day
    ? [feastNearest(day, known.feast, corrections)].filter((one) => one !== undefined)
    : feastIn(year ?? 0, known.feast, corrections);
  const estimated = found.filter((one) => one.estimated);
  const [only, another] = estimated;
  if (!only) return refusal('holiday.notEstimated', {}, 'when');
  if (another) {
    return refusal(
      'holiday.whichOf',
      { days: estimated.map((one) => write(one.day)).join(', ') },
      'when',
    );
  }
  if (day && only.day !== day) {
    return refusal('holiday.expectedElsewhere', { day: write(only.day) }, 'when');
  }
  return moved(only, only.day);
}

function moved({ feast, day, names }: Feast, to: Day): Proposal {
  return { correction: { kind: 'move', feast, from: day, to }, names };
}

/** The days off that a change of the corrections brings and takes, with those that only change. */
export interface DaysOffChange {
  day: Day;
  before: Names | null;
  after: Names | null;
}

/** Which days become off and which become worked, over the years that a correction can touch. */
export function daysOffChanged(
  years: readonly number[],
  before: readonly HolidayCorrection[],
  after: readonly HolidayCorrection[],
): DaysOffChange[] {
  const off = (corrections: readonly HolidayCorrection[]) =>
    new Map(
      years.flatMap((year) => holidaysOf(year, corrections).map(({ day, names }) => [day, names])),
    );
  const [old, now] = [off(before), off(after)];
  const days = [...new Set([...old.keys(), ...now.keys()])].sort();
  return days
    .filter((day) => old.has(day) !== now.has(day))
    .map((day) => ({ day, before: old.get(day) ?? null, after: now.get(day) ?? null }));
}

/** The years whose days off a correction can touch: substitutes may cross New Year. */
export function yearsOf(correction: HolidayCorrection): number[] {
  const days = correction.kind === 'move' ? [correction.from, correction.to] : [correction.day];
  const first = Math.min(...days.map(yearOf));
  const last = Math.max(...days.map(yearOf)) + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
