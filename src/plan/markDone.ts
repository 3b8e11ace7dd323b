import { type Day, localDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { findActivity, notOpen } from './find.ts';
import { recordChange } from './history.ts';

export interface MarkedActivity {
  handle: string;
  title: string;
}

export const DONE_NOTE_LENGTH = 500;

/**
 * Marks an open activity as done, today or on the earlier day `on`. Refused: an unknown handle,
 * one that is done or dropped already, a day in the future, a note that is too long or cannot be
 * shown.
 */
export async function markDone(
  work: Work,
  handle: string,
  note?: string,
  on?: Day,
): Promise<MarkedActivity | Refusal> {
  const today = localDay(work.now, work.zone);
  const activity = await findActivity(work.tx, handle);
  if (isRefusal(activity)) return activity;
  const no = notOpen(activity);
  if (no) return no;
  if (on !== undefined && on > today) return refusal('plan.doneInFuture');
  const text = normaliseText(note ?? '');
  if (hasUnshowable(text)) return refusal('form.unshowable');
  if ([...text].length > DONE_NOTE_LENGTH) {
    return refusal('form.tooLongOption', { max: DONE_NOTE_LENGTH });
  }
  const doneOn = on ?? today;
  await work.tx.activity.update({
    where: { id: activity.id },
    data: { state: 'done', doneOn, doneNote: text || null },
  });
  await recordChange(work, {
    activityId: activity.id,
    field: 'state',
    before: 'open',
    after: 'done',
    reason: text || null,
  });
  await audit(work, 'plan.done', activity.id, { doneOn });
  return { handle: activity.handle, title: activity.title };
}

/** Takes back that an activity is done or dropped: it is open again, and its history says so. */
export async function reopenActivity(
  work: Work,
  handle: string,
): Promise<MarkedActivity | Refusal> {
  const activity = await findActivity(work.tx, handle);
  if (isRefusal(activity)) return activity;
  if (activity.state === 'open') return refusal('plan.isOpen', { handle: activity.handle });
  await work.tx.activity.update({
    where: { id: activity.id },
    data: { state: 'open', doneOn: null, doneNote: null },
  });
  await recordChange(work, {
    activityId: activity.id,
    field: 'state',
    before: activity.state,
    after: 'open',
  });
  await audit(work, 'plan.reopen', activity.id, { doneOn: activity.doneOn });
  return { handle: activity.handle, title: activity.title };
}
