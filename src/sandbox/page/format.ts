import type { Words } from './strings.ts';

interface Civil {
  year: number;
  /** 0–11. */
  month: number;
  date: number;
  /** 0 is Sunday. */
  weekday: number;
  time: string;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What calendar and clock show in a zone; only numbers are asked of Intl. */
function civil(zone: string, at: Date): Civil {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  const parts = new Map(clock.formatToParts(at).map((part) => [part.type, part.value]));
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const year = number('year');
  const month = number('month') - 1;
  const date = number('day');
  const weekday = new Date(Date.UTC(year, month, date)).getUTCDay();
  return { year, month, date, weekday, time: `${parts.get('hour')}:${parts.get('minute')}` };
}

/** The civil day `YYYY-MM-DD` in a zone. */
export function dayIn(zone: string, at: Date): string {
  const { year, month, date } = civil(zone, at);
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

export function timeIn(zone: string, at: Date): string {
  return civil(zone, at).time;
}

export function weekdayIn(words: Words, zone: string, at: Date): string {
  return capital(words.weekdays[civil(zone, at).weekday] ?? '');
}

/** `11 qershor 2026`; Serbian numbers of days and years are ordinals and take a full stop. */
export function dateIn(words: Words, zone: string, at: Date): string {
  const { year, month, date } = civil(zone, at);
  const name = words.months[month] ?? '';
  return words.language === 'sr' ? `${date}. ${name} ${year}.` : `${date} ${name} ${year}`;
}

/** Weekday, date and time: one moment in full. */
export function momentIn(words: Words, zone: string, at: Date): string {
  return `${weekdayIn(words, zone, at)}, ${dateIn(words, zone, at)}, ${timeIn(zone, at)}`;
}

const DAY_MS = 86_400_000;

/** "Today", "Yesterday", or the weekday and date. */
export function dayLabel(words: Words, zone: string, at: Date, now: Date): string {
  const day = dayIn(zone, at);
  if (day === dayIn(zone, now)) return words.t('sandbox.today');
  if (day === dayIn(zone, new Date(now.getTime() - DAY_MS))) return words.t('sandbox.yesterday');
  return `${weekdayIn(words, zone, at)}, ${dateIn(words, zone, at)}`;
}

/** A time of today, or a day and a time. */
export function shortMoment(words: Words, zone: string, at: Date, now: Date): string {
  const { month, date, time } = civil(zone, at);
  if (dayIn(zone, at) === dayIn(zone, now)) return time;
  const name = words.monthsShort[month] ?? '';
  return `${date}${words.language === 'sr' ? '.' : ''} ${name}, ${time}`;
}

export function fileSize(words: Words, bytes: number): string {
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'kB'] : [bytes / 1024 / 1024, 'MB'];
  const shown = size.toFixed(size < 10 ? 1 : 0);
  return `${words.language === 'en' ? shown : shown.replace('.', ',')} ${unit}`;
}

function capital(text: string): string {
  const [first = '', ...rest] = [...text];
  return first.toUpperCase() + rest.join('');
}
