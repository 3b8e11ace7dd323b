import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { ActInfo } from '../chat/act.ts';
import type { Message } from '../chat/message.ts';
import {
  type Inbound,
  type Platform,
  PlatformFailure,
  type PlatformHealth,
  type ReactionReading,
  type SendOptions,
  type Standing,
  type UploadFile,
} from '../chat/platform.ts';
import type { ChannelRef, MessageRef, UserRef } from '../chat/references.ts';
import type { Language } from '../i18n/languages.ts';
import type { Storage } from '../storage/database.ts';
import { pageAssets } from './assets.ts';
import { COMMUNITY, Conversation, channelRef } from './conversation.ts';
import { Directory, directId, directUser } from './directory.ts';
import { Feed } from './feed.ts';
import { Messages } from './messages.ts';
import { momentIn } from './moment.ts';
import { sandboxRoutes } from './routes.ts';
import { BOT, type ClockRequest, type ClockView, type StateView } from './wire.ts';

/** Civil time, which a visitor may move. */
export interface SandboxClock {
  now(): Date;
  /** Resolves when what is due at that moment has been told. */
  moveTo(at: Date): Promise<void>;
  nextWorkingDay(): Date | Promise<Date>;
  /** IANA zone. */
  zone: string;
}

export interface SandboxOptions {
  storage: Storage;
  /** What the page offers while one types. */
  acts: readonly ActInfo[];
  /** The page's language until a visitor chooses another. */
  language: Language;
  log: Logger;
  machineNow: () => Date;
  clock: SandboxClock;
  /** Where the page is, e.g. `http://127.0.0.1:3000`, once that is known. */
  address?: () => string | null;
}

export interface SandboxPlatform extends Platform {
  readonly name: 'sandbox';
  /** The page at `/`, its program under `/sandbox/`, its interface under `/api/sandbox/`. */
  readonly routes: Hono;
  /** Makes a channel or renames it; see {@link Directory.ensureChannel}. */
  ensureChannel(id: string, name: string): Promise<void>;
  /** Takes a channel away, as somebody would who deletes it; what was said in it is kept. */
  removeChannel(id: string): Promise<void>;
  /** Makes a person or renames them; to be called at each start, as `about` is not kept. */
  ensureUser(id: string, name: string, about: string): Promise<void>;
}

/** The local chat: a platform like Slack and Discord whose people all sit at this machine. */
export function createSandboxPlatform(options: SandboxOptions): SandboxPlatform {
  return new Sandbox(options);
}

/** What the routes ask of the sandbox besides {@link Conversation}. */
export interface SandboxDesk {
  readonly options: SandboxOptions;
  readonly directory: Directory;
  readonly messages: Messages;
  readonly conversation: Conversation;
  readonly feed: Feed;
  inbound(): Inbound | null;
  state(user: string): Promise<StateView>;
  clock(): ClockView;
  moveClock(request: ClockRequest): Promise<ClockView>;
  /** Counts what runs, so that {@link Platform.stop} can wait for it. */
  running<T>(work: Promise<T>): Promise<T>;
}

class Sandbox implements SandboxPlatform, SandboxDesk {
  readonly name = 'sandbox';
  readonly options: SandboxOptions;
  readonly directory: Directory;
  readonly messages: Messages;
  readonly conversation: Conversation;
  readonly feed = new Feed();
  readonly routes: Hono;
  readonly #running = new Set<Promise<unknown>>();
  #inbound: Inbound | null = null;
  #lastEventAt: Date | null = null;

  constructor(options: SandboxOptions) {
    this.options = options;
    this.directory = new Directory(options.storage);
    this.messages = new Messages(options.storage, () => options.clock.now());
    this.conversation = new Conversation({
      directory: this.directory,
      messages: this.messages,
      language: options.language,
      inbound: () => this.#inbound,
      announce: (message) => this.#announce(message),
      removed: (message, user) => this.feed.tell({ type: 'removed', message }, user),
    });
    this.routes = sandboxRoutes(this);
  }

  async ensureChannel(id: string, name: string): Promise<void> {
    await this.directory.ensureChannel(id, name);
    this.feed.tell({ type: 'directory' });
  }

  async removeChannel(id: string): Promise<void> {
    await this.directory.removeChannel(id);
    this.feed.tell({ type: 'directory' });
  }

  async ensureUser(id: string, name: string, about: string): Promise<void> {
    await this.directory.ensureUser(id, name, about);
    this.feed.tell({ type: 'directory' });
  }

  async start(inbound: Inbound): Promise<void> {
    await pageAssets();
    this.#inbound = inbound;
    inbound.connected('sandbox');
  }

