import { createHash } from 'node:crypto';
import { readContent } from '../bundles/content.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { contributionReference } from '../contributions/rules.ts';
import { readTables } from '../documents/readTables.ts';
import type { DraftRow } from '../drafts/find.ts';
import { fold } from '../i18n/fold.ts';
import type { Database, Tx } from '../storage/database.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { standingOutcomes } from './find.ts';
import { HEAD_EXPRESSIONS } from './heads.ts';
import { type MatchedReport, matchReport } from './matchReport.ts';
import { matchRows } from './matchRows.ts';
import {
  type FoundOutcome,
  type Known,
  namesOf,
  type ReadAnswers,
  readSheetRows,
} from './readAnswers.ts';
import { type Marker, MOST_ROWS, readReport } from './reportRows.ts';
import type { SaidOutcome } from './rules.ts';
import { mixedUpIn } from './sheet.ts';

/** What a file would record, and what it is. */
export interface Comparison {
  /** Our own sheet of a bundle, a sheet of matched answers, or a ministry's report. */
  kind: 'sheet' | 'confirm' | 'report';
  /** Of a sheet of matched answers: where the answers stand. */
  sourceId: string | null;
  answers: ReadAnswers;
  /** Of a report: its rows with what they were taken for. */
  report: MatchedReport | null;
  /** A digest of all that would be recorded. */
  seen: string;
}

/**
 * Reads a file that was just handed over and matches its rows, before any transaction: that may take
 * seconds.
 */
export async function readAnswersAhead(
  db: Database,
  draftId: string,
  bytes: Uint8Array | undefined,
): Promise<void> {
  if (!bytes) return;
  const file = await readTables(bytes, HEAD_EXPRESSIONS);
  if (isRefusal(file)) return;
  const { marker, rows } = readReport(file);
  if (marker || rows.length > MOST_ROWS) return;
  await matchRows(rows, await candidatesOf(db, draftId));
}

/**
 * What a file says of the contributions to a draft. Writes nothing. Refused: a sheet of another
 * draft, or of a bundle that was not frozen like that, and what has neither a table nor a list of
 * answers.
 */
export async function compareAnswers(
  db: Database | Tx,
  draft: DraftRow,
  bytes: Uint8Array,
  { day, today }: { day: string; today: string },
): Promise<Comparison | Refusal> {
  const file = await readTables(bytes, HEAD_EXPRESSIONS);
  if (isRefusal(file)) return file;
  const { marker, rows } = readReport(file);
  if (rows.length > MOST_ROWS) return refusal('imports.tooManyRows', { max: MOST_ROWS }, 'file');
  if (marker) {
    const no = await wrongMarker(db, draft, marker);
    if (no) return no;
  } else if (rows.length === 0) return refusal('answers.file.noTable', {}, 'file');
  const candidates = await candidatesOf(db, draft.id);
  if (candidates.length === 0) {
    return refusal('answers.nothingSaid', { number: draft.number }, 'file');
  }
  const all = await db.contribution.findMany({
    where: { draftId: draft.id },
    select: { id: true, ordinal: true },
  });
  const standing = await standingOutcomes(
    db,
    all.map(({ id }) => id),
  );
  const names = namesOf(
    candidates,
    all.map(({ id, ordinal }) => ({ id, reference: contributionReference(draft.number, ordinal) })),
  );
  const known: Known = {
    byReference: names,
    standing,
    day: await dayOf(db, marker, day),
    today,
    mixedUp: await mixedUpOf(db, marker),
  };
  const report = marker
    ? null
    : matchReport(await matchRows(rows, candidates), candidates, standing);
  const answers = report
    ? sureOf(report, known)
    : readSheetRows(rows, known, marker?.kind ?? 'sheet');
  return {
    kind: marker?.kind ?? 'report',
    sourceId: marker?.kind === 'confirm' ? marker.sourceId : null,
    answers,
    report,
    seen: digestOf(answers.found, report?.missing ?? []),
  };
}

async function wrongMarker(
  db: Database | Tx,
  draft: DraftRow,
  marker: Marker,
): Promise<Refusal | null> {
  const { number } = marker;
  const of = marker.kind === 'sheet' ? number.replace(/\/P-\d+$/i, '') : number;
  if (fold(of) !== fold(draft.number)) {
    return refusal('answers.file.otherDraft', { number, draft: draft.number }, 'file');
  }
  if (marker.kind === 'confirm') {
    const source = await db.answerSource.findFirst({
      where: { id: marker.sourceId, draftId: draft.id, revokedAt: null },
    });
    return source ? null : refusal('answers.file.sourceGone', {}, 'file');
  }
  const bundle = await db.bundle.findFirst({ where: { number, draftId: draft.id } });
  return bundle?.sha256 === marker.sha256
    ? null
    : refusal('answers.file.otherBundle', { number }, 'file');
}

async function mixedUpOf(db: Database | Tx, marker: Marker | null): Promise<Known['mixedUp']> {
  if (marker?.kind !== 'sheet') return undefined;
  const bundle = await db.bundle.findUnique({ where: { number: marker.number } });
  return bundle?.content ? mixedUpIn(readContent(bundle.content)) : undefined;
}

/** What was confirmed is of the day of its own document, whatever is said of the sheet. */
async function dayOf(db: Database | Tx, marker: Marker | null, day: string): Promise<string> {
  if (marker?.kind !== 'confirm') return day;
  const source = await db.answerSource.findUnique({ where: { id: marker.sourceId } });
  return source?.datedOn ?? day;
}

/** What of a report needs nobody but whoever presses: the rows that are sure. */
function sureOf(report: MatchedReport, known: Known): ReadAnswers {
  const found: FoundOutcome[] = [];
  const taken = new Set<string>();
  let left = 0;
  for (const { row, match, code, reason, confidence, left: same } of report.rows) {
    if (same) left += 1;
    if (same || confidence !== 'sure' || !match || !code) continue;
    const { reference, contributionIds } = match.candidate;
    for (const contributionId of contributionIds) {
      // What stands in two joint texts is answered once.
      if (known.standing.has(contributionId) || taken.has(contributionId)) continue;
      taken.add(contributionId);
      const said: SaidOutcome = { code, reason, quote: null, answeredOn: known.day };
      const of = { contributionId, reference, line: row.line, before: null, correction: null };
      found.push({ ...said, ...of });
    }
  }
  return { found, left, unclear: [], open: 0 };
}

/** What the report does not mention and nobody recorded anything of, as not answered. */
export function asUnanswered(
  missing: readonly Candidate[],
  standing: ReadonlyMap<string, SaidOutcome>,
  day: string,
): FoundOutcome[] {
  return missing.flatMap(({ reference, contributionIds }) =>
    contributionIds
      .filter((id) => !standing.has(id))
      .map((contributionId) => ({
        contributionId,
        reference,
        line: 0,
        code: 'unanswered' as const,
        reason: null,
        quote: null,
        answeredOn: day,
        before: null,
        correction: null,
      })),
  );
}

function digestOf(found: readonly FoundOutcome[], missing: readonly Candidate[]): string {
  const text = JSON.stringify([found, missing.map(({ reference }) => reference)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The rows that somebody has to decide. */
export function doubtfulRows({ rows }: MatchedReport) {
  return rows.filter(({ confidence, left }) => confidence === 'doubtful' && !left);
}
