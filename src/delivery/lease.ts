import type { Logger } from 'pino';
import type { MachineNow } from '../clock.ts';
import type { Storage, Tx } from '../storage/database.ts';
import type { Claimed } from './claim.ts';

/** The hold on a delivery while it is sent. */
export interface Lease {
  /**
   * Changes the delivery and gives it back, if the hold was not lost meanwhile; says whether. In a
   * transaction only after {@link leave}: a renewal would wait for the transaction, and it for that.
   */
  end(data: DeliveryChange, where?: { wantedVersion?: number }, tx?: Tx): Promise<boolean>;
  /** Changes the delivery and keeps it, if the hold was not lost meanwhile; says whether. */
  note(data: DeliveryChange): Promise<boolean>;
  /** Stops renewing: what was not ended is taken by whoever comes when it runs out. */
  leave(): Promise<void>;
}

export type DeliveryChange = Parameters<Storage['db']['delivery']['updateMany']>[0]['data'];

/**
 * Keeps a claimed delivery while its send takes its time (a file over a slow line may take longer
 * than a lease). Whoever took it after the hold was lost knows better how it ended.
 */
export function holdLease(
  storage: Storage,
  delivery: Claimed,
  { machineNow, leaseMs, log }: { machineNow: MachineNow; leaseMs: number; log: Logger },
): Lease {
  let until = delivery.leasedUntil;
  let renewing: Promise<void> = Promise.resolve();

  async function change(data: DeliveryChange): Promise<boolean> {
    const { count } = await storage.db.delivery.updateMany({
      where: { seq: delivery.seq, state: 'sending', leasedUntil: until },
      data,
    });
    return count === 1;
  }

  async function renew(): Promise<void> {
    const next = new Date(machineNow().getTime() + leaseMs);
    if (await change({ leasedUntil: next })) until = next;
  }

  const timer = setInterval(() => {
    renewing = renewing.then(renew).catch((error: unknown) => {
      log.warn({ err: error, delivery: delivery.id }, 'a lease could not be renewed');
    });
  }, leaseMs / 3);
  timer.unref();

  async function leave(): Promise<void> {
    clearInterval(timer);
    await renewing;
  }

  return {
    leave,
    note(data) {
      const noting = renewing.then(() => change(data));
      renewing = noting.then(
        () => {},
        () => {},
      );
      return noting;
    },
    async end(data, where = {}, tx) {
      await leave();
      const { count } = await (tx ?? storage.db).delivery.updateMany({
        where: { ...where, seq: delivery.seq, state: 'sending', leasedUntil: until },
        data: { ...data, leasedUntil: null },
      });
      return count === 1;
    },
  };
}

/**
 * For a worker that is alone from now on: what a dead one held is looked at now, not when its lease
 * would have run out.
 */
export async function giveBackLeases(storage: Storage, now: Date): Promise<number> {
  const { count } = await storage.db.delivery.updateMany({
    where: { state: 'sending', leasedUntil: { gt: now } },
    data: { leasedUntil: now },
  });
  return count;
}
