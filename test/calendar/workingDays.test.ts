import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  createCalendar,
  type Day,
  dayKind,
  explainWindow,
  lastDayOfWindow,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysBetween,
} from '../../src/calendar/index.ts';
import { anyDay } from './arbitrary.ts';

const kosovo = createCalendar();
const COUNTED = { countOpeningDay: true };
const NOT_COUNTED = { countOpeningDay: false };

// Opening day is day 0; computed from the calendar of Law 03/L-064 with estimated Bajrams.
test.each<[Day, number, Day]>([
  ['2026-11-30', 15, '2026-12-21'],
  ['2026-11-30', 20, '2026-12-29'],
  ['2026-12-21', 15, '2027-01-15'],
  ['2026-12-21', 20, '2027-01-22'],
  ['2027-04-26', 15, '2027-05-21'],
  ['2027-12-20', 15, '2028-01-14'],
])('from %s, %i working days end on %s', (opens, workingDays, closes) => {
  expect(addWorkingDays(kosovo, opens, workingDays)).toBe(closes);
  expect(lastDayOfWindow(kosovo, opens, workingDays, NOT_COUNTED)).toBe(closes);
  expect(workingDaysBetween(kosovo, opens, closes)).toBe(workingDays);
  expect(addWorkingDays(kosovo, closes, -workingDays)).toBe(opens);
});

describe('windows of the government platform', () => {
  test('40472, 14.09.2018-04.10.2018: 15 with its first day, 14 without', () => {
    const count = (counting: { countOpeningDay: boolean }) =>
      explainWindow(kosovo, '2018-09-14', '2018-10-04', counting).workingDays;
    expect(count(COUNTED)).toBe(15);
    expect(count(NOT_COUNTED)).toBe(14);
    expect(lastDayOfWindow(kosovo, '2018-09-14', 15, COUNTED)).toBe('2018-10-04');
    expect(lastDayOfWindow(kosovo, '2018-09-14', 15, NOT_COUNTED)).toBe('2018-10-05');
  });

  test('a draft regulation of the Information and Privacy Agency, 13.-24.09.2021: 10', () => {
    expect(explainWindow(kosovo, '2021-09-13', '2021-09-24', COUNTED).workingDays).toBe(10);
  });

  test('40488, closed 09.11.2018, reported 04.02.2019: 57 later', () => {
    expect(workingDaysBetween(kosovo, '2018-11-09', '2019-02-04')).toBe(57);
  });
});

describe('single days', () => {
  test('why a day is off', () => {
    expect(dayKind(kosovo, '2026-12-14')).toEqual({ kind: 'working-day' });
    expect(dayKind(kosovo, '2017-10-14')).toEqual({ kind: 'weekend' });
    expect(dayKind(kosovo, '2026-05-09')).toEqual({ kind: 'weekend' });
    expect(dayKind(kosovo, '2026-05-11')).toMatchObject({
      kind: 'holiday',
      holiday: { feast: 'europe-day', substituteFor: '2026-05-09' },
    });
  });

  test('the working days on either side', () => {
    expect(previousWorkingDay(kosovo, '2027-01-05')).toBe('2026-12-31');
    expect(nextWorkingDay(kosovo, '2026-12-31')).toBe('2027-01-05');
    expect(nextWorkingDay(kosovo, '2026-12-14')).toBe('2026-12-15');
    expect(previousWorkingDay(kosovo, '2026-12-14')).toBe('2026-12-11');
  });

  test('no working days from a day is that day; part of one is a bug', () => {
    expect(addWorkingDays(kosovo, '2026-12-13', 0)).toBe('2026-12-13');
    expect(() => addWorkingDays(kosovo, '2026-12-13', 1.5)).toThrow(RangeError);
    expect(() => addWorkingDays(kosovo, '2026-12-13', Number.POSITIVE_INFINITY)).toThrow(
      RangeError,
    );
  });
});

