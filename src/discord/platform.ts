import {
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type MessageReaction,
  type PartialMessageReaction,
  Partials,
  type PartialUser,
  Status,
  type User,
} from 'discord.js';
import type { Logger } from 'pino';
import type { ActInfo } from '../chat/act.ts';
import type { Rate } from '../chat/limiter.ts';
import type { Message } from '../chat/message.ts';
import type { Inbound, Platform, PlatformHealth } from '../chat/platform.ts';
import type { ChannelRef } from '../chat/references.ts';
import { within } from '../chat/waiting.ts';
import type { Language } from '../i18n/index.ts';
import { commandBook } from './commands.ts';
import { receiveDirect } from './direct.ts';
import { failureOf, loggable } from './errors.ts';
import { decodeMessage } from './ids.ts';
import { receive } from './interactions.ts';
import { operatorSentence } from './operator.ts';
import { Places } from './places.ts';
import * as posting from './posting.ts';
import { takeReaction } from './reacting.ts';
import { readReactions } from './reactions.ts';
import { registerIn } from './registration.ts';
import { API, onceOnly, restOptions } from './rest.ts';
import { watchConnection } from './watch.ts';

export interface DiscordOptions {
  token: string;
  /** In place of Discord's own address, e.g. for a proxy. */
  apiUrl?: string;
  acts: readonly ActInfo[];
  /** The community's language, in which the commands are named. */
  language: Language;
  log: Logger;
  machineNow: () => Date;
  /** How long one call to Discord may take. */
  timeoutMs?: number;
  /** Most requests of the bot, answers to people aside. */
  ceiling?: Rate;
  /** Between looks at whether the connection comes back. */
  lookMs?: number;
}

export interface DiscordPlatform extends Platform {
  /** Resolves when everything that was taken in has been answered, and every call has ended. */
  idle(): Promise<void>;
}

/** How long a stop waits for what runs, so that the whole program ends within 5 seconds. */
const LAST_WORK_MS = 2_500;
/** How long the gateway may take to close; discord.js waits 5 seconds unless told otherwise. */
const CLOSE_MS = 1_000;

