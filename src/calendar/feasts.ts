/**
 * The feasts of Law No. 03/L-064 on Official Holidays in the Republic of Kosovo, Art. 2, on the
 * day on which each falls; which day is then off work is the concern of holidays.ts.
 */
import { addDays, compareDays, type Day, dayOf, utcMidnight } from './day.ts';

/** A name in the three languages of the product; Serbian in Latin script. */
export interface Names {
  readonly sq: string;
  readonly sr: string;
  readonly en: string;
}

/** One feast of one year, on its own day (for both Easters the law names the Monday). */
export interface Feast {
  /** Stable id such as `catholic-easter`; corrections refer to it. */
  readonly feast: string;
  readonly day: Day;
  readonly names: Names;
  /** True when the day is computed and the authorities have yet to confirm it. */
  readonly estimated: boolean;
}

const NEW_YEAR: Names = { sq: 'Viti i Ri', sr: 'Nova godina', en: 'New Year' };

/**
 * Names as the Government's own yearly calendars print them (2014, 2018, 2019, 2024).
 * The order is that of Art. 2; it decides whose id a shared day carries.
 */
const FIXED: readonly { feast: string; month: number; date: number; names: Names }[] = [
  { feast: 'new-year', month: 1, date: 1, names: NEW_YEAR },
  { feast: 'new-year-second-day', month: 1, date: 2, names: NEW_YEAR },
  {
    feast: 'orthodox-christmas',
    month: 1,
    date: 7,
    names: { sq: 'Krishtlindjet Ortodokse', sr: 'Pravoslavni Božić', en: 'Orthodox Christmas' },
  },
  {
    feast: 'independence-day',
    month: 2,
    date: 17,
    names: {
      sq: 'Dita e Pavarësisë së Republikës së Kosovës',
      sr: 'Dan Nezavisnosti',
      en: 'Independence Day',
    },
  },
  {
    feast: 'constitution-day',
    month: 4,
    date: 9,
    names: {
      sq: 'Dita e Kushtetutës së Republikës së Kosovës',
      sr: 'Dan Ustava',
      en: 'Constitution Day',
    },
  },
  {
    feast: 'labour-day',
    month: 5,
    date: 1,
    names: {
      sq: 'Dita Ndërkombëtare e Punës',
      sr: 'Međunarodni dan rada',
      en: "International Workers' Day",
    },
  },
  {
    feast: 'europe-day',
    month: 5,
    date: 9,
    names: { sq: 'Dita e Evropës', sr: 'Dan Evrope', en: 'Europe Day' },
  },
  {
    feast: 'catholic-christmas',
    month: 12,
    date: 25,
    names: { sq: 'Krishtlindjet Katolike', sr: 'Katolički Božić', en: 'Catholic Christmas' },
  },
];

const CATHOLIC_EASTER: Names = {
  sq: 'Pashkët Katolike',
  sr: 'Katolički Uskrs',
  en: 'Catholic Easter Monday',
};
const ORTHODOX_EASTER: Names = {
  sq: 'Pashkët Ortodokse',
  sr: 'Pravoslavni Uskrs',
  en: 'Orthodox Easter Monday',
};
const EID_AL_FITR: Names = {
  sq: 'Bajrami i Madh, dita e parë',
  sr: 'Fiter Bajram, prvi dan',
  en: 'Eid al-Fitr, first day',
};
const EID_AL_ADHA: Names = {
  sq: 'Bajrami i Vogël, dita e parë',
  sr: 'Kurban Bajram, prvi dan',
  en: 'Eid al-Adha, first day',
};

/** Every feast of the law once, by its stable id, in the order of Art. 2. */
export const FEASTS: readonly { readonly feast: string; readonly names: Names }[] = [
  ...FIXED.map(({ feast, names }) => ({ feast, names })),
  { feast: 'catholic-easter', names: CATHOLIC_EASTER },
  { feast: 'orthodox-easter', names: ORTHODOX_EASTER },
  { feast: 'eid-al-fitr', names: EID_AL_FITR },
  { feast: 'eid-al-adha', names: EID_AL_ADHA },
];

/** Every feast whose own day lies in the Gregorian `year`, earliest first. */
export function feastsOf(year: number): Feast[] {
  const certain = (feast: string, day: Day, names: Names): Feast => ({
    feast,
    day,
    names,
    estimated: false,
  });
  const fixed = FIXED.map(({ feast, month, date, names }) =>
    certain(feast, dayOf(year, month, date), names),
  );
  const easters = [
    certain('catholic-easter', addDays(gregorianEaster(year), 1), CATHOLIC_EASTER),
    certain('orthodox-easter', addDays(orthodoxEaster(year), 1), ORTHODOX_EASTER),
  ];
  // The sort is stable: on a shared day the feasts keep the order of this list.
  return [...fixed, ...easters, ...bajrams(year)].sort((a, b) => compareDays(a.day, b.day));
}

/** Easter Sunday of the Western churches: the anonymous Gregorian computus (Meeus 1991, ch. 8). */
export function gregorianEaster(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

/** Easter Sunday of the Orthodox churches, as a Gregorian day: Julian computus (Meeus, ch. 8). */
export function orthodoxEaster(year: number): Day {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const n = d + e + 114;
  // The Julian calendar runs behind by 13 days from 1900 to 2099 and by 14 in 2100.
  const behind = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1 + behind);
}

const SHAWWAL = 10;
const DHU_AL_HIJJA = 12;

const hijri = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  day: 'numeric',
  month: 'numeric',
  timeZone: 'UTC',
});
if (hijri.resolvedOptions().calendar !== 'islamic-umalqura') {
  throw new Error('this runtime lacks the islamic-umalqura calendar (full ICU data is needed)');
}

function hijriOf(day: Day): { month: number; date: number } {
  const parts = hijri.formatToParts(utcMidnight(day));
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { month: value('month'), date: value('day') };
}

/**
 * First days of both Bajrams within a Gregorian year, by the Umm al-Qura calendar: 1 Shawwal and
 * 10 Dhu al-Hijja. A Hijri year is some 11 days shorter, so one of them can come twice (2006).
 * Kosovo's Islamic Community announces the dates each year; these are estimates.
 */
function bajrams(year: number): readonly Feast[] {
  const known = knownBajrams.get(year) ?? computedBajrams(year);
  knownBajrams.set(year, known);
  return known;
}

/** Asking the runtime for Hijri days costs milliseconds a year, and every correction counts anew. */
const knownBajrams = new Map<number, readonly Feast[]>();

function computedBajrams(year: number): Feast[] {
  const found: Feast[] = [];
  const end = dayOf(year, 12, 31);
  // Start a month and a half early: the month of a January Bajram began in December.
  let monthStart = nextMonthStart(dayOf(year - 1, 11, 15));
  while (monthStart <= end) {
    const { month } = hijriOf(monthStart);
    if (month === SHAWWAL) {
      found.push({ feast: 'eid-al-fitr', day: monthStart, names: EID_AL_FITR, estimated: true });
    }
    if (month === DHU_AL_HIJJA) {
      const day = addDays(monthStart, 9);
      found.push({ feast: 'eid-al-adha', day, names: EID_AL_ADHA, estimated: true });
    }
    monthStart = nextMonthStart(monthStart);
  }
  return found.filter(({ day }) => day.startsWith(`${year}-`));
}

/** The first day of the Hijri month after the one that `day` is in; months have 29 or 30 days. */
function nextMonthStart(day: Day): Day {
  const candidate = addDays(day, 30 - hijriOf(day).date);
  return hijriOf(candidate).date === 1 ? candidate : addDays(candidate, 1);
}
