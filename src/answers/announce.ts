import { createHash } from 'node:crypto';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { COUNTED } from '../contributions/find.ts';
import { SHARED } from '../contributions/sharing.ts';
import { type NoteWish, refreshCards, tellNotes } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { type Hearer, hearersOf, receiversOf } from './hearers.ts';
import { isNews } from './rules.ts';

/** The kind of the message that tells an organisation what became of what it said. */
export const ANNOUNCED = 'answer.announced';
/** Told to the secretariat: whom it has to tell itself. */
export const BY_HAND = 'answer.byHand';

/** What an announcement would tell now. */
export interface Announcing {
  hearers: Hearer[];
  /** How many contributions it tells of. */
  told: number;
  /** Contributions that count and have no outcome. */
  unanswered: number;
  /** The last outcome it tells of. */
  upToSeq: number;
  /** A digest of all of it: what was seen is what is told. */
  seen: string;
}

/** Outcomes of a draft that no announcement has told of, and who is to hear them. Reads only. */
export async function announcing(db: Database | Tx, draftId: string): Promise<Announcing> {
  const last = await lastAnnounced(db, draftId);
  const counted = await db.contribution.findMany({
    where: { draftId, ...COUNTED },
    select: { id: true, outcome: true },
    orderBy: { ordinal: 'asc' },
  });
  const answered = counted.filter(({ outcome }) => outcome !== null).map(({ id }) => id);
  const news: string[] = [];
  const codes: string[] = [];
  let upToSeq = last;
  for (const part of inParts(answered)) {
    const rows = await db.outcome.groupBy({
      by: ['contributionId'],
      where: { contributionId: { in: part } },
      _min: { seq: true },
      _max: { seq: true },
    });
    const bySeq = new Map(rows.map((row) => [row.contributionId, row]));
    for (const id of part) {
      const row = bySeq.get(id);
      if (!row || !isNews(row._min.seq ?? 0, last)) continue;
      news.push(id);
      codes.push(`${id}:${row._max.seq}`);
      upToSeq = Math.max(upToSeq, row._max.seq ?? 0);
    }
  }
  const hearers = await hearersOf(db, news);
  const text = JSON.stringify([codes, hearers, counted.length]);
  return {
    hearers,
    told: news.length,
    unanswered: counted.length - answered.length,
    upToSeq,
    seen: createHash('sha256').update(text).digest('hex').slice(0, 16),
  };
}

async function lastAnnounced(db: Database | Tx, draftId: string): Promise<number> {
  const { _max } = await db.announcement.aggregate({
    where: { draftId },
    _max: { upToSeq: true },
  });
  return _max.upToSeq ?? 0;
}

/** What an announcement told of, by what it had told before; for rendering it again. */
export async function announcementOf(db: Database | Tx, draftId: string, ordinal: number) {
  const row = await db.announcement.findUnique({
    where: { draftId_ordinal: { draftId, ordinal } },
  });
  if (!row) return null;
  const before = await db.announcement.findFirst({
    where: { draftId, ordinal: { lt: ordinal } },
    orderBy: { ordinal: 'desc' },
  });
  const outcomes = await db.outcome.groupBy({
    by: ['contributionId'],
    where: { contribution: { draftId } },
    _min: { seq: true },
  });
  const from = before?.upToSeq ?? 0;
  return outcomes
    .filter(({ _min }) => _min.seq !== null && _min.seq > from && _min.seq <= row.upToSeq)
    .map(({ contributionId }) => contributionId);
}

/**
 * Tells each author and supporter what became of what they said: one message an organisation and
 * channel. Refused where there is nothing new; null where it is no longer what was seen.
 */
export async function announce(
  work: Work,
  draft: { id: string; number: string },
  seen: string,
): Promise<{ told: number; organisations: number; byHand: string[] } | Refusal | null> {
  const { tx } = work;
  const now = await announcing(tx, draft.id);
  if (now.told === 0) return refusal('announce.nothing', { number: draft.number });
  if (now.seen !== seen) return null;
  const ordinal = await nextNumber(work, `announcement:${draft.id}`);
  await tx.announcement.create({
    data: {
      draftId: draft.id,
      ordinal,
      at: work.now,
      personId: work.personId,
      upToSeq: now.upToSeq,
    },
  });
  const wishes: NoteWish[] = [];
  const byHand: Hearer[] = [];
  for (const hearer of now.hearers) {
    const receivers = await receiversOf(tx, hearer);
    if (receivers.length === 0) byHand.push(hearer);
    for (const receiver of receivers) {
      wishes.push({
        ...receiver,
        kind: ANNOUNCED,
        subject: draft.id,
        params: { ordinal, organisation: hearer.organisationId },
        key: `${ANNOUNCED}:${draft.id}:${ordinal}:${hearer.organisationId}`,
      });
    }
  }
  if (byHand.length > 0) {
    const organisations = byHand.map(({ organisationId }) => organisationId);
    for (const channel of await secretariatChannels(tx)) {
      wishes.push({
        channel,
        kind: BY_HAND,
        subject: draft.id,
        params: { ordinal, organisations },
        key: `${BY_HAND}:${draft.id}:${ordinal}`,
      });
    }
  }
  await tellNotes(work, wishes);
  for (const id of new Set(
    now.hearers.flatMap(({ items }) => items.map((one) => one.contributionId)),
  )) {
    await refreshCards(work, SHARED, id);
  }
  await audit(work, 'answer.announce', draft.id, { ordinal, told: now.told });
  return {
    told: now.told,
    organisations: now.hearers.length - byHand.length,
    byHand: byHand.map(({ name }) => name),
  };
}
