import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, asDay, daysBetween } from '../../src/calendar/index.ts';
import { readXml } from '../../src/documents/text/xml.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import { planChart } from '../../src/plan/chart.ts';
import {
  CHART_ROWS,
  type ChartActivity,
  chartGroups,
  chartSpan,
} from '../../src/plan/chartGroups.ts';
import { altText, chartMessage, loadChart } from '../../src/plan/chartNote.ts';
import { moveDeadline } from '../../src/plan/moveDeadline.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { importText, on } from './work.ts';

const TODAY = asDay('2026-10-05');
const DAYS = 90;

let handles = 0;
function activity(given: Partial<ChartActivity> = {}): ChartActivity {
  handles += 1;
  return {
    handle: `A${handles}`,
    title: `Activity ${handles}`,
    state: 'open',
    deadlineOn: TODAY,
    doneOn: null,
    doneIn: null,
    movedFrom: null,
    demonstration: false,
    ...given,
  };
}

const day = fc.integer({ min: -3_000, max: 3_000 }).map((days) => addDays(TODAY, days));
const anyActivity = fc
  .record({
    title: fc.string({ unit: 'grapheme', maxLength: 300 }),
    state: fc.constantFrom('open', 'done', 'dropped'),
    deadlineOn: fc.option(day),
    doneOn: fc.option(day),
    movedFrom: fc.option(day),
    demonstration: fc.boolean(),
  })
  .map((given) => activity(given));

