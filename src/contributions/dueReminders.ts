import { createHash } from 'node:crypto';
import { asDay } from '../calendar/index.ts';
import { type Destination, type NoteWish, standingCards, tellNotes } from '../delivery/queue.ts';
import type { Renderer, RenderJob } from '../delivery/render.ts';
import { type DraftRow, loadDraft } from '../drafts/find.ts';
import { phaseOf } from '../drafts/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';
import {
  dueMark,
  type RemindedDraft,
  type ReminderItem,
  readItems,
  stillInForce,
  writeItem,
} from './dueMark.ts';
import { ACTED } from './find.ts';
import { reminderMessage } from './reminderCards.ts';

/** The kind of the notes that remind of drafts; renderDueReminder renders them. */
export const DUE_REMINDER = 'contribution.reminder';

export interface DueReminder {
  draftId: string;
  number: string;
  dueAt: Date;
  organisationId: string;
  organisation: string;
  mark: number;
  key: string;
  /** The organisation's own channels that have the draft's card. */
  channels: readonly Destination[];
}

/**
 * Whom to remind now: organisations that have neither contributed nor said "not for us", and have
 * the draft's card in a channel of their own. Without one nothing counts as told.
 */
export async function dueReminders(db: Database | Tx, world: World): Promise<DueReminder[]> {
  const drafts = await db.draft.findMany({
    where: { state: 'published', dueAt: { gt: world.now } },
    orderBy: { dueAt: 'asc' },
  });
  const reminders: DueReminder[] = [];
  for (const draft of drafts) {
    const mark = dueMark(draft, world);
    if (mark === null) continue;
    const keyOf = ({ id }: { id: string }) =>
      `due:${draft.id}:${draft.dueAt.toISOString()}:${id}:${mark}`;
    const silent = await silentOrganisations(db, draft.id);
    const told = await toldKeys(db, silent.map(keyOf));
    const untold = silent.filter((organisation) => !told.has(keyOf(organisation)));
    // All but the first tick of a mark end here.
    if (untold.length === 0) continue;
    const own = await ownChannels(db, draft.id);
    for (const organisation of untold) {
      const channels = own.get(organisation.id);
      if (!channels) continue;
      reminders.push({
        draftId: draft.id,
        number: draft.number,
        dueAt: draft.dueAt,
        organisationId: organisation.id,
        organisation: organisation.name,
        mark,
        key: keyOf(organisation),
        channels,
      });
    }
  }
  return reminders;
}

/** The member channels in which a draft's card stands, by organisation. */
async function ownChannels(
  db: Database | Tx,
  draftId: string,
): Promise<ReadonlyMap<string, Destination[]>> {
  const own = new Map<string, Destination[]>();
  for (const { channel } of await standingCards({ tx: db }, 'draft', draftId)) {
    if (channel?.purpose !== 'member' || !channel.organisationId) continue;
    const channels = own.get(channel.organisationId) ?? [];
    own.set(channel.organisationId, [...channels, channel]);
  }
  return own;
}

/**
 * Writes down and queues the reminders that are due now; returns how many organisations, counted
 * for each draft. What falls on one moment is one message for each channel, whatever the number of
 * drafts: so also what was missed while nothing ran.
 */
export async function remindOfDue(work: Work): Promise<number> {
  const reminders = await dueReminders(work.tx, work);
  await keepTold(
    work,
    reminders.map(({ key }) => key),
  );
  const byChannel = new Map<string, { channel: Destination; due: DueReminder[] }>();
  for (const reminder of reminders) {
    for (const channel of reminder.channels) {
      const known = byChannel.get(channel.id);
      if (known) known.due.push(reminder);
      else byChannel.set(channel.id, { channel, due: [reminder] });
    }
  }
  await tellNotes(
    work,
    [...byChannel.values()].map(({ channel, due }) => ({
      kind: DUE_REMINDER,
      ...reminderNote(due),
      channel,
    })),
  );
  return reminders.length;
}

/** What a note that reminds of several drafts holds; its key names them by a digest. */
export function reminderNote(
  due: readonly { draftId: string; dueAt: Date; mark: number; key: string }[],
): Pick<NoteWish, 'subject' | 'key'> & { params: { items: string[] } } {
  const digest = createHash('sha256')
    .update(due.map(({ key }) => key).join('\n'))
    .digest('hex')
    .slice(0, 32);
  return {
    // Lists of deliveries name the first of them.
    subject: due[0]?.draftId ?? '',
    params: {
      items: due.map(({ draftId, dueAt, mark }) =>
        writeItem({ draftId, dueAt: dueAt.toISOString(), mark }),
      ),
    },
    key: `due:${digest}`,
  };
}

function silentOrganisations(db: Database | Tx, draftId: string, id?: string) {
  return db.organisation.findMany({
    where: {
      id,
      active: true,
      channels: { some: { purpose: 'member', active: true } },
      stances: { none: { draftId, kind: 'not_for_us' } },
      contributions: { none: { draftId, ...ACTED } },
    },
    orderBy: { nameKey: 'asc' },
    select: { id: true, name: true },
  });
}

/**
 * The drafts of a queued reminder that still matter: open, with the due moment and the mark for
 * which it was queued still in force, and not yet acted on.
 */
export async function stillMatters(
  db: Database,
  world: World,
  items: readonly ReminderItem[],
  rules: {
    marks?: readonly number[];
    /** From when on its marks count; null when nobody wants to hear of this draft any more. */
    since(row: DraftRow): Promise<Date | null>;
  },
): Promise<DraftRow[]> {
  const rows: DraftRow[] = [];
  for (const item of items) {
    const row = await loadDraft(db, item.draftId);
    if (!row) continue;
    const facts = { ...row, closesOn: asDay(row.closesOn) };
    if (phaseOf(facts, world.now, world.zone) !== 'open') continue;
    const since = await rules.since(row);
    if (!since) continue;
    const reminded: RemindedDraft = { ...row, publishedAt: since };
    if (stillInForce(item, reminded, world, rules.marks)) rows.push(row);
  }
  return rows;
}

/** The drafts of a queued reminder that still matter to the organisation whose channel it goes to. */
export async function dueRows({ params, target, db, world }: RenderJob): Promise<DraftRow[]> {
  const { organisationId } = target;
  if (!organisationId) return [];
  return stillMatters(db, world, readItems(params.items), {
    async since(row) {
      const silent = await silentOrganisations(db, row.id, organisationId);
      return silent.length > 0 ? row.publishedAt : null;
    },
  });
}

/**
 * The reminder itself, of what still matters; nothing when the organisation acted, the drafts
 * ended or later reminders took its place meanwhile.
 */
export const renderDueReminder: Renderer = async (job) =>
  reminderMessage(job.target.language, await dueRows(job), job.world);
