import type { Platform } from '../chat/platform.ts';
import type { Storage } from '../storage/database.ts';
import { type Need, needOf } from './pace.ts';

/** With three deliveries each, what one statement can name (SQLite: 32,766 values). */
const MOST_QUEUES = 10_000;

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
      const queue = queueOf(row);
      if (busy.has(queue)) continue;
      const at = row.state === 'sending' && row.leasedUntil ? row.leasedUntil : row.nextAt;
      if (at <= now) look.ready.push({ seq: row.seq, queue, platform, need: needOf(row, uploads) });
      else if (!look.lookAgainAt || at < look.lookAgainAt) look.lookAgainAt = at;
    }
  }
  return look;
}

/**
 * The first delivery that waits in each channel of a platform, and for each person, in order. One
 * step into an index for each of them: there may be a hundred times as many behind, and reading
 * those took longer than answering a person does.
 */
async function heads({ db }: Storage, platform: PlatformName) {
  // Of each state the first; which of the three is first of all is told below.
  const first = await db.$queryRaw<Record<string, number | bigint | null>[]>`
    SELECT
      (SELECT "seq" FROM "Delivery" WHERE "channelId" = "queue"."id" AND "state" = 'pending'
        ORDER BY "queuedAt", "seq" LIMIT 1) AS "pending",
      (SELECT "seq" FROM "Delivery" WHERE "channelId" = "queue"."id" AND "state" = 'sending'
        ORDER BY "queuedAt", "seq" LIMIT 1) AS "sending",
      (SELECT "seq" FROM "Delivery" WHERE "channelId" = "queue"."id" AND "state" = 'doubtful'
        ORDER BY "queuedAt", "seq" LIMIT 1) AS "doubtful"
    FROM "Channel" AS "queue" WHERE CAST("platform" AS TEXT) = ${platform}
    UNION ALL
    SELECT
      (SELECT "seq" FROM "Delivery" WHERE "personId" = "queue"."id" AND "state" = 'pending'
        ORDER BY "queuedAt", "seq" LIMIT 1) AS "pending",
      (SELECT "seq" FROM "Delivery" WHERE "personId" = "queue"."id" AND "state" = 'sending'
        ORDER BY "queuedAt", "seq" LIMIT 1) AS "sending",
      (SELECT "seq" FROM "Delivery" WHERE "personId" = "queue"."id" AND "state" = 'doubtful'
        ORDER BY "queuedAt", "seq" LIMIT 1) AS "doubtful"
    FROM "Person" AS "queue" WHERE CAST("platform" AS TEXT) = ${platform}`;
  const seqs = first
    .map((row) => Object.values(row).flatMap((seq) => seq ?? []))
    .filter((found) => found.length > 0)
    .slice(0, MOST_QUEUES)
    .flat();
  if (seqs.length === 0) return [];
  const rows = await db.delivery.findMany({
    where: { seq: { in: seqs.map(Number) } },
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
  const seen = new Set<string>();
  return rows.filter((row) => {
    const queue = queueOf(row);
    return !seen.has(queue) && Boolean(seen.add(queue));
  });
}

/** Whose turn it is: one channel, or one person. */
function queueOf({ channelId, personId }: { channelId: string | null; personId: string | null }) {
  return channelId ?? `person:${personId}`;
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
