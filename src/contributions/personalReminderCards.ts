import type { Day } from '../calendar/index.ts';
import { buttonPart, message, sentence } from '../chat/answers.ts';
import type { Button } from '../chat/message.ts';
import type { Renderer, RenderJob } from '../delivery/render.ts';
import { draftTitle } from '../drafts/cards.ts';
import { type DraftRow, loadDraft } from '../drafts/find.ts';
import { viewOfRow } from '../drafts/view.ts';
import { formatMoment, formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { readItems } from './dueMark.ts';
import { stillMatters } from './dueReminders.ts';
import { hasActed, PERSONAL_MARKS, personalDays, personalReminder } from './personalReminders.ts';
import { reminderMessage, remindOffButton } from './reminderCards.ts';

/** `on 9 Dec 2026, 11 Dec 2026`: when somebody is reminded. */
export function daysText(language: Language, days: readonly Day[]): string {
  const all = days.map((day) => formatShortDay(language, day)).join(', ');
  return translator(language)('contribution.remind.days', { days: all });
}

/** On a draft: presses of the same button turn it on and off. */
export const remindButton = (t: Translate, number: string, isOn: boolean): Button => ({
  act: 'draft.remind',
  args: [number],
  label: t(isOn ? 'contribution.button.remindOff' : 'contribution.button.remind'),
});

export const remindHereButton = (t: Translate, number: string): Button => ({
  act: 'draft.remind',
  args: [number, 'here'],
  label: t('contribution.button.remindHere'),
});

/** The drafts of a queued personal reminder that still matter to whoever asked for it. */
export async function personalRows({ params, db, world }: RenderJob): Promise<DraftRow[]> {
  const personId = String(params.personId);
  return stillMatters(db, world, readItems(params.items), {
    marks: PERSONAL_MARKS,
    async since(row) {
      const asked = await personalReminder(db, personId, row.id);
      if (!asked || (await hasActed(db, personId, row.id))) return null;
      return asked.at;
    },
  });
}

/** The reminder that one person asked for, of what still matters to them. */
export const renderPersonalReminder: Renderer = async (job) => {
  const { params, target, db, world } = job;
  const person = await db.person.findUnique({ where: { id: String(params.personId) } });
  if (!person) return null;
  const name = target.purpose === 'person' ? null : person.displayName;
  return reminderMessage(target.language, await personalRows(job), world, { name });
};

/** The message that proves, as soon as somebody asks, that reminders reach them. */
export const renderReminderProof: Renderer = async ({ subject, params, target, db, world }) => {
  const row = await loadDraft(db, subject);
  const personId = String(params.personId);
  const asked = await personalReminder(db, personId, subject);
  const person = await db.person.findUnique({ where: { id: personId } });
  if (!row || !asked || !person) return null;
  const { language } = target;
  const t = translator(language);
  const { number } = row;
  const head = t('contribution.remind.proofHead', { number });
  const days = daysText(language, personalDays(row, asked.at, world));
  return message(language, head, [
    { kind: 'text', text: [{ bold: head }] },
    { kind: 'text', text: draftTitle(viewOfRow(row, world.publicUrl), language) },
    {
      kind: 'text',
      text: t('contribution.remind.due', { due: formatMoment(language, row.dueAt, world.zone) }),
    },
    { kind: 'context', text: t('contribution.remind.proofDays', { days }) },
    ...(target.purpose === 'person'
      ? []
      : [
          {
            kind: 'context',
            text: t('contribution.remind.for', { name: person.displayName }),
          } as const,
        ]),
    ...buttonPart([
      {
        act: 'contribute',
        args: [number],
        label: t('draft.button.contribute'),
        style: 'primary',
      },
      remindOffButton(t, number),
    ]),
  ]);
};

/** Told where it was asked for: nothing reaches this person directly, but this channel would. */
export const renderReminderClosed: Renderer = async ({ subject, params, target, db }) => {
  const row = await loadDraft(db, subject);
  const person = await db.person.findUnique({ where: { id: String(params.personId) } });
  if (!row || !person) return null;
  const asked = await personalReminder(db, person.id, row.id);
  if (!asked || asked.inChannel) return null;
  const t = translator(target.language);
  const { number } = row;
  return sentence(
    target.language,
    t('contribution.remind.closedNote', { name: person.displayName, number }),
    [remindHereButton(t, number), remindOffButton(t, number)],
  );
};
