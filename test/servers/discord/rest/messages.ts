import { changeMessage, deleteMessage, postMessage } from '../acts.ts';
import { refusal } from '../errors.ts';
import { linkAttachments, placeUploads } from '../files.ts';
import { isJson, type Json } from '../json.ts';
import { messageForBot, messageJson } from '../present.ts';
import type { DiscordServer } from '../server.ts';
import { Form } from '../validate/form.ts';
import { findMentions, mentionTexts, REGULAR_DEFAULT } from '../validate/mentions.ts';
import { objectBody, readMessage, refuseEmpty } from '../validate/message.ts';
import { CHANNEL, FLAG, INTENT, MESSAGE_TYPE, PERMISSION, type PermissionName } from '../wire.ts';
import type { Channel, Message } from '../world.ts';
import { type Call, limitOf, param, type Route, snowflake } from './call.ts';

const HOUR = 3_600_000;

/** The channel of a call, provided the bot sees it (else 50001) and may do what is asked (50013). */
export function channelOf(call: Call, ...needed: PermissionName[]): Channel {
  const channel = call.server.world.channel(param(call, 'channel'));
  const granted = call.server.world.botPermissions(channel);
  if ((granted & PERMISSION.viewChannel) === 0n) throw refusal('missingAccess');
  for (const name of needed) need(granted, name);
  return channel;
}

function need(granted: bigint, name: PermissionName): void {
  if ((granted & PERMISSION[name]) === 0n) throw refusal('missingPermissions');
}

const sendPermission = (channel: Channel): PermissionName =>
  channel.type === CHANNEL.publicThread ? 'sendMessagesInThreads' : 'sendMessages';

/** A message as the bot reads it over REST. */
export function readable(server: DiscordServer, message: Message): Json {
  const mayReadAll = (server.settings.privilegedIntents & INTENT.messageContent) !== 0;
  return messageForBot(server.world, message, mayReadAll);
}

function create(call: Call): Json {
  const { server } = call;
  const channel = channelOf(call);
  const granted = server.world.botPermissions(channel);
  need(granted, sendPermission(channel));
  const recipient = channel.recipientId ? server.world.user(channel.recipientId) : undefined;
  if (recipient && !recipient.acceptsDms) throw refusal('cannotMessageUser');

  const form = new Form();
  const given = objectBody(form, [], call.body);
  const body = readMessage(form, given, { fallback: REGULAR_DEFAULT, path: [] });
  const target = referenced(form, channel, given.message_reference);
  form.finish();
  const content = body.content ?? '';
  const embeds = body.embeds ?? [];
  const components = body.components ?? [];
  refuseEmpty({ content, embeds, components, attachments: call.uploads });
  if (embeds.length > 0) need(granted, 'embedLinks');
  if (call.uploads.length > 0) need(granted, 'attachFiles');
  if (target) need(granted, 'readMessageHistory');

  const authorId = server.world.bot.id;
  if (body.nonce !== undefined && body.enforceNonce) {
    const earlier = server.recall(authorId, body.nonce);
    if (earlier) return { ...messageJson(server.world, earlier), nonce: body.nonce };
  }
  const attachments = placeUploads(server, channel.id, call.uploads, body.attachments);
  linkAttachments(form, [], { embeds, components }, attachments);
  form.finish();
  const texts = mentionTexts(content, components);
  const found = findMentions(server.world, texts, body.allowed, target?.authorId);
  const message = postMessage(server, channel, {
    ...found,
    content,
    embeds,
    components,
    attachments,
    authorId,
    flags: body.flags,
    type: target ? MESSAGE_TYPE.reply : MESSAGE_TYPE.plain,
    ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
    ...(target ? { reference: { messageId: target.id, channelId: channel.id } } : {}),
  });
  if (body.nonce !== undefined) server.remember(authorId, body.nonce, message);
  const json = messageJson(server.world, message);
  return body.nonce === undefined ? json : { ...json, nonce: body.nonce };
}

