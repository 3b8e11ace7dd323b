import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, createCalendar, explainWindow } from '../../src/calendar/index.ts';
import { latenessOf } from '../../src/programme/rules.ts';
import {
  answerDelay,
  byInstitution,
  byType,
  type DraftFact,
  delaysOf,
  median,
  numbersOf,
  shareOf,
  windowFacts,
  workedSoFar,
} from '../../src/reports/rules.ts';
import { parseScope, scopeCode } from '../../src/reports/scope.ts';

const calendar = createCalendar();

const draft = (over: Partial<DraftFact> = {}): DraftFact => ({
  id: 'd1',
  number: 'DMA-2026-001',
  type: 'draft_law',
  institutionId: 'i1',
  receivedOn: asDay('2026-10-05'),
  opensOn: asDay('2026-10-05'),
  closesOn: asDay('2026-10-23'),
  windowDays: 15,
  minimum: 15,
  lostDays: 0,
  ...over,
});

describe('median', () => {
  it('is the middle one, or halfway between the middle two, and nothing of nothing', () => {
    const of = (...values: number[]) => median(values.map((value) => ({ value, count: 1 })));
    expect(of()).toBeNull();
    expect(of(7)).toBe(7);
    expect(of(9, 1, 4)).toBe(4);
    expect(of(1, 2)).toBe(1.5);
    expect(median([{ value: 3, count: 0 }])).toBeNull();
  });

  it('counts each value as often as it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ value: fc.integer(), count: fc.nat(5) }), { maxLength: 20 }),
        (values) => {
          const all = values
            .flatMap(({ value, count }) => Array.from({ length: count }, () => value))
            .sort((a, b) => a - b);
          const [low, high] = [
            all[Math.floor((all.length - 1) / 2)],
            all[Math.floor(all.length / 2)],
          ];
          const expected = low === undefined || high === undefined ? null : (low + high) / 2;
          expect(median(values)).toBe(expected);
        },
      ),
    );
  });
});

const NOTHING = { drafts: [], answers: [], days: [], organisations: [] };

