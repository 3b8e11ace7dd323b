import { addWorkingDays, asDay, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import { standingCards, tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { draftTitle } from '../drafts/cards.ts';
import { loadDraft } from '../drafts/find.ts';
import { phaseOf, workingDaysLeft } from '../drafts/rules.ts';
import { viewOfRow } from '../drafts/view.ts';
import { formatMoment } from '../i18n/dates.ts';
import { translator } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { ACTED } from './find.ts';

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
  organisationId: string;
  organisation: string;
  mark: number;
  key: string;
}

/** Whom to remind now: organisations that have neither contributed nor said "not for us". */
export async function dueReminders(db: Database | Tx, world: World): Promise<DueReminder[]> {
  const drafts = await db.draft.findMany({
    where: { state: 'published', dueAt: { gt: world.now } },
    orderBy: { dueAt: 'asc' },
  });
  const reminders: DueReminder[] = [];
  for (const draft of drafts) {
    const mark = dueMark(draft, world);
    if (mark === null) continue;
    for (const organisation of await silentOrganisations(db, draft.id)) {
      const key = `due:${draft.id}:${draft.dueAt.toISOString()}:${organisation.id}:${mark}`;
      if (await db.reminder.findUnique({ where: { key } })) continue;
      reminders.push({
        draftId: draft.id,
        number: draft.number,
        organisationId: organisation.id,
        organisation: organisation.name,
        mark,
        key,
      });
    }
  }
  return reminders;
}

/** Writes down and queues the reminders that are due now; returns how many organisations. */
export async function remindOfDue(work: Work): Promise<number> {
  const reminders = await dueReminders(work.tx, work);
  for (const reminder of reminders) {
    await work.tx.reminder.create({ data: { key: reminder.key, at: work.now } });
    for (const card of await standingCards(work, 'draft', reminder.draftId)) {
      const channel = card.channel;
      if (channel?.purpose !== 'member' || channel.organisationId !== reminder.organisationId) {
        continue;
      }
      await tellNote(work, {
        kind: 'contribution.reminder',
        subject: reminder.draftId,
        key: reminder.key,
        channel,
      });
    }
  }
  return reminders.length;
}

function silentOrganisations(db: Database | Tx, draftId: string) {
  return db.organisation.findMany({
    where: {
      active: true,
      channels: { some: { purpose: 'member', active: true } },
      stances: { none: { draftId, kind: 'not_for_us' } },
      contributions: { none: { draftId, ...ACTED } },
    },
    orderBy: { nameKey: 'asc' },
  });
}

/** The reminder itself; nothing when the organisation acted, or the draft ended, meanwhile. */
export const renderDueReminder: Renderer = async ({ subject, target, db, world }) => {
  const row = await loadDraft(db, subject);
  if (!row || !target.organisationId) return null;
  if (phaseOf({ ...row, closesOn: asDay(row.closesOn) }, world.now, world.zone) !== 'open') {
    return null;
  }
  const silent = await silentOrganisations(db, row.id);
  if (!silent.some((organisation) => organisation.id === target.organisationId)) return null;
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