/** The message replied to; an unknown one is an error unless `fail_if_not_exists` is false. */
function referenced(form: Form, channel: Channel, value: unknown): Message | undefined {
  if (!isJson(value)) return undefined;
  const target = channel.messages.get(String(value.message_id));
  if (target && !target.deleted && !target.viewer) return target;
  if (value.fail_if_not_exists !== false) {
    form.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  }
  return undefined;
}

/** Applies an edit to a message; used for channel messages and for interaction answers. */
export function applyEdit(
  call: Call,
  message: Message,
  fallback: typeof REGULAR_DEFAULT,
  path: readonly string[] = [],
): void {
  const { server } = call;
  const form = new Form();
  const whole = objectBody(form, path, call.body);
  const given = path.length > 0 ? objectBody(form, path, whole.data ?? {}) : whole;
  const body = readMessage(form, given, { fallback, path, edits: message });
  form.finish();
  const content = body.content ?? message.content;
  const embeds = body.embeds ?? message.embeds;
  const components = body.components ?? message.components;
  const attachments = placeUploads(
    server,
    message.channelId,
    call.uploads,
    body.attachments,
    message.attachments,
  );
  linkAttachments(form, path, { embeds, components }, attachments);
  form.finish();
  refuseEmpty({ content, embeds, components, attachments });
  // The mentions of an untouched text stay; a touched one is read again, by default rules unless
  // the edit brings its own (docs: resources/message, "Edit Message").
  const touched = body.content !== undefined || body.components !== undefined;
  const texts = mentionTexts(content, components);
  const found = touched ? findMentions(server.world, texts, body.allowed) : {};
  const flags = message.flags | body.flags;
  const change = { content, embeds, components, attachments, ...found };
  changeMessage(server, message, { ...change, flags: flags & ~FLAG.loading });
}

function edit(call: Call): Json {
  const { server } = call;
  const channel = channelOf(call);
  const message = server.world.message(channel, param(call, 'message'));
  if (message.authorId !== server.world.bot.id) throw refusal('notYourMessage');
  if (channel.archived) throw refusal('archivedThread');
  if (server.clock.now() - message.createdAt > HOUR) server.countOldEdit();
  applyEdit(call, message, REGULAR_DEFAULT);
  return messageJson(server.world, message);
}

function remove(call: Call): undefined {
  const { server } = call;
  const channel = channelOf(call);
  const message = server.world.message(channel, param(call, 'message'));
  const own = message.authorId === server.world.bot.id;
  if (!own) need(server.world.botPermissions(channel), 'manageMessages');
  deleteMessage(server, message);
}

function list(call: Call): Json[] {
  const channel = channelOf(call);
  const { server } = call;
  const granted = server.world.botPermissions(channel);
  if ((granted & PERMISSION.readMessageHistory) === 0n) return [];
  const limit = limitOf(call, 50);
  const all = [...channel.messages.values()].filter(({ deleted, viewer }) => !deleted && !viewer);
  const after = snowflake(call, 'after');
  const before = snowflake(call, 'before');
  const around = snowflake(call, 'around');
  let found = all;
  if (after !== undefined) found = all.filter(({ id }) => BigInt(id) > after).slice(0, limit);
  else if (around !== undefined) {
    const at = all.findIndex(({ id }) => BigInt(id) >= around);
    const first = Math.max(0, (at < 0 ? all.length : at) - Math.floor(limit / 2));
    found = all.slice(first, first + limit);
  } else {
    if (before !== undefined) found = all.filter(({ id }) => BigInt(id) < before);
    found = found.slice(-limit);
  }
  return found.reverse().map((message) => readable(server, message));
}

function one(call: Call): Json {
  const channel = channelOf(call, 'readMessageHistory');
  return readable(call.server, call.server.world.message(channel, param(call, 'message')));
}

const AT = '/channels/:channel/messages';

export const messageRoutes: readonly Route[] = [
  { method: 'POST', template: AT, handler: create },
  { method: 'GET', template: AT, handler: list },
  { method: 'GET', template: `${AT}/:message`, handler: one },
  { method: 'PATCH', template: `${AT}/:message`, handler: edit },
  { method: 'DELETE', template: `${AT}/:message`, handler: remove },
];
