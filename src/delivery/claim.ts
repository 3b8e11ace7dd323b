import type { Storage } from '../storage/database.ts';

/**
 * How long a worker may hold a delivery before another takes it: longer than a send's timeout of
 * 10 s with the look-up after it, so that only a dead worker loses one.
 */
const LEASE_MS = 60_000;

/** The most rows looked at for one claim; every channel shows up once its earlier rows are done. */
const WINDOW = 2_000;

export type Claimed = NonNullable<Awaited<ReturnType<typeof load>>>;

function load(storage: Storage, seq: number) {
  return storage.db.delivery.findUnique({
    where: { seq },
    include: { channel: true, person: true, threadOf: true },
  });
}

interface Waiting {
  seq: number;
  state: string;
  nextAt: Date;
  leasedUntil: Date | null;
  channelId: string | null;
  personId: string | null;
}

/**
 * The deliveries that can be sent now: the first of each channel, in the order they were queued,
 * except in channels that are `busy`. Also says when to look again.
 */
export async function nextDeliveries(
  storage: Storage,
  now: Date,
  busy: ReadonlySet<string>,
): Promise<{ ready: { seq: number; queue: string }[]; waiting: number; lookAgainAt: Date | null }> {
  const rows: Waiting[] = await storage.db.delivery.findMany({
    where: { state: { in: ['pending', 'sending', 'doubtful'] } },
    orderBy: [{ queuedAt: 'asc' }, { seq: 'asc' }],
    take: WINDOW,
    select: {
      seq: true,
      state: true,
      nextAt: true,
      leasedUntil: true,
      channelId: true,
      personId: true,
    },
  });
  const seen = new Set<string>();
  const ready: { seq: number; queue: string }[] = [];
  let lookAgainAt: Date | null = null;
  for (const row of rows) {
    const queue = row.channelId ?? `person:${row.personId}`;
    if (seen.has(queue)) continue;
    seen.add(queue);
    if (busy.has(queue)) continue;
    const at = row.state === 'sending' && row.leasedUntil ? row.leasedUntil : row.nextAt;
    if (at <= now) ready.push({ seq: row.seq, queue });
    else if (!lookAgainAt || at < lookAgainAt) lookAgainAt = at;
  }
  return { ready, waiting: rows.length, lookAgainAt };
}

/** Takes a delivery for this worker; null when another was quicker or it was stopped meanwhile. */
export async function claim(storage: Storage, seq: number, now: Date): Promise<Claimed | null> {
  const before = await load(storage, seq);
  if (!before) return null;
  // A lease that ran out after the send began: nobody knows how it ended.
  const { count } = await storage.db.delivery.updateMany({
    where: {
      seq,
      OR: [
        { state: { in: ['pending', 'doubtful'] }, nextAt: { lte: now } },
        { state: 'sending', leasedUntil: { lte: now } },
      ],
    },
    data: {
      state: 'sending',
      leasedUntil: new Date(now.getTime() + LEASE_MS),
      attempts: { increment: 1 },
    },
  });
  return count === 1 ? before : null;
}
