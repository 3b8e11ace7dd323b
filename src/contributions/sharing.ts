import { dropUnsent, refreshCards, standingCards, wantCard } from '../delivery/queue.ts';
import type { Work } from '../storage/work.ts';
import { isShown, loadContribution, shownIds } from './find.ts';

/** The kind of the cards that show a contribution to the other members. */
export const SHARED = 'contribution.shared';

/**
 * Brings the members' channels what there is to see of a contribution: its card in the thread of
 * the draft's where it is shared and counts. Where it no longer is, cards that stand say so, and
 * those that were not sent are dropped.
 */
export async function showShared(work: Work, id: string): Promise<void> {
  const row = await loadContribution(work.tx, id);
  if (!row) return;
  await refreshCards(work, SHARED, id);
  if (!isShown(row)) return dropUnsent(work, SHARED, id);
  for (const card of await standingCards(work, 'draft', row.draftId)) {
    if (card.channel?.purpose !== 'member') continue;
    await wantCard(work, { kind: SHARED, subject: id, channel: card.channel, threadOf: card.id });
  }
}

/** A newly linked channel gets what members share of the drafts that are open now. */
export async function bringShared(work: Work, channelId: string): Promise<void> {
  const open = await work.tx.draft.findMany({
    where: { state: 'published', dueAt: { gt: work.now } },
    select: { id: true },
  });
  const cards = await work.tx.delivery.findMany({
    where: {
      kind: 'draft',
      form: 'card',
      channelId,
      channel: { purpose: 'member' },
      subject: { in: open.map(({ id }) => id) },
    },
    include: { channel: true },
  });
  for (const { id, subject, channel } of cards) {
    if (!channel) continue;
    for (const shown of await shownIds(work.tx, subject)) {
      await wantCard(work, { kind: SHARED, subject: shown, channel, threadOf: id });
    }
  }
}

/** The draft's times or its state changed, and with them what can be said of what is shared. */
export async function refreshShared(work: Work, draftId: string): Promise<void> {
  const rows = await work.tx.contribution.findMany({
    where: { draftId, shared: true },
    select: { id: true },
  });
  for (const { id } of rows) await refreshCards(work, SHARED, id);
}
