import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { readReason } from '../documents/reason.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { DEADLINE_LENGTH, deadlineKind, readDeadline } from '../i18n/deadline.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { type ActivityRow, findActivity, notOpen } from './find.ts';
import { recordChange } from './history.ts';

/**
 * Gives an open activity another deadline, in any form that a plan writes, and keeps the old one
 * with the reason. Reminders are remembered by their deadline, so those of the old one end here.
 * Refused: an unknown handle, what is done or dropped, a deadline that cannot be read or is the
 * same, a missing reason.
 */
export async function moveDeadline(
  work: Work,
  handle: string,
  { deadline: typed, reason: why }: { deadline: string; reason: string },
): Promise<ActivityRow | Refusal> {
  const activity = await findActivity(work.tx, handle);
  if (isRefusal(activity)) return activity;
  const no = notOpen(activity);
  if (no) return no;
  const deadline = oneLine(normaliseText(typed));
  const read = hasUnshowable(deadline) ? null : readDeadline(deadline);
  if (!read?.kind) {
    return refusal(
      'plan.badDeadline',
      { value: hasUnshowable(deadline) ? '' : shorten(deadline, DEADLINE_LENGTH) },
      'deadline',
    );
  }
  if (read.kind === deadlineKind(activity) && read.on === activity.deadlineOn) {
    return refusal('plan.sameDeadline', { handle: activity.handle }, 'deadline');
  }
  const reason = readReason(why);
  if (typeof reason !== 'string') return reason;
  const moved = await work.tx.activity.update({
    where: { id: activity.id },
    data: { deadline, deadlineKind: read.kind, deadlineOn: read.on },
  });
  await recordChange(work, {
    activityId: activity.id,
    field: 'deadline',
    before: activity.deadline,
    after: deadline,
    reason,
  });
  await audit(work, 'plan.move', activity.id, { before: activity.deadlineOn, after: read.on });
  return moved;
}
