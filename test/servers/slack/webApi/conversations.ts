import type { Core } from '../core.ts';
import { isTrue, wireMessage } from '../messages.ts';
import { type Answer, isRefusal, type Json, type Refusal, refuse } from '../types.ts';
import type { Channel, StoredMessage } from '../world.ts';
import { findChannel, findMessage, findReadable, type Method, page, text } from './method.ts';
import { nameSome } from './reactions.ts';

function open(core: Core, args: Json): Answer {
  const { world } = core;
  if (text(args, 'channel') !== '') {
    const channel = findChannel(core, args);
    if (isRefusal(channel)) return channel;
    return { ok: true, channel: { id: channel.id } };
  }
  const users = text(args, 'users').split(',').filter(Boolean);
  const [user] = users;
  if (user === undefined) return refuse('users_list_not_supplied');
  const found = users.map((id) => world.users.get(id));
  if (found.includes(undefined)) return refuse('user_not_found');
  if (found.some((one) => one?.isBot === true)) return refuse('cannot_dm_bot');
  // Group conversations are not modelled; an app that needs them finds out here.
  if (users.length > 1) return refuse('method_not_supported_for_channel_type');
  const channel = world.directMessage(user);
  return { ok: true, channel: { id: channel.id } };
}

function info(core: Core, args: Json): Answer {
  const channel = findChannel(core, args);
  if (isRefusal(channel)) return channel;
  const wire: Json = {
    id: channel.id,
    created: 0,
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_private: channel.kind !== 'public',
    is_mpim: false,
    context_team_id: core.world.team.id,
  };
  if (channel.kind === 'im') wire.user = channel.partner;
  else {
    wire.name = channel.name;
    wire.name_normalized = channel.name;
    wire.is_member = core.world.hasBot(channel);
  }
  if (isTrue(args.include_num_members)) wire.num_members = channel.members.size;
  return { ok: true, channel: wire };
}

/** The messages of `all` within oldest and latest, both exclusive unless `inclusive`. */
function within(all: StoredMessage[], args: Json): StoredMessage[] {
  const oldest = Number(text(args, 'oldest') || '0');
  const latest = Number(text(args, 'latest') || 'Infinity');
  const inclusive = isTrue(args.inclusive);
  return all.filter((message) => {
    const ts = Number(message.ts);
    return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
  });
}

function reply(core: Core, messages: StoredMessage[], args: Json, standard: number): Answer {
  // Slack docs: limit at most 999.
  const part = page(messages, args, standard, 999);
  if (isRefusal(part)) return part;
  const withMetadata = isTrue(args.include_all_metadata);
  const wires = part.items.map((message) => wireMessage(core, message, withMetadata));
  for (const wire of wires) nameSome(wire);
  return {
    ok: true,
    messages: wires,
    has_more: part.hasMore,
    response_metadata: { next_cursor: part.cursor },
  };
}

function badBounds(args: Json): Refusal | undefined {
  for (const name of ['oldest', 'latest']) {
    const value = text(args, name);
    if (value !== '' && !/^\d+(\.\d+)?$/.test(value)) return refuse(`invalid_ts_${name}`);
  }
  return undefined;
}

function history(core: Core, args: Json): Answer {
  const channel = findReadable(core, args);
  if (isRefusal(channel)) return channel;
  const bad = badBounds(args);
  if (bad !== undefined) return bad;
  const top = core.world
    .messagesOf(channel.id)
    .filter((message) => message.threadTs === undefined || message.broadcast);
  return reply(core, within(top, args).reverse(), args, 100);
}

function replies(core: Core, args: Json): Answer {
  const channel = findReadable(core, args);
  if (isRefusal(channel)) return channel;
  const bad = badBounds(args);
  if (bad !== undefined) return bad;
  const parent = findMessage(core, channel, args, 'ts');
  if (isRefusal(parent)) return refuse('thread_not_found');
  // The parent comes with every window, as Slack sends it.
  return reply(core, [parent, ...within(core.world.repliesTo(parent), args)], args, 999);
}

function members(core: Core, args: Json): Answer {
  const channel: Channel | Refusal = findChannel(core, args);
  if (isRefusal(channel)) return channel;
  const part = page([...channel.members], args, 100, 1_000);
  if (isRefusal(part)) return part;
  return { ok: true, members: part.items, response_metadata: { next_cursor: part.cursor } };
}

/** The conversations.* methods. */
export const conversations: Record<string, Method> = {
  'conversations.open': { scope: 'im:write', run: open },
  'conversations.info': { scope: 'channels:read', required: ['channel'], run: info },
  'conversations.history': { scope: 'channels:history', required: ['channel'], run: history },
  'conversations.replies': {
    scope: 'channels:history',
    required: ['channel', 'ts'],
    run: replies,
  },
  'conversations.members': { scope: 'channels:read', required: ['channel'], run: members },
};
