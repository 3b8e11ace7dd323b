import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tellChannel, tellThread } from './acts.ts';
import { Clock } from './clock.ts';
import { Commands } from './commands.ts';
import { refusal } from './errors.ts';
import { Exchanges } from './exchanges.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { answer, type RequestRecord } from './http.ts';
import { Limits } from './limits.ts';
import { Person } from './people.ts';
import { memberJson, userJson } from './present.ts';
import { render, type SeenMessage, seenMessages } from './render.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { waitFor } from './wait.ts';
import { CHANNEL, INTENT, PERMISSION, type PermissionName } from './wire.ts';
import { type Channel, type Message, type Role, type User, World } from './world.ts';

/** A channel, or its id. */
export type ChannelRef = string | { readonly id: string };

export interface StartOptions {
  readonly guildName?: string;
  readonly botName?: string;
  readonly token?: string;
  readonly settings?: Partial<Settings>;
}

/**
 * A local Discord: REST v10, gateway v10 and CDN on one loopback port, one guild, and the people
 * in it. discord.js runs against it unmodified with `rest: { api: server.api, version: '10' }`.
 */
export class DiscordServer {
  readonly settings: Settings;
  readonly token: string;
  readonly clock = new Clock();
  readonly world: World;
  readonly commands: Commands;
  readonly exchanges: Exchanges;
  readonly gateway: Gateway;
  readonly limits: Limits;
  readonly faults = new Faults();
  /** Every request, with its body and the status of its answer. */
  readonly requests: RequestRecord[] = [];
  /** Errors of the server itself; `stop` throws the first. */
  readonly crashes: unknown[] = [];
  readonly #http: Server;
  readonly #nonces = new Map<string, { message: Message; at: number }>();
  #oldEdits = 0;
  #port = 0;

