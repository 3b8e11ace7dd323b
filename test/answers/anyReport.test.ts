import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../src/answers/candidates.ts';
import { matchReport } from '../../src/answers/matchReport.ts';
import { readSheetRows } from '../../src/answers/readAnswers.ts';
import { type ReportRow, readReport } from '../../src/answers/reportRows.ts';
import { type Desk, openDesk } from '../chat/desk.ts';
import { HEADS } from './reports.ts';
import { file, freeze, handOver, type Story, TEXTS, tellStory } from './work.ts';

const WORDS = [
  ...Object.values(TEXTS),
  ...Object.values(TEXTS).map((text) => text.slice(0, 60)),
  'KCSF',
  'KDI',
  'Neni 5',
  'Neni 7',
  'K-001',
  'MPMS-2026-001/K-002',
  'Pranuar',
  'Nuk pranohet',
  'Delimično prihvaćeno',
  'noted',
  '✅',
  '=1+1',
  '12.11.2026',
  '"',
  ';',
  '',
];
const cell = fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 40 }));
const row = fc.array(cell, { minLength: 6, maxLength: 6 });

const candidate = (reference: string, article: string, organisation: string, text: string) =>
  ({
    reference,
    contributionIds: [reference],
    article,
    organisations: [organisation],
    text,
  }) satisfies Candidate;
const CANDIDATES = [
  candidate('MPMS-2026-001/K-001', 'Neni 5', 'KCSF', TEXTS.five),
  candidate('MPMS-2026-001/K-002', 'Neni 7', 'KDI', TEXTS.seven),
  candidate('MPMS-2026-001/K-003', 'Neni 12', 'KDI', TEXTS.twelve),
];

const rowsOf = (cells: readonly (readonly string[])[]): ReportRow[] =>
  readReport({
    tables: [[[...HEADS.sq], ...cells].map((one, index) => ({ line: index + 1, cells: [...one] }))],
    text: '',
  }).rows;

describe('a joint text in a report', () => {
  const [first, second, third] = CANDIDATES as [Candidate, Candidate, Candidate];
  const joint: Candidate = {
    ...candidate('MPMS-2026-001/B-01', 'Neni 5', 'KCSF', TEXTS.five),
    contributionIds: [...first.contributionIds, ...second.contributionIds],
    parts: [first, second],
  };
  const matched = (...said: readonly (readonly [reference: string, status: string])[]) => {
    const rows = said.map(([reference, status], index) => ({
      ...{ table: 1, line: index + 2, article: '', organisation: '', comment: '', quote: '' },
      ...{ day: '', correction: '', all: '', reason: 'Po', reference, status },
    }));
    const { rows: found, missing } = matchReport(rows, [joint, third], new Map());
    return {
      found: found.map(({ match, confidence }) => [match?.candidate.reference, confidence]),
      missing: missing.map(({ reference }) => reference),
    };
  };

  it('is answered as one, or part by part where the report names them', () => {
    const { reference } = joint;
    expect(matched([reference, 'Pranuar'])).toEqual({
      found: [[reference, 'sure']],
      missing: [third.reference],
    });
    expect(matched([first.reference, 'Pranuar'], [second.reference, 'Refuzuar'])).toEqual({
      found: [
        [first.reference, 'sure'],
        [second.reference, 'sure'],
      ],
      missing: [third.reference],
    });
    expect(matched([first.reference, 'Pranuar']).missing).toEqual([
      second.reference,
      third.reference,
    ]);
  });

  it('needs a person where it is answered as one and in parts', () => {
    const { found } = matched([joint.reference, 'Pranuar'], [first.reference, 'Refuzuar']);
    expect(found.map(([, confidence]) => confidence)).toEqual(['doubtful', 'doubtful']);
  });
});

describe('whatever a report says', () => {
  it('one row at most surely answers a contribution, and what is sure can be recorded', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (cells) => {
        const { rows, missing } = matchReport(rowsOf(cells), CANDIDATES, new Map());
        const sure = rows.filter(({ confidence }) => confidence === 'sure');
        const answered = sure.map(({ match }) => match?.candidate.reference);
        expect(new Set(answered).size).toBe(answered.length);
        for (const { code, match, reason, doubts } of sure) {
          expect(match).not.toBeNull();
          expect(code === null || (code === 'rejected' && !reason)).toBe(false);
          expect(doubts).toEqual([]);
        }
        for (const { reference } of missing) expect(answered).not.toContain(reference);
      }),
      { numRuns: 500 },
    );
  });

  it('a row of a sheet is recorded, known, unclear, or says nothing; none is lost or taken twice', () => {
    const byReference = new Map(
      CANDIDATES.map(({ reference, contributionIds }, index) => [
        `K${index + 1}`,
        { reference, contributionIds },
      ]),
    );
    const known = { byReference, standing: new Map(), day: '2026-11-20', today: '2026-11-23' };
    const field = fc.record({
      reference: cell,
      status: cell,
      reason: cell,
      quote: cell,
      day: cell,
      correction: cell,
    });
    fc.assert(
      fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
        const rows = fields.map((one, index) => ({
          ...{ table: 1, line: index + 1, article: '', organisation: '', comment: '', all: 'x' },
          ...one,
        }));
        const { found, unclear } = readSheetRows(rows, known, 'sheet');
        const says = rows.filter(({ status, reason, quote }) => status + reason + quote !== '');
        const lines = [...found, ...unclear].map(({ line }) => line).sort((a, b) => a - b);
        expect(lines).toEqual(says.map(({ line }) => line));
        expect(new Set(found.map(({ contributionId }) => contributionId)).size).toBe(found.length);
        for (const { code, reason } of found) expect(code === 'rejected' && !reason).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('whatever file is handed over', () => {
  let desk: Desk;
  let story: Story;
  beforeAll(async () => {
    desk = await openDesk();
    story = await tellStory(desk);
    await freeze(desk, story);
  });
  afterAll(() => desk.dispose());

  it('nothing is recorded, and nobody told, without a press', async () => {
    const before = await desk.db.delivery.count();
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (cells) => {
        const quoted = [[...HEADS.sq], ...cells].map((one) =>
          one.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'),
        );
        const bytes = new TextEncoder().encode(quoted.join('\n'));
        await handOver(desk, story.number, file('report.csv', bytes));
        expect(await desk.db.outcome.count()).toBe(0);
        expect(await desk.db.answerSource.count()).toBe(0);
        expect(await desk.db.delivery.count()).toBe(before);
        expect(desk.errors).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
