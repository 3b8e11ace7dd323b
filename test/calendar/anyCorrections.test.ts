import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addWorkingDays,
  createCalendar,
  explainWindow,
  type HolidayCorrection,
  isWeekend,
  lastDayOfWindow,
  workingDaysBetween,
} from '../../src/calendar/index.ts';
import { anyCorrections } from './arbitrary.ts';

const opening = fc.integer({ min: 0, max: 1_095 }).map((n) => addDays('2026-01-01', n));
const some = fc.integer({ min: 1, max: 40 });
const COUNTED = { countOpeningDay: true };
const NOT_COUNTED = { countOpeningDay: false };

test('a window never ends on a day off, and holds as many working days as it should', () => {
  fc.assert(
    fc.property(anyCorrections, opening, some, fc.boolean(), (corrections, opens, n, first) => {
      const calendar = createCalendar(corrections);
      const counting = { countOpeningDay: first };
      const closes = lastDayOfWindow(calendar, opens, n, counting);
      expect(calendar.isWorkingDay(closes)).toBe(true);
      expect(isWeekend(closes)).toBe(false);
      const window = explainWindow(calendar, opens, closes, counting);
      expect(window.workingDays).toBe(n);
      // Every day is accounted for once, in order.
      window.days.forEach((one, index) => {
        expect(one.day).toBe(addDays(opens, index));
      });
      expect(window.days.at(-1)?.day).toBe(closes);
    }),
  );
});

test('a later opening or a longer window never ends earlier', () => {
  fc.assert(
    fc.property(
      anyCorrections,
      opening,
      fc.integer({ min: 0, max: 30 }),
      some,
      fc.boolean(),
      (corrections, opens, later, n, first) => {
        const calendar = createCalendar(corrections);
        const end = (day: typeof opens, size: number) =>
          lastDayOfWindow(calendar, day, size, { countOpeningDay: first });
        expect(end(addDays(opens, later), n) >= end(opens, n)).toBe(true);
        expect(end(opens, n + 1) > end(opens, n)).toBe(true);
      },
    ),
  );
});

test('counting back undoes counting on', () => {
  fc.assert(
    fc.property(
      anyCorrections,
      opening,
      some,
      fc.constantFrom(1, -1),
      (corrections, day, n, sign) => {
        const calendar = createCalendar(corrections);
        const end = addWorkingDays(calendar, day, sign * n);
        expect(workingDaysBetween(calendar, day, end)).toBe(sign * n);
        if (calendar.isWorkingDay(day)) expect(addWorkingDays(calendar, end, -sign * n)).toBe(day);
      },
    ),
  );
});

test('the two conventions differ by one working day, and not at all from a day off', () => {
  fc.assert(
    fc.property(anyCorrections, opening, some, (corrections, opens, n) => {
      const calendar = createCalendar(corrections);
      const counted = lastDayOfWindow(calendar, opens, n, COUNTED);
      const notCounted = lastDayOfWindow(calendar, opens, n, NOT_COUNTED);
      expect(notCounted).toBe(
        calendar.isWorkingDay(opens) ? addWorkingDays(calendar, counted, 1) : counted,
      );
    }),
  );
});

test('one more day off never brings a deadline forward, one less never puts it off', () => {
  fc.assert(
    fc.property(anyCorrections, opening, opening, some, (corrections, day, opens, n) => {
      const end = (list: readonly HolidayCorrection[]) =>
        lastDayOfWindow(createCalendar(list), opens, n, COUNTED);
      const names = { sq: 'Ditë', sr: 'Dan', en: 'Day' };
      const added = [...corrections, { kind: 'add', day, feast: 'added', names } as const];
      expect(end(added) >= end(corrections)).toBe(true);
      expect(end([...corrections, { kind: 'remove', day }]) <= end(corrections)).toBe(true);
    }),
  );
});
