/** When the bot may write to people unasked: on working days, between two times of day. */
import { addDays, type Day } from './day.ts';
import type { Calendar } from './workingDays.ts';
import { type ClockTime, instantsShowing, localDay, localTime } from './zone.ts';

/** From `from` on, until just before `to`, local time; `from` is earlier than `to`. */
export interface SendingHours {
  readonly from: ClockTime;
  readonly to: ClockTime;
}

/**
 * Whether `instant` lies in the sending hours of a working day in `zone`.
 * Throws RangeError when `from` is not earlier than `to`.
 */
export function withinSendingHours(
  calendar: Calendar,
  instant: Date,
  zone: string,
  hours: SendingHours,
): boolean {
  if (hours.from >= hours.to) throw new RangeError('sending hours end after they begin');
  if (!calendar.isWorkingDay(localDay(instant, zone))) return false;
  const time = localTime(instant, zone);
  return hours.from <= time && time < hours.to;
}

/**
 * The first moment from `instant` on that lies in sending hours: `instant` itself, or the start
 * of the hours on this or a later working day. Throws like {@link withinSendingHours}.
 */
export function nextSendingMoment(
  calendar: Calendar,
  instant: Date,
  zone: string,
  hours: SendingHours,
): Date {
  if (withinSendingHours(calendar, instant, zone, hours)) return instant;
  for (let day = localDay(instant, zone); ; day = addDays(day, 1)) {
    const start = instantsShowing(day, hours.from, zone).find(
      (moment) => moment >= instant && withinSendingHours(calendar, moment, zone, hours),
    );
    if (start) return start;
  }
}

/** Local times between which somebody wants to be told nothing; `from` may be later than `to`. */
export interface QuietHours {
  readonly from: ClockTime;
  readonly to: ClockTime;
}

/** Whether a local time lies in quiet hours, which may go over midnight. */
export function isQuiet(time: ClockTime, { from, to }: QuietHours): boolean {
  return from < to ? from <= time && time < to : time >= from || time < to;
}

/** Whether quiet hours leave something of the sending hours. */
export function leavesSome(hours: SendingHours, quiet: QuietHours): boolean {
  return !isQuiet(hours.from, quiet) || (hours.from < quiet.to && quiet.to < hours.to);
}

/**
 * The first moment from `instant` on that is not quiet and, where `hours` are given, lies in these
 * on a working day. Quiet hours that leave nothing of `hours` count as none: whoever would never be
 * told anything would miss what is due.
 */
export function nextAllowedMoment(
  calendar: Calendar,
  instant: Date,
  zone: string,
  hours: SendingHours | null,
  quiet: QuietHours | null,
): Date {
  const narrowed = quiet && (!hours || leavesSome(hours, quiet)) ? quiet : null;
  const allowed = (moment: Date) =>
    !(narrowed && isQuiet(localTime(moment, zone), narrowed)) &&
    (!hours || withinSendingHours(calendar, moment, zone, hours));
  if (allowed(instant)) return instant;
  const starts = [...(hours ? [hours.from] : []), ...(narrowed ? [narrowed.to] : [])];
  for (let day: Day = localDay(instant, zone); ; day = addDays(day, 1)) {
    const [start] = starts
      .flatMap((time) => instantsShowing(day, time, zone))
      .filter((moment) => moment >= instant && allowed(moment))
      .sort((a, b) => a.getTime() - b.getTime());
    if (start) return start;
  }
}
