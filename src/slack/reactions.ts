import { PlatformFailure, type ReactionReading, type Standing } from '../chat/platform.ts';
import type { ChannelRef } from '../chat/references.ts';
import type { WebClient } from './clients.ts';
import { emojiFromName } from './emoji.ts';
import { attempt } from './failures.ts';

/** The most messages that one call may bring and still be advised (conversations.history). */
const PAGE = 200;

interface Reacted {
  ts?: string;
  reactions?: readonly { name?: string; count?: number; users?: readonly string[] }[];
}

type Found = Map<string, Standing | PlatformFailure>;

/**
 * The reactions on messages of a channel, read from its history: one call brings all cards of a
 * channel, as a rule, where asking for each would take one call a card (both are tier 3, about 50 a
 * minute). Each call begins at the newest message still wanted, so it is never more than one a card.
 */
export async function readReactions(
  client: WebClient,
  self: string,
  channel: ChannelRef,
  messages: readonly string[],
  reading: ReactionReading,
): Promise<Found> {
  const found: Found = new Map();
  const left = [...messages].sort((a, b) => Number(b) - Number(a));
  const oldest = left.at(-1);
  while (left[0] !== undefined) {
    await reading.turn();
    const page = await history(client, channel, left[0], oldest);
    if (!page) {
      for (const ts of left) found.set(ts, await whole(client, self, channel, ts, reading));
      return found;
    }
    const seen = new Map(page.messages.map((message) => [message.ts, message]));
    const reached = page.more ? Number(page.messages.at(-1)?.ts ?? left[0]) : 0;
    // What the page went past without showing is no longer there.
    while (left[0] !== undefined && (seen.has(left[0]) || Number(left[0]) >= reached)) {
      const ts = left.shift() ?? '';
      const message = seen.get(ts);
      if (!message) continue;
      const standing = isWhole(message, reading)
        ? standingOn(message, self)
        : await whole(client, self, channel, ts, reading);
      found.set(ts, standing);
    }
  }
  return found;
}

/** A page of the history, newest first; null where the app may not read it. */
async function history(
  client: WebClient,
  channel: ChannelRef,
  latest: string,
  oldest: string | undefined,
): Promise<{ messages: Reacted[]; more: boolean } | null> {
  try {
    return await attempt(async () => {
      const window = { latest, oldest, inclusive: true, limit: PAGE };
      const part = await client.conversations.history({ channel: channel.channel, ...window });
      return { messages: part.messages ?? [], more: part.has_more ?? false };
    });
  } catch (error) {
    if (error instanceof PlatformFailure && error.code === 'missing_scope') return null;
    throw error;
  }
}

/** Slack may name only some of those who reacted; then it counts more than it names. */
function isWhole({ reactions = [] }: Reacted, reading: ReactionReading): boolean {
  return reactions.every(
    ({ name = '', count = 0, users = [] }) =>
      count <= users.length || !reading.matters(emojiFromName(name)),
  );
}

/** One message with everybody who reacted, or why it cannot be read: that stops no other. */
async function whole(
  client: WebClient,
  self: string,
  channel: ChannelRef,
  timestamp: string,
  reading: ReactionReading,
): Promise<Standing | PlatformFailure> {
  await reading.turn();
  try {
    return await attempt(async () => {
      const asked = { channel: channel.channel, timestamp, full: true };
      const { message } = await client.reactions.get(asked);
      return standingOn(message ?? {}, self);
    });
  } catch (error) {
    if (error instanceof PlatformFailure) return error;
    throw error;
  }
}

function standingOn({ reactions = [] }: Reacted, self: string): Standing {
  return reactions.flatMap(({ name = '', users = [] }) =>
    users.filter((user) => user !== self).map((user) => ({ user, emoji: emojiFromName(name) })),
  );
}
