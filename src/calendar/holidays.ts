/**
 * Days off work in Kosovo: the feasts of Law No. 03/L-064 Art. 2 after the substitute-day rule
 * of Art. 4, and what staff corrected when the official calendar (Art. 5) said otherwise.
 */
import { addDays, compareDays, type Day, daysBetween, isWeekend, yearOf } from './day.ts';
import { type Feast, feastsOf, type Names } from './feasts.ts';

/** A day off work. */
export interface Holiday {
  /** The day that is off. */
  readonly day: Day;
  /** Stable id such as `catholic-easter`. */
  readonly feast: string;
  /** Ids of further feasts that share this day off; their names are part of `names`. */
  readonly alsoFeasts?: readonly string[];
  readonly names: Names;
  /** The feast's own day, when the day off is not that day. */
  readonly substituteFor?: Day;
  /** Off only if a computed Bajram falls as expected; the authorities may announce another day. */
  readonly estimated?: boolean;
}

/**
 * What staff corrected; plain data that a database row can hold. They apply in the order given.
 * - `move`: the feast falls on another day than computed (Bajram was announced). `from` is the
 *   day on which it was expected; a day or two beside it will do. The substitute-day rule applies
 *   to `to`, and the date is no longer estimated; `to` equal to `from` confirms it.
 * - `add`: this day is off, whatever the rule says. Nothing else shifts.
 * - `remove`: this day is worked after all. Nothing else shifts.
 */
export type HolidayCorrection =
  | {
      readonly kind: 'add';
      readonly day: Day;
      readonly feast: string;
      readonly names: Names;
    }
  | { readonly kind: 'remove'; readonly day: Day }
  | { readonly kind: 'move'; readonly feast: string; readonly from: Day; readonly to: Day };

/**
 * Years that can be computed. Days typed by people lie within 2000–2100; counting from those may
 * step a little outside. The Umm al-Qura tables of ICU cover AH 1300–1600 (1882–2174).
 */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2110;
/** How far `from` may lie from the feast that a move means; a Hijri year has 354 days. */
const MOVE_REACH_DAYS = 15;

/**
 * Days off work whose date lies in `year`, earliest first, weekends not listed. A substitute for
 * a feast late in the year before belongs to the year in which it is taken.
 * Throws RangeError for a year outside 1990–2110.
 */
export function holidaysOf(
  year: number,
  corrections: readonly HolidayCorrection[] = [],
): Holiday[] {
  assertYear(year);
  const byDay = new Map<Day, Holiday>();
  for (const holiday of daysOff(movedFeasts(year, corrections))) {
    if (yearOf(holiday.day) === year) byDay.set(holiday.day, holiday);
  }
  for (const correction of corrections) {
    if (correction.kind === 'remove') byDay.delete(correction.day);
    if (correction.kind === 'add' && yearOf(correction.day) === year) {
      const { day, feast, names } = correction;
      byDay.set(day, { day, feast, names });
    }
  }
  return [...byDay.values()].sort((a, b) => compareDays(a.day, b.day));
}

/**
 * When a feast falls in `year`, with the moves of staff applied, earliest first: once as a rule, a
 * Bajram now and then twice or never. Throws RangeError for a year outside 1990-2110.
 */
export function feastIn(
  year: number,
  feast: string,
  corrections: readonly HolidayCorrection[] = [],
): Feast[] {
  assertYear(year);
  return movedFeasts(year, corrections)
    .filter((one) => one.feast === feast && yearOf(one.day) === year)
    .sort((a, b) => compareDays(a.day, b.day));
}

/** The occurrence of a feast that lies nearest to a day, with the moves of staff applied. */
export function feastNearest(
  day: Day,
  feast: string,
  corrections: readonly HolidayCorrection[] = [],
): Feast | undefined {
  return movedFeasts(yearOf(day), corrections)
    .filter((one) => one.feast === feast)
    .sort((a, b) => Math.abs(daysBetween(a.day, day)) - Math.abs(daysBetween(b.day, day)))[0];
}

/**
 * The corrections that change nothing: a move of a feast that is not near `from`, a removal of a
 * day that is worked anyway. Each is judged after those before it. For telling staff at once.
 */
