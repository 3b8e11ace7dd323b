import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, yearOf } from '../../src/calendar/index.ts';
import { parsePeriod, readDeadline } from '../../src/i18n/deadline.ts';
import { deadlineText, shortDeadline, writtenDeadline } from '../../src/i18n/deadlineText.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { anyDay } from '../calendar/arbitrary.ts';

describe('readDeadline', () => {
  it.each([
    ['2026-12-14', 'day', '2026-12-14'],
    ['14.12.2026', 'day', '2026-12-14'],
    ['14. 12. 2026.', 'day', '2026-12-14'],
    ['14 dhjetor 2026', 'day', '2026-12-14'],
    ['14. decembra 2026.', 'day', '2026-12-14'],
    ['14 December 2026', 'day', '2026-12-14'],
    ['2026-10', 'month', '2026-10-31'],
    ['10.2026', 'month', '2026-10-31'],
    ['2/2028', 'month', '2028-02-29'],
    ['tetor 2026', 'month', '2026-10-31'],
    ['Oktobar 2026.', 'month', '2026-10-31'],
    ['nentor 2026', 'month', '2026-11-30'],
    ['Q3 2026', 'quarter', '2026-09-30'],
    ['q4-2026', 'quarter', '2026-12-31'],
    ['2026-Q3', 'quarter', '2026-09-30'],
    ['TM3 2026', 'quarter', '2026-09-30'],
    ['TM 1 2026', 'quarter', '2026-03-31'],
    ['tremujori III 2026', 'quarter', '2026-09-30'],
    ['tremujori i tretë i vitit 2026', 'quarter', '2026-09-30'],
    ['III kvartal 2026.', 'quarter', '2026-09-30'],
    ['prvi kvartal 2026', 'quarter', '2026-03-31'],
    ['first quarter of 2015', 'quarter', '2015-03-31'],
    ['2026', 'year', '2026-12-31'],
    ['2026.', 'year', '2026-12-31'],
    ['viti 2026', 'year', '2026-12-31'],
    ['2026. godina', 'year', '2026-12-31'],
    ['Q3 2026 (until 30 Sep 2026)', 'quarter', '2026-09-30'],
  ])('%s is a %s that ends on %s', (text, kind, on) => {
    expect(readDeadline(text)).toEqual({ kind, on });
  });

  it.each(['continuous', 'Vazhdimisht', 'kontinuirano', 'NË VAZHDIMËSI'])(
    '%j has no end, which is written',
    (text) => {
      expect(readDeadline(text)).toEqual({ kind: 'continuous', on: null });
    },
  );

  it.each(['', ' ', '-', '–'])('%j is no deadline at all', (text) => {
    expect(readDeadline(text)).toEqual({ kind: null, on: null });
  });

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
    '31 April 2026',
    'tremujori V 2026',
    'Q3 2026 (until 1 October 2026)',
    'Q3 2026 (until Q3 2026)',
    'Q3 2026 (if the law is adopted)',
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
        expect(readDeadline(day)).toEqual({ kind: 'day', on: day });
        expect(readDeadline(`${date}.${month}.${yearOf(day)}`)).toEqual({
          kind: 'day',
          on: day,
        });
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

/** Every form in which a plan may write a period, with what it is. */
const anyDeadline = fc
  .record({
    year: fc.integer({ min: 2000, max: 2100 }),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.integer({ min: 1, max: 31 }),
    form: fc.constantFrom('iso', 'dotted', 'isoMonth', 'month', 'q', 'tm', 'year'),
  })
  .map(({ year, month, date, form }) => {
    const two = (number: number) => String(number).padStart(2, '0');
    switch (form) {
      case 'iso':
        return `${year}-${two(month)}-${two(date)}`;
      case 'dotted':
        return `${date}.${month}.${year}.`;
      case 'isoMonth':
        return `${year}-${two(month)}`;
      case 'month':
        return `${month}/${year}`;
      case 'q':
        return `Q${Math.ceil(month / 3)} ${year}`;
      case 'tm':
        return `${year} TM${Math.ceil(month / 3)}`;
      default:
        return String(year);
    }
  })
  // 31 April is no day.
  .filter((text) => readDeadline(text) !== null);

describe('a deadline as it is shown', () => {
  it('is read as the same period, in every language', () => {
    fc.assert(
      fc.property(anyDeadline, fc.constantFrom(...LANGUAGES), (written, language) => {
        const read = readDeadline(written);
        const row = {
          deadline: written,
          deadlineKind: read?.kind ?? null,
          deadlineOn: read?.on ?? null,
        };
        for (const shown of [deadlineText(language, row), shortDeadline(language, row)]) {
          expect(shown).not.toBeNull();
          expect(readDeadline(shown ?? ''), shown ?? '').toEqual(read);
        }
        // Kinds are not stored for rows from before there were any.
        const old = { ...row, deadlineKind: null };
        expect(deadlineText(language, old)).toBe(deadlineText(language, row));
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    [
      'Q3 2026',
      'tremujori III 2026 (deri më 30 shtator 2026)',
      'III kvartal 2026. (do 30.09.2026.)',
      'third quarter of 2026 (until 30 September 2026)',
    ],
    [
      '2028-02',
      'shkurt 2028 (deri më 29 shkurt 2028)',
      'februar 2028. (do 29.02.2028.)',
      'February 2028 (until 29 February 2028)',
    ],
    [
      '2026',
      'viti 2026 (deri më 31 dhjetor 2026)',
      '2026. godina (do 31.12.2026.)',
      '2026 (until 31 December 2026)',
    ],
    ['14.12.2026', '14.12.2026', '14.12.2026.', '14 Dec 2026'],
    ['kontinuirano', 'vazhdimisht', 'kontinuirano', 'continuous'],
    ['', null, null, null],
  ])('%s', (written, sq, sr, en) => {
    const { kind = null, on = null } = readDeadline(written) ?? {};
    const row = { deadline: written || null, deadlineKind: kind, deadlineOn: on };
    expect(deadlineText('sq', row)).toBe(sq);
    expect(deadlineText('sr', row)).toBe(sr);
    expect(deadlineText('en', row)).toBe(en);
  });

  it('is what was kept where that cannot be read any more', () => {
    expect(writtenDeadline('en', 'soon')).toBe('soon');
    expect(writtenDeadline('en', 'TM4 2026')).toBe('fourth quarter of 2026');
    expect(writtenDeadline('en', null)).toBeNull();
  });
});
