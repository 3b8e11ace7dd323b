/** Deadlines as action plans and programmes write them: days, months, quarters, years, continuous, or none at all. */
import { addDays, type Day, dayOf, parseDay } from '../calendar/index.ts';
import { fold } from './fold.ts';

/** How long the time is in which something is due; `continuous` has no end. */
export type DeadlineKind = 'day' | 'month' | 'quarter' | 'year' | 'continuous';

/** A day, a month, a quarter or a year: its first and its last day. */
export interface Period {
  kind: Exclude<DeadlineKind, 'continuous'>;
  from: Day;
  to: Day;
}

/** A deadline as it was read: what it is, and its last day where it has one. */
export interface Deadline {
  /** Null where nothing is written. */
  kind: DeadlineKind | null;
  on: Day | null;
}

/** As long as the longest that the bot itself shows: `third quarter of 2026 (until 30 September 2026)`. */
export const DEADLINE_LENGTH = 60;

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

/** The names of the months in the three languages, and the forms that Serbian gives them. */
const MONTHS: readonly (readonly string[])[] = [
  ['janar', 'januar', 'januara', 'january', 'jan'],
  ['shkurt', 'februar', 'februara', 'february', 'feb'],
  ['mars', 'mart', 'marta', 'march', 'mar'],
  ['prill', 'april', 'aprila', 'apr'],
  ['maj', 'maja', 'may'],
  ['qershor', 'jun', 'juna', 'june'],
  ['korrik', 'jul', 'jula', 'july'],
  ['gusht', 'avgust', 'avgusta', 'august', 'aug'],
  ['shtator', 'septembar', 'septembra', 'september', 'sep', 'sept'],
  ['tetor', 'oktobar', 'oktobra', 'october', 'oct'],
  ['nëntor', 'novembar', 'novembra', 'november', 'nov'],
  ['dhjetor', 'decembar', 'decembra', 'december', 'dec'],
];

/** The four quarters as they are counted in the three languages. */
const ORDINALS: readonly (readonly string[])[] = [
  ['1', 'i', 'first', 'i parë', 'prvi'],
  ['2', 'ii', 'second', 'i dytë', 'drugi'],
  ['3', 'iii', 'third', 'i tretë', 'treći'],
  ['4', 'iv', 'fourth', 'i katërt', 'četvrti'],
];

const numbered = (names: readonly (readonly string[])[]) =>
  new Map(names.flatMap((all, index) => all.map((name) => [fold(name), index + 1] as const)));
const MONTH_OF = numbered(MONTHS);
const ORDINAL_OF = numbered(ORDINALS);

const oneOf = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length).join('|');
const MONTH_NAME = oneOf(MONTH_OF.keys());
const ORDINAL = oneOf(ORDINAL_OF.keys());
const QUARTER = oneOf(['tremujori', 'tremujor', 'tm', 'kvartal', 'k', 'quarter', 'q']);

// Of a folded text: small letters and single spaces, no signs.
const NAMED_DAY = new RegExp(`^(\\d{1,2}) (${MONTH_NAME}) (\\d{4})$`);
const NAMED_MONTH = new RegExp(`^(${MONTH_NAME}) (\\d{4})$`);
const NAMED_QUARTER = new RegExp(
  `^(?:(?:${QUARTER}) (${ORDINAL})|(${ORDINAL}) (?:${QUARTER}))(?: of| i vitit| te vitit)? (\\d{4})$`,
);
const NAMED_YEAR = /^(?:viti (\d{4})|(\d{4}) godina)$/;
/** The last day of a period, as the bot shows it behind the period: `(deri më 30 shtator 2026)`. */
const UNTIL = /^(.+?) ?\((?:until|deri më|do) (.+)\)$/i;

/** Reads a day or a longer period within 2000–2100; null when it is written in no known form. */
export function parsePeriod(text: string): Period | null {
  const written = text.trim();
  if ([...written].length > DEADLINE_LENGTH) return null;
  const shown = UNTIL.exec(written);
  if (!shown) return readPeriod(written);
  const period = readPeriod(shown[1] ?? '');
  const until = readPeriod(shown[2] ?? '');
  // Two deadlines that contradict each other are none.
  return period && until?.kind === 'day' && until.to === period.to ? period : null;
}

