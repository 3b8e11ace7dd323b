import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDay, createCalendar, type Day, workingDaysBetween } from '../../src/calendar/index.ts';
import {
  FILTERS,
  fits,
  isOfYear,
  latenessOf,
  missingSince,
  type PlannedFacts,
  STANDINGS,
  standingOn,
  stateAfterMove,
} from '../../src/programme/rules.ts';

const calendar = createCalendar();
const TODAY = asDay('2026-11-23');
const facts = (over: Partial<PlannedFacts> = {}): PlannedFacts => ({
  state: 'planned',
  deadlineOn: asDay('2026-06-30'),
  received: false,
  ...over,
});

describe('where a planned draft stands', () => {
  it.each([
    ['a passed deadline and nothing came', {}, 'missing'],
    ['it came, however late', { received: true }, 'received'],
    ['withdrawn, whatever its deadline', { state: 'withdrawn' }, 'withdrawn'],
    ['withdrawn, and it came all the same', { state: 'withdrawn', received: true }, 'received'],
    ['postponed to a day that passed too', { state: 'postponed' }, 'missing'],
    ['due today: the day is not over', { deadlineOn: TODAY }, 'due'],
    ['due in thirty days', { deadlineOn: asDay('2026-12-23') }, 'due'],
    ['due later', { deadlineOn: asDay('2026-12-24') }, 'planned'],
    ['postponed to later', { state: 'postponed', deadlineOn: asDay('2027-03-31') }, 'postponed'],
    ['postponed to no day', { state: 'postponed', deadlineOn: null }, 'postponed'],
    ['without a deadline', { deadlineOn: null }, 'planned'],
  ] as const)('%s', (_what, over, standing) => {
    expect(standingOn(facts(over), TODAY)).toBe(standing);
  });

  it('is missing for the working days since its deadline, holidays not counted', () => {
    // From Friday, 6 November to Monday, 23 November.
    expect(missingSince(calendar, facts({ deadlineOn: asDay('2026-11-06') }), TODAY)).toBe(11);
    expect(missingSince(calendar, facts({ received: true }), TODAY)).toBeNull();
    // The first of May is a holiday.
    const may = facts({ deadlineOn: asDay('2026-04-30') });
    expect(missingSince(calendar, may, asDay('2026-05-04'))).toBe(1);
  });

  it('stands in just one place, and a list of one kind shows it there', () => {
    const day = fc.integer({ min: -400, max: 400 }).map((n) => {
      const at = new Date(Date.UTC(2026, 10, 23 + n));
      return at.toISOString().slice(0, 10) as Day;
    });
    fc.assert(
      fc.property(
        fc.record({
          state: fc.constantFrom('planned' as const, 'postponed' as const, 'withdrawn' as const),
          deadlineOn: fc.option(day),
          received: fc.boolean(),
        }),
        (one) => {
          const standing = standingOn(one, TODAY);
          expect(STANDINGS).toContain(standing);
          expect(fits('all', one, TODAY)).toBe(true);
          for (const filter of FILTERS) {
            if (filter === 'all' || filter === 'postponed') continue;
            expect(fits(filter, one, TODAY)).toBe(standing === filter);
          }
          const since = missingSince(calendar, one, TODAY);
          expect(since !== null).toBe(standing === 'missing');
          if (since !== null && one.deadlineOn) {
            expect(since).toBe(workingDaysBetween(calendar, one.deadlineOn, TODAY));
          }
        },
      ),
    );
  });
});

describe('how late a draft came', () => {
  const window = { opensOn: asDay('2026-11-09'), closesOn: asDay('2026-11-27') };
  const late = (receivedOn: string, countOpeningDay = true, over = {}) =>
    latenessOf(
      calendar,
      { ...window, ...over, receivedOn: asDay(receivedOn) },
      { countOpeningDay },
    );

  it.each([
    ['on the day on which it opens', '2026-11-09', null],
    ['before it opens', '2026-11-02', null],
    ['a working day later', '2026-11-10', { lost: 1, of: 15 }],
    ['a week later', '2026-11-16', { lost: 5, of: 15 }],
    ['on its last day', '2026-11-27', { lost: 14, of: 15 }],
    ['after it closed', '2026-12-10', { lost: 15, of: 15 }],
  ] as const)('%s', (_what, receivedOn, expected) => {
    expect(late(receivedOn)).toEqual(expected);
  });

  it('loses nothing over a weekend, nor on an opening day that does not count', () => {
    const saturday = { opensOn: asDay('2026-11-07') };
    expect(late('2026-11-09', true, saturday)).toBeNull();
    expect(late('2026-11-10', false)).toBeNull();
    expect(late('2026-11-11', false)).toEqual({ lost: 1, of: 14 });
  });

  it('never loses more than the window has, and the longer the more', () => {
    const dayFrom = (n: number) =>
      new Date(Date.UTC(2026, 10, 9 + n)).toISOString().slice(0, 10) as Day;
    fc.assert(
      fc.property(fc.nat(40), fc.nat(60), fc.nat(30), fc.boolean(), (length, a, b, counts) => {
        const closesOn = dayFrom(length);
        const lost = (n: number) =>
          latenessOf(
            calendar,
            { opensOn: dayFrom(0), closesOn, receivedOn: dayFrom(n) },
            { countOpeningDay: counts },
          );
        const first = lost(a)?.lost ?? 0;
        const second = lost(a + b)?.lost ?? 0;
        expect(first).toBeLessThanOrEqual(second);
        expect(second).toBeLessThanOrEqual(lost(a + b)?.of ?? 0);
      }),
    );
  });
});

describe('a deadline that moves', () => {
  it.each([
    ['to a later day', 'planned', '2022-07-20', '2022-12-05', 'postponed'],
    ['to an earlier day', 'planned', '2022-12-05', '2022-08-10', 'planned'],
    ['to no day', 'planned', '2022-07-20', null, 'postponed'],
    ['from no day', 'planned', null, '2022-08-10', 'planned'],
    ['of one that was withdrawn', 'withdrawn', '2022-07-20', '2022-12-05', 'withdrawn'],
  ] as const)('%s', (_what, state, before, after, expected) => {
    const day = (text: string | null) => (text === null ? null : asDay(text));
    expect(stateAfterMove(state, day(before), day(after))).toBe(expected);
  });

  it('belongs to a year from the one before to the one after', () => {
    const years = ['2024', '2025', '2026', '2027', '2028'];
    const near = years.filter((year) => isOfYear(asDay(`${year}-06-01`), 2026));
    expect(near).toEqual(['2025', '2026', '2027']);
  });
});
