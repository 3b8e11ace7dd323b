import type { Platform } from '../chat/platform.ts';
import type { Storage } from '../storage/database.ts';
import { type Need, needOf } from './pace.ts';

/** The most channels and persons that are looked at in one look; the others are next. */
const MOST_HEADS = 2_000;

type PlatformName = Platform['name'];

/** The first delivery of a channel, which may be sent now. */
export interface Found {
  seq: number;
  queue: string;
  platform: PlatformName;
  need: Need;
}

export interface Wanted {
  busy: ReadonlySet<string>;
  platforms: readonly PlatformName[];
  /** Kinds of deliveries that are files. */
  uploads: ReadonlySet<string>;
}

export interface Look {
  ready: Found[];
  lookAgainAt: Date | null;
}

export type Claimed = Awaited<ReturnType<typeof load>>[number];

/**
 * The deliveries that can be sent now: the first of each channel, in the order they were queued,
 * except in channels that are `busy`, and only on the `platforms` named: what waits for one that is
 * not connected is not read. Also says when to look again.
 */
export async function nextDeliveries(
  storage: Storage,
  now: Date,
  { busy, platforms, uploads }: Wanted,
): Promise<Look> {
  const look: Look = { ready: [], lookAgainAt: null };
  for (const platform of platforms) {
    for (const row of await heads(storage, platform)) {
      const queue = row.channelId ?? `person:${row.personId}`;
      if (busy.has(queue)) continue;
      const at = row.state === 'sending' && row.leasedUntil ? row.leasedUntil : row.nextAt;
      if (at <= now) look.ready.push({ seq: row.seq, queue, platform, need: needOf(row, uploads) });
      else if (!look.lookAgainAt || at < look.lookAgainAt) look.lookAgainAt = at;
    }
  }
  return look;
}

/**
 * The first delivery that waits in each channel of a platform, and for each person, in order. The
 * database chooses them: there may be a hundred times as many behind them, and reading those took
 * longer than answering a person does.
 */
async function heads({ db }: Storage, platform: PlatformName) {
  const first = await db.$queryRaw<{ seq: number | bigint }[]>`
    SELECT "seq" FROM (
      SELECT "seq", "queuedAt", ROW_NUMBER() OVER (
        PARTITION BY "channelId", "personId" ORDER BY "queuedAt", "seq"
      ) AS "place"
      FROM "Delivery"
      WHERE "state" IN ('pending', 'sending', 'doubtful')
        AND CAST("platform" AS TEXT) = ${platform}
    ) AS "waiting"
    WHERE "place" = 1 ORDER BY "queuedAt", "seq" LIMIT ${MOST_HEADS}`;
  if (first.length === 0) return [];
  return db.delivery.findMany({
    where: { seq: { in: first.map(({ seq }) => Number(seq)) } },
    orderBy: [{ queuedAt: 'asc' }, { seq: 'asc' }],
    select: {
      seq: true,
      state: true,
      kind: true,
      nextAt: true,
      leasedUntil: true,
      channelId: true,
      personId: true,
      messageId: true,
      attemptedAt: true,
    },
  });
}

/**
 * Takes deliveries for this worker, as they are from then on (this attempt is counted), without
 * those that another worker took first or that were stopped meanwhile. One commit for all of them:
 * a commit waits for the disk.
 */
export async function claim(
  storage: Storage,
  seqs: readonly number[],
  now: Date,
  leaseMs: number,
): Promise<Claimed[]> {
  const { db } = storage;
  const taken = await db.$transaction(
    seqs.map((seq) =>
      // A lease that ran out after the send began: nobody knows how it ended.
      db.delivery.updateMany({
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
      }),
    ),
  );
  const ours = seqs.filter((_, index) => taken[index]?.count === 1);
  // Read after they were taken: what another worker did before must be seen, above all message ids.
  return ours.length > 0 ? load(storage, ours) : [];
}

async function load(storage: Storage, seqs: number[]) {
  const { db } = storage;
  const rows = await db.delivery.findMany({ where: { seq: { in: seqs } } });
  const cards = rows.flatMap(({ threadOfId }) => threadOfId ?? []);
  const threads =
    cards.length > 0 ? await db.delivery.findMany({ where: { id: { in: cards } } }) : [];
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      channel: await known(row.channelId, (id) =>
        storage.cached('people', `channel ${id}`, () =>
          db.channel.findUniqueOrThrow({ where: { id } }),
        ),
      ),
      person: await known(row.personId, (id) =>
        storage.cached('people', `person ${id}`, () =>
          db.person.findUniqueOrThrow({ where: { id } }),
        ),
      ),
      threadOf: threads.find(({ id }) => id === row.threadOfId) ?? null,
    })),
  );
}

async function known<T>(id: string | null, find: (id: string) => Promise<T>): Promise<T | null> {
  return id === null ? null : find(id);
}
