import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  asDay,
  compareDays,
  daysBetween,
  isWeekend,
  parseDay,
  weekdayOf,
} from '../../src/calendar/index.ts';
import { anyDay } from './arbitrary.ts';

describe('parseDay', () => {
  test.each([
    ['2026-12-14', '2026-12-14'],
    ['14.12.2026', '2026-12-14'],
    ['14.12.2026.', '2026-12-14'],
    ['14. 12. 2026.', '2026-12-14'],
    ['4.1.2027', '2027-01-04'],
    [' 14.12.2026 ', '2026-12-14'],
    ['29.02.2028', '2028-02-29'],
    ['2000-01-01', '2000-01-01'],
    ['31.12.2100', '2100-12-31'],
  ])('reads %j', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  test.each([
    '',
    'nesër',
    '2026-02-29',
    '2100-02-29',
    '31.04.2026',
    '00.12.2026',
    '2026-13-01',
    '2026-00-10',
    '1999-12-31',
    '01.01.2101',
    '14.12.26',
    '12/14/2026',
    '14-12-2026',
    '2026-12-4',
    '2026-12-14.',
    '2026-12-14T10:00',
    '14.12.2026..',
    '14 .12.2026',
    '١٤.١٢.٢٠٢٦',
    '14.12.2026\u0000',
    `${' '.repeat(1_000_000)}2026-12-14`,
  ])('refuses case %#', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test('reads back every day in both forms', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year, month, date] = day.split('-');
        expect(parseDay(day)).toBe(day);
        expect(parseDay(`${date}.${month}.${year}`)).toBe(day);
      }),
    );
  });
});

test('asDay takes our own records and throws on anything else', () => {
  expect(asDay('2026-12-14')).toBe('2026-12-14');
  for (const text of ['14.12.2026', ' 2026-12-14', '2026-02-30', 'x']) {
    expect(() => asDay(text)).toThrow(RangeError);
  }
});

test('addDays crosses months, leap days and years', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(() => addDays('2027-01-01', 0.5)).toThrow(RangeError);
});

test('daysBetween undoes addDays and agrees with compareDays', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -300, max: 300 }), (day, n) => {
      const other = addDays(day, n);
      expect(daysBetween(day, other)).toBe(n);
      expect(compareDays(other, day)).toBe(Math.sign(n));
    }),
  );
});

test('weekdays are ISO: Monday 1, Sunday 7', () => {
  expect(weekdayOf('2026-12-14')).toBe(1);
  expect(weekdayOf('2026-12-20')).toBe(7);
  expect(isWeekend('2026-12-18')).toBe(false);
  expect(isWeekend('2026-12-19')).toBe(true);
});
