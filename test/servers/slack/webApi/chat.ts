import type { Core } from '../core.ts';
import { emitMessage } from '../events.ts';
import { checkContent, isBlank, isTrue, wireMessage } from '../messages.ts';
import { type Answer, isRefusal, type Json, refuse } from '../types.ts';
import { LIMITS } from '../validate/limits.ts';
import {
  findChannel,
  findMessage,
  findReadable,
  findWritable,
  type Method,
  text,
} from './method.ts';

function postMessage(core: Core, args: Json): Answer {
  const { world } = core;
  const channel = findWritable(core, args);
  if (isRefusal(channel)) return channel;
  const content = checkContent(core, args);
  if (isRefusal(content)) return content;
  if (isBlank(content)) return refuse('no_text');
  const threadTs = text(args, 'thread_ts');
  if (threadTs !== '') {
    const parent = world.message(channel.id, threadTs);
    if (parent === undefined) return refuse('thread_not_found');
    // "Avoid using a reply's ts value; use its parent instead" (method reference): refused here,
    // where Slack would file the message in a thread that nobody finds.
    if (parent.threadTs !== undefined) return refuse('cannot_reply_to_message');
  }
  const message = world.add({
    channel: channel.id,
    author: world.bot.userId,
    byBot: true,
    // "Provide no more than 40,000 characters or risk truncation" (method reference).
    text: (content.text ?? '').slice(0, LIMITS.postedText),
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    parsesNames: content.parsesNames,
    ...(content.metadata === undefined ? {} : { metadata: content.metadata }),
    ...(threadTs === '' ? {} : { threadTs, broadcast: isTrue(args.reply_broadcast) }),
  });
  emitMessage(core, channel, message);
  const wire = wireMessage(core, message, true);
  return { ok: true, channel: channel.id, ts: message.ts, message: wire };
}

function update(core: Core, args: Json): Answer {
  const { world } = core;
  const channel = findReadable(core, args);
  if (isRefusal(channel)) return channel;
  if (channel.archived) return refuse('is_inactive');
  const message = findMessage(core, channel, args, 'ts');
  if (isRefusal(message)) return message;
  if (!message.byBot) return refuse('cant_update_message');
  const content = checkContent(core, args);
  if (isRefusal(content)) return content;
  if ((content.text ?? '').length > LIMITS.updatedText) return refuse('msg_too_long');
  const kept = content.text === undefined && content.blocks === undefined && content.attachments;
  if (isBlank(content) && !kept) return refuse('no_text');
  if (content.text !== undefined) message.text = content.text;
  // A text alone takes the old blocks away; blocks alone leave the old text as the fallback.
  if (content.blocks !== undefined || content.text !== undefined) {
    message.blocks = content.blocks ?? [];
  }
  if (content.attachments !== undefined) message.attachments = content.attachments;
  // "If you don't include this field, the previous metadata will be retained" (method reference).
  if (content.metadata !== undefined) {
    const empty = Object.keys(content.metadata).length === 0;
    message.metadata = empty ? undefined : content.metadata;
  }
  message.parsesNames = content.parsesNames;
  message.edited = { user: world.bot.userId, ts: world.nextTs() };
  message.picked = {};
  message.writtenAt = world.changed();
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: wireMessage(core, message, true),
  };
}

function postEphemeral(core: Core, args: Json): Answer {
  const { world } = core;
  const channel = findWritable(core, args);
  if (isRefusal(channel)) return channel;
  const user = text(args, 'user');
  if (!world.users.has(user)) return refuse('user_not_found');
  if (!channel.members.has(user)) return refuse('user_not_in_channel');
  const content = checkContent(core, args);
  if (isRefusal(content)) return content;
  if (isBlank(content)) return refuse('no_text');
  const threadTs = text(args, 'thread_ts');
  const message = world.add({
    channel: channel.id,
    author: world.bot.userId,
    byBot: true,
    text: (content.text ?? '').slice(0, LIMITS.postedText),
    blocks: content.blocks ?? [],
    attachments: content.attachments ?? [],
    parsesNames: content.parsesNames,
    audience: user,
    ...(threadTs === '' ? {} : { threadTs }),
  });
  return { ok: true, message_ts: message.ts };
}

function remove(core: Core, args: Json): Answer {
  const channel = findReadable(core, args);
  if (isRefusal(channel)) return channel;
  const message = findMessage(core, channel, args, 'ts');
  if (isRefusal(message)) return message;
  if (!message.byBot) return refuse('cant_delete_message');
  core.world.remove(message);
  return { ok: true, channel: channel.id, ts: message.ts };
}

function getPermalink(core: Core, args: Json): Answer {
  const channel = findChannel(core, args);
  if (isRefusal(channel)) return channel;
  const message = findMessage(core, channel, args, 'message_ts');
  if (isRefusal(message)) return message;
  const place = `https://${core.world.team.domain}.slack.com/archives/${channel.id}`;
  const thread =
    message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const permalink = `${place}/p${message.ts.replace('.', '')}${thread}`;
  return { ok: true, channel: channel.id, permalink };
}

/** The chat.* methods. */
export const chat: Record<string, Method> = {
  'chat.postMessage': { scope: 'chat:write', required: ['channel'], run: postMessage },
  'chat.update': { scope: 'chat:write', required: ['channel', 'ts'], run: update },
  'chat.postEphemeral': { scope: 'chat:write', required: ['channel', 'user'], run: postEphemeral },
  'chat.delete': { scope: 'chat:write', required: ['channel', 'ts'], run: remove },
  'chat.getPermalink': { required: ['channel', 'message_ts'], run: getPermalink },
};
