import type { Logger } from 'pino';
import type { FailureClass, PlatformFailure } from '../chat/platform.ts';
import type { MachineNow } from '../clock.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import type { Claimed } from './claim.ts';
import type { Counters } from './counters.ts';
import type { DeliveryChange, Lease } from './lease.ts';
import { channelWorks, type DeliveryNews, tellParked } from './news.ts';
import { POINTLESS } from './queue.ts';
import type { SendEnd } from './send.ts';
import { backoff, type Timing } from './timing.ts';

/** Attempts of a delivery whose rendering or sending throws unexpectedly, before it is parked. */
const UNEXPECTED_ATTEMPTS = 5;

/** The code of a bug of ours, among the platforms' own. */
const UNEXPECTED = 'unexpected';

/** Attempts that end in doubt, one after the other, before somebody is told: over an hour of them. */
const TOLD_ATTEMPTS = 20;

/** Only while others get through: of a platform that is away as a whole its health tells. */
const OTHERS_WITHIN_MS = 10 * 60_000;

export interface EndParts {
  storage: Storage;
  world(): Promise<World>;
  counters: Counters;
  /** Absent where nobody is to hear of what fails. */
  news?: DeliveryNews;
  machineNow: MachineNow;
  timing: Timing;
  log: Logger;
}

/** Keeps how an attempt ended: what state the delivery is in now, and when it is looked at next. */
export async function keepEnd(
  delivery: Claimed,
  lease: Lease,
  end: SendEnd,
  parts: EndParts,
): Promise<void> {
  switch (end.end) {
    case 'sent':
      await keepCurrent(delivery, lease, parts, {
        state: 'sent',
        messageId: end.messageId,
        sentVersion: delivery.wantedVersion,
        sentAt: parts.machineNow(),
        error: null,
        attempts: 0,
      });
      parts.counters.count(delivery.platform, end.how);
      if (delivery.channel?.failingSince) await keepWorking(delivery, parts);
      return;
    case 'pointless':
      return keepCurrent(delivery, lease, parts, POINTLESS);
    case 'early':
      await lease.end({
        state: 'pending',
        queuedAt: end.after,
        nextAt: parts.machineNow(),
        attempts: { decrement: 1 },
      });
      return;
    case 'later': {
      // At the end of the queue, so that what may be told now does not wait behind it.
      const at = later(parts, Math.min(end.inMs, parts.timing.hourLookMs));
      await lease.end({
        state: 'pending',
        queuedAt: at,
        nextAt: at,
        attempts: { decrement: 1 },
      });
      return;
    }
    case 'held':
      await lease.end({ state: 'held', attempts: { decrement: 1 } });
      return;
    case 'lost':
      parts.log.warn({ delivery: delivery.id }, 'a delivery was taken by another worker');
      return;
    case 'failed':
      return keepFailure(delivery, lease, parts, end.failure);
    case 'unexpected':
      if (delivery.attempts >= UNEXPECTED_ATTEMPTS) {
        return park(delivery, lease, parts, 'permanent', UNEXPECTED);
      }
      await lease.end({
        state: 'doubtful',
        nextAt: later(parts, backoff(parts.timing, delivery.attempts)),
        error: UNEXPECTED,
      });
  }
}

/**
 * Keeps the end of what was rendered from the version that was claimed. When its subject changed
 * meanwhile it goes back into the queue: the newer state follows, as an edit if it was sent.
 */
async function keepCurrent(
  delivery: Claimed,
  lease: Lease,
  parts: EndParts,
  data: DeliveryChange,
): Promise<void> {
  if (await lease.end(data, { wantedVersion: delivery.wantedVersion })) return;
  await lease.end({ ...data, state: 'pending', nextAt: parts.machineNow(), error: null });
}

async function keepFailure(
  delivery: Claimed,
  lease: Lease,
  parts: EndParts,
  failure: PlatformFailure,
): Promise<void> {
  parts.log.warn(
    { delivery: delivery.id, kind: delivery.kind, failure: failure.failure, code: failure.code },
    'a platform refused a delivery',
  );
  switch (failure.failure) {
    case 'permanent':
    case 'invalid':
      return park(delivery, lease, parts, failure.failure, failure.code);
    case 'rateLimit':
      parts.counters.count(delivery.platform, 'rateLimited');
      await lease.end({
        state: 'pending',
        nextAt: later(parts, failure.retryAfterMs ?? parts.timing.backoffMs),
        attempts: { decrement: 1 },
        // The platform did nothing this time; an earlier doubtful attempt stays doubtful.
        attemptedAt: delivery.attemptedAt,
        error: failure.code,
      });
      return;
    case 'doubtful':
      parts.counters.count(delivery.platform, 'doubtful');
      return keepDoubtful(delivery, lease, parts, failure);
  }
}

/** It is tried again however often it fails; when that goes on, the secretariat is told. */
async function keepDoubtful(
  delivery: Claimed,
  lease: Lease,
  parts: EndParts,
  failure: PlatformFailure,
): Promise<void> {
  const waitMs = Math.max(backoff(parts.timing, delivery.attempts), failure.retryAfterMs ?? 0);
  const data = { state: 'doubtful', nextAt: later(parts, waitMs), error: failure.code } as const;
  const lastMs = parts.counters.lastSuccessOn(delivery.platform)?.getTime() ?? 0;
  const others = parts.machineNow().getTime() - lastMs < OTHERS_WITHIN_MS;
  if (!others || delivery.attempts % TOLD_ATTEMPTS !== 0) {
    await lease.end(data);
    return;
  }
  await lease.leave();
  const world = await parts.world();
  await parts.storage.transaction(async (tx) => {
    if (!(await lease.end(data, {}, tx))) return;
    const { failure: kind, code } = failure;
    await tellParked({ ...world, tx }, delivery, { failure: kind, code }, parts.news);
  });
}

/** Parks it and tells whom it concerns, both or neither: a crash in between loses no news. */
async function park(
  delivery: Claimed,
  lease: Lease,
  parts: EndParts,
  failure: FailureClass,
  code: string,
): Promise<void> {
  await lease.leave();
  const world = await parts.world();
  await parts.storage.transaction(async (tx) => {
    const { attemptedAt } = delivery;
    // What was refused did nothing: only an earlier doubtful attempt needs a look before a retry.
    const data: DeliveryChange = code === UNEXPECTED ? {} : { attemptedAt };
    if (!(await lease.end({ ...data, state: 'parked', error: code }, {}, tx))) return;
    await tellParked({ ...world, tx }, delivery, { failure, code }, parts.news);
  });
  parts.counters.count(delivery.platform, 'parked');
}

async function keepWorking(delivery: Claimed, parts: EndParts): Promise<void> {
  const world = await parts.world();
  await parts.storage.transaction((tx) => channelWorks({ ...world, tx }, delivery, parts.news));
}

function later({ machineNow }: EndParts, ms: number): Date {
  return new Date(machineNow().getTime() + ms);
}
