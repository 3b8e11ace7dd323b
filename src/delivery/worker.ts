import type { Logger } from 'pino';
import type { Platform, PlatformFailure } from '../chat/platform.ts';
import type { MachineNow } from '../clock.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { type Claimed, claim, nextDeliveries } from './claim.ts';
import type { Renderers } from './render.ts';
import { type SendEnd, sendDelivery } from './send.ts';

export interface Pace {
  /** Sends under way at once on the platform. */
  atOnce: number;
  /** Least time between two sends into one channel. */
  perChannelMs: number;
}

/** Slack: about one message a second a channel (docs.slack.dev, rate limits); discord.js keeps
 * Discord's own limits by their headers; the sandbox has none. */
export const PACES: Readonly<Record<Platform['name'], Pace>> = {
  slack: { atOnce: 10, perChannelMs: 1_000 },
  discord: { atOnce: 10, perChannelMs: 0 },
  sandbox: { atOnce: 4, perChannelMs: 0 },
};

/** Another process may have queued something: the longest wait before looking. */
const LOOK_MS = 1_000;

/** First wait after a doubtful or failed attempt; doubled each time up to {@link BACKOFF_MOST_MS}. */
const BACKOFF_MS = 2_000;
const BACKOFF_MOST_MS = 5 * 60_000;

/** Attempts of a delivery whose rendering or sending throws unexpectedly, before it is parked. */
const UNEXPECTED_ATTEMPTS = 5;

export interface WorkerParts {
  storage: Storage;
  platforms: readonly Platform[];
  renderers: Renderers;
  world(): Promise<World>;
  machineNow: MachineNow;
  log: Logger;
  paces?: Partial<Record<Platform['name'], Pace>>;
}

export interface DeliveryWorker {
  start(): void;
  /** Something may be due: look now. */
  wake(): void;
  /** Resolves when nothing is under way and nothing can be sent now. */
  idle(): Promise<void>;
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

/** The sender of the outbox: one queue a channel, many channels at once, each platform its pace. */
export function createDeliveryWorker(parts: WorkerParts): DeliveryWorker {
  const { storage, machineNow, log } = parts;
  const platforms = new Map(parts.platforms.map((platform) => [platform.name, platform]));
  /** Channels with a send under way, or resting until their next is allowed. */
  const busy = new Set<string>();
  const underWay = new Map<Platform['name'], number>();
  const sends = new Set<Promise<void>>();
  let idleWaiters: (() => void)[] = [];
  let running = false;
  let looking = false;
  let lookAgain = false;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    if (!running) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    void look();
  }

  async function look(): Promise<void> {
    looking = true;
    clearTimeout(timer);
    let next: Date | null = null;
    let left = 0;
    try {
      do {
        lookAgain = false;
        const found = await nextDeliveries(storage, machineNow(), busy);
        next = found.lookAgainAt;
        left = 0;
        for (const { seq, queue } of found.ready) {
          if (!running) break;
          if (await begin(seq, queue)) continue;
          left += 1;
        }
      } while (lookAgain && running);
    } catch (error) {
      log.error({ err: error }, 'looking for deliveries failed');
    } finally {
      looking = false;
    }
    if (!running) return;
    const wait = next ? Math.max(0, next.getTime() - machineNow().getTime()) : LOOK_MS;
    timer = setTimeout(wake, Math.min(LOOK_MS, Math.max(20, wait)));
    if (sends.size === 0 && left === 0 && busy.size === 0) settle();
  }

  /** False when the platform is at its ceiling (or not here): it stays in the queue. */
  async function begin(seq: number, queue: string): Promise<boolean> {
    const row = await storage.db.delivery.findUnique({
      where: { seq },
      select: { platform: true },
    });
    const platform = row && platforms.get(row.platform);
    if (!platform) return true;
    const pace = parts.paces?.[platform.name] ?? PACES[platform.name];
    const now = underWay.get(platform.name) ?? 0;
    if (now >= pace.atOnce) return false;
    const delivery = await claim(storage, seq, machineNow());
    if (!delivery) return true;
    busy.add(queue);
    underWay.set(platform.name, now + 1);
    const send = process(delivery, platform)
      .catch((error: unknown) => {
        log.error({ err: error, delivery: delivery.id }, 'keeping the end of a delivery failed');
      })
      .finally(() => {
        sends.delete(send);
        underWay.set(platform.name, (underWay.get(platform.name) ?? 1) - 1);
        rest(queue, pace.perChannelMs);
      });
    sends.add(send);
    return true;
  }

