import type { PlatformName } from '../chat/references.ts';
import type { Database } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';
import { again, reopenBatches, reviveNotes } from './queue.ts';
import { MESSAGE_GONE_CODES } from './reasons.ts';

/** Which of what failed is meant; nothing named: all of it. */
export interface Which {
  channelId?: string;
  personId?: string;
  batch?: string;
}

/** What failed for good and still has somewhere to go: an unlinked channel wants nothing more. */
const FAILED: Where = {
  state: 'parked',
  OR: [{ channel: { active: true } }, { channelId: null }],
};

type Where = NonNullable<NonNullable<Parameters<Database['delivery']['count']>[0]>['where']>;

/** Sends again what failed; returns how many deliveries. */
export async function retryParked(work: Work, which: Which): Promise<number> {
  const where = { ...FAILED, ...which };
  const batches = await work.tx.delivery.findMany({
    where: { ...where, batch: { not: null } },
    distinct: ['batch'],
    select: { batch: true },
  });
  // Somebody deleted the message: it is posted anew.
  const gone = await work.tx.delivery.updateMany({
    where: { ...where, error: { in: [...MESSAGE_GONE_CODES] } },
    data: { ...again(work), messageId: null, attemptedAt: null, sentVersion: 0 },
  });
  const others = await work.tx.delivery.updateMany({ where, data: again(work) });
  await reviveNotes(work, which);
  await reopenBatches(
    work,
    batches.flatMap(({ batch }) => (batch ? [batch] : [])),
  );
  return gone.count + others.count;
}

export interface PlatformState {
  platform: PlatformName;
  waiting: number;
  /** Tried at least once, and to be tried again. */
  retrying: number;
  failed: number;
  /** Nothing is wrong with it: whoever gets it wants it in a digest. */
  held: number;
  oldestWaiting: Date | null;
  lastSuccess: Date | null;
}

/** How deliveries do on each platform for which anything was ever queued. */
export async function platformStates(db: Database): Promise<PlatformState[]> {
  const unsent: Where = { state: { in: ['pending', 'sending', 'doubtful'] } };
  const of = (where: Where) =>
    db.delivery.groupBy({
      by: ['platform'],
      where,
      orderBy: { platform: 'asc' },
      _count: { _all: true },
      _min: { queuedAt: true },
      _max: { sentAt: true },
    });
  const all = await of({});
  const waiting = await of(unsent);
  const retrying = await of({ ...unsent, error: { not: null } });
  const failed = await of(FAILED);
  const held = await of({ state: 'held' });
  const countIn = (rows: typeof all, platform: PlatformName) =>
    rows.find((row) => row.platform === platform)?._count._all ?? 0;
  return all.map(({ platform, _max }) => ({
    platform,
    waiting: countIn(waiting, platform),
    retrying: countIn(retrying, platform),
    failed: countIn(failed, platform),
    held: countIn(held, platform),
    oldestWaiting: waiting.find((row) => row.platform === platform)?._min.queuedAt ?? null,
    lastSuccess: _max.sentAt,
  }));
}

/** What failed in one channel, or for one person. */
export interface FailedGroup {
  channelId: string | null;
  personId: string | null;
  count: number;
  /** Machine time at which the oldest of it was queued. */
  since: Date;
}

/** Where something failed, what began first before the others. */
export async function failedGroups(db: Database, which: Which = {}): Promise<FailedGroup[]> {
  const rows = await db.delivery.groupBy({
    by: ['channelId', 'personId'],
    where: { ...FAILED, ...which },
    orderBy: { _min: { seq: 'asc' } },
    _count: { _all: true },
    _min: { queuedAt: true },
  });
  return rows.map(({ channelId, personId, _count, _min }) => ({
    channelId,
    personId,
    count: _count._all,
    since: _min.queuedAt ?? new Date(0),
  }));
}

/** The first few things that failed in one place, and every code with which one did. */
export async function failedIn(
  db: Database,
  { channelId, personId }: Pick<FailedGroup, 'channelId' | 'personId'>,
  most: number,
) {
  const where: Where = { state: 'parked', channelId, personId };
  const items = await db.delivery.findMany({
    where,
    orderBy: { seq: 'asc' },
    take: most,
    select: { kind: true, subject: true },
  });
  const codes = await db.delivery.findMany({
    where,
    distinct: ['error'],
    orderBy: { seq: 'desc' },
    select: { error: true },
  });
  return { items, codes: codes.map(({ error }) => error ?? '') };
}
