import { type Day, localDay } from '../calendar/index.ts';
import { buttonPart, message, sentence } from '../chat/answers.ts';
import type { Button, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { type Language, translator } from '../i18n/index.ts';
import { RESPONSIBLE_LENGTH, TITLE_LENGTH, whenDue } from './cards.ts';
import { addressee } from './escalation.ts';
import type { DueEscalation } from './escalations.ts';
import { type HistoryRow, historyOf } from './history.ts';
import { historyLines } from './historyText.ts';
import { type DueActivity, stillDue } from './planDue.ts';
import { readEscalationItem } from './rules.ts';

/** What a message holds with its frame: Slack takes 3,000 characters in one part, Discord 4,000. */
const LETTER_LENGTH = 2_400;
/** Each takes some hundred characters of the letter at the least. */
const MOST_TOLD = 30;
/** Of each activity the latest changes; the whole history is a button away. */
const MOST_CHANGES = 3;
/** A heading takes 150 characters on Slack. */
const ADDRESSEE_LENGTH = 100;
/** A row of buttons on Discord. */
const MOST_BUTTONS = 5;

interface ToldActivity extends DueActivity {
  history: readonly HistoryRow[];
}

/**
 * Renders a note of kind `plan.escalation`: which activities are to be put before whom, since when
 * they are overdue and what became of them, as a text to be sent on. What was done, dropped or
 * moved since it was queued drops out, and all of it when the person is no longer the one named.
 */
export const renderEscalation: Renderer = async ({ subject, params, target, db, world }) => {
  const plan = await db.plan.findUnique({ where: { id: subject }, select: { title: true } });
  if (!plan) return null;
  // Nobody is to hear of it once somebody else is named, or nobody.
  const named = await db.escalation.count({ where: { id: String(params.escalation) } });
  if (named === 0) return null;
  const items = Array.isArray(params.items) ? params.items.map(readEscalationItem) : [];
  const queued = new Map(
    items.flatMap((item) => (item ? [[item.activityId, item.deadlineOn]] : [])),
  );
  const still = (await stillDue(db, [...queued.keys()])).filter(
    ({ id, deadlineOn }) => queued.get(id) === deadlineOn,
  );
  if (still.length === 0) return null;
  const activities: ToldActivity[] = [];
  for (const [index, activity] of still.entries()) {
    // More than fit into the letter are only counted.
    const all = index < MOST_TOLD ? await historyOf(db, activity.id) : [];
    // That it is being put before somebody is what this message says.
    activities.push({ ...activity, history: all.filter(({ field }) => field !== 'escalation') });
  }
  const { language, purpose } = target;
  const t = translator(language);
  const count = activities.length;
  const to = shorten(String(params.to), ADDRESSEE_LENGTH);
  const title = shorten(plan.title, TITLE_LENGTH);
  const direct = purpose === 'person';
  const head = direct ? t('escalation.headDirect', { count }) : t('escalation.head', { count, to });
  const parts: Part[] = [{ kind: 'heading', text: head }];
  if (!direct) {
    const person = typeof params.person === 'string' ? params.person : null;
    const how = person ? t('escalation.alsoDirect', { name: person }) : t('escalation.sendOn');
    parts.push({ kind: 'text', text: how });
  }
  const today = localDay(world.now, world.zone);
  parts.push({ kind: 'quote', text: letter(language, title, activities, today, world.zone) });
  return message(language, head, [...parts, ...buttonPart(showButtons(language, activities))]);
};

/** The text itself: plain lines that can be copied into a letter. */
function letter(
  language: Language,
  plan: string,
  activities: readonly ToldActivity[],
  today: Day,
  zone: string,
): string {
  const t = translator(language);
  const opening = t('escalation.letter', { count: activities.length, plan });
  const closing = t('escalation.ask');
  const entries: string[] = [];
  let room = LETTER_LENGTH - opening.length - closing.length;
  for (const activity of activities) {
    const entry = entryOf(language, activity, today, zone);
    if (entries.length > 0 && entry.length > room) break;
    entries.push(shorten(entry, LETTER_LENGTH / 2));
    room -= entry.length;
  }
  const more = activities.length - entries.length;
  if (more > 0) entries.push(t('escalation.more', { count: more }));
  return [opening, ...entries, closing].join('\n\n');
}

function entryOf(language: Language, activity: ToldActivity, today: Day, zone: string): string {
  const t = translator(language);
  const { responsible, history, deadlineOn } = activity;
  const whose = responsible
    ? [t('plan.line.responsible', { name: shorten(responsible, RESPONSIBLE_LENGTH) })]
    : [];
  const facts = [...whose, whenDue(language, deadlineOn, today)].join(' · ');
  return [
    named(language, activity),
    facts,
    ...historyLines(language, history, zone, MOST_CHANGES).map((line) => `– ${line}`),
  ].join('\n');
}

function named(language: Language, { handle, title, demonstration }: DueActivity): string {
  const label = demonstration ? ` ${translator(language)('plan.demonstration')}` : '';
  return `${handle} ${shorten(title, TITLE_LENGTH)}${label}`;
}

function showButtons(language: Language, activities: readonly DueActivity[]): Button[] {
  const t = translator(language);
  if (activities.length > MOST_BUTTONS) {
    return [{ act: 'plan.due', args: [], label: t('plan.button.due') }];
  }
  return activities.map(({ handle }) => ({
    act: 'plan.show',
    args: [handle],
    label: t('plan.button.show', { handle }),
  }));
}

/** Told to the secretariat: the person who is named got nothing. */
export const renderEscalationClosed: Renderer = async ({ subject, params, target, db }) => {
  const plan = await db.plan.findUnique({ where: { id: subject }, select: { title: true } });
  const person = await db.person.findUnique({ where: { id: String(params.personId) } });
  if (!plan || !person) return null;
  return sentence(
    target.language,
    translator(target.language)('escalation.closed', {
      name: person.displayName,
      plan: shorten(plan.title, TITLE_LENGTH),
    }),
  );
};

/** What would be put before whom, as lines for a terminal. */
export function dueEscalationLines(
  language: Language,
  due: readonly DueEscalation[],
  today: Day,
): string[] {
  const t = translator(language);
  return due.flatMap(({ to, plan, activities }) => [
    plan.title,
    `  ${t('escalation.head', { count: activities.length, to: addressee(to) })}`,
    ...activities.map(
      (activity) =>
        `    ${named(language, activity)} — ${whenDue(language, activity.deadlineOn, today)}`,
    ),
  ]);
}
