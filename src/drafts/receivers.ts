import { type Day, localDay } from '../calendar/index.ts';
import { wantCard } from '../delivery/queue.ts';
import { linkedChannels } from '../membership/channels.ts';
import { readPreferences } from '../preferences/preferences.ts';
import { wantsCard } from '../preferences/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';

/** What a draft is about; an institution that is new has no id yet. */
interface About {
  kind: string;
  institutionId: string | null;
}

/**
 * The channels that are to have the card of a draft, and those that chose not to: a card comes also
 * to who hears of other topics only, unless they said that they want none. The secretariat's
 * channels have every card: there it is extended, edited and closed.
 */
export async function cardReceivers(db: Database | Tx, about: About, today: Day) {
  const channels = await linkedChannels(db);
  const all = await readPreferences(db);
  const topic = all.topic(about, today);
  const receivers = channels.filter(
    ({ id, purpose }) => purpose === 'secretariat' || wantsCard(all.of({ channelId: id }), topic),
  );
  const kept = new Set(receivers.map(({ id }) => id));
  return { channels: receivers, declined: channels.filter(({ id }) => !kept.has(id)) };
}

/**
 * A draft that became another kind of document, or another institution's, comes to the channels that
 * chose to have no such card as it was. Those that have one keep it.
 */
export async function bringToReceivers(work: Work, draftId: string, about: About): Promise<void> {
  const { channels } = await cardReceivers(work.tx, about, localDay(work.now, work.zone));
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

/** The channels that have no card of a draft because they chose so: how many, and the first few. */
export async function withoutCard(
  db: Database,
  { id, type: kind, institutionId }: { id: string; type: string; institutionId: string },
  today: Day,
  most: number,
) {
  const { declined } = await cardReceivers(db, { kind, institutionId }, today);
  const cards = await db.delivery.findMany({
    where: { kind: 'draft', subject: id, form: 'card' },
    select: { channelId: true },
  });
  const have = new Set(cards.map(({ channelId }) => channelId));
  const ids = declined.map((channel) => channel.id).filter((one) => !have.has(one));
  const channels = await db.channel.findMany({
    where: { id: { in: ids.slice(0, most) } },
    include: { organisation: true },
    orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
  });
  return { count: ids.length, channels };
}
