import type { Platform } from '../chat/platform.ts';
import type { Storage } from '../storage/database.ts';

/** The most rows read for one look; every channel shows up once its earlier rows are done. */
const WINDOW = 2_000;

type PlatformName = Platform['name'];

/** The first delivery of a channel, which may be sent now. */
export interface Found {
  seq: number;
  queue: string;
  platform: PlatformName;
}

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
  platform: PlatformName;
}

/**
 * The deliveries that can be sent now: the first of each channel, in the order they were queued,
 * except in channels that are `busy`, and only on the `platforms` named: what waits for one that is
 * not connected must not fill the window. Also says when to look again.
 */
export async function nextDeliveries(
  storage: Storage,
  now: Date,
  busy: ReadonlySet<string>,
  platforms: readonly PlatformName[],
): Promise<{ ready: Found[]; lookAgainAt: Date | null }> {
  const rows: Waiting[] = await storage.db.delivery.findMany({
    where: { state: { in: ['pending', 'sending', 'doubtful'] }, platform: { in: [...platforms] } },
    orderBy: [{ queuedAt: 'asc' }, { seq: 'asc' }],
    take: WINDOW,
    select: {
      seq: true,
      state: true,
      nextAt: true,
      leasedUntil: true,
      channelId: true,
      personId: true,
      platform: true,
    },
  });
  const seen = new Set<string>();
  const ready: Found[] = [];
  let lookAgainAt: Date | null = null;
  for (const row of rows) {
    const queue = row.channelId ?? `person:${row.personId}`;
    if (seen.has(queue)) continue;
    seen.add(queue);
    if (busy.has(queue)) continue;
    const at = row.state === 'sending' && row.leasedUntil ? row.leasedUntil : row.nextAt;
    if (at <= now) ready.push({ seq: row.seq, queue, platform: row.platform });
    else if (!lookAgainAt || at < lookAgainAt) lookAgainAt = at;
  }
  return { ready, lookAgainAt };
}

/**
 * Takes a delivery for this worker, as it is from then on (this attempt is counted); null when
 * another was quicker or it was stopped meanwhile.
 */
export async function claim(
  storage: Storage,
  seq: number,
  now: Date,
  leaseMs: number,
): Promise<Claimed | null> {
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
      leasedUntil: new Date(now.getTime() + leaseMs),
      attempts: { increment: 1 },
    },
  });
  // Read after it was taken: what another worker did before must be seen, above all its message id.
  return count === 1 ? load(storage, seq) : null;
}
