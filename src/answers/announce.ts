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

/** The kind of the message that tells an organisation what became of what it said. */
export const ANNOUNCED = 'answer.announced';
/** Told to the secretariat: whom it has to tell itself. */
export const BY_HAND = 'answer.byHand';

/** What an announcement would tell now. */
export interface Announcing {
  hearers: Hearer[];
  /** The contributions that it tells of. */
  news: string[];
  /** How many these are. */
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
  const counted = await db.contribution.findMany({
    where: { draftId, ...COUNTED },
    select: { id: true, outcome: true, announcedIn: true },
    orderBy: { ordinal: 'asc' },
  });
  const answered = counted.filter(({ outcome }) => outcome !== null);
  // What was announced is known, and its corrections were told as they came.
  const news = answered.filter(({ announcedIn }) => announcedIn === null).map(({ id }) => id);
  const codes: string[] = [];
  let upToSeq = 0;
  for (const part of inParts(news)) {
    const rows = await db.outcome.groupBy({
      by: ['contributionId'],
      where: { contributionId: { in: part } },
      _max: { seq: true },
    });
    const last = new Map(rows.map(({ contributionId, _max }) => [contributionId, _max.seq ?? 0]));
    for (const id of part) {
      codes.push(`${id}:${last.get(id)}`);
      upToSeq = Math.max(upToSeq, last.get(id) ?? 0);
    }
  }
  const hearers = await hearersOf(db, news);
  const text = JSON.stringify([codes, hearers, counted.length]);
  return {
    hearers,
    news,
    told: news.length,
    unanswered: counted.length - answered.length,
    upToSeq,
    seen: createHash('sha256').update(text).digest('hex').slice(0, 16),
  };
}

/** The contributions that an announcement told of; for rendering it again. */
export async function announcementOf(
  db: Database | Tx,
  draftId: string,
  ordinal: number,
): Promise<string[] | null> {
  const told = await db.contribution.findMany({
    where: { draftId, announcedIn: ordinal },
    select: { id: true },
    orderBy: { ordinal: 'asc' },
  });
  return told.length > 0 ? told.map(({ id }) => id) : null;
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
  for (const part of inParts(now.news)) {
    const where = { id: { in: part } };
    await tx.contribution.updateMany({ where, data: { announcedIn: ordinal } });
  }
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
