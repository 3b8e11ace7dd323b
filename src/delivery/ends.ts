import type { Logger } from 'pino';
import type { PlatformFailure } from '../chat/platform.ts';
import type { MachineNow } from '../clock.ts';
import type { Claimed } from './claim.ts';
import type { DeliveryChange, Lease } from './lease.ts';
import { POINTLESS } from './queue.ts';
import type { SendEnd } from './send.ts';
import { backoff, type Timing } from './timing.ts';

/** Attempts of a delivery whose rendering or sending throws unexpectedly, before it is parked. */
const UNEXPECTED_ATTEMPTS = 5;

export interface EndParts {
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
      return keepCurrent(delivery, lease, parts, {
        state: 'sent',
        messageId: end.messageId,
        sentVersion: delivery.wantedVersion,
        sentAt: parts.machineNow(),
        error: null,
        attempts: 0,
      });
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
    case 'failed':
      return keepFailure(delivery, lease, parts, end.failure);
    case 'unexpected':
      await lease.end({
        state: delivery.attempts >= UNEXPECTED_ATTEMPTS ? 'parked' : 'doubtful',
        nextAt: later(parts, backoff(parts.timing, delivery.attempts)),
        error: 'unexpected',
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
      await lease.end({ state: 'parked', error: failure.code });
      return;
    case 'rateLimit':
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
      await lease.end({
        state: 'doubtful',
        nextAt: later(parts, backoff(parts.timing, delivery.attempts)),
        error: failure.code,
      });
  }
}

function later({ machineNow }: EndParts, ms: number): Date {
  return new Date(machineNow().getTime() + ms);
}
