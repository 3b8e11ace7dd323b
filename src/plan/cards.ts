import { type Day, daysBetween, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Inline, Message, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { deadlineKind } from '../i18n/deadline.ts';
import {
  deadlineText,
  shortDeadline,
  type WrittenDeadline,
  writtenDeadline,
} from '../i18n/deadlineText.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { Move } from './history.ts';
import { withSuccessors } from './institutionLinks.ts';
import type { DuePlan } from './milestoneReminders.ts';
import { DUE_DAYS, type DueActivity, stillDue } from './planDue.ts';
import { readReminderItem, stillInForce } from './rules.ts';

/** The most activities that a reminder names; the rest are counted. */
const REMINDER_LINES = 10;
/** The most activities that get a button of their own: a row of buttons on Discord. */
const REMINDER_BUTTONS = 5;
/** Activities on one page of `plan due`. */
export const DUE_PAGE = 10;
/** Ten lines of a title and an institution stay below what one message takes (Slack: 3,000). */
export const TITLE_LENGTH = 120;
export const RESPONSIBLE_LENGTH = 60;
/** As much of a reason as a line shows. */
export const REASON_SHOWN = 80;
const PLAN_LENGTH = 60;

/** `in 7 days`, `today`, `overdue since 30 Sep 2026 (3 weeks)`. */
export function whenDue(language: Language, deadlineOn: Day, today: Day): string {
  const t = translator(language);
  const left = daysBetween(today, deadlineOn);
  if (left === 0) return t('plan.when.today');
  if (left === 1) return t('plan.when.tomorrow');
  if (left > 1) return t('plan.when.inDays', { count: left });
  const day = formatShortDay(language, deadlineOn);
  return t('plan.when.overdue', { day, span: span(t, -left) });
}

/** How far away a deadline is, where its day stands beside it: `in 7 days`, `passed 3 weeks ago`. */
export function untilDue(language: Language, deadlineOn: Day, today: Day): string {
  const left = daysBetween(today, deadlineOn);
  if (left >= 0) return whenDue(language, deadlineOn, today);
  const t = translator(language);
  return t('plan.when.passed', { span: span(t, -left) });
}

/** A length of time in its natural unit: days to two weeks, weeks to two months, and so on. */
function span(t: Translate, days: number): string {
  if (days < 14) return t('plan.span.days', { count: days });
  if (days < 61) return t('plan.span.weeks', { count: Math.floor(days / 7) });
  if (days < 731) return t('plan.span.months', { count: Math.floor(days / 30.44) });
  return t('plan.span.years', { count: Math.floor(days / 365.25) });
}

/** Any activity that stands on a line: what it is, whose, and its deadline. */
export interface LineActivity extends WrittenDeadline {
  handle: string;
  title: string;
  responsible: string | null;
  demonstration: boolean;
  moved: Move | null;
}

/** `moved from third quarter of 2026 (reason)`: an earlier deadline stays visible. */
export function movedText(language: Language, moved: Move | null, most: number): string | null {
  if (!moved) return null;
  const t = translator(language);
  const before = writtenDeadline(language, moved.from);
  if (before === null) return null;
  return moved.reason
    ? t('plan.line.movedBecause', { before, reason: shorten(moved.reason, most) })
    : t('plan.line.moved', { before });
}

/** One activity on one line: what, whose, by when. */
export function activityLine(
  language: Language,
  activity: DueActivity,
  today: Day,
  where?: { plan: boolean },
): Inline[] {
  const t = translator(language);
  const { code } = activity.objective;
  const details = [
    where?.plan ? shorten(activity.plan.title, PLAN_LENGTH) : null,
    where && code ? t('plan.line.objective', { code: shorten(code, PLAN_LENGTH) }) : null,
    activity.responsible
      ? t('plan.line.responsible', { name: shorten(activity.responsible, RESPONSIBLE_LENGTH) })
      : null,
    dueText(language, activity, today),
    movedText(language, activity.moved, REASON_SHOWN),
  ].filter((detail) => detail !== null);
  return titledLine(language, activity, details);
}

/** The deadline and how far away it is, its day told once. */
export function dueText(
  language: Language,
  activity: WrittenDeadline & { deadlineOn: Day },
  today: Day,
): string {
  const when = whenDue(language, activity.deadlineOn, today);
  const overdue = activity.deadlineOn < today;
  const deadline = overdue ? longerPeriod(language, activity) : deadlineText(language, activity);
  if (!deadline) return when;
  return `${translator(language)('plan.line.deadline', { deadline })} · ${when}`;
}

/** Null for a day: what is overdue names it anyway. */
function longerPeriod(language: Language, row: WrittenDeadline): string | null {
  return deadlineKind(row) === 'day' ? null : shortDeadline(language, row);
}

/** `A12 Title (demonstration) — details` on one line. */
export function titledLine(
  language: Language,
  activity: Pick<LineActivity, 'handle' | 'title' | 'demonstration'>,
  details: readonly string[],
): Inline[] {
  const label = activity.demonstration ? ` ${translator(language)('plan.demonstration')}` : '';
  const behind = details.length > 0 ? ` — ${details.join(' · ')}` : '';
  return [{ bold: activity.handle }, ` ${shorten(activity.title, TITLE_LENGTH)}${label}${behind}`];
}

/** The reminder of one plan, from its activities as they stand now. */
function reminderMessage(
  language: Language,
  plan: string,
  activities: readonly DueActivity[],
  today: Day,
): Message {
  const t = translator(language);
  const count = activities.length;
  const summary = t('plan.reminder.summary', { count, plan: shorten(plan, TITLE_LENGTH) });
  const shown = activities.slice(0, REMINDER_LINES);
  const items: (Inline[] | string)[] = shown.map((row) => activityLine(language, row, today));
  const more = count - shown.length;
  if (more > 0) items.push(t('plan.reminder.more', { count: more }));
  return message(language, summary, [
    { kind: 'heading', text: summary },
    { kind: 'list', items },
    ...buttonPart(reminderButtons(t, activities)),
  ]);
}

/** Marking as done is a tap away; what else can be done with an activity, where there is room. */
function reminderButtons(t: Translate, activities: readonly DueActivity[]): Button[] {
  if (activities.length > REMINDER_BUTTONS) {
    return [{ act: 'plan.due', args: [], label: t('plan.button.due') }];
  }
  const room = activities.length * 2 <= REMINDER_BUTTONS;
  return activities.flatMap(({ handle }) => {
    const args = [handle];
    const done = { act: 'plan.done', args, label: t('plan.button.done', { handle }) };
    const show = { act: 'plan.show', args, label: t('plan.button.show', { handle }) };
    return room ? [done, show] : [done];
  });
}

/**
 * Renders a note of kind `plan.reminder`. It tells what is so when it is sent: what was done or
 * dropped meanwhile, got another deadline, or is reminded of anew by a later mark, drops out.
 */
export const renderPlanReminder: Renderer = async ({ subject, params, target, db, world }) => {
  const plan = await db.plan.findUnique({ where: { id: subject }, select: { title: true } });
  if (!plan) return null;
  const today = localDay(world.now, world.zone);
  const queued = new Map(itemsOf(params.items).map((item) => [item.activityId, item]));
  const t = translator(target.language);
  const due = await withSuccessors(db, t, await stillDue(db, [...queued.keys()]), today);
  const activities = due.filter(({ id, deadlineOn }) => {
    const item = queued.get(id);
    return item !== undefined && stillInForce(item, deadlineOn, today, world.settings);
  });
  if (activities.length === 0) return null;
  return reminderMessage(target.language, plan.title, activities, today);
};

function itemsOf(items: unknown) {
  if (!Array.isArray(items)) return [];
  return items.map(readReminderItem).filter((item) => item !== null);
}

/** What would be told of the plans, as lines for a terminal. */
export function dueMilestoneLines(
  language: Language,
  due: readonly DuePlan[],
  today: Day,
): string[] {
  return due.flatMap(({ plan, milestones }) => [
    plan.title,
    ...milestones.map(
      ({ activity, mark }) => `  ${plainLine(activityLine(language, activity, today))} [${mark}]`,
    ),
  ]);
}

function plainLine(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : 'bold' in piece ? piece.bold : ''))
    .join('');
}

