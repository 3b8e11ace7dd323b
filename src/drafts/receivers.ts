import { wantCard } from '../delivery/queue.ts';
import { linkedChannels } from '../membership/channels.ts';
import { readPreferences } from '../preferences/preferences.ts';
import { type Topic, wantsCard } from '../preferences/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';

/**
 * The channels that are to have the card of a draft, and how many chose not to: a card comes also
 * to who hears of other topics only, unless they said that they want none. The secretariat's
 * channels have every card: there it is extended, edited and closed.
 */
export async function cardReceivers(db: Database | Tx, topic: Topic) {
  const channels = await linkedChannels(db);
  const all = await readPreferences(db);
  const receivers = channels.filter(
    ({ id, purpose }) => purpose === 'secretariat' || wantsCard(all.of({ channelId: id }), topic),
  );
  return { channels: receivers, declined: channels.length - receivers.length };
}

/**
 * A draft that became another kind of document, or another institution's, comes to the channels that
 * chose to have no such card as it was. Those that have one keep it.
 */
export async function bringToReceivers(work: Work, draftId: string, topic: Topic): Promise<void> {
  const { channels } = await cardReceivers(work.tx, topic);
  const cards = await work.tx.delivery.findMany({
    where: { kind: 'draft', subject: draftId, form: 'card' },
    select: { channelId: true },
  });
  const have = new Set(cards.map(({ channelId }) => channelId));
  const all = await readPreferences(work.tx);
  for (const channel of channels) {
    if (have.has(channel.id) || all.of({ channelId: channel.id }).otherCards) continue;
    await wantCard(work, { kind: 'draft', subject: draftId, channel });
  }
}
