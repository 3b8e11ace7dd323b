import { openThread, tellThread } from '../acts.ts';
import { refusal } from '../errors.ts';
import type { Json } from '../json.ts';
import { channelJson } from '../present.ts';
import { Form } from '../validate/form.ts';
import { CHANNEL } from '../wire.ts';
import { bodyOf, type Call, param, Reply, type Route } from './call.ts';
import { channelOf } from './messages.ts';

// Docs: resources/channel, "Start Thread from Message".
const THREAD_NAME = { min: 1, max: 100 };
const ARCHIVE_AFTER = [60, 1440, 4320, 10080];
const HAVE_THREADS: readonly number[] = [CHANNEL.text, CHANNEL.announcement];

function get(call: Call): Json {
  return channelJson(call.server.world, channelOf(call));
}

function startThread(call: Call): Reply {
  const { server } = call;
  const channel = channelOf(call);
  if (!HAVE_THREADS.includes(channel.type)) throw refusal('wrongChannelType');
  channelOf(call, 'createPublicThreads');
  const message = server.world.message(channel, param(call, 'message'));
  if (message.threadId) throw refusal('threadExists');
  const body = bodyOf(call);
  const form = new Form();
  const name = form.text(['name'], body.name, { ...THREAD_NAME, required: true });
  const archiveAfter = body.auto_archive_duration ?? 4320;
  form.choice(['auto_archive_duration'], archiveAfter, ARCHIVE_AFTER);
  form.finish();
  const thread = openThread(server, message, name ?? '', Number(archiveAfter));
  const { bot } = server.world;
  const joined = new Date(thread.createdAt).toISOString();
  const member = { id: thread.id, user_id: bot.id, join_timestamp: joined, flags: 0 };
  return new Reply(201, { ...channelJson(server.world, thread), member });
}

/** Renames, archives or revives a thread; other channels are not the bot's to change here. */
function modify(call: Call): Json {
  const { server } = call;
  const channel = channelOf(call);
  if (channel.type !== CHANNEL.publicThread) throw refusal('missingPermissions');
  const own = channel.ownerId === server.world.bot.id;
  if (!own) channelOf(call, 'manageThreads');
  const body = bodyOf(call);
  const form = new Form();
  const name = form.text(['name'], body.name, THREAD_NAME);
  form.finish();
  if (channel.archived && body.archived !== false) throw refusal('archivedThread');
  if (name !== undefined) channel.name = name;
  if (typeof body.archived === 'boolean') channel.archived = body.archived;
  tellThread(server, 'THREAD_UPDATE', channel);
  return channelJson(server.world, channel);
}

function openDm(call: Call): Json {
  const { world } = call.server;
  const recipient = world.users.get(String(bodyOf(call).recipient_id));
  if (!recipient || recipient.bot) throw refusal('invalidRecipient');
  return channelJson(world, world.dmWith(recipient));
}

function typing(call: Call): undefined {
  channelOf(call);
}

export const channelRoutes: readonly Route[] = [
  { method: 'GET', template: '/channels/:channel', handler: get },
  { method: 'PATCH', template: '/channels/:channel', handler: modify },
  { method: 'POST', template: '/channels/:channel/typing', handler: typing },
  {
    method: 'POST',
    template: '/channels/:channel/messages/:message/threads',
    handler: startThread,
  },
  { method: 'POST', template: '/users/@me/channels', handler: openDm },
];
