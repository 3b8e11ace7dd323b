import { asDay, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { draftTitle } from '../drafts/cards.ts';
import type { DraftRow } from '../drafts/find.ts';
import { workingDaysLeft } from '../drafts/rules.ts';
import { viewOfRow } from '../drafts/view.ts';
import { formatMoment, formatShortMoment } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';

/** One row of buttons on Discord; the rest is behind the button that shows the day. */
const MOST_NAMED = 5;
/** So that some titles still fit one screen. */
const TITLE_LENGTH = 120;

/** `5 working days`, `due today`: how long contributions are still taken in time. */
export function timeLeft(
  t: Translate,
  draft: { dueOn: string },
  { calendar, now, zone }: Pick<World, 'calendar' | 'now' | 'zone'>,
): string {
  const dueOn = asDay(draft.dueOn);
  const left = workingDaysLeft(calendar, now, dueOn, zone);
  if (left > 0) return t('draft.workingDays', { count: left });
  return localDay(now, zone) < dueOn ? t('draft.lastWorkingDay') : t('draft.dueToday');
}

export function contributeButton(t: Translate, number: string): Button {
  return {
    act: 'contribute',
    args: [number],
    label: t('contribution.button.contributeTo', { number }),
  };
}

export const todayButton = (t: Translate): Button => ({
  act: 'today',
  args: [],
  label: t('day.button.today'),
});

/** Only turns off: whoever else reads it in a channel presses it in vain. */
export const remindOffButton = (t: Translate, number: string): Button => ({
  act: 'draft.remind',
  args: [number, 'off'],
  label: t('contribution.button.remindOff'),
});

/** For whom a reminder is, beside an organisation: then it has that person's own buttons. */
export interface RemindedPerson {
  /** Named where others read it too. */
  name: string | null;
}

/** One message about all drafts that are to be reminded of; null when there is none. */
export function reminderMessage(
  language: Language,
  rows: readonly DraftRow[],
  world: World,
  person?: RemindedPerson,
): Message | null {
  const t = translator(language);
  const [first, second] = rows;
  if (!first) return null;
  const whom: Part[] = person?.name
    ? [{ kind: 'context', text: t('contribution.remind.for', { name: person.name }) }]
    : [];
  if (second) return severalMessage(language, rows, whom, world);
  const left = timeLeft(t, first, world);
  const summary = t('contribution.reminder.head', { number: first.number, left });
  const due = formatMoment(language, first.dueAt, world.zone);
  const args = [first.number];
  return message(language, summary, [
    { kind: 'text', text: [{ bold: summary }] },
    { kind: 'text', text: draftTitle(viewOfRow(first, world.publicUrl), language) },
    {
      kind: 'text',
      text: t(person ? 'contribution.remind.due' : 'contribution.reminder.due', { due }),
    },
    ...whom,
    ...buttonPart([
      { act: 'contribute', args, label: t('draft.button.contribute'), style: 'primary' },
      person
        ? remindOffButton(t, first.number)
        : { act: 'draft.notForUs', args, label: t('draft.button.notForUs') },
      { act: 'draft.show', args, label: t('draft.button.details') },
    ]),
  ]);
}

function severalMessage(
  language: Language,
  rows: readonly DraftRow[],
  whom: readonly Part[],
  world: World,
): Message {
  const t = translator(language);
  const summary = t('contribution.reminder.several', { count: rows.length });
  const named = rows.slice(0, MOST_NAMED);
  const more = rows.length - named.length;
  return message(language, summary, [
    { kind: 'heading', text: summary },
    {
      kind: 'list',
      items: named.map((row) => [
        { bold: row.number },
        ` – ${timeLeft(t, row, world)}: `,
        shorten(draftTitle(viewOfRow(row, null), language), TITLE_LENGTH),
        ` (${formatShortMoment(language, row.dueAt, world.zone)})`,
      ]),
    },
    ...(more > 0 ? [{ kind: 'context', text: t('day.more', { count: more }) } satisfies Part] : []),
    ...whom,
    ...buttonPart(named.map((row) => contributeButton(t, row.number))),
    ...buttonPart([todayButton(t)]),
  ]);
}
