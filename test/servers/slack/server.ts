import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallRecord, Core, Failure } from './core.ts';
import { emit } from './events.ts';
import { Faults } from './faults.ts';
import { serve } from './http.ts';
import { Person } from './person.ts';
import { RateLimits } from './rateLimits.ts';
import { ResponseUrls } from './responseUrls.ts';
import { type ChannelRef, channelOf } from './screen.ts';
import { type SeenMessage, seeMessage } from './seen.ts';
import { decideSettings, type SlackServerOptions } from './settings.ts';
import { SocketMode } from './socketMode.ts';
import { Triggers } from './triggers.ts';
import { ViewStore } from './viewStore.ts';
import { Waiting } from './waiting.ts';
import { type Channel, World } from './world.ts';

/**
 * A local Slack: the Web API and Socket Mode on 127.0.0.1, one workspace with one app in it, and
 * people who use it. The real Bolt app runs against it with `clientOptions.slackApiUrl`.
 */
export class SlackServer {
  /** Everything the app called, in order. */
  readonly calls: CallRecord[];
  /** What people were told because the app failed them. */
  readonly failures: Failure[];
  /** Makes calls go wrong. */
  readonly faults: Faults;
  /** Slack's limits, off until enforced. */
  readonly limits: RateLimits;
  /** The sockets: acks, events, disconnect, kill. */
  readonly sockets: SocketMode;
  private readonly core: Core;
  private readonly http: Server;
  private readonly waiting: Waiting;
  private readonly people = new Map<string, Person>();

  constructor(options: SlackServerOptions = {}) {
    const settings = decideSettings(options);
    this.waiting = new Waiting(() => this.describe());
    const world = new World(settings.now, () => this.waiting.changed());
    const changed = () => void world.changed();
    this.http = createServer((request, response) => {
      serve(this.core, request, response).catch((error: unknown) => {
        // A bug of this server or a malformed request: say which, so that the test shows it.
        response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
      });
    });
    this.core = {
      settings,
      world,
      views: new ViewStore(world),
      triggers: new Triggers(settings),
      sockets: new SocketMode(settings, world.app.id, changed),
      responses: new ResponseUrls(() => this.core),
      faults: new Faults(),
      limits: new RateLimits(settings.now),
      calls: [],
      failures: [],
      port: () => this.port,
    };
    this.http.on('upgrade', (request, socket, head) => {
      this.sockets.upgrade(request, socket, head);
    });
    this.calls = this.core.calls;
    this.failures = this.core.failures;
    this.faults = this.core.faults;
    this.limits = this.core.limits;
    this.sockets = this.core.sockets;
  }

