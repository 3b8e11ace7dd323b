import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDay, createCalendar } from '../../src/calendar/index.ts';
import { readXml } from '../../src/documents/text/xml.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';
import type { Report } from '../../src/reports/cards.ts';
import { drawReport, type Look, WIDTH } from '../../src/reports/chart.ts';
import { chartAlt, chartOf } from '../../src/reports/chartFacts.ts';
import {
  type AnswerFact,
  type DraftFact,
  type Numbers,
  numbersOf,
  TYPES,
} from '../../src/reports/rules.ts';
import { OutcomeCode } from '../../src/storage/generated/sqlite/enums.ts';

const TODAY = asDay('2026-11-23');
const calendar = createCalendar();

const anyDraft: fc.Arbitrary<DraftFact> = fc.record({
  id: fc.constant('d'),
  number: fc.constant('DMA-2026-001'),
  type: fc.constantFrom(...TYPES),
  institutionId: fc.constantFrom('a', 'b', 'c'),
  receivedOn: fc.constant(TODAY),
  opensOn: fc.constant(TODAY),
  closesOn: fc.constant(TODAY),
  windowDays: fc.nat(90),
  minimum: fc.nat(90),
  lostDays: fc.nat(90),
});
const anyAnswer: fc.Arbitrary<AnswerFact> = fc.record({
  draftId: fc.constant('d'),
  outcome: fc.constantFrom(...Object.values(OutcomeCode)),
  count: fc.integer({ min: 1, max: 1_000_000 }),
});
const anyText = fc.string({ unit: 'grapheme', maxLength: 200 });

const reportOf = (
  title: string,
  drafts: DraftFact[],
  answers: AnswerFact[],
  demonstration: boolean,
): Report => {
  const scope = { kind: 'year', id: '', year: 2026 } as const;
  const days = answers.map(({ draftId, count }) => ({ draftId, count, answeredOn: TODAY }));
  const seen = 'recorded' as const;
  const sums = { drafts, answers, days, organisations: [], unannounced: answers.length };
  const facts = { scope, demonstration, seen, ...sums };
  const numbers = numbersOf(facts, calendar);
  return { title, facts, numbers, before: { year: 2025, numbers }, cameFrom: [], opens: true };
};

describe('the picture of a report', () => {
  it('is well-formed and stays inside its frame, and is told in words that fit, whatever it shows', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(anyDraft, { maxLength: 20 }),
        fc.array(anyAnswer, { maxLength: 8 }),
        fc.array(anyText, { maxLength: 12 }),
        fc.boolean(),
        fc.constantFrom(...LANGUAGES),
        (title, drafts, answers, codes, demonstration, language) => {
          const report = reportOf(title, drafts, answers, demonstration);
          const lines = codes.map((code, index) => ({
            institutionId: String(index),
            code,
            name: null,
            numbers: report.numbers as Numbers,
          }));
          const chart = chartOf(language, report, lines, TODAY);
          const drawn = drawReport(chart);
          for (const event of readXml(drawn.svg)) {
            if (event.kind !== 'open') continue;
            const at = (name: string) => Number(event.attribute(name) ?? 0);
            for (const name of ['x', 'cx', 'x1', 'x2']) {
              expect(at(name)).toBeGreaterThanOrEqual(0);
              expect(at(name)).toBeLessThanOrEqual(WIDTH);
            }
            if (event.attribute('width') !== null && event.attribute('x') !== null) {
              expect(at('x') + at('width')).toBeLessThanOrEqual(WIDTH);
            }
            if (event.attribute('y') !== null) expect(at('y')).toBeLessThanOrEqual(drawn.height);
          }
          expect(chartAlt(language, chart).length).toBeLessThanOrEqual(1_000);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells every look by its filling or its sign, not by colour', () => {
    const looks: Look[] = ['plain', 'accepted', 'partly', 'rejected', 'neutral', 'silent'];
    const of = (look: Look) => {
      const bars = [{ label: '', words: '', part: 0.5, look }];
      const { svg } = drawReport({
        title: '',
        notes: [],
        sections: [{ heading: '', bars, more: null }],
      });
      const signs = /<(polyline|polygon|circle|path)/.exec(svg.replace(/<defs>.*<\/defs>/, ''));
      return `${signs?.[1] ?? 'none'} ${/height="36" fill="([^"]+)" stroke/.exec(svg)?.[1]}`;
    };
    const told = looks.map(of);
    expect(new Set(told).size).toBe(looks.length);
    // Without colours: the sign, and whether the bar is full, patterned, light or empty.
    expect(told).toEqual([
      expect.stringMatching(/^none #/),
      expect.stringMatching(/^polyline #/),
      expect.stringMatching(/^polygon url\(#partly\)/),
      expect.stringMatching(/^path url\(#rejected\)/),
      expect.stringMatching(/^circle #c3c7d0/),
      expect.stringMatching(/^circle #ffffff/),
    ]);
  });

  it('says in words what it draws: kinds, years, outcomes', () => {
    const draft = fc.sample(anyDraft, 1)[0] as DraftFact;
    const answer = { draftId: 'd', count: 1 } as const;
    const report = reportOf(
      'The year 2026 in numbers',
      [{ ...draft, type: 'draft_law' }],
      [
        { ...answer, outcome: 'accepted' },
        { ...answer, outcome: 'unanswered', count: 3 },
      ],
      false,
    );
    const alt = chartAlt('en', chartOf('en', report, [], TODAY));
    for (const words of [
      'As it stands on 23 Nov 2026',
      'draft laws: 1.',
      '2012: 66.',
      '2013: 45.',
      'Accepted: 1 of 4 (25%).',
      'Unanswered: 3 of 4 (75%).',
    ]) {
      expect(alt).toContain(words);
    }
  });
});
