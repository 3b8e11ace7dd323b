import { randomBytes } from 'node:crypto';
import { type Exchange, NO_RESPONSE, type Outcome } from './exchange.ts';
import type { Json } from './json.ts';
import {
  interactionChannelJson,
  memberJson,
  messageJson,
  permissionsOf,
  userJson,
} from './present.ts';
import type { DiscordServer } from './server.ts';
import { CHANNEL } from './wire.ts';
import type { Channel, Message, User } from './world.ts';

export interface Begin {
  readonly type: number;
  readonly user: User;
  readonly channel: Channel;
  readonly data: Json;
  readonly source?: Message;
  readonly commandName?: string;
  readonly commandType?: number;
  readonly focusedType?: number;
}

/** Every interaction that people began. */
export class Exchanges {
  readonly all: Exchange[] = [];
  readonly #server: DiscordServer;

  constructor(server: DiscordServer) {
    this.#server = server;
  }

  /** Begins an interaction: sends INTERACTION_CREATE and starts the 3 seconds. */
  begin(given: Begin): Exchange {
    const { world, clock, settings, gateway } = this.#server;
    const id = world.nextId();
    const token = Buffer.from(`interaction:${id}:${randomBytes(32).toString('hex')}`);
    const exchange: Exchange = {
      id,
      token: token.toString('base64url'),
      type: given.type,
      userId: given.user.id,
      channelId: given.channel.id,
      createdAt: clock.now(),
      sentMs: performance.now(),
      acknowledgedMs: undefined,
      sourceId: given.source?.id,
      commandName: given.commandName,
      commandType: given.commandType ?? 1,
      focusedType: given.focusedType,
      state: 'waiting',
      callback: undefined,
      originalId: undefined,
      messageIds: new Set(),
      outcomes: [],
      callOff: clock.after(settings.answerWithin, () => this.#expire(exchange)),
    };
    this.all.push(exchange);
    const payload = this.#payload(exchange, given);
    gateway.dispatch('INTERACTION_CREATE', 0, () => payload);
    world.changed();
    return exchange;
  }

  byId(id: string): Exchange | undefined {
    return this.all.find((exchange) => exchange.id === id);
  }

  byToken(token: string): Exchange | undefined {
    return this.all.find((exchange) => exchange.token === token);
  }

  /** Notes what the person sees now. */
  show(exchange: Exchange, outcome: Outcome): void {
    exchange.outcomes.push(outcome);
    this.#server.world.changed();
  }

  /** The bot has deferred: it may fill the answer while the token lives. */
  deferred(exchange: Exchange): void {
    const { clock, settings } = this.#server;
    exchange.state = 'deferred';
    const left = settings.tokenLives - (clock.now() - exchange.createdAt);
    exchange.callOff = clock.after(left, () => this.#expire(exchange));
  }

  /** The time is over: the person is told that nothing came. */
  #expire(exchange: Exchange): void {
    if (exchange.state === 'answered') return;
    exchange.state = 'dead';
    this.show(exchange, { kind: 'failed', reason: NO_RESPONSE });
  }

  #payload(exchange: Exchange, { user, channel, data, source }: Begin): Json {
    const { world, settings } = this.#server;
    const direct = channel.type === CHANNEL.dm;
    const base: Json = {
      id: exchange.id,
      application_id: world.bot.id,
      type: exchange.type,
      data,
      channel: interactionChannelJson(world, channel, user),
      channel_id: channel.id,
      token: exchange.token,
      version: 1,
      app_permissions: world.botPermissions(channel).toString(),
      locale: user.locale,
      entitlements: [],
      authorizing_integration_owners: { 0: direct ? '0' : world.guild.id },
      context: direct ? 1 : 0,
      attachment_size_limit: settings.attachmentLimit,
    };
    // Messages in interactions are the bot's own, so they come with their content.
    if (source) base.message = messageJson(world, source);
    if (direct) return { ...base, user: userJson(user) };
    const { id, locale } = world.guild;
    const permissions = permissionsOf(user).toString();
    return {
      ...base,
      guild: { id, locale, features: [] },
      guild_id: id,
      guild_locale: locale,
      member: { ...memberJson(user), user: userJson(user), permissions },
    };
  }
}
