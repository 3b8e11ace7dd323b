import { describe, expect, test } from 'vitest';
import { feastsOf, gregorianEaster, orthodoxEaster } from '../../src/calendar/feasts.ts';
import {
  addDays,
  type Holiday,
  holidaysOf,
  isWeekend,
  weekdayOf,
  yearOf,
} from '../../src/calendar/index.ts';
import expected from './holidays.json' with { type: 'json' };

const daysIn = (year: number) => holidaysOf(year).map(({ day }) => day);
const on = (day: string): Holiday | undefined =>
  holidaysOf(Number(day.slice(0, 4))).find((holiday) => holiday.day === day);
const years = Array.from({ length: 101 }, (_, i) => 2000 + i);

describe('days off 2026-2028', () => {
  test.each(Object.entries(expected))('%s', (year, { fixed, estimated }) => {
    const holidays = holidaysOf(Number(year));
    const days = (guess: boolean) =>
      holidays.filter((h) => (h.estimated ?? false) === guess).map((h) => h.day);
    expect(days(false)).toEqual(fixed);
    expect(days(true)).toEqual(estimated);
  });
});

// The "day off" column of the calendars that the Government published for these years.
describe('official calendars', () => {
  test.each([
    [
      2018,
      '01-01 01-02 01-08 02-19 04-02 04-09 05-01 05-09 06-15 08-21 12-25', // 9 April is shared
    ],
    [2019, '01-01 01-02 01-07 02-18 04-09 04-22 04-29 05-01 05-09 06-04 08-12 12-25'],
    [2022, '01-03 01-04 01-07 02-17 04-11 04-18 04-25 05-02 05-03 05-09 07-11 12-26'],
    [2024, '01-01 01-02 01-08 02-19 04-01 04-09 04-10 05-01 05-06 05-09 06-17 12-25'],
  ])('%i', (year, days) => {
    expect(daysIn(year)).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });

  // By the law's rule, with the Bajrams of 28 July and 4 October 2014 (a Saturday).
  test('2014, from there on', () => {
    const days = daysIn(2014).filter((day) => day > '2014-05-01');
    expect(days).toEqual(['2014-05-09', '2014-07-28', '2014-10-06', '2014-12-25']);
  });

  // Both Easters fell on 20 April and gave one Monday; no stored copy shows what follows 1 May.
  test('2014, as far as 1 May', () => {
    const days = daysIn(2014).filter((day) => day <= '2014-05-01');
    expect(days).toEqual(
      '01-01 01-02 01-07 02-17 04-09 04-21 05-01'.split(' ').map((day) => `2014-${day}`),
    );
  });
});

describe('both Easters', () => {
  test.each([
    [2008, '2008-03-23', '2008-04-27'],
    [2014, '2014-04-20', '2014-04-20'],
    [2018, '2018-04-01', '2018-04-08'],
    [2019, '2019-04-21', '2019-04-28'],
    [2021, '2021-04-04', '2021-05-02'],
    [2024, '2024-03-31', '2024-05-05'],
    [2025, '2025-04-20', '2025-04-20'],
    [2038, '2038-04-25', '2038-04-25'],
    [2100, '2100-03-28', '2100-05-02'],
  ])('%i', (year, catholic, orthodox) => {
    expect(gregorianEaster(year)).toBe(catholic);
    expect(orthodoxEaster(year)).toBe(orthodox);
  });

  test('are Sundays, the Orthodox never before the Catholic', () => {
    for (const year of years) {
      expect(weekdayOf(gregorianEaster(year))).toBe(7);
      expect(weekdayOf(orthodoxEaster(year))).toBe(7);
      expect(orthodoxEaster(year) >= gregorianEaster(year)).toBe(true);
    }
  });

  test('on one Sunday make one Monday off, under both names', () => {
    expect(daysIn(2025).filter((day) => day.startsWith('2025-04'))).toEqual([
      '2025-04-09',
      '2025-04-21',
    ]);
    expect(on('2025-04-21')).toEqual({
      day: '2025-04-21',
      feast: 'catholic-easter',
      alsoFeasts: ['orthodox-easter'],
      names: {
        sq: 'Pashkët Katolike dhe Pashkët Ortodokse',
        sr: 'Katolički Uskrs i Pravoslavni Uskrs',
        en: 'Catholic Easter Monday and Orthodox Easter Monday',
      },
    });
  });
});

