import type { Words } from './strings.ts';

/** The civil day `YYYY-MM-DD` in a zone. */
export function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
}

export function timeIn(words: Words, zone: string, at: Date): string {
  return new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

export function weekdayIn(words: Words, zone: string, at: Date): string {
  return capital(
    words,
    new Intl.DateTimeFormat(words.locale, { timeZone: zone, weekday: 'long' }).format(at),
  );
}

export function dateIn(words: Words, zone: string, at: Date): string {
  return new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
}

/** Weekday, date and time: one moment in full. */
export function momentIn(words: Words, zone: string, at: Date): string {
  return `${weekdayIn(words, zone, at)}, ${dateIn(words, zone, at)}, ${timeIn(words, zone, at)}`;
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
  const time = timeIn(words, zone, at);
  if (dayIn(zone, at) === dayIn(zone, now)) return time;
  const day = new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
  }).format(at);
  return `${day}, ${time}`;
}

export function fileSize(words: Words, bytes: number): string {
  const [unit, size] =
    bytes < 1024 * 1024 ? ['kilobyte', bytes / 1024] : ['megabyte', bytes / (1024 * 1024)];
  return new Intl.NumberFormat(words.locale, {
    style: 'unit',
    unit: unit as string,
    maximumFractionDigits: 1,
  }).format(size as number);
}

function capital(words: Words, text: string): string {
  const [first = '', ...rest] = [...text];
  return first.toLocaleUpperCase(words.locale) + rest.join('');
}
