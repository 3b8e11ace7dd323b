import { expect, it } from 'vitest';
import type { Candidate } from '../../src/answers/candidates.ts';
import { Matcher } from '../../src/answers/match.ts';
import type { ReportRow } from '../../src/answers/reportRows.ts';
import { TEXTS } from './work.ts';

const candidate = (
  name: string,
  article: string,
  organisation: string,
  text: string,
): Candidate => ({
  reference: `MPMS-2026-001/${name}`,
  contributionIds: [name],
  article,
  organisations: [organisation],
  text,
  sent: true,
});
const MATCHER = new Matcher([
  candidate('K-001', 'Neni 5', 'KCSF', TEXTS.five),
  candidate('K-002', 'Neni 7', 'KDI', TEXTS.seven),
  candidate('K-003', 'Neni 12', 'KDI', TEXTS.twelve),
]);

const EMPTY = { reference: '', article: '', organisation: '', comment: '', status: '' };
function match(cells: Partial<ReportRow>) {
  const row = { ...EMPTY, reason: '', quote: '', day: '', correction: '', ...cells };
  const all = [row.reference, row.article, row.organisation, row.comment, row.reason];
  const found = MATCHER.match({ all: all.join('\n'), ...row, table: 1, line: 1 });
  return found && { reference: found.candidate.reference.slice(-5), ...found, candidate: null };
}

it('takes a reference as certain, however it is written', () => {
  for (const reference of ['K-002', 'k2', 'mpms-2026-001/K-002', 'Nr. K-002']) {
    expect(match({ reference })).toMatchObject({ reference: 'K-002', confidence: 'sure' });
  }
});

it('answers nothing where the reference is of another draft', () => {
  expect(match({ reference: 'MAPL-2026-003/K-002', comment: TEXTS.seven })).toBeNull();
  expect(match({ comment: `MAPL-2026-003/K-002: ${TEXTS.seven}` })).toBeNull();
});

it('does not take another contribution of which the institution speaks for the one it answers', () => {
  const row = { organisation: 'KCSF', article: 'Neni 5', comment: TEXTS.five };
  expect(match({ ...row, reason: 'Si te MPMS-2026-001/K-002.' })).toMatchObject({
    reference: 'K-001',
    why: ['text', 'article', 'organisation'],
  });
});

it('doubts a reference beside the text of another contribution', () => {
  expect(match({ reference: 'K-001', comment: TEXTS.seven })).toMatchObject({
    reference: 'K-001',
    confidence: 'doubtful',
    why: ['reference', 'otherText'],
  });
  // Its own text, or hardly any, speaks against nothing.
  expect(match({ reference: 'K-001', comment: TEXTS.five })?.confidence).toBe('sure');
  expect(match({ reference: 'K-001', comment: 'Regjistri' })?.confidence).toBe('sure');
});

it('is certain of no few words alone', () => {
  const comment = 'Regjistri mbahet elektronikisht dhe është publik';
  expect(match({ comment })).toMatchObject({ reference: 'K-002', confidence: 'likely' });
  const known = { comment, article: 'Neni 7', organisation: 'KDI' };
  expect(match(known)).toMatchObject({ reference: 'K-002', confidence: 'sure' });
  expect(match({ comment: TEXTS.seven })).toMatchObject({ reference: 'K-002', confidence: 'sure' });
});