export function unusedCorrections(corrections: readonly HolidayCorrection[]): HolidayCorrection[] {
  return corrections.filter(
    (correction, index) => !changesSomething(correction, corrections.slice(0, index)),
  );
}

function assertYear(year: number): void {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) {
    throw new RangeError('holidays are computed for the years 1990-2110');
  }
}

function changesSomething(
  correction: HolidayCorrection,
  earlier: readonly HolidayCorrection[],
): boolean {
  switch (correction.kind) {
    case 'add':
      return true;
    case 'remove':
      return holidaysOf(yearOf(correction.day), earlier).some(({ day }) => day === correction.day);
    case 'move':
      return nearest(movedFeasts(yearOf(correction.from), earlier), correction) !== undefined;
  }
}

/**
 * Feasts of the year and of both its neighbours with the moves applied: a feast of last December
 * may be taken in January, and a move may cross New Year.
 */
function movedFeasts(year: number, corrections: readonly HolidayCorrection[]): Feast[] {
  const feasts = [year - 1, year, year + 1].flatMap(feastsOf);
  for (const correction of corrections) {
    if (correction.kind !== 'move') continue;
    const meant = nearest(feasts, correction);
    if (meant === undefined) continue;
    feasts.splice(feasts.indexOf(meant), 1);
    // At the end, so that a feast already on that day keeps the first name.
    feasts.push({ ...meant, day: correction.to, estimated: false });
  }
  return feasts;
}

function nearest(feasts: readonly Feast[], move: { feast: string; from: Day }): Feast | undefined {
  const distance = (feast: Feast) => Math.abs(daysBetween(feast.day, move.from));
  return feasts
    .filter((feast) => feast.feast === move.feast && distance(feast) <= MOVE_REACH_DAYS)
    .sort((a, b) => distance(a) - distance(b))[0];
}

/**
 * The substitute-day rule: feasts in the order of their days each take the first free working day
 * from their own day on. So a weekend feast moves to the next working day, and where that is a
 * feast itself, that one moves on: 1 May 2022 (Sunday) was taken on 2 May and Bajram (2 May) on
 * 3 May by the Government's calendar for 2022; the two days off of 10 and 11 April 2023 came the
 * same way. Feasts that fall on one and the same day make one day off, as Orthodox Easter Monday
 * and Constitution Day did on 9 April 2018 and both Easters in 2014, by those years' calendars.
 */
function assignDays(feasts: readonly Feast[]): Map<Day, Sharing> {
  const taken = new Map<Day, Sharing>();
  for (const sharing of sharedDays(feasts)) {
    let day = sharing[0].day;
    while (isWeekend(day) || taken.has(day)) day = addDays(day, 1);
    taken.set(day, sharing);
  }
  return taken;
}

/** All days off that these feasts bring. */
function daysOff(feasts: readonly Feast[]): Holiday[] {
  // What is off even without the estimated feasts is certain, whichever name it goes by.
  const certain = assignDays(feasts.filter(({ estimated }) => !estimated));
  return [...assignDays(feasts)].map(([day, sharing]) => dayOff(day, sharing, !certain.has(day)));
}

type Sharing = [Feast, ...Feast[]];

/** Feasts grouped by their own day, earliest group first. */
function sharedDays(feasts: readonly Feast[]): Sharing[] {
  const groups = new Map<Day, Sharing>();
  for (const feast of feasts) {
    const group = groups.get(feast.day);
    if (group) group.push(feast);
    else groups.set(feast.day, [feast]);
  }
  return [...groups.values()].sort(([a], [b]) => compareDays(a.day, b.day));
}

function dayOff(day: Day, sharing: Sharing, estimated: boolean): Holiday {
  const [first, ...others] = sharing;
  return {
    day,
    feast: first.feast,
    ...(others.length > 0 && { alsoFeasts: others.map(({ feast }) => feast) }),
    names: {
      sq: sharing.map(({ names }) => names.sq).join(' dhe '),
      sr: sharing.map(({ names }) => names.sr).join(' i '),
      en: sharing.map(({ names }) => names.en).join(' and '),
    },
    ...(day !== first.day && { substituteFor: first.day }),
    ...(estimated && { estimated: true }),
  };
}
