import { postMessage } from '../acts.ts';
import { refusal } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { linkAttachments, placeUploads } from '../files.ts';
import { isJson, type Json } from '../json.ts';
import { isEphemeral, messageJson } from '../present.ts';
import { readChoices } from '../validate/commands.ts';
import { Form } from '../validate/form.ts';
import { findMentions, INTERACTION_DEFAULT, mentionTexts } from '../validate/mentions.ts';
import { objectBody, readMessage, refuseEmpty } from '../validate/message.ts';
import { readModal } from '../validate/modal.ts';
import { CALLBACK, FLAG, INTERACTION, MESSAGE_TYPE } from '../wire.ts';
import type { Message } from '../world.ts';
import { type Call, param, Reply, type Route } from './call.ts';
import { applyEdit } from './messages.ts';

const CHOICES = 25;

/** Which callbacks an interaction takes; 6 and 7 need a message that they can update. */
function callbacksFor({ type, sourceId }: Exchange): readonly number[] {
  const { message, deferredMessage, deferredUpdate, update, choices, modal } = CALLBACK;
  const answers = [message, deferredMessage];
  const updates = sourceId === undefined ? [] : [deferredUpdate, update];
  if (type === INTERACTION.autocomplete) return [choices];
  if (type === INTERACTION.modalSubmit) return [...answers, ...updates];
  return [...answers, ...updates, modal];
}

function callback(call: Call): Reply | undefined {
  const { exchanges, world } = call.server;
  const exchange = exchanges.byId(param(call, 'interaction'));
  const known = exchange?.token === param(call, 'token') ? exchange : undefined;
  if (!known || known.state === 'dead') throw refusal('unknownInteraction');
  if (known.state !== 'waiting') throw refusal('alreadyAcknowledged');
  const form = new Form();
  const body = objectBody(form, [], call.body);
  form.choice(['type'], body.type, callbacksFor(known));
  form.finish();
  const message = answer(call, known, Number(body.type), isJson(body.data) ? body.data : {});
  world.changed();
  if (call.query.get('with_response') !== 'true') return undefined;
  return new Reply(200, callbackJson(call, known, message));
}

/** Carries out a callback; returns the message that it made or changed. */
function answer(call: Call, exchange: Exchange, type: number, data: Json): Message | undefined {
  const { exchanges, world } = call.server;
  const source = exchange.sourceId ? world.anyMessage(exchange.sourceId) : undefined;
  switch (type) {
    case CALLBACK.message: {
      const message = createAnswer(call, exchange, data, ['data']);
      acknowledge(exchange, type, message.id);
      exchanges.show(exchange, { kind: 'reply', messageId: message.id });
      return message;
    }
    case CALLBACK.deferredMessage: {
      const hidden = typeof data.flags === 'number' ? data.flags & FLAG.ephemeral : 0;
      const message = postAnswer(call, exchange, { flags: hidden | FLAG.loading });
      acknowledge(exchange, type, message.id);
      exchanges.deferred(exchange);
      return message;
    }
    case CALLBACK.deferredUpdate:
      acknowledge(exchange, type, exchange.sourceId);
      exchanges.show(exchange, { kind: 'acknowledged' });
      return undefined;
    case CALLBACK.update:
      if (!source) throw refusal('unknownMessage');
      applyEdit(call, source, INTERACTION_DEFAULT, ['data']);
      acknowledge(exchange, type, source.id);
      exchanges.show(exchange, { kind: 'updated', messageId: source.id });
      return source;
    case CALLBACK.choices: {
      const form = new Form();
      const at = ['data', 'choices'];
      const choices = form.list(at, data.choices, { max: CHOICES, required: true }) ?? [];
      readChoices(form, at, choices, exchange.focusedType);
      form.finish();
      acknowledge(exchange, type, undefined);
      exchanges.show(exchange, { kind: 'choices', choices });
      return undefined;
    }
    default: {
      const form = new Form();
      const modal = readModal(form, ['data'], data);
      form.finish();
      acknowledge(exchange, type, undefined);
      exchanges.show(exchange, { kind: 'modal', modal });
      return undefined;
    }
  }
}

function acknowledge(exchange: Exchange, type: number, originalId: string | undefined): void {
  exchange.callOff();
  exchange.acknowledgedMs = performance.now();
  exchange.state = 'answered';
  exchange.callback = type;
  exchange.originalId = originalId;
  if (originalId !== undefined) exchange.messageIds.add(originalId);
}

/** Checks and posts a message that answers an interaction: the first answer or a follow-up. */
export function createAnswer(
  call: Call,
  exchange: Exchange,
  data: Json,
  path: readonly string[],
): Message {
  const { server } = call;
  const form = new Form();
  const place = { fallback: INTERACTION_DEFAULT, path, mayHide: true };
  const body = readMessage(form, data, place);
  form.finish();
  const content = body.content ?? '';
  const embeds = body.embeds ?? [];
  const components = body.components ?? [];
  refuseEmpty({ content, embeds, components, attachments: call.uploads });
  const attachments = placeUploads(server, exchange.channelId, call.uploads, body.attachments);
  linkAttachments(form, path, { embeds, components }, attachments);
  form.finish();
  const texts = mentionTexts(content, components);
  const found = findMentions(server.world, texts, body.allowed);
  const { flags } = body;
  return postAnswer(call, exchange, { ...found, content, embeds, components, attachments, flags });
}

function postAnswer(call: Call, exchange: Exchange, given: Partial<Message>): Message {
  const { server } = call;
  const { world } = server;
  const channel = world.channel(exchange.channelId);
  const target = exchange.originalId ?? exchange.sourceId;
  const fromCommand = exchange.commandType === 1 ? MESSAGE_TYPE.command : MESSAGE_TYPE.contextMenu;
  const flags = given.flags ?? 0;
  const message = postMessage(server, channel, {
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    mentions: { users: [], roles: [], everyone: false },
    pings: [],
    ...given,
    flags,
    authorId: world.bot.id,
    type: target === undefined ? fromCommand : MESSAGE_TYPE.reply,
    answers: {
      id: exchange.id,
      type: exchange.type,
      userId: exchange.userId,
      ...(exchange.commandName === undefined ? {} : { name: exchange.commandName }),
    },
    ...(target ? { reference: { messageId: target, channelId: channel.id } } : {}),
    ...(isEphemeral(flags) ? { viewer: exchange.userId } : {}),
  });
  exchange.messageIds.add(message.id);
  return message;
}

/** Docs: "Interaction Callback Response Object"; the message only for types 4 and 7. */
function callbackJson(call: Call, exchange: Exchange, message: Message | undefined): Json {
  const type = exchange.callback;
  const interaction: Json = { id: exchange.id, type: exchange.type };
  const resource: Json = { type };
  if (message) {
    interaction.response_message_id = message.id;
    interaction.response_message_loading = (message.flags & FLAG.loading) !== 0;
    interaction.response_message_ephemeral = isEphemeral(message.flags);
    if (type === CALLBACK.message || type === CALLBACK.update) {
      resource.message = messageJson(call.server.world, message);
    }
  }
  return { interaction, resource };
}

export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    template: '/interactions/:interaction/:token/callback',
    handler: callback,
    open: true,
  },
];
