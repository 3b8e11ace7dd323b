import type { Logger } from 'pino';
import type { Platform } from '../chat/platform.ts';
import type { MachineNow } from '../clock.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { type Claimed, claim, type Found, nextDeliveries } from './claim.ts';
import { keepEnd } from './ends.ts';
import { holdLease } from './lease.ts';
import type { Renderers } from './render.ts';
import { type SendEnd, type SendTools, sendDelivery } from './send.ts';
import { TIMING, type Timing } from './timing.ts';

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

export interface WorkerParts {
  storage: Storage;
  platforms: readonly Platform[];
  renderers: Renderers;
  world(): Promise<World>;
  /** As in {@link SendTools}. */
  mayTellAt?: SendTools['mayTellAt'];
  machineNow: MachineNow;
  log: Logger;
  paces?: Partial<Record<Platform['name'], Pace>>;
  /** {@link TIMING} unless given. */
  timing?: Timing;
}

export interface DeliveryWorker {
  start(): void;
  /** Something may be due: look now. */
  wake(): void;
  /** Resolves when nothing is under way and nothing can be sent now; at once when not running. */
  idle(): Promise<void>;
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

/** The sender of the outbox: one queue a channel, many channels at once, each platform its pace. */
export function createDeliveryWorker(parts: WorkerParts): DeliveryWorker {
  const { storage, machineNow, log, timing = TIMING } = parts;
  const platforms = new Map(parts.platforms.map((platform) => [platform.name, platform]));
  /** Channels with a send under way, or resting until their next is allowed. */
  const busy = new Set<string>();
  const underWay = new Map<Platform['name'], number>();
  const sends = new Set<Promise<void>>();
  /**
   * Found and not begun, because their platform is at its ceiling: the next free slots are theirs.
   * Looking anew for each of them would read the queue once for every send.
   */
  let held: Found[] = [];
  let idleWaiters: (() => void)[] = [];
  let running = false;
  /** The round that runs, if any; it never rejects. */
  let round: Promise<void> | undefined;
  let again = false;
  /** What is in the queue may have changed since it was read. */
  let stale = true;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    stale = true;
    advance();
  }

  function advance(): void {
    if (!running) return;
    again = true;
    round ??= rounds().finally(() => {
      round = undefined;
      if (again) advance();
    });
  }

  async function rounds(): Promise<void> {
    // Rounds that only fill slots leave the next look where it is.
    let lookIn: number | undefined;
    try {
      while (again && running) {
        again = false;
        const looked = stale;
        if (stale) {
          stale = false;
          const found = await nextDeliveries(storage, machineNow(), busy, [...platforms.keys()]);
          held = found.ready;
          const next = found.lookAgainAt?.getTime() ?? Number.POSITIVE_INFINITY;
          lookIn = Math.max(20, next - machineNow().getTime());
        }
        await beginHeld();
        if (again || !running || held.length > 0 || sends.size > 0 || busy.size > 0) continue;
        if (looked) settle();
        else wake();
      }
    } catch (error) {
      stale = true;
      lookIn = timing.lookMs;
      log.error({ err: error }, 'looking for deliveries failed');
    }
    if (!running || lookIn === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(wake, Math.min(timing.lookMs, lookIn));
  }

  /** Begins what may begin now and keeps the rest. */
  async function beginHeld(): Promise<void> {
    const left: Found[] = [];
    for (const found of held) {
      if (!running) return;
      const platform = platforms.get(found.platform);
      if (!platform) continue;
      const pace = parts.paces?.[found.platform] ?? PACES[found.platform];
      if ((underWay.get(found.platform) ?? 0) >= pace.atOnce) left.push(found);
      else await begin(found, platform, pace);
    }
    held = left;
  }

  async function begin({ seq, queue }: Found, platform: Platform, pace: Pace): Promise<void> {
    const delivery = await claim(storage, seq, machineNow(), timing.leaseMs);
    if (!delivery) return;
    busy.add(queue);
    underWay.set(platform.name, (underWay.get(platform.name) ?? 0) + 1);
    const send = bringToEnd(delivery, platform)
      .catch((error: unknown) => {
        // Its lease runs out, and then it is looked for.
        log.error({ err: error, delivery: delivery.id }, 'keeping the end of a delivery failed');
      })
      .finally(() => {
        sends.delete(send);
        underWay.set(platform.name, (underWay.get(platform.name) ?? 1) - 1);
        rest(queue, pace.perChannelMs);
        slotFree(platform.name);
      });
    sends.add(send);
  }

  function rest(queue: string, ms: number): void {
    const free = () => {
      busy.delete(queue);
      // While others wait for a slot, the channel's next delivery has to wait for them anyway.
      if (held.length === 0) wake();
    };
    if (ms > 0 && running) setTimeout(free, ms).unref();
    else free();
  }

  function slotFree(name: Platform['name']): void {
    if (held.some((found) => found.platform === name)) advance();
    else wake();
  }

  async function bringToEnd(delivery: Claimed, platform: Platform): Promise<void> {
    const lease = holdLease(storage, delivery, { machineNow, leaseMs: timing.leaseMs, log });
    try {
      const end = await attempt(delivery, platform);
      await keepEnd(delivery, lease, end, { machineNow, timing, log });
    } finally {
      await lease.leave();
    }
  }

  async function attempt(delivery: Claimed, platform: Platform): Promise<SendEnd> {
    try {
      const world = await parts.world();
      return await sendDelivery(delivery, {
        storage,
        platform,
        renderers: parts.renderers,
        world,
        mayTellAt: parts.mayTellAt,
      });
    } catch (error) {
      log.error({ err: error, delivery: delivery.id, kind: delivery.kind }, 'delivery failed');
      return { end: 'unexpected' };
    }
  }

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
      if (!running) return Promise.resolve();
      return new Promise((resolve) => {
        idleWaiters.push(resolve);
        wake();
      });
    },
    async stop() {
      running = false;
      offCommit();
      // A round may be about to begin one more.
      await round;
      clearTimeout(timer);
      await Promise.allSettled(sends);
      settle();
    },
  };
}
