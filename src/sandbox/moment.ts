import { TZDate } from '@date-fns/tz';

/**
 * The instant at which clocks in `zone` show a time `HH:MM` on a day `YYYY-MM-DD`; a time that does
 * not exist there (clocks go forward) is the one an hour later. Throws RangeError on other shapes.
 */
export function momentIn(zone: string, day: string, time: string): Date {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  const local = new TZDate(year, month - 1, date, hours, minutes, zone);
  if (Number.isNaN(local.getTime())) throw new RangeError('not a day and a time');
  return new Date(local.getTime());
}
