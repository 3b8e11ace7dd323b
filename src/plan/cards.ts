import { type Day, daysBetween, localDay, parseDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Inline, Message, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
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
const TITLE_LENGTH = 120;
const RESPONSIBLE_LENGTH = 60;
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

/** A length of time in its natural unit: days to two weeks, weeks to two months, and so on. */
function span(t: Translate, days: number): string {
  if (days < 14) return t('plan.span.days', { count: days });
  if (days < 61) return t('plan.span.weeks', { count: Math.floor(days / 7) });
  if (days < 731) return t('plan.span.months', { count: Math.floor(days / 30.44) });
  return t('plan.span.years', { count: Math.floor(days / 365.25) });
}

/** What is told of an activity's deadline, its day included unless {@link whenDue} names it. */
function deadlineText(language: Language, activity: DueActivity, today: Day): string | null {
  const overdue = activity.deadlineOn < today;
  const day = formatShortDay(language, activity.deadlineOn);
  const written = activity.deadline ?? '';
  if (written === '' || parseDay(written)) return overdue ? null : day;
  return overdue ? written : `${written} (${day})`;
}

/** One activity on one line: what, whose, by when. */
export function activityLine(
  language: Language,
  activity: DueActivity,
  today: Day,
  where?: { plan: boolean },
): Inline[] {
  const t = translator(language);
  const deadline = deadlineText(language, activity, today);
  const { code } = activity.objective;
  const details = [
    where?.plan ? shorten(activity.plan.title, PLAN_LENGTH) : null,
    where && code ? t('plan.line.objective', { code: shorten(code, PLAN_LENGTH) }) : null,
    activity.responsible
      ? t('plan.line.responsible', { name: shorten(activity.responsible, RESPONSIBLE_LENGTH) })
      : null,
    deadline ? t('plan.line.deadline', { deadline }) : null,
    whenDue(language, activity.deadlineOn, today),
  ].filter((detail) => detail !== null);
  const label = activity.demonstration ? ` ${t('plan.demonstration')}` : '';
  return [
    { bold: activity.handle },
    ` ${shorten(activity.title, TITLE_LENGTH)}${label} — ${details.join(' · ')}`,
  ];
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
  const done: Button[] =
    count <= REMINDER_BUTTONS
      ? activities.map(({ handle }) => ({
          act: 'plan.done',
          args: [handle],
          label: t('plan.button.done', { handle }),
        }))
      : [{ act: 'plan.due', args: [], label: t('plan.button.due') }];
  return message(language, summary, [
    { kind: 'heading', text: summary },
    { kind: 'list', items },
    ...buttonPart(done),
  ]);
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
