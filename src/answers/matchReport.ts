import { hasUnshowable, normaliseText, withoutUnshowable } from '../chat/inputs.ts';
import type { OutcomeCode } from '../contributions/outcomes.ts';
import { shorten } from '../documents/shorten.ts';
import type { Candidate } from './candidates.ts';
import { type Match, Matcher } from './match.ts';
import type { ReportRow } from './reportRows.ts';
import { type QUOTE_LENGTH, REASON_LENGTH, type SaidOutcome, saysTheSame } from './rules.ts';
import { type Confidence, readOutcome } from './words.ts';

/** Why a row needs a person, besides a match or a word that is not certain. */
export type Doubt =
  | 'noMatch'
  | 'matchDoubtful'
  | 'noOutcome'
  | 'outcomeDoubtful'
  | 'noReason'
  | 'several'
  | 'recorded';

/** A row of a ministry's report with what it was taken for. */
export interface MatchedRow {
  row: ReportRow;
  match: Match | null;
  code: OutcomeCode | null;
  reason: string | null;
  confidence: Confidence;
  doubts: Doubt[];
  /** What is recorded already, where the row says something else. */
  recorded: OutcomeCode | null;
  /** The row says what is recorded already. */
  left: boolean;
}

export interface MatchedReport {
  rows: MatchedRow[];
  /** What the report does not mention. */
  missing: Candidate[];
}

/**
 * Matches the rows of a report with contributions and reads what they say. A row is sure only where
 * both are, where nothing else answers the same contribution, and nothing is recorded of it yet. Pure.
 */
export function matchReport(
  rows: readonly ReportRow[],
  candidates: readonly Candidate[],
  standing: ReadonlyMap<string, SaidOutcome>,
): MatchedReport {
  const matcher = new Matcher(candidates);
  const matched = rows.map((row) => matchRow(row, matcher.match(row)));
  const answers = new Map<string, MatchedRow[]>();
  for (const one of matched) {
    if (!one.match) continue;
    const { reference } = one.match.candidate;
    answers.set(reference, [...(answers.get(reference) ?? []), one]);
  }
  for (const [, same] of answers) {
    // A certain match keeps its contribution; whatever else looks like it has to be looked at.
    const sure = same.filter(({ match }) => match?.confidence === 'sure');
    const doubtful = sure.length === 1 ? same.filter((one) => one !== sure[0]) : same;
    if (same.length > 1) for (const one of doubtful) doubt(one, 'several');
  }
  // A joint text that is answered whole and in parts: only people can tell what holds.
  for (const { reference, parts = [] } of candidates) {
    const whole = answers.get(reference) ?? [];
    const single = parts.flatMap((part) => answers.get(part.reference) ?? []);
    if (whole.length > 0 && single.length > 0) {
      for (const one of [...whole, ...single]) doubt(one, 'several');
    }
  }
  for (const one of matched) compare(one, standing);
  return { rows: matched, missing: candidates.flatMap((one) => missingOf(one, answers)) };
}

/** What a report says nothing of: a joint text, or those of its parts that are left. */
function missingOf(one: Candidate, answers: ReadonlyMap<string, unknown>): Candidate[] {
  if (answers.has(one.reference)) return [];
  const left = (one.parts ?? []).filter(({ reference }) => !answers.has(reference));
  return one.parts && left.length < one.parts.length ? left : [one];
}

function matchRow(row: ReportRow, match: Match | null): MatchedRow {
  const fromStatus = row.status === '' ? null : readOutcome(row.status);
  const fromReason = fromStatus ? null : readOutcome(row.reason);
  const read = fromStatus ?? fromReason;
  // What stands only in the reasons is never certain.
  const wordConfidence =
    fromReason?.confidence === 'sure' ? 'likely' : (read?.confidence ?? 'doubtful');
  const reason = kept(row.reason, REASON_LENGTH);
  const one: MatchedRow = {
    row,
    match,
    code: read?.code ?? null,
    reason,
    confidence: least(match?.confidence ?? 'doubtful', wordConfidence),
    doubts: [],
    recorded: null,
    left: false,
  };
  if (!match) doubt(one, 'noMatch');
  else if (match.confidence === 'doubtful') doubt(one, 'matchDoubtful');
  if (!read) doubt(one, 'noOutcome');
  else if (wordConfidence === 'doubtful') doubt(one, 'outcomeDoubtful');
  if (one.code === 'rejected' && !reason) doubt(one, 'noReason');
  return one;
}

/** A row about what is recorded already needs nobody where it says the same, and a person else. */
function compare(one: MatchedRow, standing: ReadonlyMap<string, SaidOutcome>): void {
  const { match, code, reason } = one;
  if (!match || !code) return;
  const before = match.candidate.contributionIds.flatMap((id) => standing.get(id) ?? []);
  const said = { code, reason, answeredOn: null };
  const other = before.find((known) => !saysTheSame(known, { ...said, quote: known.quote }));
  if (other) {
    one.recorded = other.code;
    doubt(one, 'recorded');
  } else if (before.length === match.candidate.contributionIds.length) one.left = true;
}

function doubt(one: MatchedRow, why: Doubt): void {
  one.doubts.push(why);
  one.confidence = 'doubtful';
}

const ORDER: readonly Confidence[] = ['sure', 'likely', 'doubtful'];

function least(a: Confidence, b: Confidence): Confidence {
  return ORDER[Math.max(ORDER.indexOf(a), ORDER.indexOf(b))] ?? 'doubtful';
}

/** A text of a stranger's file, showable and within its bound; null where there is none. */
export function kept(
  text: string,
  most: typeof REASON_LENGTH | typeof QUOTE_LENGTH,
): string | null {
  const showable = hasUnshowable(text) ? withoutUnshowable(text) : text;
  return shorten(normaliseText(showable), most) || null;
}