/** Discord as a {@link Platform}. Throws for acts that Discord cannot offer as commands. */
export function createDiscordPlatform(options: DiscordOptions): DiscordPlatform {
  const { token, apiUrl, language, log, machineNow } = options;
  const book = commandBook(options.acts, language);
  const acts = new Map(options.acts.map((act) => [act.id, act]));
  const rest = restOptions(options);
  const client = new Client({
    // Nothing privileged: the bot reads no conversations (docs: events/gateway, "Gateway Intents").
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessageReactions,
      GatewayIntentBits.DirectMessages,
    ],
    // Without these, reactions to messages from before the start are silent (discord.js#4978).
    partials: [
      Partials.Message,
      Partials.Channel,
      Partials.Reaction,
      Partials.User,
      Partials.GuildMember,
    ],
    allowedMentions: posting.NO_PINGS,
    closeTimeout: CLOSE_MS,
    rest,
  });
  const once = onceOnly(token, rest);
  const botId = (): string => client.user?.id ?? '';
  const places = new Places(client);
  /** One for each call that runs: discord.js never takes its listener off a signal again. */
  const calls = new Set<AbortController>();
  const running = new Set<Promise<unknown>>();
  let open = false;
  let giveUp = (): void => {};
  let unwatch = (): void => {};
  let lastEventAt: Date | null = null;

  /** Work that a stop waits for. */
  function track<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    const done = (): void => {
      running.delete(work);
    };
    work.then(done, done);
    return work;
  }

  /** A call of the port: its failures are {@link PlatformFailure}s, and a stop waits for it. */
  async function perform<T>(work: (wire: posting.Wire) => Promise<T>): Promise<T> {
    const ending = new AbortController();
    calls.add(ending);
    try {
      return await work({ rest: client.rest, once, botId, signal: ending.signal });
    } catch (error) {
      throw failureOf(error);
    } finally {
      calls.delete(ending);
    }
  }

  const call = <T>(work: (wire: posting.Wire) => Promise<T>): Promise<T> => track(perform(work));

  const postAnswer = (channel: ChannelRef, message: Message, deliveryId: string) =>
    call((wire) => posting.post(wire, channel, message, { deliveryId }));

  function listen(inbound: Inbound): void {
    const reception = { inbound, book, acts, places, language, log };
    const connected = (): void => {
      if (open) inbound.connected('discord');
    };
    const take = (interaction: Interaction): void => {
      if (open) track(receive(interaction, reception));
    };
    // One after the other: a reaction that is put on and taken off must end as taken off.
    let reactions: Promise<void> = Promise.resolve();
    const react =
      (added: boolean) =>
      (reaction: MessageReaction | PartialMessageReaction, user: User | PartialUser): void => {
        if (!open) return;
        reactions = reactions.then(() => takeReaction(reaction, user, added, reception));
        track(reactions);
      };
    const register = (guild: { id: string }): void => {
      const application = client.application?.id ?? botId();
      const registration = { rest: client.rest, application, commands: book.commands, log };
      if (open) track(registerIn(guild.id, registration));
    };
    client.on(Events.Raw, () => {
      lastEventAt = machineNow();
    });
    client.on(Events.InteractionCreate, take);
    client.on(Events.MessageCreate, (message) => {
      if (open) track(receiveDirect(message, { ...reception, post: postAnswer }));
    });
    client.on(Events.MessageReactionAdd, react(true));
    client.on(Events.MessageReactionRemove, react(false));
    // A moderator took many off at once and Discord does not say whose: they are counted anew.
    client.on(Events.MessageReactionRemoveAll, connected);
    client.on(Events.MessageReactionRemoveEmoji, connected);
    client.on(Events.ShardReady, connected);
    client.on(Events.ShardResume, connected);
    client.on(Events.ClientReady, ({ guilds }) => {
      for (const guild of guilds.cache.values()) register(guild);
    });
    client.on(Events.GuildCreate, register);
    client.on(Events.Error, (error) => log.error(loggable(error), 'Discord client error'));
    client.on(Events.ShardError, (error) => log.warn(loggable(error), 'Discord connection error'));
    client.on(Events.ShardReconnecting, () => log.info('reconnecting to Discord'));
  }

  async function start(inbound: Inbound): Promise<void> {
    open = true;
    listen(inbound);
    const ready = new Promise<void>((resolve, reject) => {
      client.once(Events.ClientReady, () => resolve());
      giveUp = () => reject(new Error('The bot was stopped before Discord was ready.'));
    });
    // Until it is awaited below, nobody else takes note of the rejection.
    ready.catch(() => undefined);
    try {
      await client.login(token);
    } catch (error) {
      open = false;
      throw new Error(operatorSentence(error, apiUrl ?? API, language));
    }
    await ready;
    unwatch = watchConnection({
      client,
      connected: () => health().connected,
      machineNow,
      language,
      apiUrl,
      log,
      lost: (why) => {
        if (open) inbound.lost('discord', why);
      },
      lookMs: options.lookMs,
    });
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.allSettled([...running]);
  }

  async function stop(): Promise<void> {
    if (!open) return;
    open = false;
    giveUp();
    unwatch();
    await within(LAST_WORK_MS, idle());
    for (const ending of calls) ending.abort();
    await client.destroy();
    once.clearHashSweeper();
    once.clearHandlerSweeper();
  }

  function health(): PlatformHealth {
    const shards = [...client.ws.shards.values()];
    const connected = client.isReady() && shards.every(({ status }) => status === Status.Ready);
    // Heartbeats are signs of life too, on a quiet server the only ones.
    const beat = Math.max(-1, ...shards.map(({ lastPingTimestamp }) => lastPingTimestamp));
    const latest = Math.max(lastEventAt?.getTime() ?? -1, beat);
    return { connected, lastEventAt: latest < 0 ? null : new Date(latest) };
  }

  return {
    name: 'discord',
    start,
    stop,
    idle,
    health,
    send: (channel, message, given) => call((wire) => posting.post(wire, channel, message, given)),
    edit: (message, content) => call((wire) => posting.edit(wire, message, content)),
    upload: (channel, { name, bytes, alt }, comment, given) =>
      call((wire) =>
        posting.post(wire, channel, comment, given, [{ name, data: Buffer.from(bytes), alt }]),
      ),
    find: (channel, given, since, message) =>
      call((wire) => posting.find(wire, channel, given, since, message)),
    reactionsIn: (channel, messages, reading) =>
      call((wire) => readReactions(wire, channel, messages, reading)),
    directChannel: (user) =>
      call(async (wire) => {
        const channel = await posting.openDirectChannel(wire, user.user);
        places.remember(user);
        return { platform: 'discord', community: user.community, channel };
      }),
    permalink: async ({ community, channel, message: id }) => {
      const { thread, message } = decodeMessage(id);
      return `https://discord.com/channels/${community}/${thread ?? channel}/${message}`;
    },
  };
}
