import { addReaction, removeReaction, sameEmoji } from '../acts.ts';
import { refusal } from '../errors.ts';
import type { Json } from '../json.ts';
import { userJson } from '../present.ts';
import type { Message, Reaction, User } from '../world.ts';
import { type Call, limitOf, param, type Route, snowflake } from './call.ts';
import { channelOf } from './messages.ts';

const DISTINCT = 20;

/** The emoji of a path: a Unicode one, or `name:id` of a custom one; else 10014. */
export function readEmoji(value: string): Reaction['emoji'] {
  const custom = /^(\w{2,32}):(\d{17,20})$/.exec(value);
  if (custom?.[1] && custom[2]) return { id: custom[2], name: custom[1] };
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(value)) {
    throw refusal('unknownEmoji');
  }
  return { id: null, name: value };
}

function target(call: Call): { message: Message; emoji: Reaction['emoji'] } {
  const channel = channelOf(call, 'readMessageHistory');
  const message = call.server.world.message(channel, param(call, 'message'));
  return { message, emoji: readEmoji(param(call, 'emoji')) };
}

function add(call: Call): undefined {
  const { server } = call;
  const { message, emoji } = target(call);
  const known = message.reactions.some((reaction) => sameEmoji(reaction.emoji, emoji));
  if (!known) {
    channelOf(call, 'addReactions');
    if (message.reactions.length >= DISTINCT) throw refusal('tooManyReactions');
  }
  if (server.world.channel(message.channelId).archived) throw refusal('archivedThread');
  addReaction(server, message, server.world.bot, emoji);
}

function removeOwn(call: Call): undefined {
  const { message, emoji } = target(call);
  removeReaction(call.server, message, call.server.world.bot, emoji);
}

function removeOther(call: Call): undefined {
  channelOf(call, 'manageMessages');
  const { message, emoji } = target(call);
  removeReaction(call.server, message, call.server.world.user(param(call, 'user')), emoji);
}

/** Who reacted, by rising id, at most 100 at a time after the one given. */
function list(call: Call): Json[] {
  const { message, emoji } = target(call);
  // Nobody here pays for super reactions (type 1).
  if (call.query.get('type') === '1') return [];
  const limit = limitOf(call, 25);
  const after = snowflake(call, 'after') ?? 0n;
  const found = message.reactions.find((reaction) => sameEmoji(reaction.emoji, emoji));
  const users: User[] = (found?.users ?? []).map((id) => call.server.world.user(id));
  return users
    .filter(({ id }) => BigInt(id) > after)
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .slice(0, limit)
    .map(userJson);
}

const AT = '/channels/:channel/messages/:message/reactions/:emoji';

export const reactionRoutes: readonly Route[] = [
  { method: 'GET', template: AT, handler: list },
  { method: 'PUT', template: `${AT}/@me`, handler: add },
  { method: 'DELETE', template: `${AT}/@me`, handler: removeOwn },
  { method: 'DELETE', template: `${AT}/:user`, handler: removeOther },
];
