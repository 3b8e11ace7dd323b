import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { endWaitingLetters } from './waitingLetters.ts';

/** Call it in the transaction in which an answer to a draft is kept: the clock stops at once. */
export async function answerArrived(work: Work, draftId: string): Promise<void> {
  if (!(await isAnswered(work.tx, draftId))) return;
  // Not a letter about the draft itself, such as that it came late.
  await endWaitingLetters(work, { draftId, bundleId: { not: null } });
}

/**
 * Whether an institution answered: its answer stands, or everything that went to it with a bundle
 * has an outcome that it gave.
 */
export async function isAnswered(db: Database | Tx, draftId: string): Promise<boolean> {
  const sources = await db.answerSource.count({ where: { draftId, revokedAt: null } });
  if (sources > 0) return true;
  const entries = await db.bundleEntry.findMany({
    where: {
      included: true,
      // What was frozen and did not leave is not waited for.
      bundle: { draftId, dispatches: { some: { revokedAt: null, sentOn: { not: null } } } },
    },
    select: { contributionId: true, mergeId: true },
  });
  const single = entries.flatMap(({ contributionId }) => contributionId ?? []);
  const merged: string[] = [];
  for (const part of inParts(entries.flatMap(({ mergeId }) => mergeId ?? []))) {
    const rows = await db.mergePart.findMany({ where: { mergeId: { in: part } } });
    merged.push(...rows.map(({ contributionId }) => contributionId));
  }
  const ids = [...new Set([...single, ...merged])];
  let answered = 0;
  for (const part of inParts(ids)) {
    const where = { id: { in: part }, state: 'submitted' } as const;
    const open = await db.contribution.count({
      where: { ...where, OR: [{ outcome: null }, { outcome: 'unanswered' }] },
    });
    if (open > 0) return false;
    answered += await db.contribution.count({ where });
  }
  // Where authors withdrew all, nobody has answered.
  return answered > 0;
}
