/** When the bot may write to people unasked: on working days, between two times of day. */
import { addDays } from './day.ts';
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
