import type { Block, Json } from './types.ts';

/** A member of the workspace. */
export interface User {
  id: string;
  name: string;
  realName: string;
  isBot: boolean;
  isAdmin: boolean;
  timeZone: string;
  locale: string;
}

/** A conversation; `members` holds user ids, the bot's among them. */
export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  archived: boolean;
  members: Set<string>;
  /** The other side of a direct message. */
  partner?: string;
}

/** A message as stored: text and mrkdwn raw, exactly as sent. */
export interface StoredMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  broadcast: boolean;
  author: string;
  byBot: boolean;
  text: string;
  blocks: Block[];
  attachments: Json[];
  metadata?: Json;
  edited?: { user: string; ts: string };
  /** Reaction name → user ids, in the order they reacted. */
  reactions: Map<string, string[]>;
  files: string[];
  clientMsgId?: string;
  /** `parse: full` or `link_names`: a bare @channel counts as a mention. */
  parsesNames: boolean;
  /** Set for an ephemeral message: the only user who sees it. */
  audience?: string;
  /** The change counter when the message was last written. */
  writtenAt: number;
  /** The values picked in the message's own menus, as `state.values`. */
  picked: Record<string, Record<string, Json & { type: string }>>;
}

/** An uploaded file. */
export interface StoredFile {
  id: string;
  name: string;
  title: string;
  bytes: Buffer;
  owner: string;
  created: number;
  /** Conversations it was shared to. */
  channels: Set<string>;
  /** Whether the app may read it although it is in none of its conversations (a file input). */
  openToApp: boolean;
  /** Length announced with files.getUploadURLExternal; undefined once completed. */
  announced?: number;
  /** What it shows, for who cannot see it. */
  alt?: string;
}

/** The state of one workspace with one app in it. */
export class World {
  readonly team: { id: string; name: string; domain: string };
  readonly app: { id: string; name: string };
  readonly bot: { userId: string; botId: string; name: string };
  readonly botToken = 'xoxb-local-test-bot-token';
  readonly appToken = 'xapp-1-local-test-app-token';
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, StoredFile>();
  readonly ephemerals: StoredMessage[] = [];
  /** Counts changes; a message written later has a higher `writtenAt`. */
  changes = 0;
  private readonly byChannel = new Map<string, Map<string, StoredMessage>>();
  private readonly now: () => number;
  private readonly announce: () => void;
  private lastMicros = 0;
  private serial = 0;

  constructor(now: () => number, announce: () => void) {
    this.now = now;
    this.announce = announce;
    this.team = { id: this.id('T'), name: 'Test workspace', domain: 'test-workspace' };
    this.app = { id: this.id('A'), name: 'CiviKos' };
    this.bot = { userId: this.id('U'), botId: this.id('B'), name: 'civikos' };
    this.users.set(this.bot.userId, {
      id: this.bot.userId,
      name: this.bot.name,
      realName: 'CiviKos',
      isBot: true,
      isAdmin: false,
      timeZone: 'Europe/Belgrade',
      locale: 'en-GB',
    });
  }

  /** A new id in Slack's form, such as `C0000000A`. */
  id(prefix: string): string {
    this.serial += 1;
    return `${prefix}${this.serial.toString(36).toUpperCase().padStart(8, '0')}`;
  }

  /** A new timestamp `seconds.micros`, unique and increasing in the whole workspace. */
  nextTs(): string {
    const micros = Math.max(this.now() * 1_000, this.lastMicros + 1);
    this.lastMicros = micros;
    const seconds = Math.floor(micros / 1_000_000);
    return `${seconds}.${String(Math.floor(micros % 1_000_000)).padStart(6, '0')}`;
  }

  /** Counts a change and wakes whoever waits for one; returns the new count. */
  changed(): number {
    this.changes += 1;
    this.announce();
    return this.changes;
  }

  /** The messages of a channel by timestamp, oldest first, replies included. */
  messagesOf(channel: string): StoredMessage[] {
    return [...(this.byChannel.get(channel)?.values() ?? [])];
  }

  /** One message of a channel. */
  message(channel: string, ts: string): StoredMessage | undefined {
    return this.byChannel.get(channel)?.get(ts);
  }

  /** The replies of a thread, oldest first, without its parent. */
  repliesTo(parent: StoredMessage): StoredMessage[] {
    return this.messagesOf(parent.channel).filter(
      (message) => message.threadTs === parent.ts && message.ts !== parent.ts,
    );
  }

  /** Stores a new message; an ephemeral one (with an audience) is kept apart. */
  add(
    draft: Pick<StoredMessage, 'channel' | 'author' | 'byBot' | 'text'> & Partial<StoredMessage>,
  ): StoredMessage {
    const message: StoredMessage = {
      ts: this.nextTs(),
      broadcast: false,
      blocks: [],
      attachments: [],
      reactions: new Map(),
      files: [],
      parsesNames: false,
      picked: {},
      writtenAt: this.changes + 1,
      ...draft,
    };
    if (message.audience !== undefined) this.ephemerals.push(message);
    else {
      const messages = this.byChannel.get(message.channel) ?? new Map<string, StoredMessage>();
      this.byChannel.set(message.channel, messages.set(message.ts, message));
    }
    this.changed();
    return message;
  }

  /** Removes a message, ephemeral or not. */
  remove(message: StoredMessage): void {
    const index = this.ephemerals.indexOf(message);
    if (index >= 0) this.ephemerals.splice(index, 1);
    else this.byChannel.get(message.channel)?.delete(message.ts);
    this.changed();
  }

  /** The direct message between the bot and a user, made on first use. */
  directMessage(userId: string): Channel {
    for (const channel of this.channels.values()) {
      if (channel.kind === 'im' && channel.partner === userId) return channel;
    }
    const channel: Channel = {
      id: this.id('D'),
      name: 'directmessage',
      kind: 'im',
      archived: false,
      members: new Set([userId, this.bot.userId]),
      partner: userId,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** Whether the bot is in a conversation. */
  hasBot(channel: Channel): boolean {
    return channel.members.has(this.bot.userId);
  }

  /** The name a person sees for a user or channel id; undefined when unknown. */
  nameOf(id: string): string | undefined {
    return this.users.get(id)?.name ?? this.channels.get(id)?.name;
  }
}
