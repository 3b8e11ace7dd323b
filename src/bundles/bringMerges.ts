import { type Receiver, refreshCards, wantCard } from '../delivery/queue.ts';
import type { Work } from '../storage/work.ts';
import { MERGE } from './proposeMerge.ts';

/** As many as anybody reads through. */
const MOST_BROUGHT = 20;

/**
 * Joint texts that wait for an organisation are brought where it can be asked now: from then on staff
 * answer for it no more.
 */
export async function bringMerges(
  work: Work,
  organisationId: string,
  receiver: Receiver,
): Promise<void> {
  const merges = await work.tx.merge.findMany({
    where: {
      state: 'proposed',
      draft: { state: { not: 'withdrawn' } },
      parts: { some: { organisationId } },
    },
    orderBy: { proposedAt: 'asc' },
    take: MOST_BROUGHT,
    select: { id: true },
  });
  for (const { id } of merges) {
    await refreshCards(work, MERGE, id);
    await wantCard(work, { ...receiver, kind: MERGE, subject: id });
  }
}
