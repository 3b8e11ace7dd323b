import type { Clock } from './clock.ts';
import { refusal } from './errors.ts';
import type { Json } from './json.ts';
import { CHANNEL, ORDINARY_PERMISSIONS, PERMISSION } from './wire.ts';

/** Milliseconds of 1 January 2015, from which Discord's ids count (docs: reference, "Snowflakes"). */
export const DISCORD_EPOCH = 1_420_070_400_000n;

export interface User {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly bot: boolean;
  permissions: bigint;
  roles: string[];
  joinedAt: number;
  /** False: messages to this person are refused with 50007. */
  acceptsDms: boolean;
  locale: string;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly mentionable: boolean;
  readonly permissions: bigint;
}

export interface Reaction {
  readonly emoji: { id: string | null; name: string };
  readonly users: string[];
}

export interface Attachment {
  readonly id: string;
  filename: string;
  description?: string;
  readonly size: number;
  readonly url: string;
  readonly contentType: string;
}

export interface Mentions {
  users: string[];
  roles: string[];
  everyone: boolean;
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly type: number;
  readonly authorId: string;
  readonly createdAt: number;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Attachment[];
  flags: number;
  nonce?: string | number;
  editedAt: number | null;
  edits: number;
  reactions: Reaction[];
  reference?: { messageId: string; channelId: string };
  threadId?: string;
  mentions: Mentions;
  /** Everything any version of the message pinged: `@everyone`, `@here`, `<@id>`, `<@&id>`. */
  pings: string[];
  /** Only this person sees the message (flag 64). */
  viewer?: string;
  /** The interaction that this message answers. */
  answers?: { id: string; type: number; userId: string; name?: string };
  deleted: boolean;
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly type: number;
  readonly parentId: string | null;
  readonly ownerId: string | null;
  readonly createdAt: number;
  /** The other side of a DM. */
  readonly recipientId: string | null;
  /** Who may see the channel; undefined: everybody in the guild. */
  readonly members?: ReadonlySet<string>;
  /** Permissions taken from the bot here. */
  denied: bigint;
  archived: boolean;
  autoArchiveMinutes: number;
  lastMessageId: string | null;
  readonly messages: Map<string, Message>;
}

export interface StoredFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** All that the local Discord holds: one guild, its people, channels, messages and files. */
export class World {
  readonly clock: Clock;
  readonly guild: { id: string; name: string; locale: string; ownerId: string };
  readonly bot: User;
  readonly users = new Map<string, User>();
  readonly roles = new Map<string, Role>();
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, StoredFile>();
  readonly #watchers = new Set<() => void>();
  #lastId = 0n;

  constructor(clock: Clock, guildName: string, botName: string) {
    this.clock = clock;
    const owner = this.addUser('owner', { permissions: PERMISSION.administrator });
    this.bot = this.addUser(botName, { bot: true });
    this.guild = { id: this.nextId(), name: guildName, locale: 'en-US', ownerId: owner.id };
    this.roles.set(this.guild.id, {
      id: this.guild.id,
      name: '@everyone',
      mentionable: false,
      permissions: ORDINARY_PERMISSIONS,
    });
  }

  /** A new snowflake: unique, rising, and carrying the clock's time. */
  nextId(): string {
    const fresh = (BigInt(this.clock.now()) - DISCORD_EPOCH) << 22n;
    this.#lastId = fresh > this.#lastId ? fresh : this.#lastId + 1n;
    return this.#lastId.toString();
  }

  addUser(name: string, given: Partial<User> = {}): User {
    const user: User = {
      id: this.nextId(),
      username: name.toLowerCase().replaceAll(/[^a-z0-9_.]+/g, '_'),
      displayName: name,
      bot: false,
      permissions: ORDINARY_PERMISSIONS,
      roles: [],
      joinedAt: this.clock.now(),
      acceptsDms: true,
      locale: 'en-GB',
      ...given,
    };
    this.users.set(user.id, user);
    this.changed();
    return user;
  }

  addRole(name: string, given: Partial<Role> = {}): Role {
    const role: Role = { id: this.nextId(), name, mentionable: false, permissions: 0n, ...given };
    this.roles.set(role.id, role);
    return role;
  }

  addChannel(given: Partial<Channel> & { name: string; type: number }): Channel {
    const channel: Channel = {
      id: this.nextId(),
      parentId: null,
      ownerId: null,
      createdAt: this.clock.now(),
      recipientId: null,
      denied: 0n,
      archived: false,
      autoArchiveMinutes: 4320,
      lastMessageId: null,
      messages: new Map(),
      ...given,
    };
    this.channels.set(channel.id, channel);
    this.changed();
    return channel;
  }

  /** The DM channel between the bot and a person, made at first use. */
  dmWith(user: User): Channel {
    for (const channel of this.channels.values()) {
      if (channel.recipientId === user.id) return channel;
    }
    return this.addChannel({ name: user.username, type: CHANNEL.dm, recipientId: user.id });
  }

  /** The channel, or Discord's 10003. */
  channel(id: string | undefined): Channel {
    const channel = this.channels.get(id ?? '');
    if (!channel) throw refusal('unknownChannel');
    return channel;
  }

  user(id: string): User {
    const user = this.users.get(id);
    if (!user) throw refusal('unknownUser');
    return user;
  }

  /** A message of a channel, or Discord's 10008; ephemeral and deleted ones count as unknown. */
  message(channel: Channel, id: string | undefined): Message {
    const message = channel.messages.get(id ?? '');
    if (!message || message.deleted || message.viewer) throw refusal('unknownMessage');
    return message;
  }

  /** Any message that exists, ephemeral ones too. */
  anyMessage(id: string): Message | undefined {
    for (const channel of this.channels.values()) {
      const message = channel.messages.get(id);
      if (message && !message.deleted) return message;
    }
    return undefined;
  }

  threadsOf(channelId: string): Channel[] {
    return [...this.channels.values()].filter(
      (channel) => channel.type === CHANNEL.publicThread && channel.parentId === channelId,
    );
  }

  /** What the bot may do in a channel; a thread follows its parent. */
  botPermissions(channel: Channel): bigint {
    if (channel.type === CHANNEL.dm) return ORDINARY_PERMISSIONS;
    const parent = channel.parentId ? this.channels.get(channel.parentId) : undefined;
    return this.bot.permissions & ~channel.denied & ~(parent?.denied ?? 0n);
  }

  /** Whether a person sees a channel; a thread follows its parent. */
  maySee(userId: string, channel: Channel): boolean {
    if (channel.type === CHANNEL.dm) return channel.recipientId === userId;
    const parent = channel.parentId ? this.channels.get(channel.parentId) : undefined;
    const members = channel.members ?? parent?.members;
    return !members || members.has(userId);
  }

  /** Calls back on every change until the returned function is called. */
  onChange(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Tells everybody who waits that something changed. */
  changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}
