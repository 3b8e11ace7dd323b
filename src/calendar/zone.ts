/**
 * Between civil time in a zone and instants. Kosovo has no IANA zone of its own
 * (`Europe/Pristina` does not exist); it keeps the time of `Europe/Belgrade`.
 */
import { tzOffset } from '@date-fns/tz';
import { type Day, utcDay, utcMidnight } from './day.ts';

/** Wall-clock time `HH:MM`, 24 hours, `00:00`–`23:59`; such times sort as text. */
export type ClockTime = `${number}:${number}`;

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const CLOCK_FORM = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** Reads `09:00` or `9:00` (24 hours) as `09:00`; null for anything else. */
export function parseTime(text: string): ClockTime | null {
  if (text.length > 10) return null;
  const match = CLOCK_FORM.exec(text.trim());
  return match ? (`${match[1]?.padStart(2, '0')}:${match[2]}` as ClockTime) : null;
}

/**
 * The instant at which clocks in `zone` show `time` on `day`.
 *
 * Around daylight-saving changes it does what RFC 5545 §3.3.5 does with local times:
 * - a time that does not exist (02:30 on the night clocks go forward) is read with the offset
 *   in force before the change: it is the instant when clocks show 03:30;
 * - a time that comes twice (02:30 on the night clocks go back) is the first of the two.
 *
 * Throws RangeError on a malformed day or time and on a zone that the runtime does not know.
 */
export function zonedToInstant(day: Day, time: ClockTime, zone: string): Date {
  const [first] = instantsShowing(day, time, zone);
  return first;
}

/**
 * Every instant at which clocks in `zone` show `time` on `day`, earliest first: one as a rule,
 * two when clocks go back over it. When clocks skip it, the one of {@link zonedToInstant}.
 */
export function instantsShowing(day: Day, time: ClockTime, zone: string): [Date, ...Date[]] {
  const match = CLOCK_FORM.exec(time);
  if (!match) throw new RangeError('not a time HH:MM');
  const asIfUtc = utcMidnight(day) + (Number(match[1]) * 60 + Number(match[2])) * MS_PER_MINUTE;
  // No zone changes its offset twice within two days, so one of these two is the offset in force.
  const before = offsetAt(asIfUtc - MS_PER_DAY, zone);
  const after = offsetAt(asIfUtc + MS_PER_DAY, zone);
  const readings = (before === after ? [before] : [before, after])
    .map((offset) => ({ offset, ms: asIfUtc - offset * MS_PER_MINUTE }))
    .filter(({ offset, ms }) => offsetAt(ms, zone) === offset)
    .map(({ ms }) => new Date(ms))
    .sort((a, b) => a.getTime() - b.getTime());
  const [first, ...rest] = readings;
  return first ? [first, ...rest] : [new Date(asIfUtc - before * MS_PER_MINUTE)];
}

/** The civil day in `zone` at `instant`. Throws RangeError on an unknown zone or invalid date. */
export function localDay(instant: Date, zone: string): Day {
  return utcDay(shifted(instant, zone));
}

/** The wall-clock time in `zone` at `instant`, cut to the minute. Throws like {@link localDay}. */
export function localTime(instant: Date, zone: string): ClockTime {
  return new Date(shifted(instant, zone)).toISOString().slice(11, 16) as ClockTime;
}

function shifted(instant: Date, zone: string): number {
  return instant.getTime() + offsetAt(instant.getTime(), zone) * MS_PER_MINUTE;
}

/** Minutes east of UTC in `zone` at a moment. */
function offsetAt(ms: number, zone: string): number {
  if (Number.isNaN(ms)) throw new RangeError('invalid date');
  const offset = tzOffset(zone, new Date(ms));
  if (Number.isNaN(offset)) throw new RangeError('unknown time zone');
  return offset;
}
