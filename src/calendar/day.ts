/**
 * Civil days: what a wall calendar shows, with no hour and no zone.
 * All arithmetic goes through UTC midnights, so the zone of the machine cannot shift a day.
 */

/**
 * A local civil day, ISO 8601 `YYYY-MM-DD`. ISO days sort as text.
 * The type lets a literal through and stops other text; text read from outside goes through
 * {@link parseDay} (people) or {@link asDay} (our own records).
 */
export type Day = `${number}-${number}-${number}`;

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const MS_PER_DAY = 86_400_000;
/** A year typed outside these is a slip of the finger, not a consultation. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
/** `14. 12. 2026.` is the longest accepted form; anything much longer is not looked at. */
const LONGEST_TEXT = 20;

const ISO_FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Government style dd.mm.yyyy; Serbian adds a final dot and may put spaces after the dots. */
const DOTTED_FORM = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\.?$/;

/**
 * Reads a day as people in Kosovo write it: `2026-12-14`, `14.12.2026`, `14.12.2026.`,
 * `4.1.2027`, `14. 12. 2026.`; space around it is ignored.
 * Returns null for anything else, for days that do not exist and for years outside 2000–2100.
 */
export function parseDay(text: string): Day | null {
  if (text.length > LONGEST_TEXT) return null;
  const trimmed = text.trim();
  const iso = ISO_FORM.exec(trimmed);
  if (iso) return existingDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = DOTTED_FORM.exec(trimmed);
  if (dotted) return existingDay(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  return null;
}

/**
 * The day in text that this program wrote itself (a database column, a test's data).
 * Throws RangeError when it is not an ISO day within 2000–2100: such a record is a bug.
 */
export function asDay(text: string): Day {
  const day = ISO_FORM.test(text) ? parseDay(text) : null;
  if (day === null) throw new RangeError('not an ISO day within 2000-2100');
  return day;
}

function existingDay(year: number, month: number, date: number): Day | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const ms = Date.UTC(year, month - 1, date);
  const back = new Date(ms);
  // Date.UTC rolls 31 April over to 1 May; a day that does not come back as typed does not exist.
  const same = back.getUTCMonth() === month - 1 && back.getUTCDate() === date;
  return same ? utcDay(ms) : null;
}

/** The day of year, month (1–12) and date; out-of-range months and dates roll over. */
export function dayOf(year: number, month: number, date: number): Day {
  return utcDay(Date.UTC(year, month - 1, date));
}

/** The UTC calendar day of a moment given in milliseconds since 1970. Throws RangeError on NaN. */
export function utcDay(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10) as Day;
}

/** Milliseconds since 1970 of the day's midnight in UTC. Throws RangeError on a malformed day. */
export function utcMidnight(day: Day): number {
  const ms = ISO_FORM.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError('not an ISO day');
  return ms;
}

/** The day `n` calendar days later (earlier when negative). `n` is a whole number. */
export function addDays(day: Day, n: number): Day {
  if (!Number.isInteger(n)) throw new RangeError('a whole number of days is needed');
  return utcDay(utcMidnight(day) + n * MS_PER_DAY);
}

/** Calendar days from `a` to `b`: 1 when `b` is the day after `a`, negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return (utcMidnight(b) - utcMidnight(a)) / MS_PER_DAY;
}

/** For sorting: -1 when `a` is earlier than `b`, 1 when later, 0 when the same. */
export function compareDays(a: Day, b: Day): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The year of a day, as a number. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** ISO 8601 weekday of a day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): Weekday {
  return (new Date(utcMidnight(day)).getUTCDay() || 7) as Weekday;
}

/** Whether the day is a Saturday or a Sunday. */
export function isWeekend(day: Day): boolean {
  return weekdayOf(day) >= 6;
}

/** The Monday of the week in which a day lies. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}
