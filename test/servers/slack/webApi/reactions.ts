import type { Core } from '../core.ts';
import { emitReaction } from '../events.ts';
import { isTrue, wireMessage } from '../messages.ts';
import { type Answer, isRecord, isRefusal, type Json, type Refusal, refuse } from '../types.ts';
import type { StoredMessage } from '../world.ts';
import { findMessage, findReadable, type Method, text } from './method.ts';

/**
 * Users named for each reaction without `full`. Slack documents only that the list may be
 * partial; the number here is small on purpose, so that a forgotten `full` shows in a test.
 */
const PARTIAL_USERS = 2;

/** Leaves out whom Slack would not name without being asked for everybody; the counts stay. */
export function nameSome(wire: Json): void {
  if (!Array.isArray(wire.reactions)) return;
  for (const reaction of wire.reactions) {
    if (isRecord(reaction) && Array.isArray(reaction.users)) {
      reaction.users = reaction.users.slice(0, PARTIAL_USERS);
    }
  }
}

function find(core: Core, args: Json): StoredMessage | Refusal {
  if (text(args, 'channel') === '' || text(args, 'timestamp') === '') {
    return refuse('no_item_specified');
  }
  const channel = findReadable(core, args);
  if (isRefusal(channel)) return channel;
  return findMessage(core, channel, args, 'timestamp');
}

function get(core: Core, args: Json): Answer {
  const message = find(core, args);
  if (isRefusal(message)) return message;
  const wire = wireMessage(core, message);
  if (!isTrue(args.full)) nameSome(wire);
  return { ok: true, type: 'message', channel: message.channel, message: wire };
}

/** Sets a user's reaction; false when it was set already. */
export function addReaction(
  core: Core,
  message: StoredMessage,
  user: string,
  name: string,
): boolean {
  const users = message.reactions.get(name) ?? [];
  if (users.includes(user)) return false;
  message.reactions.set(name, [...users, user]);
  emitReaction(core, 'reaction_added', message, user, name);
  core.world.changed();
  return true;
}

/** Takes a user's reaction back; false when there was none. */
export function removeReaction(
  core: Core,
  message: StoredMessage,
  user: string,
  name: string,
): boolean {
  const users = message.reactions.get(name) ?? [];
  if (!users.includes(user)) return false;
  const left = users.filter((one) => one !== user);
  if (left.length === 0) message.reactions.delete(name);
  else message.reactions.set(name, left);
  emitReaction(core, 'reaction_removed', message, user, name);
  core.world.changed();
  return true;
}

function change(core: Core, args: Json, how: typeof addReaction, refusal: string): Answer {
  const name = text(args, 'name').replaceAll(':', '');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) return refuse('invalid_name');
  const message = find(core, args);
  if (isRefusal(message)) return message;
  if (core.world.channels.get(message.channel)?.archived === true) return refuse('is_archived');
  return how(core, message, core.world.bot.userId, name) ? { ok: true } : refuse(refusal);
}

/** The reactions.* methods. */
export const reactions: Record<string, Method> = {
  'reactions.get': { scope: 'reactions:read', run: get },
  'reactions.add': {
    scope: 'reactions:write',
    required: ['name'],
    run: (core, args) => change(core, args, addReaction, 'already_reacted'),
  },
  'reactions.remove': {
    scope: 'reactions:write',
    required: ['name'],
    run: (core, args) => change(core, args, removeReaction, 'no_reaction'),
  },
};