  private constructor(options: StartOptions) {
    this.settings = { ...DEFAULT_SETTINGS, ...options.settings };
    this.token = options.token ?? 'local.discord.token';
    this.world = new World(
      this.clock,
      options.guildName ?? 'Civil society',
      options.botName ?? 'bot',
    );
    this.commands = new Commands(this.world);
    this.exchanges = new Exchanges(this);
    this.gateway = new Gateway(this);
    this.limits = new Limits(this.clock);
    this.#http = createServer((request, response) => {
      answer(this, request, response).catch((error: unknown) => {
        this.crashes.push(error);
        response.writeHead(500);
        response.end();
      });
    });
    this.gateway.attach(this.#http);
  }

  /** Starts listening on 127.0.0.1 at a free port. */
  static async start(options: StartOptions = {}): Promise<DiscordServer> {
    const server = new DiscordServer(options);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    server.#port = (server.#http.address() as AddressInfo).port;
    return server;
  }

  /** Ends everything at once. Throws what went wrong inside the server itself, if anything did. */
  async stop(): Promise<void> {
    this.clock.stop();
    this.gateway.stop();
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    this.#http.closeAllConnections();
    await closed;
    if (this.crashes.length > 0) throw this.crashes[0];
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** For discord.js: `rest: { api: server.api, version: '10' }`. */
  get api(): string {
    return `${this.origin}/api`;
  }

  get gatewayUrl(): string {
    return `ws://127.0.0.1:${this.#port}/gateway`;
  }

  get guild(): { readonly id: string; readonly name: string } {
    return this.world.guild;
  }

  get bot(): User {
    return this.world.bot;
  }

  // The guild

  /** Adds a text channel; with `members` only those people see it. */
  addChannel(name: string, options: { readonly members?: readonly Person[] } = {}): Channel {
    const members = options.members && new Set(options.members.map(({ id }) => id));
    const channel = this.world.addChannel({
      name,
      type: CHANNEL.text,
      ...(members ? { members } : {}),
    });
    tellChannel(this, 'CHANNEL_CREATE', channel);
    return channel;
  }

  /** Adds a person to the guild. */
  addUser(
    name: string,
    options: { readonly admin?: boolean; readonly dms?: boolean; readonly locale?: string } = {},
  ): Person {
    const user = this.world.addUser(name, {
      ...(options.admin ? { permissions: PERMISSION.administrator } : {}),
      ...(options.dms === undefined ? {} : { acceptsDms: options.dms }),
      ...(options.locale ? { locale: options.locale } : {}),
    });
    this.gateway.dispatch('GUILD_MEMBER_ADD', INTENT.guildMembers, () => ({
      ...memberJson(user),
      user: userJson(user),
      guild_id: this.guild.id,
    }));
    return new Person(this, user);
  }

  addRole(name: string, options: Partial<Role> = {}): Role {
    return this.world.addRole(name, options);
  }

  /** Takes permissions from the bot in a channel, or with none named gives them all back. */
  deny(channel: ChannelRef, ...permissions: PermissionName[]): void {
    const target = this.channel(channel);
    target.denied = permissions.reduce((sum, name) => sum | PERMISSION[name], 0n);
    tellChannel(this, 'CHANNEL_UPDATE', target);
  }

  /** Deletes a channel, as an administrator would. */
  removeChannel(channel: ChannelRef): void {
    const target = this.channel(channel);
    this.world.channels.delete(target.id);
    tellChannel(this, 'CHANNEL_DELETE', target);
  }

  /** Archives a thread, as Discord does after a while. */
  archive(thread: ChannelRef): void {
    const target = this.channel(thread);
    target.archived = true;
    tellThread(this, 'THREAD_UPDATE', target);
  }

  channel(channel: ChannelRef): Channel {
    return this.world.channel(typeof channel === 'string' ? channel : channel.id);
  }

  // What there is to see

  /** The messages that everybody in a channel sees, oldest first, each with its thread. */
  messages(channel: ChannelRef): SeenMessage[] {
    return seenMessages(this, this.channel(channel));
  }

  /** Settles with what `look` finds, looking again at every change; fails after `patience`. */
  waitFor<T>(look: () => T | undefined | null | false, what: string): Promise<T> {
    const { patience } = this.settings;
    return waitFor(this.world, look, what, { patience, describe: () => this.describe() });
  }

  /** Settles when the bot is connected and identified. */
  async waitForBot(): Promise<void> {
    await this.waitFor(() => this.gateway.connected.length > 0, 'the bot to connect');
  }

  /** Settles when no person waits for an answer any more. */
  async waitForAnswers(): Promise<void> {
    const open = ['waiting', 'deferred'];
    const settled = () => !this.exchanges.all.some(({ state }) => open.includes(state));
    await this.waitFor(settled, 'every interaction to be answered');
  }

  /** All messages, and the last requests and interactions, for the message of a failed wait. */
  describe(): string {
    const lines: string[] = [];
    for (const channel of this.world.channels.values()) {
      lines.push(`#${channel.name}`);
      for (const message of seenMessages(this, channel)) {
        lines.push(`  ${message.author}: ${render(message).replaceAll('\n', '\n    ')}`);
      }
    }
    lines.push('Interactions:');
    for (const exchange of this.exchanges.all.slice(-5)) {
      const outcomes = exchange.outcomes.map(({ kind }) => kind).join(', ');
      lines.push(
        `  type ${exchange.type} ${exchange.commandName ?? ''} ${exchange.state}: ${outcomes}`,
      );
    }
    lines.push('Requests:');
    for (const { method, path, status } of this.requests.slice(-10)) {
      lines.push(`  ${method} ${path} → ${status}`);
    }
    return lines.join('\n');
  }

  // For the REST handlers

  /** The message that an author sent with a nonce in the past few minutes. */
  recall(authorId: string, nonce: string | number): Message | undefined {
    const known = this.#nonces.get(`${authorId} ${nonce}`);
    const remembered = known && this.clock.now() - known.at <= this.settings.nonceRemembered;
    return remembered ? known.message : undefined;
  }

  remember(authorId: string, nonce: string | number, message: Message): void {
    this.#nonces.set(`${authorId} ${nonce}`, { message, at: this.clock.now() });
  }

  /** Counts an edit of a message older than an hour; refuses it when there are too many. */
  countOldEdit(): void {
    this.#oldEdits += 1;
    const { oldEdits } = this.settings;
    if (oldEdits !== null && this.#oldEdits > oldEdits) throw refusal('tooManyOldEdits');
  }
}
