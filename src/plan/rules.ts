/** When an activity of a plan is to be remembered. Pure: days in, marks out. */
import { type Day, daysBetween } from '../calendar/index.ts';
import type { Settings } from '../storage/settings.ts';

export type MilestoneSettings = Pick<
  Settings,
  'milestoneReminderDays' | 'milestoneOverdueEveryDays'
>;

/** One moment of remembering: `before-30` … `before-0`, then `overdue-1`, `overdue-2`, … */
export type Mark = `before-${number}` | `overdue-${number}`;

/**
 * The latest mark that an open activity has reached on `today`; null before the first. An earlier
 * mark that was never told is superseded by it, so that after a pause one reminder comes and not
 * several.
 */
export function markInForce(deadlineOn: Day, today: Day, settings: MilestoneSettings): Mark | null {
  const left = daysBetween(today, deadlineOn);
  const overdue = Math.floor(-left / settings.milestoneOverdueEveryDays);
  if (overdue >= 1) return `overdue-${overdue}`;
  const reached = settings.milestoneReminderDays.filter((days) => days >= left);
  return reached.length > 0 ? `before-${Math.min(...reached)}` : null;
}

/** How many days ahead of a deadline its first mark stands. */
export function firstMarkDays(settings: MilestoneSettings): number {
  return Math.max(0, ...settings.milestoneReminderDays);
}

/** What a told reminder is remembered by. A moved deadline is a new one, with its own marks. */
export function reminderKey(activityId: string, deadlineOn: Day, mark: Mark): string {
  return `milestone:${activityId}:${deadlineOn}:${mark}`;
}

/** What a queued note keeps of each reminder in it: activity, mark, and the deadline it is of. */
export function reminderItem(activityId: string, deadlineOn: Day, mark: Mark): string {
  return `${activityId}|${mark}|${deadlineOn}`;
}

/** Reads {@link reminderItem}; null for anything else. */
export function readReminderItem(
  item: unknown,
): { activityId: string; mark: Mark; deadlineOn: string } | null {
  if (typeof item !== 'string') return null;
  const match = /^([^|]+)\|((?:before|overdue)-\d+)\|([^|]+)$/.exec(item);
  if (!match?.[1] || !match[3]) return null;
  return { activityId: match[1], mark: match[2] as Mark, deadlineOn: match[3] };
}

/**
 * Whether a reminder that was queued for a mark is still the one to tell. A later mark, or a
 * deadline that was moved meanwhile, has a reminder of its own: both together would be the same
 * message twice. A clock that was set back does not make it stale.
 */
export function stillInForce(
  queued: { mark: Mark; deadlineOn: string },
  deadlineOn: Day,
  today: Day,
  settings: MilestoneSettings,
): boolean {
  if (queued.deadlineOn !== deadlineOn) return false;
  const now = markInForce(deadlineOn, today, settings);
  return now === null || rank(now) <= rank(queued.mark);
}

/** Marks in the order in which they come: `before-30` is −30, `overdue-2` is 3. */
function rank(mark: Mark): number {
  const number = Number(mark.slice(mark.indexOf('-') + 1));
  return mark.startsWith('before') ? -number : number + 1;
}

/** Whether an open activity is overdue for so long that it is put before somebody. */
export function escalates(
  deadlineOn: Day,
  today: Day,
  settings: Pick<Settings, 'milestoneEscalateAfterDays'>,
): boolean {
  return daysBetween(deadlineOn, today) >= settings.milestoneEscalateAfterDays;
}

/** What a queued note keeps of each activity that is put before somebody, and for which deadline. */
export function escalationItem(activityId: string, deadlineOn: Day): string {
  return `${activityId}|${deadlineOn}`;
}

/** Reads {@link escalationItem}; null for anything else. */
export function readEscalationItem(
  item: unknown,
): { activityId: string; deadlineOn: string } | null {
  const match = typeof item === 'string' ? /^([^|]+)\|([^|]+)$/.exec(item) : null;
  return match?.[1] && match[2] ? { activityId: match[1], deadlineOn: match[2] } : null;
}