describe('the numbers', () => {
  it('say that there is nothing, and never 0 % of nothing', () => {
    const numbers = numbersOf(NOTHING, calendar);
    expect(numbers.received).toEqual({ kind: 'count', rows: 0 });
    expect(numbers.window).toEqual({ kind: 'median', rows: 0, days: null });
    expect(numbers.delay).toEqual({ kind: 'median', rows: 0, days: null });
    for (const value of Object.values(numbers)) {
      if (value.kind === 'share') expect(shareOf(value)).toBeNull();
    }
  });

  it('count windows against the minimum of each, what came late, and what was answered', () => {
    const drafts = [
      draft(),
      draft({ id: 'd2', windowDays: 14 }),
      draft({ id: 'd3', windowDays: 19, minimum: 20, type: 'strategy' }),
      draft({ id: 'd4', windowDays: 30, receivedOn: asDay('2026-10-06'), lostDays: 1 }),
    ];
    const numbers = numbersOf(
      {
        drafts,
        answers: [
          { draftId: 'd1', outcome: 'accepted', count: 2 },
          { draftId: 'd1', outcome: 'rejected', count: 1 },
          { draftId: 'd1', outcome: 'noted', count: 1 },
          { draftId: 'd1', outcome: 'unanswered', count: 6 },
        ],
        // Of the one that was noted nobody knows when.
        days: [
          { draftId: 'd1', answeredOn: asDay('2026-10-26'), count: 2 },
          { draftId: 'd1', answeredOn: asDay('2026-11-13'), count: 1 },
        ],
        organisations: [{ id: 'o1', name: 'KCSF', count: 10 }],
      },
      calendar,
    );
    expect(numbers).toMatchObject({
      received: { rows: 4 },
      window: { days: 17, rows: 4 },
      short: { rows: 2, of: 4 },
      arrivedLate: { rows: 1, of: 4 },
      contributions: { rows: 10 },
      organisations: { rows: 1 },
      answered: { rows: 4, of: 10 },
      accepted: { rows: 2, of: 10 },
      partly: { rows: 0, of: 10 },
      rejected: { rows: 1, of: 10 },
      noted: { rows: 1, of: 10 },
      unanswered: { rows: 6, of: 10 },
      // 26 October is the next working day after the close, twice; the rejection came 15 later.
      delay: { rows: 3, days: 1 },
    });
  });

  it('count a delay in working days after the close, and none before it', () => {
    const delay = (closes: string, answered: string) =>
      answerDelay(calendar, asDay(closes), asDay(answered));
    expect(delay('2026-10-23', '2026-10-20')).toBe(0);
    expect(delay('2026-10-23', '2026-10-23')).toBe(0);
    expect(delay('2026-10-23', '2026-10-25')).toBe(0);
    expect(delay('2026-10-23', '2026-10-26')).toBe(1);
    // 17 February, Independence Day, is a Tuesday in 2026.
    expect(delay('2026-02-16', '2026-02-18')).toBe(1);
  });

  it('count windows, and what was lost of them, as they are explained day by day', () => {
    const day = fc.integer({ min: -400, max: 400 }).map((n) => addDays(asDay('2026-01-01'), n));
    fc.assert(
      fc.property(day, fc.nat(60), fc.integer({ min: -70, max: 90 }), fc.boolean(), (...any) => {
        const [opensOn, lasts, received, countOpeningDay] = any;
        const closesOn = addDays(opensOn, lasts);
        const window = { opensOn, closesOn, receivedOn: addDays(opensOn, received) };
        const counting = { countOpeningDay };
        const worked = workedSoFar(calendar, [opensOn, closesOn]);
        expect(windowFacts(worked, calendar, window, counting)).toEqual({
          windowDays: explainWindow(calendar, opensOn, closesOn, counting).workingDays,
          lostDays: latenessOf(calendar, window, counting)?.lost ?? 0,
        });
      }),
    );
  });

  it('count many delays as they count one', () => {
    const day = fc.integer({ min: -400, max: 400 }).map((n) => addDays(asDay('2026-01-01'), n));
    fc.assert(
      fc.property(fc.array(fc.tuple(day, day), { maxLength: 10 }), (pairs) => {
        const drafts = pairs.map(([closesOn], index) => draft({ id: String(index), closesOn }));
        const days = pairs.map(([, answeredOn], index) => ({
          draftId: String(index),
          answeredOn,
          count: 1,
        }));
        const expected = pairs.map(([closesOn, answeredOn]) =>
          answerDelay(calendar, closesOn, answeredOn),
        );
        const found = delaysOf({ drafts, days }, calendar);
        expect(found.map(({ value }) => value)).toEqual(expected);
      }),
    );
  });

  it('are the same over all institutions as over each of them', () => {
    const parts = byInstitution(
      {
        drafts: [draft(), draft({ id: 'd2', institutionId: 'i2' }), draft({ id: 'd3' })],
        answers: [
          { draftId: 'd2', outcome: 'partly', count: 3 },
          { draftId: 'd1', outcome: 'unanswered', count: 1 },
        ],
        days: [],
      },
      calendar,
    );
    expect(parts).toMatchObject([
      { institutionId: 'i1', numbers: { received: { rows: 2 }, answered: { rows: 0, of: 1 } } },
      { institutionId: 'i2', numbers: { received: { rows: 1 }, answered: { rows: 3, of: 3 } } },
    ]);
  });

  it('go by kind of document in the order of the Office for Good Governance', () => {
    const kinds = [draft({ type: 'other' }), draft(), draft({ type: 'concept_document' }), draft()];
    expect(byType(kinds)).toEqual([
      { type: 'concept_document', count: 1 },
      { type: 'draft_law', count: 2 },
      { type: 'other', count: 1 },
    ]);
  });
});

describe('what a button carries', () => {
  it('reads back every scope, and nothing else', () => {
    const id = 'AbC_-1234567890x';
    for (const scope of [
      { kind: 'year', id: '', year: 2026 },
      { kind: 'institution', id, year: null },
      { kind: 'organisation', id, year: 2013 },
      { kind: 'draft', id, year: null },
    ] as const) {
      expect(parseScope(scopeCode(scope))).toEqual(scope);
    }
    for (const text of [
      '',
      'y.2026',
      'y.2026.x',
      'i.2026.',
      'q.all.x',
      'y.26.',
      `d.all.${id}'--`,
    ]) {
      expect(parseScope(text), text).toBeNull();
    }
  });
});
