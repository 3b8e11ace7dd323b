import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Actor } from '../chat/actor.ts';
import { type Platform, PlatformFailure, type Standing } from '../chat/platform.ts';
import type { ChannelRef, MessageRef, PlatformName, UserRef } from '../chat/references.ts';
import type { MachineNow } from '../clock.ts';
import { reactionKind } from '../drafts/interest.ts';
import { bringReactionsRight, watchedDrafts } from '../drafts/reactions.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';

/** The cards of open drafts are read this often, besides after every gap. */
export const SWEEP_EVERY_MS = 10 * 60_000;

/**
 * Between two calls of a sweep. Slack: reading a channel's history is tier 3, some 50 calls a
 * minute, of which 40 leave room for looking after doubtful sends; 350 channels take 9 minutes.
 * Discord: discord.js keeps its limits; this keeps the sweep out of people's way.
 */
const PACES_MS: Readonly<Record<PlatformName, number>> = { slack: 1_500, discord: 200, sandbox: 0 };

export interface SweepParts {
  storage: Storage;
  platforms: readonly Platform[];
  world(): Promise<World>;
  resolve(user: UserRef, channel: ChannelRef): Promise<Actor>;
  machineNow: MachineNow;
  log: Logger;
  /** Milliseconds between two calls to a platform; {@link PACES_MS} unless given. */
  pacesMs?: Partial<Record<PlatformName, number>>;
}

/**
 * Reactions are state: what stands on the cards of open drafts is read from the platforms, and what
 * is kept follows.
 */
export interface Sweeper {
  /** Events of a platform may have been missed: all its cards are read anew, as soon as can be. */
  gap(platform: PlatformName): void;
  /** Begins what is due. */
  look(): void;
  /** A reaction just came in, and is about to be kept: what was read before must not undo it. */
  told(message: MessageRef, personId: string, emoji: string): void;
  /** Resolves when no sweep runs. */
  idle(): Promise<void>;
  /** Ends what runs, at once. */
  stop(): Promise<void>;
}

export function createSweeper(parts: SweepParts): Sweeper {
  const stopping = new AbortController();
  const sweeps = new Map(
    parts.platforms.map((platform) => [
      platform.name,
      new PlatformSweep(parts, platform, stopping.signal),
    ]),
  );
  const all = () => [...sweeps.values()];
  return {
    gap: (platform) => sweeps.get(platform)?.gap(),
    look() {
      for (const sweep of all()) sweep.look();
    },
    told: (message, personId, emoji) =>
      sweeps.get(message.platform)?.told({ message: message.message, personId, emoji }),
    async idle() {
      await Promise.all(all().map((sweep) => sweep.idle()));
    },
    async stop() {
      stopping.abort();
      await Promise.all(all().map((sweep) => sweep.idle()));
    },
  };
}

interface Told {
  message: string;
  personId: string;
  emoji: string;
}

type Card = Awaited<ReturnType<PlatformSweep['dueCards']>>[number];

/** The sweeps of one platform, one at a time. */
class PlatformSweep {
  private readonly parts: SweepParts;
  private readonly platform: Platform;
  private readonly stopping: AbortSignal;
  private readonly stopped: Promise<never>;
  private gapAt: Date | null = null;
  private begunAt: Date | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  /** The rest after the last call, before which there is no other. */
  private rest: Promise<unknown> = Promise.resolve();
  /** What came in while a channel is being read. */
  private news: Told[] | null = null;

  constructor(parts: SweepParts, platform: Platform, stopping: AbortSignal) {
    this.parts = parts;
    this.platform = platform;
    this.stopping = stopping;
    this.stopped = new Promise((_, reject) => {
      stopping.addEventListener('abort', () => reject(new Stopped()));
    });
    this.stopped.catch(() => undefined);
  }

  gap(): void {
    this.gapAt = this.parts.machineNow();
    this.begin();
  }

  look(): void {
    const now = this.parts.machineNow().getTime();
    // A clock that was set back must not make the wait longer.
    const since = this.begunAt && Math.abs(now - this.begunAt.getTime());
    if (since === null || since >= SWEEP_EVERY_MS) this.begin();
  }

  told(news: Told): void {
    this.news?.push(news);
  }

  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private begin(): void {
    this.again = true;
    this.running ??= this.sweeps().finally(() => {
      this.running = null;
    });
  }

  /** Never rejects. */
  private async sweeps(): Promise<void> {
    try {
      while (this.again && !this.stopping.aborted) {
        this.again = false;
        await this.sweep();
      }
    } catch (error) {
      if (this.stopping.aborted) return;
      const { log } = this.parts;
      log.error({ err: error, platform: this.platform.name }, 'a sweep of the reactions failed');
    }
  }

  private async sweep(): Promise<void> {
    const begunAt = this.parts.machineNow();
    this.begunAt = begunAt;
    const channels = new Map<string, Card[]>();
    for (const card of await this.dueCards(begunAt)) {
      const cards = channels.get(card.channel.id);
      if (cards) cards.push(card);
      else channels.set(card.channel.id, [card]);
    }
    for (const cards of channels.values()) {
      if (this.stopping.aborted) return;
      if (await this.limited(cards)) await this.limited(cards);
    }
  }

