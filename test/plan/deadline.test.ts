import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, yearOf } from '../../src/calendar/index.ts';
import { parsePeriod, readDeadline } from '../../src/plan/deadline.ts';
import { anyDay } from '../calendar/arbitrary.ts';

describe('readDeadline', () => {
  it.each([
    ['2026-12-14', '2026-12-14'],
    ['14.12.2026', '2026-12-14'],
    ['14. 12. 2026.', '2026-12-14'],
    ['2026-10', '2026-10-31'],
    ['10.2026', '2026-10-31'],
    ['2/2028', '2028-02-29'],
    ['Q3 2026', '2026-09-30'],
    ['q4-2026', '2026-12-31'],
    ['2026-Q3', '2026-09-30'],
    ['TM3 2026', '2026-09-30'],
    ['TM 1 2026', '2026-03-31'],
    ['2026', '2026-12-31'],
    ['2026.', '2026-12-31'],
  ])('%s ends on %s', (text, day) => {
    expect(readDeadline(text)).toEqual({ on: day });
  });

  it.each(['', ' ', '-', 'continuous', 'Vazhdimisht', 'kontinuirano', 'NË VAZHDIMËSI'])(
    '%j has no last day',
    (text) => {
      expect(readDeadline(text)).toEqual({ on: null });
    },
  );

  it.each([
    '31.02.2026',
    '2026-13',
    '13.2026',
    'Q5 2026',
    'Q0 2026',
    '1999',
    '2101',
    'Q1 1999',
    'soon',
    'Q3',
    '2026-10-1',
    '9'.repeat(1_000),
  ])('%s is not understood', (text) => {
    expect(readDeadline(text)).toBeNull();
  });

  it('ends every month, quarter and year on the day before the next begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        const quarter = Math.ceil(m / 3);
        const month = String(m).padStart(2, '0');
        for (const [text, next] of [
          [`${y}-${month}`, dayOf(y, m + 1, 1)],
          [`${m}.${y}`, dayOf(y, m + 1, 1)],
          [`Q${quarter} ${y}`, dayOf(y, quarter * 3 + 1, 1)],
          [`${y}-TM${quarter}`, dayOf(y, quarter * 3 + 1, 1)],
          [`${y}`, dayOf(y + 1, 1, 1)],
        ] as const) {
          const period = parsePeriod(text);
          expect(period && addDays(period.to, 1)).toBe(next);
          expect(period?.from.slice(-2)).toBe('01');
        }
      }),
    );
  });

  it('keeps a day as it is, however it is written', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [, month, date] = day.split('-');
        expect(readDeadline(day)).toEqual({ on: day });
        expect(readDeadline(`${date}.${month}.${yearOf(day)}`)).toEqual({ on: day });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const read = readDeadline(text);
        expect(read === null || 'on' in read).toBe(true);
      }),
    );
  });
});
