import type { Logger } from 'pino';
import type { Platform, PlatformFailure } from '../chat/platform.ts';
import type { MachineNow } from '../clock.ts';
import type { Language } from '../i18n/languages.ts';
import type { Storage } from '../storage/database.ts';
import { DEFAULT_SETTINGS } from '../storage/settings.ts';
import type { World } from '../storage/work.ts';
import { type Claimed, claim, type Found, nextDeliveries } from './claim.ts';
import { type Counters, createCounters } from './counters.ts';
import { keepEnd } from './ends.ts';
import { holdLease, type Lease } from './lease.ts';
import type { DeliveryNews } from './news.ts';
import { Pacer, type Paces, pacesUnder } from './pace.ts';
import type { Renderers } from './render.ts';
import { type SendEnd, type SendTools, sendDelivery } from './send.ts';
import { TIMING, type Timing } from './timing.ts';
import { Turns } from './turns.ts';

/** The longest that a timer of Node may be set for; longer ones fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface WorkerParts {
  storage: Storage;
  platforms: readonly Platform[];
  renderers: Renderers;
  world(): Promise<World>;
  /** As in {@link SendTools}. */
  mayTell?: SendTools['mayTell'];
  machineNow: MachineNow;
  /** Resolves when no person is being served: they go before what is told to everybody. */
  quiet?(): Promise<unknown>;
  log: Logger;
  /** In which a person is written to who has chosen none. */
  language: Language;
  news?: DeliveryNews;
  counters?: Counters;
  /** Kinds of deliveries that are files; none unless given. */
  uploads?: ReadonlySet<string>;
  /** In place of {@link pacesUnder} the settings. */
  paces?: Partial<Paces>;
  /** Milliseconds for pacing, of a clock that never goes back: that of the machine unless given. */
  monotonic?: () => number;
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
  const { storage, world, machineNow, log, news, timing = TIMING } = parts;
  const { monotonic = () => performance.now(), uploads = new Set<string>() } = parts;
  const counters = parts.counters ?? createCounters(machineNow);
  const paces = { ...pacesUnder(DEFAULT_SETTINGS), ...parts.paces };
  const pacer = new Pacer(paces);
  const turns = new Turns(paces, monotonic);
  const platforms = new Map(parts.platforms.map((one) => [one.name, turns.of(one)]));
  /** Channels with a send under way, or resting until their next is allowed. */
  const busy = new Set<string>();
  const underWay = new Map<Platform['name'], number>();
  const sends = new Set<Promise<void>>();
  /**
   * Found and not begun, because their platform is at a ceiling: the next turns are theirs.
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
  /** The next turn of what is held. */
  let turn: NodeJS.Timeout | undefined;

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
        // Each thing that people do may have queued something: one look after all of it will do.
        await parts.quiet?.();
        if (!running) return;
        again = false;
        const looked = stale;
        if (stale) {
          stale = false;
          lookIn = await look();
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

  /** Reads what can be sent now; returns in how many milliseconds something else can be. */
  async function look(): Promise<number> {
    const { settings } = await parts.world();
    pacer.paces = turns.paces = { ...pacesUnder(settings), ...parts.paces };
    const wanted = { busy, platforms: [...platforms.keys()], uploads };
    const found = await nextDeliveries(storage, machineNow(), wanted);
    let next = (found.lookAgainAt?.getTime() ?? Number.POSITIVE_INFINITY) - machineNow().getTime();
    held = found.ready.filter(({ platform, need }) => {
      const blocked = pacer.blockedMs(platform, need, monotonic());
      if (blocked > 0) next = Math.min(next, blocked);
      return blocked === 0;
    });
    return Math.max(20, next);
  }

  /**
   * Begins what may begin now and keeps the rest. What has to wait is not claimed: its lease would
   * run meanwhile.
   */
  async function beginHeld(): Promise<void> {
    clearTimeout(turn);
    const left: Found[] = [];
    const chosen: Found[] = [];
    const slots = new Map<Platform['name'], number>();
    let nextTurn = Number.POSITIVE_INFINITY;
    for (const found of held) {
      const { platform, need } = found;
      const free =
        slots.get(platform) ?? pacer.pace(platform).atOnce - (underWay.get(platform) ?? 0);
      const now = monotonic();
      const waitMs = pacer.waitMs(platform, need, now);
      if (free > 0 && waitMs <= 0) {
        chosen.push(found);
        slots.set(platform, free - 1);
        pacer.take(platform, need, now);
        continue;
      }
      left.push(found);
      if (free > 0) nextTurn = Math.min(nextTurn, waitMs);
    }
    held = left;
    if (chosen.length > 0) await begin(chosen);
    // Rounded up: a timer may fire a fraction of a millisecond early.
    if (nextTurn < LONGEST_TIMER_MS) turn = setTimeout(advance, Math.ceil(nextTurn));
  }

  async function begin(chosen: readonly Found[]): Promise<void> {
    const bySeq = new Map(chosen.map((found) => [found.seq, found]));
    for (const delivery of await claim(storage, [...bySeq.keys()], machineNow(), timing.leaseMs)) {
      const found = bySeq.get(delivery.seq);
      const platform = platforms.get(delivery.platform);
      if (found && platform) send(delivery, platform, found);
    }
  }

  function send(delivery: Claimed, platform: Platform, found: Found): void {
    busy.add(found.queue);
    underWay.set(platform.name, (underWay.get(platform.name) ?? 0) + 1);
    const sending = bringToEnd(delivery, platform, found)
      .catch((error: unknown) => {
        // Its lease runs out, and then it is looked for.
        log.error({ err: error, delivery: delivery.id }, 'keeping the end of a delivery failed');
      })
      .finally(() => {
        sends.delete(sending);
        underWay.set(platform.name, (underWay.get(platform.name) ?? 1) - 1);
        rest(found);
        slotFree(platform.name);
      });
    sends.add(sending);
  }

  function rest({ platform, queue, need }: Found): void {
    const free = () => {
      busy.delete(queue);
      // While others wait for the same, the channel's next delivery has to wait for them anyway.
      if (!held.some((one) => one.platform === platform && one.need === need)) wake();
    };
    const { perChannelMs } = pacer.pace(platform);
    if (perChannelMs > 0 && running) setTimeout(free, perChannelMs).unref();
    else free();
  }

  function slotFree(name: Platform['name']): void {
    if (held.some((found) => found.platform === name)) advance();
    else wake();
  }

  async function bringToEnd(delivery: Claimed, platform: Platform, found: Found): Promise<void> {
    const lease = holdLease(storage, delivery, { machineNow, leaseMs: timing.leaseMs, log });
    try {
      const end = await attempt(delivery, platform, lease);
      if (end.end === 'failed' && end.failure.failure === 'rateLimit') refused(found, end.failure);
      const kept = { storage, world, machineNow, timing, log, news, counters };
      await keepEnd(delivery, lease, end, kept);
    } finally {
      await lease.leave();
    }
  }

  function refused({ platform, need, queue }: Found, failure: PlatformFailure): void {
    const retryAfterMs = failure.retryAfterMs ?? timing.backoffMs;
    const now = monotonic();
    pacer.refused(platform, need, { queue, retryAfterMs, now });
    // What was found for it waits with the rest of the queue now.
    if (pacer.blockedMs(platform, need, now) > 0) stale = true;
  }

  async function attempt(delivery: Claimed, platform: Platform, lease: Lease): Promise<SendEnd> {
    try {
      return await sendDelivery(delivery, {
        storage,
        platform,
        renderers: parts.renderers,
        world: await world(),
        lease,
        language: parts.language,
        mayTell: parts.mayTell,
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
      clearTimeout(turn);
      await Promise.allSettled(sends);
      settle();
    },
  };
}
