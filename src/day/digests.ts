import { createHash } from 'node:crypto';
import { localDay, mondayOf, type SendingHours } from '../calendar/index.ts';
import { PERSONAL_REMINDER, tellUnreached } from '../contributions/personalReminders.ts';
import type { Unreached } from '../delivery/news.ts';
import { type NoteWish, tellNotes } from '../delivery/queue.ts';
import { RHYTHMS } from '../preferences/cards.ts';
import { type AllPreferences, ownerKey, readPreferences } from '../preferences/preferences.ts';
import { type DigestRhythm, joinsDigest } from '../preferences/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';
import { DIGEST } from './digest.ts';
import { JOINED_KINDS, NOTICES, type Queued } from './notices.ts';
import { factsIn, wantedOf } from './wanted.ts';

/** A notice that is told in a digest, and not by itself. */
const JOINED = { state: 'stopped', error: 'joined' } as const;

/** Which digests this moment opens, by the keys under which that is written down. */
async function openings(db: Database | Tx, world: World) {
  const today = localDay(world.now, world.zone);
  const keys = { daily: `digest:daily:${today}`, weekly: `digest:weekly:${mondayOf(today)}` };
  const told = await toldKeys(db, Object.values(keys));
  const daily = !told.has(keys.daily);
  const weekly = !told.has(keys.weekly);
  return { today, daily, weekly, keys: Object.values(keys).filter((key) => !told.has(key)) };
}

type Openings = Awaited<ReturnType<typeof openings>>;

/** What whoever chose nothing has of an earlier choice is told now. */
function opens({ daily, weekly }: Openings, rhythm: DigestRhythm): boolean {
  return rhythm === 'each' || (rhythm === 'daily' ? daily : weekly);
}

export interface DueDigest {
  channelId: string | null;
  personId: string | null;
  platform: 'slack' | 'discord' | 'sandbox';
  /** The notices that are told in it, in the order in which they were queued. */
  notices: { seq: number; id: string }[];
  overview: boolean;
  /** The first moment at which something that it tells of is over. */
  deadline: Date | null;
}

/**
 * The digests that are due now: for whoever has notices that wait, and for whoever wants the week's
 * overview. A notice that was queued and not looked at yet waits too, if it may: so what becomes due
 * this morning is told this morning.
 */
export async function dueDigests(db: Database | Tx, world: World): Promise<DueDigest[]> {
  const open = await openings(db, world);
  const some = open.daily || open.weekly;
  if (!some && (await db.delivery.count({ where: { state: 'held' } })) === 0) return [];
  return findDue(db, await readPreferences(db), open, world);
}

async function findDue(
  db: Database | Tx,
  all: AllPreferences,
  open: Openings,
  world: World,
): Promise<DueDigest[]> {
  // What waits for a later digest is not read: there may be thousands, every minute of a week. The
  // database finds whose it is: naming them is more than one statement takes.
  const later = { preference: { digest: { in: RHYTHMS.filter((one) => !opens(open, one)) } } };
  const rows = await db.delivery.findMany({
    where: {
      AND: [
        { OR: [{ channelId: null }, { NOT: { channel: later } }] },
        { OR: [{ personId: null }, { NOT: { person: later } }] },
        {
          OR: [
            { state: 'held' },
            { state: 'pending', attemptedAt: null, kind: { in: [...JOINED_KINDS] } },
          ],
        },
      ],
    },
    orderBy: { seq: 'asc' },
  });
  const facts = factsIn(db);
  const { sendFrom: from, sendTo: to } = world.settings;
  const hours = { from, to } as SendingHours;
  const due = new Map<string, DueDigest>();
  const digestFor = (to: Pick<DueDigest, 'channelId' | 'personId' | 'platform'>): DueDigest => {
    const known = due.get(ownerKey(to));
    if (known) return known;
    const { channelId, personId, platform } = to;
    const made = { channelId, personId, platform, notices: [], overview: false, deadline: null };
    due.set(ownerKey(to), made);
    return made;
  };
  for (const row of rows) {
    if (!opens(open, all.of(row).digest)) continue;
    const wanted = await wantedOf(row, all, facts, open.today);
    if (row.state === 'pending') {
      const joins = joinsDigest(wanted.preferences, wanted, { ...world, hours });
      if (!joins || wanted.params === null) continue;
    }
    const digest = digestFor(row);
    digest.notices.push(row);
    const { deadline } = wanted;
    if (deadline && deadline > world.now && (!digest.deadline || deadline < digest.deadline)) {
      digest.deadline = deadline;
    }
  }
  if (open.weekly) {
    for (const owner of await wantOverview(db)) digestFor(owner).overview = true;
  }
  return [...due.values()];
}

/** Active channels and persons that want an overview each week. */
async function wantOverview(db: Database | Tx) {
  const rows = await db.preference.findMany({
    where: { overview: true, OR: [{ channel: { active: true } }, { channelId: null }] },
    include: { channel: true, person: true },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ channelId, personId, channel, person }) => {
    const platform = (channel ?? person)?.platform;
    return platform ? [{ channelId, personId, platform }] : [];
  });
}

/**
 * Joins the notices that waited, one message for each channel or person, at the first tick of a
 * working day, or of a week, in the sending hours; returns how many messages. That a notice is
 * joined and that the digest tells it is one transaction: a crash loses none and doubles none. After
 * a pause there is one digest, whatever the number of mornings that it left out.
 */
export async function tellDigests(work: Work): Promise<number> {
  const open = await openings(work.tx, work);
  const due = await dueDigests(work.tx, work);
  await keepTold(work, open.keys);
  const seqs = due.flatMap(({ notices }) => notices.map(({ seq }) => seq));
  for (const part of inParts(seqs)) {
    await work.tx.delivery.updateMany({ where: { seq: { in: part } }, data: JOINED });
  }
  return tellNotes(
    work,
    due.map((digest) => digestNote(digest, open.today)),
  );
}

function digestNote(digest: DueDigest, today: string): NoteWish {
  const { channelId, personId, platform, notices, overview, deadline } = digest;
  const ids = notices.map(({ id }) => id);
  const named = createHash('sha256')
    .update([...ids, overview].join('\n'))
    .digest('hex');
  const receiver = channelId
    ? { channel: { id: channelId, platform } }
    : { person: { id: personId ?? '', platform } };
  return {
    kind: DIGEST,
    subject: today,
    params: { notices: ids, overview, ...(deadline ? { deadline: deadline.toISOString() } : {}) },
    key: `${DIGEST}:${today}:${named.slice(0, 32)}`,
    ...receiver,
  };
}

/** A digest did not reach its person: each reminder that they asked for and that was joined in it. */
export async function tellDigestUnreached(work: Work, lost: Unreached): Promise<void> {
  const { kind, subject, personId } = lost;
  if (kind !== DIGEST) return;
  const parked = await work.tx.delivery.findMany({
    where: { kind, subject, personId, state: { not: 'sent' } },
    select: { params: true },
  });
  const ids = parked.flatMap(({ params }) => {
    const { notices } = params as { notices?: unknown };
    return Array.isArray(notices) ? notices.map(String) : [];
  });
  for (const part of inParts(ids)) {
    const joined = await work.tx.delivery.findMany({
      where: { id: { in: part }, kind: PERSONAL_REMINDER },
    });
    for (const draftId of new Set(joined.flatMap(draftsOf))) {
      await tellUnreached(work, { kind: PERSONAL_REMINDER, subject: draftId, personId });
    }
  }
}

function draftsOf(notice: Queued): string[] {
  return NOTICES[notice.kind]?.drafts?.told(notice).map(({ draftId }) => draftId) ?? [];
}
