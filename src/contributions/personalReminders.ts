import { asDay, type Day, localDay } from '../calendar/index.ts';
import type { Actor } from '../chat/actor.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import type { Unreached } from '../delivery/news.ts';
import { type Destination, tellNote, tellNotes } from '../delivery/queue.ts';
import type { DraftRow } from '../drafts/find.ts';
import { phaseOf } from '../drafts/rules.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';
import { dueMark, LAST_MORNING, markDay } from './dueMark.ts';
import { reminderNote } from './dueReminders.ts';
import { ACTED } from './find.ts';

/** The kinds of the notes to one person, rendered in personalReminderCards.ts. */
export const PERSONAL_REMINDER = 'contribution.remindMe';
export const REMINDER_PROOF = 'contribution.remindProof';
/** Told in a channel: nothing reaches this person directly. */
export const REMINDER_CLOSED = 'contribution.remindClosed';

/** Working days before contributions are due. */
export const PERSONAL_MARKS: readonly number[] = [2, LAST_MORNING];

/** The days on which somebody who asks now would be reminded, in order. */
export function personalDays(draft: DraftRow, asked: Date, world: World): Day[] {
  const from = localDay(asked, world.zone);
  const days = PERSONAL_MARKS.map((mark) => markDay(draft, mark, world)).filter((on) => on > from);
  return [...new Set(days)].sort();
}

/** Whether a person is reminded of a draft. */
export function personalReminder(db: Database | Tx, personId: string, draftId: string) {
  return db.personalReminder.findUnique({ where: { personId_draftId: { personId, draftId } } });
}

/**
 * Reminds a person of a draft from now on, and sends one message at once as proof: directly, or in
 * the linked channel in which they ask for it. Asked again it begins anew, with another proof.
 */
export async function beginReminding(
  work: Work,
  actor: Actor,
  draft: DraftRow,
  inChannel: boolean,
): Promise<{ id: string } | Refusal> {
  const { number } = draft;
  const open = phaseOf({ ...draft, closesOn: asDay(draft.closesOn) }, work.now, work.zone);
  if (open !== 'open' || personalDays(draft, work.now, work).length === 0) {
    return refusal('contribution.remind.tooLate', { number });
  }
  if (inChannel && !actor.channel) return refusal('contribution.remind.noChannel');
  const { personId } = actor;
  // Who asks to be reminded of a draft that they muted wants to hear of it again.
  const muted = await work.tx.draftMute.deleteMany({ where: { personId, draftId: draft.id } });
  if (muted.count > 0) {
    await audit(work, 'draft.unmute', draft.id, { owner: `person:${personId}` });
  }
  await work.tx.personalReminder.deleteMany({ where: { personId, draftId: draft.id } });
  const row = await work.tx.personalReminder.create({
    data: {
      personId,
      draftId: draft.id,
      channelId: actor.channel?.id ?? null,
      inChannel,
      at: work.now,
    },
    include: { person: true, channel: true },
  });
  await audit(work, 'draft.remind', draft.id, { on: true });
  await tellNote(work, {
    kind: REMINDER_PROOF,
    subject: draft.id,
    params: { personId },
    key: `remindProof:${row.id}`,
    ...receiverOf(row),
  });
  return row;
}

/** False when nobody was reminded anyway. */
export async function stopReminding(work: Work, personId: string, draftId: string) {
  const { count } = await work.tx.personalReminder.deleteMany({ where: { personId, draftId } });
  if (count > 0) await audit(work, 'draft.remind', draftId, { on: false });
  return count > 0;
}

/** The delivery of the proof of a reminder, wherever it went. */
export function proofOf(db: Database | Tx, reminderId: string) {
  return db.delivery.findFirst({
    where: { kind: REMINDER_PROOF, key: { startsWith: `note:remindProof:${reminderId}:` } },
    select: { state: true, error: true, sentAt: true },
  });
}

/**
 * A direct message did not reach the person who asked for it. Their organisation's channel is told,
 * where that was where they asked: they read it there, and are offered that channel.
 */
export async function tellUnreached(work: Work, lost: Unreached): Promise<void> {
  if (lost.kind !== REMINDER_PROOF && lost.kind !== PERSONAL_REMINDER) return;
  const { personId, subject } = lost;
  const row = await work.tx.personalReminder.findUnique({
    where: { personId_draftId: { personId, draftId: subject } },
    include: { channel: true },
  });
  if (!row?.channel?.active || row.channel.purpose !== 'member') return;
  await tellNote(work, {
    kind: REMINDER_CLOSED,
    subject,
    params: { personId },
    key: `remindClosed:${row.id}`,
    channel: row.channel,
  });
}

type Placed = { inChannel: boolean; channel: Destination | null; person: Destination };

function receiverOf({ inChannel, channel, person }: Placed) {
  return inChannel && channel ? { channel } : { person };
}

/** Whom to remind personally now of what: one group for each message. */
export async function duePersonal(db: Database | Tx, world: World) {
  const rows = await db.personalReminder.findMany({
    where: { draft: { state: 'published', dueAt: { gt: world.now } } },
    include: { draft: true, person: true, channel: true },
    orderBy: [{ draft: { dueAt: 'asc' } }, { id: 'asc' }],
  });
  const due = rows.flatMap((row) => {
    const mark = dueMark({ ...row.draft, publishedAt: row.at }, world, PERSONAL_MARKS);
    if (mark === null) return [];
    const { draftId } = row;
    const { dueAt } = row.draft;
    const key = `mine:${row.id}:${dueAt.toISOString()}:${mark}`;
    return [{ ...row, draftId, dueAt, mark, key }];
  });
  const told = await toldKeys(
    db,
    due.map(({ key }) => key),
  );
  const byPlace = new Map<string, typeof due>();
  for (const one of due) {
    if (told.has(one.key) || (await hasActed(db, one.personId, one.draftId))) continue;
    const place = `${one.personId} ${one.inChannel ? one.channelId : ''}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
  }
  return [...byPlace.values()];
}

/** Queues what persons are to be reminded of now, one message for each; returns how many. */
export async function remindPersons(work: Work): Promise<number> {
  const groups = await duePersonal(work.tx, work);
  await keepTold(
    work,
    groups.flat().map(({ key }) => key),
  );
  await tellNotes(
    work,
    groups.flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const note = reminderNote(group);
      return [
        {
          kind: PERSONAL_REMINDER,
          ...note,
          params: { ...note.params, personId: first.personId },
          ...receiverOf(first),
        },
      ];
    }),
  );
  return groups.length;
}

/**
 * Whether there is nothing left to remind a person of: they contributed, or an organisation that
 * they belong to did, or said "not for us".
 */
export async function hasActed(
  db: Database | Tx,
  personId: string,
  draftId: string,
): Promise<boolean> {
  const memberships = await db.membership.findMany({
    where: { personId, state: { in: ['accepted', 'proposed'] } },
    select: { organisationId: true },
  });
  const organisationId = { in: memberships.map((row) => row.organisationId) };
  const contributed = await db.contribution.count({
    where: { draftId, ...ACTED, OR: [{ personId }, { organisationId }] },
  });
  if (contributed > 0) return true;
  const where = { draftId, kind: 'not_for_us', organisationId } as const;
  return (await db.stance.count({ where })) > 0;
}
