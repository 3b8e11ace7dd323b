import { deleteMessage } from '../acts.ts';
import { refusal } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Json } from '../json.ts';
import { messageJson } from '../present.ts';
import { Form } from '../validate/form.ts';
import { INTERACTION_DEFAULT } from '../validate/mentions.ts';
import { objectBody } from '../validate/message.ts';
import type { Message } from '../world.ts';
import { type Call, param, type Route } from './call.ts';
import { createAnswer } from './interactions.ts';
import { applyEdit } from './messages.ts';

/**
 * The interaction whose token this is. Before its callback, and when that came too late, there is
 * no webhook yet (10015); after 15 minutes the token is refused (50027).
 */
function exchangeOf(call: Call): Exchange {
  const { exchanges, world, clock, settings } = call.server;
  const exchange = exchanges.byToken(param(call, 'token'));
  if (!exchange || param(call, 'application') !== world.bot.id) throw refusal('unknownWebhook');
  if (clock.now() - exchange.createdAt >= settings.tokenLives) {
    throw refusal('invalidWebhookToken');
  }
  if (exchange.callback === undefined) throw refusal('unknownWebhook');
  return exchange;
}

/** The message of the path: `@original` or one that this interaction made. */
function messageOf(call: Call, exchange: Exchange): Message {
  const named = param(call, 'message');
  const id = named === '@original' ? exchange.originalId : named;
  const message = id && exchange.messageIds.has(id) ? call.server.world.anyMessage(id) : undefined;
  if (!message) throw refusal('unknownMessage');
  return message;
}

function edited(call: Call, exchange: Exchange, message: Message): Json {
  const { exchanges, world } = call.server;
  applyEdit(call, message, INTERACTION_DEFAULT);
  const fills = exchange.state === 'deferred' && message.id === exchange.originalId;
  if (fills) {
    exchange.callOff();
    exchange.state = 'answered';
  }
  const changed = message.id === exchange.sourceId ? 'updated' : 'edited';
  exchanges.show(exchange, { kind: fills ? 'reply' : changed, messageId: message.id });
  return messageJson(world, message);
}

/** A follow-up; right after a deferral it fills the deferred answer instead (docs, deprecated). */
function followUp(call: Call): Json {
  const { exchanges, world } = call.server;
  const exchange = exchangeOf(call);
  if (exchange.state === 'deferred') {
    const original = world.anyMessage(exchange.originalId ?? '');
    if (original) return edited(call, exchange, original);
  }
  const body = objectBody(new Form(), [], call.body);
  const message = createAnswer(call, exchange, body, []);
  exchanges.show(exchange, { kind: 'followUp', messageId: message.id });
  return messageJson(world, message);
}

function get(call: Call): Json {
  return messageJson(call.server.world, messageOf(call, exchangeOf(call)));
}

function edit(call: Call): Json {
  const exchange = exchangeOf(call);
  return edited(call, exchange, messageOf(call, exchange));
}

function remove(call: Call): undefined {
  const exchange = exchangeOf(call);
  const message = messageOf(call, exchange);
  if (exchange.state === 'deferred' && message.id === exchange.originalId) {
    exchange.callOff();
    exchange.state = 'answered';
  }
  deleteMessage(call.server, message);
  call.server.exchanges.show(exchange, { kind: 'deleted', messageId: message.id });
}

const AT = '/webhooks/:application/:token';

export const webhookRoutes: readonly Route[] = [
  { method: 'POST', template: AT, handler: followUp, open: true },
  { method: 'GET', template: `${AT}/messages/:message`, handler: get, open: true },
  { method: 'PATCH', template: `${AT}/messages/:message`, handler: edit, open: true },
  { method: 'DELETE', template: `${AT}/messages/:message`, handler: remove, open: true },
];
