import { isRefusal, type Refusal } from '../chat/refusal.ts';
import { readReason } from '../documents/reason.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { type ActivityRow, findActivity, notOpen } from './find.ts';
import { recordChange } from './history.ts';

/**
 * Drops an open activity: nobody is reminded of it any more, and it stays in the plan with the
 * reason. Refused: an unknown handle, what is done or dropped already, a missing reason.
 */
export async function dropActivity(
  work: Work,
  handle: string,
  why: string,
): Promise<ActivityRow | Refusal> {
  const activity = await findActivity(work.tx, handle);
  if (isRefusal(activity)) return activity;
  const no = notOpen(activity);
  if (no) return no;
  const reason = readReason(why);
  if (typeof reason !== 'string') return reason;
  await work.tx.activity.update({ where: { id: activity.id }, data: { state: 'dropped' } });
  await recordChange(work, {
    activityId: activity.id,
    field: 'state',
    before: 'open',
    after: 'dropped',
    reason,
  });
  await audit(work, 'plan.drop', activity.id);
  return activity;
}