describe('explainWindow', () => {
  test('accounts for every day', () => {
    const explained = explainWindow(kosovo, '2027-04-30', '2027-05-05', NOT_COUNTED);
    expect(explained.days).toMatchObject([
      { day: '2027-04-30', counted: false, reason: 'opening-day' },
      { day: '2027-05-01', counted: false, reason: 'weekend' },
      { day: '2027-05-02', counted: false, reason: 'weekend' },
      { day: '2027-05-03', counted: false, reason: 'holiday', holiday: { feast: 'labour-day' } },
      {
        day: '2027-05-04',
        counted: false,
        reason: 'holiday',
        holiday: { feast: 'orthodox-easter' },
      },
      { day: '2027-05-05', counted: true, reason: 'working-day', number: 1 },
    ]);
    expect(explained.holidays.map(({ day }) => day)).toEqual(['2027-05-03', '2027-05-04']);
    expect(explained).toMatchObject({ workingDays: 1, countOpeningDay: false });
  });

  test('an opening day that is off counts in neither convention', () => {
    expect(explainWindow(kosovo, '2026-12-25', '2026-12-28', COUNTED)).toMatchObject({
      workingDays: 1,
      days: [{ reason: 'holiday' }, { reason: 'weekend' }, { reason: 'weekend' }, { number: 1 }],
    });
    expect(explainWindow(kosovo, '2026-12-25', '2026-12-28', NOT_COUNTED).workingDays).toBe(1);
    expect(lastDayOfWindow(kosovo, '2026-12-25', 1, COUNTED)).toBe('2026-12-28');
    expect(lastDayOfWindow(kosovo, '2026-12-25', 1, NOT_COUNTED)).toBe('2026-12-28');
  });

  test('a window of one day', () => {
    expect(explainWindow(kosovo, '2026-12-14', '2026-12-14', COUNTED).workingDays).toBe(1);
    expect(explainWindow(kosovo, '2026-12-14', '2026-12-14', NOT_COUNTED).workingDays).toBe(0);
  });

  test('impossible windows are bugs', () => {
    expect(() => explainWindow(kosovo, '2026-12-15', '2026-12-14', COUNTED)).toThrow(RangeError);
    expect(() => lastDayOfWindow(kosovo, '2026-12-15', 0, COUNTED)).toThrow(RangeError);
  });
});

describe('for any day and number', () => {
  const some = fc.integer({ min: 1, max: 120 });

  test('adding then counting gives the number back, on a working day, both ways', () => {
    fc.assert(
      fc.property(anyDay, some, fc.constantFrom(1, -1), (day, size, sign) => {
        const end = addWorkingDays(kosovo, day, sign * size);
        expect(workingDaysBetween(kosovo, day, end)).toBe(sign * size);
        expect(kosovo.isWorkingDay(end)).toBe(true);
      }),
    );
  });

  test('adding is done in any number of steps', () => {
    fc.assert(
      fc.property(anyDay, some, some, (day, a, b) => {
        const inSteps = addWorkingDays(kosovo, addWorkingDays(kosovo, day, a), b);
        expect(inSteps).toBe(addWorkingDays(kosovo, day, a + b));
      }),
    );
  });

  test('the explanation agrees with the deadline', () => {
    fc.assert(
      fc.property(anyDay, some, fc.boolean(), (opens, workingDays, countOpeningDay) => {
        const counting = { countOpeningDay };
        const closes = lastDayOfWindow(kosovo, opens, workingDays, counting);
        const explained = explainWindow(kosovo, opens, closes, counting);
        expect(kosovo.isWorkingDay(closes)).toBe(true);
        expect(explained.workingDays).toBe(workingDays);
        expect(explained.days.filter(({ counted }) => counted)).toHaveLength(workingDays);
        expect(explained.days.at(-1)).toMatchObject({ day: closes, number: workingDays });
        const opening = countOpeningDay && kosovo.isWorkingDay(opens) ? 1 : 0;
        expect(workingDaysBetween(kosovo, opens, closes) + opening).toBe(workingDays);
      }),
    );
  });
});
