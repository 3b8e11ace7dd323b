import { linkedChannels } from '../membership/channels.ts';
import { readPreferences } from '../preferences/preferences.ts';
import { type Topic, wantsCard } from '../preferences/rules.ts';
import type { Database, Tx } from '../storage/database.ts';

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