  function rest(queue: string, ms: number): void {
    const free = () => {
      busy.delete(queue);
      wake();
    };
    if (ms > 0 && running) setTimeout(free, ms).unref();
    else free();
  }

  async function process(delivery: Claimed, platform: Platform): Promise<void> {
    let end: SendEnd;
    try {
      end = await sendDelivery(delivery, {
        storage,
        platform,
        renderers: parts.renderers,
        world: await parts.world(),
      });
    } catch (error) {
      log.error({ err: error, delivery: delivery.id, kind: delivery.kind }, 'delivery failed');
      await keepUnexpected(delivery);
      return;
    }
    if (end.end === 'sent') await keepSent(delivery, end.messageId);
    else if (end.end === 'pointless') await keep(delivery, { state: 'stopped' });
    else await keepFailure(delivery, end.failure);
  }

  async function keepSent(delivery: Claimed, messageId: string): Promise<void> {
    await keep(delivery, {
      state: 'sent',
      messageId,
      sentVersion: delivery.wantedVersion,
      sentAt: machineNow(),
      error: null,
      attempts: 0,
    });
    // It changed while it was being sent: the newer state follows as an edit.
    await storage.db.delivery.updateMany({
      where: { seq: delivery.seq, state: 'sent', wantedVersion: { gt: delivery.wantedVersion } },
      data: { state: 'pending', nextAt: machineNow() },
    });
  }

  async function keepFailure(delivery: Claimed, failure: PlatformFailure): Promise<void> {
    log.warn(
      { delivery: delivery.id, kind: delivery.kind, failure: failure.failure, code: failure.code },
      'a platform refused a delivery',
    );
    switch (failure.failure) {
      case 'permanent':
      case 'invalid':
        return keep(delivery, { state: 'parked', error: failure.code });
      case 'rateLimit':
        return keep(delivery, {
          state: 'pending',
          nextAt: later(failure.retryAfterMs ?? BACKOFF_MS),
          attempts: { decrement: 1 },
          // The platform said that it did nothing: there is nothing to look for.
          attemptedAt: null,
          error: failure.code,
        });
      case 'doubtful':
        return keep(delivery, {
          state: 'doubtful',
          nextAt: later(backoff(delivery.attempts)),
          error: failure.code,
        });
    }
  }

  async function keepUnexpected(delivery: Claimed): Promise<void> {
    const parked = delivery.attempts + 1 >= UNEXPECTED_ATTEMPTS;
    await keep(delivery, {
      state: parked ? 'parked' : 'doubtful',
      nextAt: later(backoff(delivery.attempts)),
      error: 'unexpected',
    });
  }

  async function keep(
    delivery: Claimed,
    data: Parameters<Storage['db']['delivery']['update']>[0]['data'],
  ): Promise<void> {
    await storage.db.delivery.update({
      where: { seq: delivery.seq },
      data: { ...data, leasedUntil: null },
    });
  }

  const later = (ms: number) => new Date(machineNow().getTime() + ms);
  const backoff = (attempts: number) => Math.min(BACKOFF_MOST_MS, BACKOFF_MS * 2 ** attempts);

  function settle(): void {
    const waiters = idleWaiters;
    idleWaiters = [];
    for (const waiter of waiters) waiter();
  }

  const offCommit = storage.onCommit(wake);
  return {
    start() {
      running = true;
      wake();
    },
    wake,
    idle() {
      return new Promise((resolve) => {
        idleWaiters.push(resolve);
        wake();
      });
    },
    async stop() {
      running = false;
      offCommit();
      clearTimeout(timer);
      await Promise.allSettled(sends);
      settle();
    },
  };
}