  /** Sweeps a channel; true when the platform wanted it later, and later has come. */
  private async limited(cards: readonly Card[]): Promise<boolean> {
    try {
      await this.sweepChannel(cards);
      return false;
    } catch (error) {
      // Another channel may be in order: a failure of one stops no other.
      if (this.stopping.aborted) return false;
      this.tell(cards[0]?.id, error);
      if (!(error instanceof PlatformFailure) || error.failure !== 'rateLimit') return false;
      this.rest = this.pause(error.retryAfterMs ?? 0);
      return true;
    }
  }

  /** Less where the sweep is called off. */
  private pause(ms: number): Promise<unknown> {
    return wait(ms, undefined, { signal: this.stopping }).catch(() => undefined);
  }

  /** The cards that are due, least recently swept first. */
  private async dueCards(now: Date) {
    const { storage } = this.parts;
    const drafts = await watchedDrafts(storage.db, await this.parts.world());
    const regular = now.getTime() - SWEEP_EVERY_MS;
    const before = new Date(Math.max(regular, this.gapAt?.getTime() ?? 0));
    const rows = await storage.db.delivery.findMany({
      where: {
        kind: 'draft',
        platform: this.platform.name,
        messageId: { not: null },
        channel: { active: true },
        subject: { in: drafts },
        // One that was swept in the future was swept by a clock that has been set back since.
        OR: [{ sweptAt: null }, { sweptAt: { lte: before } }, { sweptAt: { gt: now } }],
      },
      orderBy: [{ sweptAt: { sort: 'asc', nulls: 'first' } }, { seq: 'asc' }],
      select: {
        id: true,
        seq: true,
        subject: true,
        messageId: true,
        channel: { select: { id: true, community: true, externalId: true } },
      },
    });
    return rows.flatMap(({ channel, messageId, ...card }) =>
      channel && messageId ? [{ ...card, channel, messageId }] : [],
    );
  }

  private async sweepChannel(cards: readonly Card[]): Promise<void> {
    const { storage, machineNow } = this.parts;
    const [first] = cards;
    if (!first) return;
    const { community, externalId } = first.channel;
    const channel = { platform: this.platform.name, community, channel: externalId };
    const news: Told[] = [];
    this.news = news;
    try {
      const sweptAt = machineNow();
      const found = await this.read(channel, cards);
      const read: { card: Card; standing: { actor: Actor; emoji: string }[] }[] = [];
      const actors = new Map<string, Actor>();
      for (const card of cards) {
        const standing = found.get(card.messageId);
        if (standing instanceof PlatformFailure) this.tell(card.id, standing);
        else if (standing) {
          read.push({ card, standing: await this.resolved(channel, standing, actors) });
        }
      }
      const world = await this.parts.world();
      await storage.transaction(async (tx) => {
        const work = { ...world, tx };
        for (const { card, standing } of read) {
          await bringReactionsRight(work, card, standing, heard(news, card.messageId));
          await tx.delivery.update({ where: { seq: card.seq }, data: { sweptAt } });
        }
      });
    } finally {
      this.news = null;
    }
  }

  private async read(channel: ChannelRef, cards: readonly Card[]) {
    const { settings } = await this.parts.world();
    const reading = this.platform.reactionsIn(
      channel,
      cards.map(({ messageId }) => messageId),
      { matters: (emoji) => reactionKind(emoji, settings) !== null, turn: () => this.turn() },
    );
    // A stop does not wait for a platform that answers late.
    return Promise.race([reading, this.stopped]);
  }

  private async turn(): Promise<void> {
    await this.rest;
    if (this.stopping.aborted) throw new Stopped();
    const ms = this.parts.pacesMs?.[this.platform.name] ?? PACES_MS[this.platform.name];
    if (ms > 0) this.rest = this.pause(ms);
  }

  /** Who they are for us; `known` spares asking again for those on several cards of a channel. */
  private async resolved(channel: ChannelRef, standing: Standing, known: Map<string, Actor>) {
    const resolved: { actor: Actor; emoji: string }[] = [];
    for (const { user, emoji } of standing) {
      if (this.stopping.aborted) throw new Stopped();
      const { platform, community } = channel;
      const actor =
        known.get(user) ?? (await this.parts.resolve({ platform, community, user }, channel));
      known.set(user, actor);
      resolved.push({ actor, emoji });
    }
    return resolved;
  }

  private tell(delivery: string | undefined, error: unknown): void {
    const { log } = this.parts;
    if (error instanceof PlatformFailure) {
      log.warn({ delivery, code: error.code }, 'the reactions on a card cannot be read');
    } else log.error({ err: error, delivery }, 'the reactions on a card cannot be kept');
  }
}

/** The sweep was called off. */
class Stopped extends Error {
  override name = 'Stopped';
}

/** What came in of a card while it was read, and is kept, or will be, by whoever took it in. */
function heard(news: readonly Told[], message: string) {
  return news.filter((one) => one.message === message);
}
