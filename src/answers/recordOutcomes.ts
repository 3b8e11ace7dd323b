import { answerArrived } from '../authority/answered.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { announcedOf } from '../contributions/outcomes.ts';
import { SHARED } from '../contributions/sharing.ts';
import { refreshCards } from '../delivery/queue.ts';
import { audit } from '../storage/audit.ts';
import type { OutcomeWay } from '../storage/generated/sqlite/enums.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { tellCorrections } from './corrections.ts';
import { standingOutcomes } from './find.ts';
import {
  CORRECTION_LENGTH,
  notRecordable,
  QUOTE_LENGTH,
  REASON_LENGTH,
  type SaidOutcome,
} from './rules.ts';

/** An outcome to be recorded of one contribution. */
export interface NewOutcome extends SaidOutcome {
  contributionId: string;
  /** Why an earlier one is corrected; null where there is none. */
  correction: string | null;
}

/** Where outcomes were read, and by which way they came in. */
export interface Recorded {
  draftId: string;
  sourceId: string | null;
  way: OutcomeWay;
}

/**
 * Records outcomes: each is a new row of the contribution's history, and what stands is kept on the
 * contribution. Corrections of what was announced are told at once. All or nothing.
 */
export async function recordOutcomes(
  work: Work,
  outcomes: readonly NewOutcome[],
  { draftId, sourceId, way }: Recorded,
): Promise<{ added: number; corrected: number } | Refusal> {
  const { tx } = work;
  const ids = outcomes.map(({ contributionId }) => contributionId);
  const standing = await standingOutcomes(tx, ids);
  const no = outcomeProblem(outcomes, standing);
  if (no) return no;
  const data = outcomes.map((said) => ({
    contributionId: said.contributionId,
    code: said.code,
    reason: said.reason,
    quote: said.quote,
    answeredOn: said.answeredOn,
    correction: standing.has(said.contributionId) ? said.correction : null,
    sourceId,
    way,
    at: work.now,
    personId: work.personId,
  }));
  for (const part of inParts(data)) await tx.outcome.createMany({ data: part });
  for (const { contributionId: id, code, answeredOn } of outcomes) {
    await tx.contribution.update({ where: { id }, data: { outcome: code, answeredOn } });
    await refreshCards(work, 'contribution', id);
    await refreshCards(work, SHARED, id);
  }
  const corrected = ids.filter((id) => standing.has(id));
  await tellCorrections(work, corrected, await announcedOf(tx, corrected));
  const counts = { added: ids.length - corrected.length, corrected: corrected.length };
  await audit(work, 'answer.record', draftId, { ...counts, source: sourceId, way });
  await answerArrived(work, draftId);
  return counts;
}

/** Why one of these cannot be recorded where these stand; null where all can. */
export function outcomeProblem(
  outcomes: readonly NewOutcome[],
  standing: ReadonlyMap<string, SaidOutcome>,
): Refusal | null {
  for (const said of outcomes) {
    const before = standing.get(said.contributionId) ?? null;
    const no = textProblem(said) ?? notRecordable(said, before, said.correction);
    if (no) return no;
  }
  return null;
}

/** What people typed or a file holds, within its bounds and showable. */
function textProblem({ reason, quote, correction }: NewOutcome): Refusal | null {
  for (const [field, text, max] of [
    ['reason', reason, REASON_LENGTH],
    ['quote', quote, QUOTE_LENGTH],
    ['correction', correction, CORRECTION_LENGTH],
  ] as const) {
    if (text === null) continue;
    if (hasUnshowable(text)) return refusal('form.unshowable', {}, field);
    const length = [...text].length;
    if (length > max) return refusal('form.tooLong', { max, length }, field);
  }
  return null;
}

/** A text as it is kept; null where there is none. */
export function keptText(text: string | undefined): string | null {
  return normaliseText(text ?? '') || null;
}
