/** Deadlines as action plans write them: days, months, quarters, years, or none at all. */
import { addDays, type Day, dayOf, parseDay } from '../calendar/index.ts';
import { fold } from '../i18n/fold.ts';

/** A day, a month, a quarter or a year: its first and its last day. */
export interface Period {
  from: Day;
  to: Day;
}

/** The longest form is a day with spaces, `14. 12. 2026.`; words are a little longer. */
const LONGEST = 40;

const YEAR = /^(\d{4})\.?$/;
const ISO_MONTH = /^(\d{4})-(\d{2})$/;
const DOTTED_MONTH = /^(\d{1,2})[./] ?(\d{4})\.?$/;
/** Q as in English and Serbian (kvartal), TM as in Albanian (tremujori), K as in Serbian. */
const QUARTER_YEAR = /^(?:Q|TM|K) ?([1-4])[ ./-]{1,2}(\d{4})\.?$/i;
const YEAR_QUARTER = /^(\d{4})[ ./-]{1,2}(?:Q|TM|K) ?([1-4])$/i;

/** What plans write where an activity has no end. */
const CONTINUOUS = new Set(
  [
    'continuous',
    'continuously',
    'ongoing',
    'vazhdimisht',
    'në vazhdimësi',
    'i vazhdueshëm',
    'e vazhdueshme',
    'kontinuirano',
    'stalno',
    'u kontinuitetu',
  ].map(fold),
);

/** Reads a day or a longer period within 2000–2100; null when it is written in no known form. */
export function parsePeriod(text: string): Period | null {
  const written = text.trim();
  if (written.length > LONGEST) return null;
  const day = parseDay(written);
  if (day) return { from: day, to: day };
  const year = YEAR.exec(written);
  if (year) return months(Number(year[1]), 1, 12);
  const isoMonth = ISO_MONTH.exec(written);
  if (isoMonth) return months(Number(isoMonth[1]), Number(isoMonth[2]), 1);
  const dottedMonth = DOTTED_MONTH.exec(written);
  if (dottedMonth) return months(Number(dottedMonth[2]), Number(dottedMonth[1]), 1);
  const quarter = QUARTER_YEAR.exec(written);
  if (quarter) return months(Number(quarter[2]), Number(quarter[1]) * 3 - 2, 3);
  const yearQuarter = YEAR_QUARTER.exec(written);
  if (yearQuarter) return months(Number(yearQuarter[1]), Number(yearQuarter[2]) * 3 - 2, 3);
  return null;
}

function months(year: number, first: number, count: number): Period | null {
  if (first < 1 || first > 12 || parseDay(dayOf(year, first, 1)) === null) return null;
  return { from: dayOf(year, first, 1), to: addDays(dayOf(year, first + count, 1), -1) };
}

/**
 * The last day of a deadline; `on` is null for a continuous one and where nothing is written.
 * Null when it is written in no known form.
 */
export function readDeadline(text: string): { on: Day | null } | null {
  const written = text.trim();
  if (written === '' || written === '-' || written === '–') return { on: null };
  if (written.length <= LONGEST && CONTINUOUS.has(fold(written))) return { on: null };
  const period = parsePeriod(written);
  return period && { on: period.to };
}
