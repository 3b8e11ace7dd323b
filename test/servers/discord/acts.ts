import type { Json } from './json.ts';
import { channelJson, memberJson, messageForBot, userJson } from './present.ts';
import type { DiscordServer } from './server.ts';
import { CHANNEL, FLAG, INTENT } from './wire.ts';
import type { Channel, Message, Reaction, User } from './world.ts';

// What happens in the guild, whoever does it, and the gateway events that tell of it.

type NewMessage = Omit<
  Message,
  'id' | 'channelId' | 'createdAt' | 'editedAt' | 'edits' | 'reactions' | 'deleted'
>;

/** Fields of a MESSAGE_CREATE or MESSAGE_UPDATE that REST does not have. */
function eventExtras(server: DiscordServer, channel: Channel, message: Message): Json {
  if (channel.type === CHANNEL.dm) return { channel_type: channel.type };
  const extras: Json = { guild_id: server.world.guild.id, channel_type: channel.type };
  // Answers to interactions come from a webhook, which is no member.
  if (!message.answers) extras.member = memberJson(server.world.user(message.authorId));
  return extras;
}

function tellMessage(server: DiscordServer, name: string, message: Message, more: Json = {}): void {
  server.world.changed();
  if (message.viewer) return;
  const channel = server.world.channel(message.channelId);
  const extras = eventExtras(server, channel, message);
  server.gateway.dispatch(name, messagesIntent(channel), ({ intents }) => {
    const mayReadAll = (intents & INTENT.messageContent) !== 0;
    return { ...messageForBot(server.world, message, mayReadAll), ...extras, ...more };
  });
}

const messagesIntent = (channel: Channel): number =>
  channel.type === CHANNEL.dm ? INTENT.directMessages : INTENT.guildMessages;

/** Posts a message; an archived thread comes back to life. */
export function postMessage(server: DiscordServer, channel: Channel, fresh: NewMessage): Message {
  const { world, clock } = server;
  const message: Message = {
    ...fresh,
    id: world.nextId(),
    channelId: channel.id,
    createdAt: clock.now(),
    editedAt: null,
    edits: 0,
    reactions: [],
    deleted: false,
  };
  channel.messages.set(message.id, message);
  if (!message.viewer) channel.lastMessageId = message.id;
  if (channel.archived && !message.viewer) {
    channel.archived = false;
    tellThread(server, 'THREAD_UPDATE', channel);
  }
  tellMessage(server, 'MESSAGE_CREATE', message, message.nonce ? { nonce: message.nonce } : {});
  return message;
}

/** Changes a message in place and marks it as edited. Pings only ever add up. */
export function changeMessage(
  server: DiscordServer,
  message: Message,
  change: Partial<Message>,
): void {
  const pings = new Set([...message.pings, ...(change.pings ?? [])]);
  // Filling in a deferred answer is its first version, not an edit.
  const filling = (message.flags & FLAG.loading) !== 0;
  Object.assign(message, change, { pings: [...pings] });
  if (!filling) {
    message.editedAt = server.clock.now();
    message.edits += 1;
  }
  tellMessage(server, 'MESSAGE_UPDATE', message);
}

export function deleteMessage(server: DiscordServer, message: Message): void {
  message.deleted = true;
  server.world.changed();
  if (message.viewer) return;
  const channel = server.world.channel(message.channelId);
  const data: Json = { id: message.id, channel_id: channel.id };
  if (channel.type !== CHANNEL.dm) data.guild_id = server.world.guild.id;
  server.gateway.dispatch('MESSAGE_DELETE', messagesIntent(channel), () => data);
}

function tellReaction(
  server: DiscordServer,
  name: string,
  message: Message,
  user: User,
  emoji: Reaction['emoji'],
): void {
  server.world.changed();
  const channel = server.world.channel(message.channelId);
  const direct = channel.type === CHANNEL.dm;
  const data: Json = {
    user_id: user.id,
    channel_id: channel.id,
    message_id: message.id,
    emoji,
    burst: false,
    type: 0,
  };
  if (!direct) data.guild_id = server.world.guild.id;
  if (name === 'MESSAGE_REACTION_ADD') {
    data.message_author_id = message.authorId;
    if (!direct) data.member = { ...memberJson(user), user: userJson(user) };
  }
  const intent = direct ? INTENT.directMessageReactions : INTENT.guildMessageReactions;
  server.gateway.dispatch(name, intent, () => data);
}

/** Adds a reaction; a second one by the same person changes nothing. */
export function addReaction(
  server: DiscordServer,
  message: Message,
  user: User,
  emoji: Reaction['emoji'],
): void {
  const known = message.reactions.find((reaction) => sameEmoji(reaction.emoji, emoji));
  if (known?.users.includes(user.id)) return;
  if (known) known.users.push(user.id);
  else message.reactions.push({ emoji, users: [user.id] });
  tellReaction(server, 'MESSAGE_REACTION_ADD', message, user, emoji);
}

/** Takes a reaction back; one that is not there changes nothing. */
export function removeReaction(
  server: DiscordServer,
  message: Message,
  user: User,
  emoji: Reaction['emoji'],
): void {
  const known = message.reactions.find((reaction) => sameEmoji(reaction.emoji, emoji));
  const at = known?.users.indexOf(user.id) ?? -1;
  if (!known || at < 0) return;
  known.users.splice(at, 1);
  if (known.users.length === 0) message.reactions.splice(message.reactions.indexOf(known), 1);
  tellReaction(server, 'MESSAGE_REACTION_REMOVE', message, user, emoji);
}

export const sameEmoji = (a: Reaction['emoji'], b: Reaction['emoji']): boolean =>
  a.id === b.id && (a.id !== null || a.name === b.name);

/** Opens the thread of a message; its id is the message's (docs: resources/channel). */
export function openThread(
  server: DiscordServer,
  message: Message,
  name: string,
  autoArchiveMinutes: number,
): Channel {
  const thread = server.world.addChannel({
    id: message.id,
    name,
    type: CHANNEL.publicThread,
    parentId: message.channelId,
    ownerId: server.world.bot.id,
    autoArchiveMinutes,
  });
  message.threadId = thread.id;
  message.flags |= FLAG.hasThread;
  tellThread(server, 'THREAD_CREATE', thread, { newly_created: true });
  tellMessage(server, 'MESSAGE_UPDATE', message);
  return thread;
}

export function tellThread(
  server: DiscordServer,
  name: string,
  thread: Channel,
  more: Json = {},
): void {
  server.world.changed();
  const data = { ...channelJson(server.world, thread), ...more };
  server.gateway.dispatch(name, INTENT.guilds, () => data);
}

/** Tells of a new or changed channel of the guild. */
export function tellChannel(server: DiscordServer, name: string, channel: Channel): void {
  server.world.changed();
  const data = channelJson(server.world, channel);
  server.gateway.dispatch(name, INTENT.guilds, () => data);
}
