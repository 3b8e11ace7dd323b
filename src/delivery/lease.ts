import type { Logger } from 'pino';
import type { MachineNow } from '../clock.ts';
import type { Storage, Tx } from '../storage/database.ts';
import { inGroups } from '../storage/group.ts';
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

  const ours = () => ({ seq: delivery.seq, state: 'sending', leasedUntil: until }) as const;
  const change = (data: DeliveryChange) => changeOne(storage, { where: ours(), data });

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
      const given = { where: { ...where, ...ours() }, data: { ...data, leasedUntil: null } };
      if (!tx) return changeOne(storage, given);
      return (await tx.delivery.updateMany(given)).count === 1;
    },
  };
}

type Change = Pick<Parameters<Storage['db']['delivery']['updateMany']>[0], 'where' | 'data'>;

const changers = new WeakMap<Storage, (change: Change) => Promise<boolean>>();

/**
 * Makes a change of one delivery; says whether there was one to make. Those that are asked for
 * together are one commit: a helping of sends would otherwise wait for the disk one by one.
 */
function changeOne(storage: Storage, change: Change): Promise<boolean> {
  let changer = changers.get(storage);
  if (!changer) {
    changer = inGroups(async (changes) => {
      const { db } = storage;
      const made = await db.$transaction(changes.map((one) => db.delivery.updateMany(one)));
      return made.map(({ count }) => count === 1);
    });
    changers.set(storage, changer);
  }
  return changer(change);
}

/**
 * Gives back what a process held that is dead; only for who is alone with the database. What it may
 * have been sending is looked for after `graceMs`: a platform may still carry out a request although
 * who asked is gone, and a look must not come before that. Resolves with how many there were.
 */
export async function giveBackLeases(
  storage: Storage,
  now: Date,
  graceMs: number,
): Promise<number> {
  const held = { state: 'sending', leasedUntil: { gt: now } } as const;
  const unsent = await storage.db.delivery.updateMany({
    where: { ...held, OR: [{ attemptedAt: null }, { messageId: { not: null } }] },
    data: { leasedUntil: now },
  });
  const later = new Date(now.getTime() + graceMs);
  const attempted = await storage.db.delivery.updateMany({
    where: { ...held, leasedUntil: { gt: later } },
    data: { leasedUntil: later },
  });
  return unsent.count + attempted.count;
}