function readPeriod(written: string): Period | null {
  const day = parseDay(written);
  if (day) return { kind: 'day', from: day, to: day };
  const year = YEAR.exec(written);
  if (year) return months('year', Number(year[1]), 1, 12);
  const isoMonth = ISO_MONTH.exec(written);
  if (isoMonth) return months('month', Number(isoMonth[1]), Number(isoMonth[2]), 1);
  const dottedMonth = DOTTED_MONTH.exec(written);
  if (dottedMonth) return months('month', Number(dottedMonth[2]), Number(dottedMonth[1]), 1);
  const quarter = QUARTER_YEAR.exec(written);
  if (quarter) return quarterOf(Number(quarter[2]), Number(quarter[1]));
  const yearQuarter = YEAR_QUARTER.exec(written);
  if (yearQuarter) return quarterOf(Number(yearQuarter[1]), Number(yearQuarter[2]));
  return readNamed(fold(written));
}

/** What is written with the names of months and quarters, folded. */
function readNamed(words: string): Period | null {
  const [, date, ofMonth, ofYear] = NAMED_DAY.exec(words) ?? [];
  if (date && ofMonth && ofYear) {
    const day = parseDay(`${date}.${MONTH_OF.get(ofMonth)}.${ofYear}`);
    return day && { kind: 'day', from: day, to: day };
  }
  const [, month, monthYear] = NAMED_MONTH.exec(words) ?? [];
  if (month) return months('month', Number(monthYear), MONTH_OF.get(month) ?? 0, 1);
  const [, behind, before, quarterYear] = NAMED_QUARTER.exec(words) ?? [];
  const ordinal = behind ?? before;
  if (ordinal) return quarterOf(Number(quarterYear), ORDINAL_OF.get(ordinal) ?? 0);
  const [, sqYear, srYear] = NAMED_YEAR.exec(words) ?? [];
  const year = sqYear ?? srYear;
  return year ? months('year', Number(year), 1, 12) : null;
}

function quarterOf(year: number, quarter: number): Period | null {
  return months('quarter', year, quarter * 3 - 2, 3);
}

function months(kind: Period['kind'], year: number, first: number, count: number): Period | null {
  if (first < 1 || first > 12 || parseDay(dayOf(year, first, 1)) === null) return null;
  return { kind, from: dayOf(year, first, 1), to: addDays(dayOf(year, first + count, 1), -1) };
}

/**
 * What a deadline is and its last day; no day for a continuous one and where nothing is written.
 * Null when it is written in no known form.
 */
export function readDeadline(text: string): Deadline | null {
  const written = text.trim();
  if (written === '' || written === '-' || written === '–') return { kind: null, on: null };
  if ([...written].length > DEADLINE_LENGTH) return null;
  if (CONTINUOUS.has(fold(written))) return { kind: 'continuous', on: null };
  const period = parsePeriod(written);
  return period && { kind: period.kind, on: period.to };
}

/**
 * What the deadline of a stored activity is. Rows from before kinds were written down have their
 * text, and this one reader for it: in SQL there would be two more, one for each database.
 */
export function deadlineKind(row: {
  deadline: string | null;
  deadlineKind: DeadlineKind | null;
}): DeadlineKind | null {
  return row.deadlineKind ?? readDeadline(row.deadline ?? '')?.kind ?? null;
}

/** Whether two deadlines are one, spelt differently: `Q4 2026` and `IV kvartal 2026`. */
export function isSameDeadline(before: string, after: string | null): boolean {
  const [one, other] = [readDeadline(before), readDeadline(after ?? '')];
  return one !== null && other !== null && one.kind === other.kind && one.on === other.on;
}

/** One change of a deadline: what staff do has a reason, and what an import does has none. */
export interface DeadlineChange {
  before: string | null;
  after: string | null;
  reason: string | null;
}

/**
 * Whether staff moved the deadline away from what a file still says; the changes with the latest
 * first. An import is the last word on all that was before it. Moved there and back, the deadline
 * is where the file has it.
 */
export function isMovedFrom(
  { deadline: now, changes }: { deadline: string | null; changes: readonly DeadlineChange[] },
  deadline: string,
): boolean {
  if (deadline === '' || (now !== null && isSameDeadline(now, deadline))) return false;
  const imported = changes.findIndex(({ reason }) => reason === null);
  const byHand = imported === -1 ? changes : changes.slice(0, imported);
  return byHand.some(({ before }) => before !== null && isSameDeadline(before, deadline));
}
