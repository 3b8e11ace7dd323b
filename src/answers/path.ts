import { readContent } from '../bundles/content.ts';
import { bundlesOf } from '../bundles/find.ts';
import { mergeReference } from '../bundles/rules.ts';
import { localDay } from '../calendar/index.ts';
import type { ContributionRow } from '../contributions/find.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { VerifiedAs } from '../storage/generated/sqlite/enums.ts';
import { type OutcomeRow, outcomesOf } from './find.ts';
import { verificationsOf } from './verify.ts';

/** One step on the way of a contribution, on its day. */
export type Step = { day: string; at: Date | null } & (
  | { kind: 'submitted' | 'withdrawn' | 'announced' | 'confirmed' }
  | { kind: 'revised'; version: number }
  | { kind: 'joint'; reference: string }
  | { kind: 'bundled'; number: string; row: number }
  | { kind: 'sent' | 'handed'; number: string; to: string }
  | { kind: 'acknowledged'; number: string; protocol: string | null }
  | { kind: 'answered'; outcome: OutcomeRow; before: OutcomeRow | null }
  | { kind: 'verified'; found: VerifiedAs; note: string | null }
);

/**
 * What happened to a contribution, from its text to what was found in the adopted one, in the order
 * of days. What the institution said belongs to it only where it may be seen (`answers`).
 */
export async function pathOf(
  db: Database | Tx,
  row: ContributionRow,
  zone: string,
  answers: boolean,
): Promise<Step[]> {
  const at = (moment: Date) => ({ day: localDay(moment, zone) as string, at: moment });
  const on = (day: string) => ({ day, at: null });
  const steps: Step[] = [{ ...at(row.submittedAt), kind: 'submitted' }];
  for (const version of row.versions.toReversed().slice(1)) {
    steps.push({ ...at(version.at), kind: 'revised', version: version.version });
  }
  if (row.confirmedAt) steps.push({ ...at(row.confirmedAt), kind: 'confirmed' });
  if (row.withdrawnAt) steps.push({ ...at(row.withdrawnAt), kind: 'withdrawn' });
  const parts = await db.mergePart.findMany({
    where: { contributionId: row.id, merge: { state: 'agreed' } },
    include: { merge: true },
  });
  for (const { merge } of parts) {
    const reference = mergeReference(row.draft.number, merge.ordinal);
    steps.push({ ...at(merge.endedAt ?? merge.proposedAt), kind: 'joint', reference });
  }
  steps.push(...(await bundleSteps(db, row, at, on)));
  if (!answers) return inOrder(steps);
  const outcomes = await outcomesOf(db, row.id);
  for (const [index, outcome] of outcomes.entries()) {
    const before = outcomes[index - 1] ?? null;
    // A correction happens on the day on which staff make it.
    const when = before ? at(outcome.at) : on(outcome.answeredOn);
    steps.push({ ...when, kind: 'answered', outcome, before });
  }
  const { draftId, announcedIn: ordinal } = row;
  const announced =
    ordinal === null
      ? null
      : await db.announcement.findUnique({ where: { draftId_ordinal: { draftId, ordinal } } });
  if (announced) steps.push({ ...at(announced.at), kind: 'announced' });
  for (const { at: moment, found, note } of await verificationsOf(db, row.id)) {
    steps.push({ ...at(moment), kind: 'verified', found, note });
  }
  return inOrder(steps);
}

/** In which bundles it went, and what became of these. */
async function bundleSteps(
  db: Database | Tx,
  row: ContributionRow,
  at: (moment: Date) => { day: string; at: Date },
  on: (day: string) => { day: string; at: null },
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const bundle of await bundlesOf(db, row.draftId)) {
    if (!bundle.frozenAt || bundle.content === null) continue;
    const { number } = bundle;
    const place = readContent(bundle.content).rows.find(({ authors }) =>
      authors.some((author) => author.contributionId === row.id),
    );
    if (!place) continue;
    steps.push({ ...at(bundle.frozenAt), kind: 'bundled', number, row: place.row });
    const dispatches = await db.dispatch.findMany({
      where: { bundleId: bundle.id, revokedAt: null, sentOn: { not: null } },
      orderBy: { at: 'asc' },
    });
    for (const { way, to, sentOn, acknowledgedOn, protocolNumber } of dispatches) {
      const kind = way === 'email' ? 'sent' : 'handed';
      steps.push({ ...on(sentOn ?? ''), kind, number, to });
      if (!acknowledgedOn) continue;
      const protocol = protocolNumber;
      steps.push({ ...on(acknowledgedOn), kind: 'acknowledged', number, protocol });
    }
  }
  return steps;
}

/** By day; on one day, as they were found, for that is the order in which they follow. */
function inOrder(steps: readonly Step[]): Step[] {
  return steps.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
