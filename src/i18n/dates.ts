import { type Day, localDay, localTime, utcMidnight } from '../calendar/index.ts';
import { type Language, translate } from './index.ts';
import { LOCALES } from './languages.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs as much as formatting a hundred days with it. */
function kept(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formats.get(key) ?? make();
  formats.set(key, known);
  return known;
}

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions) {
  return kept(
    `${language}:${name}`,
    () => new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', ...options }),
  );
}

/** `e hënë, 14 dhjetor 2026`: a civil day in full. */
export function formatDay(language: Language, day: Day): string {
  return format(language, 'long', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(utcMidnight(day));
}

/** `hën 14.12`: a day in a list of days, where the year was told before. */
export function formatDayOfWeek(language: Language, day: Day): string {
  const ms = utcMidnight(day);
  const weekday = format(language, 'weekday', { weekday: 'short' }).format(ms);
  const options: Intl.DateTimeFormatOptions =
    language === 'en' ? { day: 'numeric', month: 'short' } : { day: '2-digit', month: '2-digit' };
  return `${weekday} ${format(language, 'dayMonth', options).format(ms)}`;
}

/** `14.12.2026`, the Government's way of writing a day; in English `14 Dec 2026`. */
export function formatShortDay(language: Language, day: Day): string {
  return format(
    language,
    'short',
    language === 'en'
      ? { day: 'numeric', month: 'short', year: 'numeric' }
      : { day: '2-digit', month: '2-digit', year: 'numeric' },
  ).format(utcMidnight(day));
}

/** `tetor 2026`: the month in which a day lies. */
export function formatMonth(language: Language, day: Day): string {
  return format(language, 'month', { month: 'long', year: 'numeric' }).format(utcMidnight(day));
}

/** `ora e Kosovës (CET)`: whose time it is at that moment. */
export function formatZone(language: Language, instant: Date, zone: string): string {
  const abbreviation = abbreviationAt(instant, zone);
  return zone === 'Europe/Belgrade'
    ? translate(language, 'dates.kosovoTime', { abbreviation })
    : `${zone} (${abbreviation})`;
}

/** `e hënë, 14 dhjetor 2026, ora 12:00, ora e Kosovës (CET)`: a moment nobody can mistake. */
export function formatMoment(language: Language, instant: Date, zone: string): string {
  return translate(language, 'dates.moment', {
    day: formatDay(language, localDay(instant, zone)),
    time: localTime(instant, zone),
    zone: formatZone(language, instant, zone),
  });
}

/** `14.12.2026, 12:00`: a moment where space is short and the zone was told before. */
export function formatShortMoment(language: Language, instant: Date, zone: string): string {
  return `${formatShortDay(language, localDay(instant, zone))}, ${localTime(instant, zone)}`;
}

/** The units of a span, each with how many milliseconds and up to how many of it are told. */
const UNITS = [
  { unit: 'minute', ms: 60_000, most: 90 },
  { unit: 'hour', ms: 3_600_000, most: 36 },
  { unit: 'day', ms: 86_400_000, most: Number.POSITIVE_INFINITY },
] as const;

function inUnits(ms: number) {
  const found = UNITS.find((one) => ms <= one.ms * one.most) ?? UNITS[2];
  return { unit: found.unit, count: ms / found.ms };
}

/** `3 minuta`, `2 orë`: how long something takes, rounded up; at least a minute. */
export function formatSpan(language: Language, ms: number): string {
  const { unit, count } = inUnits(ms);
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  });
  return format.format(Math.max(1, Math.ceil(count)));
}

/** `2 orë më parë`, `ovog minuta`: how long ago it was, in machine time. */
export function formatAgo(language: Language, at: Date, now: Date): string {
  const { unit, count } = inUnits(Math.max(0, now.getTime() - at.getTime()));
  const format = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  return format.format(-Math.floor(count), unit);
}

// English abbreviations (CET, CEST) are what Kosovo's own pages print; ICU has none in Albanian.
function abbreviationAt(instant: Date, zone: string): string {
  const parts = kept(
    `zone:${zone}`,
    () => new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }),
  ).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
