import { nextSendingMoment } from '../calendar/index.ts';
import { DUE_REMINDER } from '../contributions/dueReminders.ts';
import { PERSONAL_REMINDER } from '../contributions/personalReminders.ts';
import { OFFICE_DIGEST } from '../day/officeDigest.ts';
import { PLAN_REMINDER } from '../plan/milestoneReminders.ts';
import type { World } from '../storage/work.ts';
import { sendingHours } from './tick.ts';

const REMINDERS: ReadonlySet<string> = new Set([
  DUE_REMINDER,
  PERSONAL_REMINDER,
  PLAN_REMINDER,
  OFFICE_DIGEST,
]);

/**
 * From when on a message of a kind may be told, in civil time. Reminders wait for the sending hours
 * also when they were queued in them: the platform, or the bot, may have been away until night.
 * Everything else may be told now; somebody did it, and expects it to be seen.
 */
export function mayTellAt(kind: string, world: World): Date {
  if (!REMINDERS.has(kind)) return world.now;
  return nextSendingMoment(world.calendar, world.now, world.zone, sendingHours(world));
}
