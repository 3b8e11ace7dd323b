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
