import { type Day, localDay, localTime, utcMidnight } from '../calendar/index.ts';
import { type Language, translate } from './index.ts';
import { LOCALES } from './languages.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language}:${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', ...options });
  formats.set(key, made);
  return made;
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

// English abbreviations (CET, CEST) are what Kosovo's own pages print; ICU has none in Albanian.
function abbreviationAt(instant: Date, zone: string): string {
  const parts = abbreviations(zone).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

// Making one takes a hundred times as long as using it, and every card of a draft needs it.
const byZone = new Map<string, Intl.DateTimeFormat>();

function abbreviations(zone: string): Intl.DateTimeFormat {
  const known = byZone.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' });
  byZone.set(zone, made);
  return made;
}
