import type { Core } from '../core.ts';
import { type Answer, type Json, type Refusal, refuse } from '../types.ts';
import type { Channel, StoredMessage } from '../world.ts';

/** One Web API method. Arguments that are JSON on the wire arrive parsed. */
export interface Method {
  /** The bot scope it needs; undefined when it needs none. */
  scope?: string;
  /** Arguments without which the method answers `invalid_arguments`. */
  required?: readonly string[];
  run(core: Core, args: Json): Answer;
}

/** An argument as text; empty when absent. */
export function text(args: Json, name: string): string {
  const value = args[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** An argument as a number within bounds. */
export function count(args: Json, name: string, standard: number, max: number): number {
  const value = Number(args[name] ?? standard);
  return Number.isInteger(value) && value > 0 ? Math.min(value, max) : standard;
}

/**
 * The conversation that `args.channel` names, by id, by `#name`, or, to post, by a user id (their
 * direct message). A private channel that the bot is not in does not exist for it.
 */
export function findChannel(core: Core, args: Json, name = 'channel'): Channel | Refusal {
  const { world } = core;
  const wanted = text(args, name);
  const user = world.users.get(wanted);
  if (user !== undefined && !user.isBot) return world.directMessage(user.id);
  const bare = wanted.replace(/^#/, '');
  const found =
    world.channels.get(wanted) ??
    [...world.channels.values()].find((channel) => channel.kind !== 'im' && channel.name === bare);
  if (found === undefined || (found.kind === 'private' && !world.hasBot(found))) {
    return refuse('channel_not_found');
  }
  return found;
}

/** A conversation that the bot reads: it must be a member. */
export function findReadable(core: Core, args: Json): Channel | Refusal {
  const channel = findChannel(core, args);
  if ('ok' in channel) return channel;
  return core.world.hasBot(channel) ? channel : refuse('not_in_channel');
}

/** A conversation that the bot posts to: a member, not archived. */
export function findWritable(core: Core, args: Json, name = 'channel'): Channel | Refusal {
  const channel = findChannel(core, args, name);
  if ('ok' in channel) return channel;
  if (!core.world.hasBot(channel)) return refuse('not_in_channel');
  return channel.archived ? refuse('is_archived') : channel;
}

/** The message that `args[name]` names in a conversation. */
export function findMessage(
  core: Core,
  channel: Channel,
  args: Json,
  name: string,
): StoredMessage | Refusal {
  return core.world.message(channel.id, text(args, name)) ?? refuse('message_not_found');
}

/** Cuts one page out of `items`; the cursor is opaque to the app, as Slack's is. */
export function page<T>(
  items: readonly T[],
  args: Json,
  standard: number,
  max: number,
): { items: T[]; hasMore: boolean; cursor: string } | Refusal {
  const limit = count(args, 'limit', standard, max);
  let start = 0;
  if (text(args, 'cursor') !== '') {
    const cursor = Buffer.from(text(args, 'cursor'), 'base64').toString();
    const match = /^next:(\d+)$/.exec(cursor);
    if (match === null) return refuse('invalid_cursor');
    start = Number(match[1]);
  }
  const end = start + limit;
  const hasMore = end < items.length;
  const cursor = hasMore ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), hasMore, cursor };
}
