import { createHash } from 'node:crypto';
import type { Message } from '../chat/message.ts';
import type { UploadFile } from '../chat/platform.ts';
import type { Storage } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { sees } from './directory.ts';
import type { FileView, MessageView, PageView, ReactionView } from './wire.ts';

/** How many messages a page of a channel has. */
const PAGE = 60;
/** How many numbers of new messages a channel tells at most: enough for an unread mark of "99+". */
const RECENT = 100;

/** What the column `body` holds. Only this file writes it. */
interface Body {
  content: Message;
  file?: { id: string; name: string; size: number; alt?: string };
}

export interface NewMessage {
  channel: string;
  thread: string | null;
  author: string;
  content: Message;
  onlyFor: string | null;
  /** What makes a repeat the same message; null where nothing repeats. */
  key: string | null;
  file?: UploadFile;
}

interface Row {
  id: string;
  seq: number;
  channel: string;
  threadId: string | null;
  author: string;
  body: unknown;
  onlyFor: string | null;
  at: Date;
  editedAt: Date | null;
  reactions: { user: string; emoji: string }[];
}

/** The messages of the sandbox, each person seeing what is theirs to see. */
export class Messages {
  readonly #storage: Storage;
  readonly #now: () => Date;

  /** `now` is civil time: a visitor who moves the clock sees messages of that day. */
  constructor(storage: Storage, now: () => Date) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Keeps a message and resolves with its id; the same key gives the message that was kept. */
  async add(message: NewMessage): Promise<string> {
    const now = this.#now();
    return this.#storage.transaction(async (tx) => {
      const known = message.key
        ? await tx.sandboxMessage.findUnique({ where: { deliveryId: message.key } })
        : null;
      if (known) return known.id;
      const body: Body = { content: message.content };
      if (message.file) {
        const { name, bytes, alt } = message.file;
        const kept = await tx.storedFile.create({
          data: {
            name,
            mime: 'application/octet-stream',
            size: bytes.byteLength,
            sha256: createHash('sha256').update(bytes).digest('hex'),
            bytes: Uint8Array.from(bytes),
            createdAt: now,
          },
        });
        body.file = { id: kept.id, name, size: bytes.byteLength, ...(alt ? { alt } : {}) };
      }
      const row = await tx.sandboxMessage.create({
        data: {
          channel: message.channel,
          threadId: message.thread,
          author: message.author,
          body: asJson(body),
          onlyFor: message.onlyFor,
          deliveryId: message.key,
          at: now,
        },
      });
      return row.id;
    });
  }

  /** The message that was kept under a key; null without one. */
  async byKey(key: string): Promise<string | null> {
    const row = await this.#storage.db.sandboxMessage.findUnique({ where: { deliveryId: key } });
    return row?.id ?? null;
  }

  /** Where a message stands; null when there is none. */
  placeOf(id: string): Promise<{ channel: string; thread: string | null } | null> {
    return this.#storage.db.sandboxMessage
      .findUnique({ where: { id }, select: { channel: true, threadId: true } })
      .then((row) => row && { channel: row.channel, thread: row.threadId });
  }

  /** Puts other content in a message; false when there is no such message in that channel. */
  async replace(channel: string, id: string, content: Message, edited: boolean): Promise<boolean> {
    const editedAt = edited ? this.#now() : null;
    return this.#storage.transaction(async (tx) => {
      const row = await tx.sandboxMessage.findUnique({ where: { id } });
      if (row?.channel !== channel) return false;
      const body = { ...(row.body as unknown as Body), content };
      await tx.sandboxMessage.update({ where: { id }, data: { body: asJson(body), editedAt } });
      return true;
    });
  }

  /** Takes away what only one person saw; false when it is not theirs. */
  async dismiss(id: string, user: string): Promise<boolean> {
    const gone = await this.#storage.db.sandboxMessage.deleteMany({ where: { id, onlyFor: user } });
    return gone.count > 0;
  }

  /** Puts an emoji on a message or takes it off; false when that changed nothing. */
  async react(message: string, user: string, emoji: string, added: boolean): Promise<boolean> {
    return this.#storage.transaction(async (tx) => {
      const key = { messageId_user_emoji: { messageId: message, user, emoji } };
      const there = await tx.sandboxReaction.findUnique({ where: key });
      if ((there !== null) === added) return false;
      if (added) await tx.sandboxReaction.create({ data: { messageId: message, user, emoji } });
      else await tx.sandboxReaction.delete({ where: key });
      return true;
    });
  }

  /** Who has which emoji on each of the messages that are there. */
  async reactionsOf(
    ids: readonly string[],
  ): Promise<Map<string, { user: string; emoji: string }[]>> {
    const rows = await this.#storage.db.sandboxMessage.findMany({
      where: { id: { in: [...ids] } },
      select: {
        id: true,
        reactions: {
          select: { user: true, emoji: true },
          orderBy: [{ emoji: 'asc' }, { user: 'asc' }],
        },
      },
    });
    return new Map(rows.map(({ id, reactions }) => [id, reactions]));
  }

  /** A message as someone sees it; null when it is not there for them. */
  async view(id: string, user: string): Promise<MessageView | null> {
    const rows = await this.#rows({ id, ...visibleTo(user) });
    const row = rows.find((one) => sees(user, one.channel));
    return row ? ((await this.#views([row], user))[0] ?? null) : null;
  }

  /** The newest messages of a channel outside threads, or those before a number. */
  async page(channel: string, user: string, before: number | null): Promise<PageView> {
    const rows = await this.#storage.db.sandboxMessage.findMany({
      where: {
        channel,
        threadId: null,
        ...visibleTo(user),
        ...(before === null ? {} : { seq: { lt: before } }),
      },
      include: { reactions: true },
      orderBy: { seq: 'desc' },
      take: PAGE + 1,
    });
    const shown = rows.slice(0, PAGE).reverse();
    return { messages: await this.#views(shown, user), more: rows.length > PAGE };
  }

  /** The id of the first message that everyone sees; empty where there is none. */
  async first(): Promise<string> {
    const row = await this.#storage.db.sandboxMessage.findFirst({
      where: { onlyFor: null },
      orderBy: { seq: 'asc' },
      select: { id: true },
    });
    return row?.id ?? '';
  }

  /** The replies in a message's thread, oldest first. */
  async thread(root: string, user: string): Promise<readonly MessageView[]> {
    return this.#views(await this.#rows({ threadId: root, ...visibleTo(user) }), user);
  }

  /** The bytes of a message's file, for those who see the message; null otherwise. */
  async file(id: string, user: string): Promise<UploadFile | null> {
    const rows = await this.#rows({ id, ...visibleTo(user) });
    const row = rows.find((one) => sees(user, one.channel));
    const file = row && (row.body as Body).file;
    if (!file) return null;
    const kept = await this.#storage.db.storedFile.findUnique({ where: { id: file.id } });
    return kept && { name: kept.name, bytes: kept.bytes, alt: file.alt };
  }

  /** Numbers of the newest messages by others, by channel, ascending. */
  async recent(user: string, channels: readonly string[]): Promise<Map<string, number[]>> {
    const found = await Promise.all(
      channels.map(async (channel) => {
        const rows = await this.#storage.db.sandboxMessage.findMany({
          where: { channel, author: { not: user }, ...visibleTo(user) },
          select: { seq: true },
          orderBy: { seq: 'desc' },
          take: RECENT,
        });
        return [channel, rows.map((row) => row.seq).reverse()] as const;
      }),
    );
    return new Map(found);
  }

  async #rows(where: Prisma.SandboxMessageWhereInput): Promise<Row[]> {
    return this.#storage.db.sandboxMessage.findMany({
      where,
      include: { reactions: true },
      orderBy: { seq: 'asc' },
    });
  }

  async #views(rows: readonly Row[], user: string): Promise<MessageView[]> {
    const replies = await this.#storage.db.sandboxMessage.groupBy({
      by: ['threadId'],
      where: { threadId: { in: rows.map((row) => row.id) }, ...visibleTo(user) },
      _count: { _all: true },
      _max: { at: true },
    });
    const byRoot = new Map(replies.map((group) => [group.threadId, group]));
    return rows.map((row) => {
      const body = row.body as Body;
      const group = byRoot.get(row.id);
      return {
        id: row.id,
        seq: row.seq,
        channel: row.channel,
        thread: row.threadId,
        author: row.author,
        content: body.content,
        file: body.file ? fileView(body.file) : null,
        onlyYou: row.onlyFor !== null,
        at: row.at.toISOString(),
        edited: row.editedAt !== null,
        reactions: grouped(row.reactions),
        replies: group?._count._all ?? 0,
        repliedAt: group?._max.at?.toISOString() ?? null,
      };
    });
  }
}

function visibleTo(user: string): Prisma.SandboxMessageWhereInput {
  return { OR: [{ onlyFor: null }, { onlyFor: user }] };
}

function grouped(reactions: readonly { user: string; emoji: string }[]): ReactionView[] {
  const byEmoji = new Map<string, string[]>();
  for (const { user, emoji } of reactions) {
    byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), user]);
  }
  return [...byEmoji].map(([emoji, users]) => ({ emoji, users }));
}

/** A Message holds nothing but plain values, whatever its readonly arrays tell the type checker. */
function asJson(body: Body): Prisma.InputJsonValue {
  return body as unknown as Prisma.InputJsonValue;
}

function fileView({ name, size, alt }: NonNullable<Body['file']>): FileView {
  return { name, size, alt: alt ?? null };
}