describe('chartGroups', () => {
  it('tells apart what is overdue, due soon, due later, done, dropped and without a deadline', () => {
    const groups = chartGroups(
      [
        activity({ title: 'yesterday', deadlineOn: addDays(TODAY, -1) }),
        activity({ title: 'long ago', deadlineOn: addDays(TODAY, -99) }),
        activity({ title: 'today' }),
        activity({ title: 'in 90 days', deadlineOn: addDays(TODAY, DAYS) }),
        activity({ title: 'in 91 days', deadlineOn: addDays(TODAY, DAYS + 1) }),
        activity({ title: 'done', state: 'done', deadlineOn: addDays(TODAY, -9) }),
        activity({ title: 'dropped', state: 'dropped' }),
        activity({ title: 'undated', deadlineOn: null }),
      ],
      TODAY,
      DAYS,
    );
    expect(groups.map(({ kind, shown }) => [kind, shown.map(({ title }) => title)])).toEqual([
      ['overdue', ['long ago', 'yesterday']],
      ['soon', ['today', 'in 90 days']],
      ['later', ['in 91 days']],
      ['done', ['done']],
      ['undated', ['undated']],
      ['dropped', ['dropped']],
    ]);
  });

  it('counts every activity, draws no more than fit, and what slips goes first', () => {
    fc.assert(
      fc.property(fc.array(anyActivity, { maxLength: 80 }), (activities) => {
        const groups = chartGroups(activities, TODAY, DAYS);
        const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);
        expect(sum(groups.map(({ count }) => count))).toBe(activities.length);
        const shown = sum(groups.map((group) => group.shown.length));
        expect(shown).toBe(Math.min(CHART_ROWS, activities.length));
        const [first] = groups;
        if (first?.kind === 'overdue') expect(first.shown.length).toBeGreaterThan(0);
        const span = chartSpan(groups, TODAY);
        if (span) expect(daysBetween(span.from, span.to)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the chart', () => {
  it('is well-formed and stays inside its picture, whatever a plan holds', () => {
    fc.assert(
      fc.property(
        fc.array(anyActivity, { minLength: 1, maxLength: 30 }),
        fc.string({ maxLength: 150 }),
        fc.constantFrom(...LANGUAGES),
        (activities, title, language) => {
          const groups = chartGroups(activities, TODAY, DAYS);
          const picture = planChart(language, { title }, groups, TODAY);
          const height = Number(/height="(\d+)"/.exec(picture)?.[1]);
          for (const event of readXml(picture)) {
            if (event.kind !== 'open') continue;
            for (const name of ['x', 'cx', 'x1', 'x2']) {
              const at = event.attribute(name);
              if (at === null) continue;
              expect(Number(at)).toBeGreaterThanOrEqual(0);
              expect(Number(at)).toBeLessThanOrEqual(1080);
            }
            const y = event.attribute('y');
            if (y !== null) expect(Number(y)).toBeLessThanOrEqual(height);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives every state a filling of its own', () => {
    const kinds = [
      activity({ deadlineOn: addDays(TODAY, -40) }),
      activity({ deadlineOn: addDays(TODAY, 20) }),
      activity({ deadlineOn: addDays(TODAY, 200) }),
      activity({ state: 'done' }),
      activity({ deadlineOn: null }),
      activity({ state: 'dropped' }),
    ];
    const picture = planChart('en', { title: '' }, chartGroups(kinds, TODAY, DAYS), TODAY);
    const fills = [...picture.matchAll(/<rect [^>]*height="54" fill="([^"]+)"/g)].map(
      ([, fill]) => fill,
    );
    expect(fills).toHaveLength(6);
    expect(new Set(fills).size).toBe(6);
  });

  it.each([
    ['before its deadline is known', '2025', '2026-06-30', 'done: 2025 · on time'],
    ['around its deadline', '2026', '2026-06-30', 'done: 2026'],
    ['after its deadline', '2026', '2025-12-31', 'done: 2026 · late'],
    ['in a time that it has whole', '2026', '2026-12-31', 'done: 2026 · on time'],
  ])('says no more than is known of what was done %s', (_what, written, deadline, words) => {
    const [from, to] = [asDay(`${written}-01-01`), asDay(`${written}-12-31`)];
    const done = activity({
      state: 'done',
      deadlineOn: asDay(deadline),
      doneIn: { written, from, to },
    });
    const groups = chartGroups([done], TODAY, DAYS);
    expect(chartSpan(groups, TODAY)).toEqual({ from: deadline, to: deadline });
    const picture = planChart('en', { title: 'My plan' }, groups, TODAY);
    expect(picture).toContain(`>${words}</text>`);
    // One check in the bar of the plan, one in the heading, none in the lane.
    expect(picture.match(/<polyline/g)).toHaveLength(2);
  });

  it('draws nothing as done at the deadline, nor on a day to come', () => {
    for (const doneOn of [null, addDays(TODAY, 30)]) {
      const done = activity({ state: 'done', deadlineOn: addDays(TODAY, -30), doneOn });
      const groups = chartGroups([done], TODAY, DAYS);
      expect(chartSpan(groups, TODAY)?.to).toBe(addDays(TODAY, -30));
      const picture = planChart('en', { title: 'My plan' }, groups, TODAY);
      expect(picture.match(/<polyline/g)).toHaveLength(2);
    }
  });

  it('tells each state by a word and a shape, not by colour alone', () => {
    const groups = chartGroups(
      [
        activity({ deadlineOn: addDays(TODAY, -40), movedFrom: addDays(TODAY, -80) }),
        activity({ deadlineOn: addDays(TODAY, 20) }),
        activity({ deadlineOn: addDays(TODAY, 200) }),
        activity({ state: 'done', deadlineOn: TODAY, doneOn: addDays(TODAY, -3) }),
        activity({ state: 'done', deadlineOn: addDays(TODAY, -30), doneOn: addDays(TODAY, -3) }),
      ],
      TODAY,
      DAYS,
    );
    const picture = planChart('en', { title: 'My plan' }, groups, TODAY);
    for (const words of [
      'As of 5 Oct 2026',
      'Overdue: 1',
      'overdue since 26 Aug 2026 (5 weeks) · moved from 17 Jul 2026',
      'Due within 90 days: 1',
      '25 Oct 2026 · in 20 days',
      'Due later: 1',
      'Done: 2',
      'done: 2 Oct 2026 · on time',
      'done: 2 Oct 2026 · 27 days late',
      'today',
      'Q1 2027',
      // Its place is taken by “today”: it stands beside it.
      'Q4 2026',
    ]) {
      expect(picture).toContain(`>${words}</text>`);
    }
    // The bar of the whole plan: each state with its count beside its sign.
    expect(picture.match(/font-weight="700"[^>]*>[12]<\/text>/g)).toHaveLength(4);
    for (const shape of ['<polygon', '<circle', '<polyline', 'url(#overdue)', 'url(#late)']) {
      expect(picture).toContain(shape);
    }
  });
});

describe('the words beside the picture', () => {
  let storage: TemporaryStorage;
  beforeEach(async () => {
    storage = await openTemporaryStorage();
  });
  afterEach(() => storage.dispose());

  it('tell the real plan as it is written', async () => {
    await importText(storage, readFileSync(new URL('action-plan.csv', import.meta.url)));
    const { id } = await storage.db.plan.findFirstOrThrow();
    const chart = await loadChart(storage.db, id, TODAY);
    if (!chart) throw new Error('no chart');
    const alt = altText('en', chart.plan, chart.groups, TODAY);
    expect(alt).toContain('Done: 11');
    expect(alt).toContain(
      'A2 Council for implementation of the Strategy established — done: 15 Oct 2014 · 107 days late.',
    );
    // The plan says only “2015”.
    expect(alt).toContain('— done: 2015 · on time.');
    expect(await loadChart(storage.db, 'nobody', TODAY)).toBeNull();
  });

  it('show from where a deadline was moved', async () => {
    await importText(storage, 'activity,deadline\nOne,Q4 2026\n');
    await on(storage, '2026-10-06', (work) =>
      moveDeadline(work, 'A1', { deadline: 'Q2 2027', reason: 'The law is late.' }),
    );
    const { id } = await storage.db.plan.findFirstOrThrow();
    const chart = await loadChart(storage.db, id, TODAY);
    const moved = chart?.groups.flatMap(({ shown }) => shown.map((row) => row.movedFrom));
    expect(moved).toEqual(['2026-12-31']);
  });

  it('stay within what platforms take, in whole lines, and say how many are left out', () => {
    fc.assert(
      fc.property(
        fc.array(anyActivity, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(...LANGUAGES),
        (activities, language) => {
          const groups = chartGroups(activities, TODAY, DAYS);
          const plan = { title: 'x'.repeat(150) };
          expect(altText(language, plan, groups, TODAY).length).toBeLessThanOrEqual(1_000);
          const { parts } = chartMessage(language, plan, groups, TODAY);
          expect(JSON.stringify(parts).length).toBeLessThan(3_500);
        },
      ),
      { numRuns: 60 },
    );
  });
});
