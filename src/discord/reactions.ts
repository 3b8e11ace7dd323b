import { type APIMessage, type APIReaction, type APIUser, Routes } from 'discord.js';
import type { PlatformFailure, ReactionReading, Standing } from '../chat/platform.ts';
import type { ChannelRef } from '../chat/references.ts';
import { neutralEmoji } from './emoji.ts';
import { failureOf } from './errors.ts';
import * as limits from './limits.ts';
import type { Wire } from './posting.ts';

/** Discord tells ordinary reactions and the paid "super" ones apart; for us they mean the same. */
const KINDS = ['0', '1'];

/**
 * The reactions on messages of a channel, bots left out. One call brings a hundred messages with
 * the counts of their reactions; who gave them is asked only for emoji that matter. Each call
 * begins at the newest message still wanted, so it is never more than one a message.
 */
export async function readReactions(
  wire: Wire,
  channel: ChannelRef,
  messages: readonly string[],
  reading: ReactionReading,
): Promise<Map<string, Standing | PlatformFailure>> {
  const found = new Map<string, Standing | PlatformFailure>();
  const left = messages.map((id) => BigInt(id)).sort((a, b) => (a < b ? 1 : -1));
  while (left[0] !== undefined) {
    await reading.turn();
    const page = await pageUpTo(wire, channel.channel, left[0]);
    const seen = new Map(page.map((message) => [BigInt(message.id), message]));
    const oldest = page.at(-1);
    const reached = oldest && page.length === limits.PAGE ? BigInt(oldest.id) : 0n;
    // What the page went past without showing is no longer there.
    while (left[0] !== undefined && left[0] >= reached) {
      const message = seen.get(left.shift() ?? 0n);
      if (message) found.set(message.id, await standingOn(wire, channel.channel, message, reading));
    }
  }
  return found;
}

async function pageUpTo(wire: Wire, place: string, newest: bigint): Promise<APIMessage[]> {
  const query = new URLSearchParams({ before: String(newest + 1n), limit: String(limits.PAGE) });
  const route = Routes.channelMessages(place);
  return (await wire.rest.get(route, { query, signal: wire.signal })) as APIMessage[];
}

/** Who reacted to one message, or why that cannot be read: that stops no other. */
async function standingOn(
  wire: Wire,
  place: string,
  message: APIMessage,
  reading: ReactionReading,
): Promise<Standing | PlatformFailure> {
  const found = new Map<string, { user: string; emoji: string }>();
  for (const reaction of message.reactions ?? []) {
    const emoji = neutralEmoji(reaction.emoji);
    if (!reading.matters(emoji)) continue;
    const users = reactors(wire, Routes.channelMessageReaction(place, message.id, path(reaction)), {
      kinds: KINDS.filter((_, index) => given(reaction)[index]),
      turn: reading.turn,
    });
    for await (const user of users) {
      if ('failure' in user) return user;
      if (!user.bot) found.set(`${user.id} ${emoji}`, { user: user.id, emoji });
    }
  }
  return [...found.values()];
}

const given = ({ count_details }: APIReaction) => [
  count_details?.normal ?? 1,
  count_details?.burst ?? 0,
];

function path({ emoji }: APIReaction): string {
  const name = emoji.name ?? '';
  return encodeURIComponent(emoji.id ? `${name}:${emoji.id}` : name);
}

async function* reactors(
  wire: Wire,
  route: `/${string}`,
  { kinds, turn }: { kinds: readonly string[]; turn: () => Promise<void> },
): AsyncGenerator<APIUser | PlatformFailure> {
  for (const type of kinds) {
    for (let after = '0'; ; ) {
      await turn();
      const query = new URLSearchParams({ limit: String(limits.PAGE), after, type });
      let users: APIUser[];
      try {
        users = (await wire.rest.get(route, { query, signal: wire.signal })) as APIUser[];
      } catch (error) {
        yield failureOf(error);
        return;
      }
      yield* users;
      const last = users.at(-1);
      if (!last || users.length < limits.PAGE) break;
      after = last.id;
    }
  }
}