describe('collisions', () => {
  test.each([2021, 2027])('Labour Day pushes Orthodox Easter on in %i', (year) => {
    expect(on(`${year}-05-03`)).toMatchObject({
      feast: 'labour-day',
      substituteFor: `${year}-05-01`,
    });
    expect(on(`${year}-05-04`)).toMatchObject({
      feast: 'orthodox-easter',
      substituteFor: `${year}-05-03`,
    });
    expect(on(`${year}-05-05`)).toBeUndefined();
  });

  test('both days of New Year on a weekend shift together', () => {
    expect(on('2028-01-03')).toMatchObject({
      feast: 'new-year',
      substituteFor: '2028-01-01',
    });
    expect(on('2028-01-04')).toMatchObject({
      feast: 'new-year-second-day',
      substituteFor: '2028-01-02',
    });
  });

  // 2023: public institutions were closed on Monday for Constitution Day and on Tuesday for Easter.
  test('Constitution Day on Easter Sunday brings two days off', () => {
    expect(on('2023-04-10')).toMatchObject({ feast: 'constitution-day' });
    expect(on('2023-04-11')).toMatchObject({ feast: 'catholic-easter' });
    expect(on('2023-04-12')).toBeUndefined();
  });

  test('Constitution Day on Easter Monday brings one', () => {
    expect(on('2018-04-09')).toMatchObject({
      feast: 'constitution-day',
      alsoFeasts: ['orthodox-easter'],
    });
    expect(on('2018-04-10')).toBeUndefined();
  });

  test('a Bajram taken on 31 December of a weekend runs into the next year', () => {
    // 10 Dhu al-Hijja 1427 was Sunday, 31 December 2006.
    expect(daysIn(2006).at(-1)).toBe('2006-12-25');
    const january = holidaysOf(2007).slice(0, 4);
    expect(january.map(({ day, feast }) => [day, feast])).toEqual([
      ['2007-01-01', 'eid-al-adha'],
      ['2007-01-02', 'new-year'],
      ['2007-01-03', 'new-year-second-day'],
      ['2007-01-08', 'orthodox-christmas'],
    ]);
    expect(january[0]?.substituteFor).toBe('2006-12-31');
    // The first two days are off whatever the moon does; only the third hangs on it.
    expect(january.map(({ estimated }) => estimated ?? false)).toEqual([false, false, true, false]);
  });
});

describe('Bajrams', () => {
  test('can come twice in one year', () => {
    const of = (feast: string, year: number) =>
      feastsOf(year)
        .filter((f) => f.feast === feast)
        .map((f) => f.day);
    expect(of('eid-al-adha', 2006)).toEqual(['2006-01-10', '2006-12-31']);
    expect(of('eid-al-fitr', 2033)).toEqual(['2033-01-03', '2033-12-23']);
    expect(daysIn(2033)).toEqual(expect.arrayContaining(['2033-01-05', '2033-12-23']));
  });

  test('follow each other by a lunar year, and none is missed', () => {
    for (const feast of ['eid-al-fitr', 'eid-al-adha']) {
      const days = years.flatMap(feastsOf).filter((f) => f.feast === feast);
      expect(days.every((f) => f.estimated)).toBe(true);
      for (const [i, { day }] of days.slice(1).entries()) {
        const gap = (Date.parse(day) - Date.parse(days[i]?.day ?? '')) / 86_400_000;
        expect([354, 355]).toContain(gap);
      }
    }
  });
});

test('every day off of 2000-2100 is a weekday of its year, once, near its feast', () => {
  for (const year of years) {
    const holidays = holidaysOf(year);
    const days = holidays.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].sort());
    for (const { day, substituteFor, names } of holidays) {
      expect(isWeekend(day)).toBe(false);
      expect(yearOf(day)).toBe(year);
      if (substituteFor) {
        expect(substituteFor < day && day <= addDays(substituteFor, 5)).toBe(true);
      }
      expect(Object.values(names).every((name) => name.trim().length > 3)).toBe(true);
    }
  }
});

test('names of 2026 in three languages', () => {
  const table = holidaysOf(2026).map(({ feast, names: { sq, sr, en } }) =>
    [feast, sq, sr, en].join(' | '),
  );
  expect(table).toEqual([
    'new-year | Viti i Ri | Nova godina | New Year',
    'new-year-second-day | Viti i Ri | Nova godina | New Year',
    'orthodox-christmas | Krishtlindjet Ortodokse | Pravoslavni Božić | Orthodox Christmas',
    'independence-day | Dita e Pavarësisë së Republikës së Kosovës | Dan Nezavisnosti | Independence Day',
    'eid-al-fitr | Bajrami i Madh, dita e parë | Fiter Bajram, prvi dan | Eid al-Fitr, first day',
    'catholic-easter | Pashkët Katolike | Katolički Uskrs | Catholic Easter Monday',
    'constitution-day | Dita e Kushtetutës së Republikës së Kosovës | Dan Ustava | Constitution Day',
    'orthodox-easter | Pashkët Ortodokse | Pravoslavni Uskrs | Orthodox Easter Monday',
    "labour-day | Dita Ndërkombëtare e Punës | Međunarodni dan rada | International Workers' Day",
    'europe-day | Dita e Evropës | Dan Evrope | Europe Day',
    'eid-al-adha | Bajrami i Vogël, dita e parë | Kurban Bajram, prvi dan | Eid al-Adha, first day',
    'catholic-christmas | Krishtlindjet Katolike | Katolički Božić | Catholic Christmas',
  ]);
});

test('a year that cannot be computed is a bug', () => {
  expect(() => holidaysOf(1989)).toThrow(RangeError);
  expect(() => holidaysOf(2111)).toThrow(RangeError);
  expect(() => holidaysOf(2026.5)).toThrow(RangeError);
});