  async stop(): Promise<void> {
    this.#inbound = null;
    this.feed.close();
    await Promise.allSettled(this.#running);
  }

  async send(channel: ChannelRef, message: Message, options: SendOptions): Promise<string> {
    return this.#post(channel, message, options);
  }

  async upload(
    channel: ChannelRef,
    file: UploadFile,
    comment: Message,
    options: SendOptions,
  ): Promise<string> {
    return this.#post(channel, comment, options, file);
  }

  async edit(message: MessageRef, content: Message): Promise<void> {
    if (!(await this.messages.replace(message.channel, message.message, content, true))) {
      throw new PlatformFailure('permanent', 'message_not_found');
    }
    await this.#announce(message.message);
  }

  async find(channel: ChannelRef, options: SendOptions): Promise<string | null> {
    const id = await this.messages.byKey(options.deliveryId);
    const where = id === null ? null : await this.messages.placeOf(id);
    return where?.channel === channel.channel ? id : null;
  }

  async directChannel(user: UserRef): Promise<ChannelRef> {
    if ((await this.directory.userName(user.user)) === null) {
      throw new PlatformFailure('permanent', 'user_not_found');
    }
    return channelRef(directId(user.user));
  }

  async reactionsIn(
    _channel: ChannelRef,
    messages: readonly string[],
    reading: ReactionReading,
  ): Promise<ReadonlyMap<string, Standing>> {
    await reading.turn();
    return this.messages.reactionsOf(messages);
  }

  async permalink(message: MessageRef): Promise<string> {
    const place = await this.messages.placeOf(message.message);
    if (place?.channel !== message.channel) {
      throw new PlatformFailure('permanent', 'message_not_found');
    }
    const thread = place.thread === null ? '' : `/t/${place.thread}`;
    const address = this.options.address?.() ?? 'http://localhost';
    return `${address}/#/c/${message.channel}${thread}/m/${message.message}`;
  }

  health(): PlatformHealth {
    return { connected: this.#inbound !== null, lastEventAt: this.#lastEventAt };
  }

  inbound(): Inbound | null {
    return this.#inbound;
  }

  async state(user: string): Promise<StateView> {
    const [channels, users, world] = await Promise.all([
      this.directory.channels(),
      this.directory.users(),
      this.messages.first(),
    ]);
    const direct = { id: directId(user), name: '' };
    const all = [...channels, direct];
    const recent = await this.messages.recent(
      user,
      all.map((channel) => channel.id),
    );
    return {
      world,
      channels: all.map(({ id, name }) => ({
        id,
        name,
        direct: directUser(id) !== null,
        recent: recent.get(id) ?? [],
      })),
      users,
      clock: this.clock(),
    };
  }

  clock(): ClockView {
    return { now: this.options.clock.now().toISOString(), zone: this.options.clock.zone };
  }

  async moveClock(request: ClockRequest): Promise<ClockView> {
    const { clock } = this.options;
    const at =
      request.to === 'nextWorkingDay'
        ? await clock.nextWorkingDay()
        : momentIn(clock.zone, request.day, request.time);
    await clock.moveTo(at);
    const view = this.clock();
    this.feed.tell({ type: 'clock', clock: view });
    return view;
  }

  running<T>(work: Promise<T>): Promise<T> {
    this.#lastEventAt = this.options.machineNow();
    this.#running.add(work);
    // Whoever asked hears of a failure; here it is only counted.
    const end = () => this.#running.delete(work);
    work.then(end, end);
    return work;
  }

  async #post(
    channel: ChannelRef,
    content: Message,
    options: SendOptions,
    file?: UploadFile,
  ): Promise<string> {
    const known =
      channel.community === COMMUNITY && (await this.directory.channelName(channel.channel));
    if (known === false || known === null) {
      throw new PlatformFailure('permanent', 'channel_not_found');
    }
    const thread = options.threadOf ?? null;
    if (thread !== null && (await this.messages.placeOf(thread))?.channel !== channel.channel) {
      throw new PlatformFailure('permanent', 'thread_not_found');
    }
    const id = await this.messages.add({
      channel: channel.channel,
      thread,
      author: BOT,
      content,
      onlyFor: null,
      key: options.deliveryId,
      file,
    });
    await this.#announce(id);
    return id;
  }

  /** Shows a message as it now stands, and the message whose thread it stands in. */
  async #announce(id: string): Promise<void> {
    const place = await this.messages.placeOf(id);
    const changed = place?.thread ? [id, place.thread] : [id];
    for (const user of this.feed.users()) {
      for (const one of changed) {
        const message = await this.messages.view(one, user);
        if (message) this.feed.tell({ type: 'message', message }, user);
      }
    }
  }
}