/** The answer of `plan due`: one page of what is overdue or due soon; pages count from 0. */
export function planDueMessage(
  language: Language,
  activities: readonly DueActivity[],
  today: Day,
  page = 0,
  /** The abbreviation of the institution whose activities these are, where it is of one. */
  institution?: string,
): Message {
  const t = translator(language);
  const count = activities.length;
  if (count === 0) {
    const text = t('plan.due.none', { days: DUE_DAYS });
    return message(language, text, [{ kind: 'text', text }]);
  }
  const pages = Math.ceil(count / DUE_PAGE);
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = activities.slice(at * DUE_PAGE, (at + 1) * DUE_PAGE);
  const several = new Set(activities.map(({ plan }) => plan.id)).size > 1;
  const summary = t('plan.due.summary', { count, days: DUE_DAYS });
  const parts: Part[] = [{ kind: 'heading', text: summary }];
  if (!several) parts.push({ kind: 'text', text: activities[0]?.plan.title ?? '' });
  parts.push({
    kind: 'list',
    items: shown.map((row) => activityLine(language, row, today, { plan: several })),
  });
  const later = count - (at + 1) * DUE_PAGE;
  const buttons: Button[] = [];
  // A button's arguments are short (Discord: 100 characters with the act).
  const of = institution === undefined ? [] : [shorten(institution, 60)];
  if (at > 0) {
    buttons.push({ act: 'plan.due', args: [String(at), ...of], label: t('plan.button.earlier') });
  }
  if (later > 0) {
    parts.push({ kind: 'context', text: t('plan.due.more', { count: later }) });
    buttons.push({ act: 'plan.due', args: [String(at + 2), ...of], label: t('plan.button.later') });
  }
  const plan = several ? [] : activities.slice(0, 1).map((one) => one.plan.id);
  buttons.push({ act: 'plan.chart', args: plan, label: t('plan.button.chart') });
  return message(language, summary, [...parts, ...buttonPart(buttons)]);
}