  /** Starts to listen on a free port of 127.0.0.1. */
  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(0, '127.0.0.1', resolve);
    });
  }

  /** Ends all connections; stop the app first, or it will try to reconnect. */
  async close(): Promise<void> {
    this.faults.clear();
    this.sockets.close();
    const closed = new Promise<void>((resolve) => {
      this.http.close(() => resolve());
    });
    this.http.closeAllConnections();
    await closed;
  }

  /** The port it listens on. */
  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  /** For the app's `clientOptions.slackApiUrl`. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api/`;
  }

  /** The workspace: id, name, domain. */
  get team(): World['team'] {
    return this.core.world.team;
  }

  /** The app's user: `userId`, `botId`, `name`. */
  get bot(): World['bot'] {
    return this.core.world.bot;
  }

  /** The bot token (`xoxb-…`) that the server accepts. */
  get botToken(): string {
    return this.core.world.botToken;
  }

  /** The app-level token (`xapp-…`) for Socket Mode. */
  get appToken(): string {
    return this.core.world.appToken;
  }

  /** Adds a channel; `member`: the bot is in it; `people`: who else (all that a private one needs). */
  addChannel(
    name: string,
    options: { member?: boolean; private?: boolean; people?: readonly Person[] } = {},
  ): Channel {
    const { world } = this.core;
    const channel: Channel = {
      id: world.id('C'),
      name,
      kind: options.private === true ? 'private' : 'public',
      archived: false,
      members: new Set(options.people?.map((person) => person.id)),
    };
    if (options.member === true) channel.members.add(world.bot.userId);
    world.channels.set(channel.id, channel);
    world.changed();
    return channel;
  }

  /** Invites the bot to a channel, which tells the app. */
  inviteBot(ref: ChannelRef): void {
    const channel = channelOf(this.core, ref);
    channel.members.add(this.bot.userId);
    this.emitMembership('member_joined_channel', channel);
  }

  /** Removes the bot from a channel. */
  removeBot(ref: ChannelRef): void {
    const channel = channelOf(this.core, ref);
    this.emitMembership('member_left_channel', channel);
    channel.members.delete(this.bot.userId);
  }

  /** Archives a channel. */
  archive(ref: ChannelRef): void {
    channelOf(this.core, ref).archived = true;
  }

  /** Adds a person; `name` is the short name people see. */
  addUser(
    name: string,
    options: { admin?: boolean; realName?: string; timeZone?: string; locale?: string } = {},
  ): Person {
    const { world } = this.core;
    const user = {
      id: world.id('U'),
      name,
      realName: options.realName ?? name,
      isBot: false,
      isAdmin: options.admin ?? false,
      timeZone: options.timeZone ?? 'Europe/Belgrade',
      locale: options.locale ?? 'en-GB',
    };
    world.users.set(user.id, user);
    const person = new Person(this.core, this.waiting, user);
    this.people.set(user.id, person);
    return person;
  }

  /** A channel's top-level messages, oldest first, each with its thread. */
  messages(ref: ChannelRef): SeenMessage[] {
    const { world } = this.core;
    return world
      .messagesOf(channelOf(this.core, ref).id)
      .filter((message) => message.threadTs === undefined)
      .map((message) => seeMessage(world, message));
  }

  /** Every mention in every message, ephemeral ones too: empty when nobody was alerted. */
  pings(): string[] {
    const { world } = this.core;
    const all = [...world.channels.keys()].flatMap((id) => world.messagesOf(id));
    return [...all, ...world.ephemerals].flatMap((message) =>
      message.byBot ? seeMessage(world, message).pings : [],
    );
  }

  /** Deletes a message behind the app's back, as an admin can. */
  deleteMessage(seen: SeenMessage): void {
    const message = this.core.world.message(seen.channel, seen.ts);
    if (message !== undefined) this.core.world.remove(message);
  }

  /**
   * Resolves with the first truthy value of `predicate`, looked at now and after every change of
   * the server; rejects after `timeoutMs` (5 s) with what was seen instead of `what`.
   */
  waitFor<T>(
    predicate: () => T | undefined | null | false,
    what: string,
    timeoutMs?: number,
  ): Promise<T> {
    return this.waiting.waitFor(predicate, what, timeoutMs);
  }

  /** Says that something outside the server changed which a `waitFor` predicate looks at. */
  changed(): void {
    this.waiting.changed();
  }

  /**
   * Resolves when the app's socket is connected and has read its hello. (socket-mode 3.1 rejects
   * into nowhere when it is stopped between the two.)
   */
  async connected(): Promise<void> {
    await this.waitFor(() => this.sockets.ready > 0, 'a socket of the app', 15_000);
  }

  /** The workspace in words, for failing tests. */
  describe(): string {
    const { world } = this.core;
    const lines: string[] = [];
    const tell = (message: SeenMessage, indent: string) => {
      const author = world.nameOf(message.author) ?? message.author;
      lines.push(`${indent}${author}: ${message.visible.replaceAll('\n', ' / ')}`);
      for (const reply of message.replies) tell(reply, `${indent}  > `);
    };
    for (const channel of world.channels.values()) {
      const messages = this.messages(channel);
      const who = channel.partner === undefined ? '' : ` with ${world.nameOf(channel.partner)}`;
      lines.push(`#${channel.name}${who}: ${messages.length} messages`);
      for (const message of messages.slice(-5)) tell(message, '  ');
    }
    for (const person of this.people.values()) {
      for (const message of person.ephemerals().slice(-5)) {
        lines.push(`only ${person.name} sees: ${message.visible.replaceAll('\n', ' / ')}`);
      }
      const modal = person.modal();
      if (modal !== undefined) {
        lines.push(`${person.name} has open: ${modal.title} ${JSON.stringify(modal.errors)}`);
      }
    }
    for (const failure of this.failures) lines.push(`failed: ${JSON.stringify(failure)}`);
    const last = this.calls.slice(-10).map((call) => `${call.method} → ${call.result}`);
    lines.push(`last calls: ${last.join(', ')}`);
    lines.push(`sockets: ${this.sockets.connections}`);
    return lines.join('\n');
  }

  private emitMembership(
    type: 'member_joined_channel' | 'member_left_channel',
    channel: Channel,
  ): void {
    emit(this.core, type, channel, {
      type,
      user: this.bot.userId,
      channel: channel.id,
      channel_type: channel.kind === 'private' ? 'G' : 'C',
      team: this.team.id,
      event_ts: this.core.world.nextTs(),
    });
    this.core.world.changed();
  }
}

/** A listening server with an empty workspace. */
export async function startSlackServer(options: SlackServerOptions = {}): Promise<SlackServer> {
  const server = new SlackServer(options);
  await server.listen();
  return server;
}
