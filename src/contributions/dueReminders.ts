import { addWorkingDays, asDay, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import { type Destination, standingCards, tellNotes } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { draftTitle } from '../drafts/cards.ts';
import { loadDraft } from '../drafts/find.ts';
import { phaseOf, workingDaysLeft } from '../drafts/rules.ts';
import { viewOfRow } from '../drafts/view.ts';
import { formatMoment } from '../i18n/dates.ts';
import { translator } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';
import { ACTED } from './find.ts';

/** The kind of the notes that remind of a draft; renderDueReminder renders them. */
export const DUE_REMINDER = 'contribution.reminder';

interface RemindedDraft {
  dueOn: string;
  dueAt: Date;
  publishedAt: Date;
}

/**
 * The mark that is in force today: the last one reached, in working days before contributions are
 * due. Earlier ones that nobody was told of are past; marks that lay before the publication, or on
 * its day, never were. Null when there is none or it is too late.
 */
export function dueMark(draft: RemindedDraft, world: World): number | null {
  if (world.now >= draft.dueAt) return null;
  const today = localDay(world.now, world.zone);
  const published = localDay(draft.publishedAt, world.zone);
  const reached = world.settings.dueReminderWorkingDays.filter((days) => {
    const on = addWorkingDays(world.calendar, asDay(draft.dueOn), -days);
    return published < on && on <= today;
  });
  return reached.length > 0 ? Math.min(...reached) : null;
}

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

/** Writes down and queues the reminders that are due now; returns how many organisations. */
export async function remindOfDue(work: Work): Promise<number> {
  const reminders = await dueReminders(work.tx, work);
  await keepTold(
    work,
    reminders.map(({ key }) => key),
  );
  await tellNotes(
    work,
    reminders.flatMap(({ draftId, dueAt, mark, key, channels }) =>
      channels.map((channel) => ({
        kind: DUE_REMINDER,
        subject: draftId,
        params: { mark, dueAt: dueAt.toISOString() },
        key,
        channel,
      })),
    ),
  );
  return reminders.length;
}

/**
 * Whether a reminder that was queued for a mark is still the one to tell: a later mark, or another
 * due moment, has a reminder of its own, and both together would be the same message twice. A
 * clock that was set back does not make it stale.
 */
function stillInForce(
  params: Readonly<Record<string, unknown>>,
  draft: RemindedDraft,
  world: World,
): boolean {
  if (params.dueAt !== draft.dueAt.toISOString()) return false;
  const mark = dueMark(draft, world);
  return mark === null || mark >= Number(params.mark);
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
 * The reminder itself; nothing when the organisation acted, the draft ended or a later reminder
 * took its place meanwhile.
 */
export const renderDueReminder: Renderer = async ({ subject, params, target, db, world }) => {
  const row = await loadDraft(db, subject);
  if (!row || !target.organisationId) return null;
  if (phaseOf({ ...row, closesOn: asDay(row.closesOn) }, world.now, world.zone) !== 'open') {
    return null;
  }
  if (!stillInForce(params, row, world)) return null;
  const silent = await silentOrganisations(db, row.id, target.organisationId);
  if (silent.length === 0) return null;
  const language = target.language;
  const t = translator(language);
  const left = workingDaysLeft(world.calendar, world.now, asDay(row.dueOn), world.zone);
  const summary = t('contribution.reminder.head', {
    number: row.number,
    left: left === 0 ? t('draft.dueToday') : t('draft.workingDays', { count: left }),
  });
  const args = [row.number];
  return message(language, summary, [
    { kind: 'text', text: [{ bold: summary }] },
    { kind: 'text', text: draftTitle(viewOfRow(row, world.publicUrl), language) },
    {
      kind: 'text',
      text: t('contribution.reminder.due', { due: formatMoment(language, row.dueAt, world.zone) }),
    },
    ...buttonPart([
      { act: 'contribute', args, label: t('draft.button.contribute'), style: 'primary' },
      { act: 'draft.notForUs', args, label: t('draft.button.notForUs') },
      { act: 'draft.show', args, label: t('draft.button.details') },
    ]),
  ]);
};
