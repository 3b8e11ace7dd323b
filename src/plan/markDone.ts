import { type Day, localDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { shorten } from '../documents/shorten.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';

export interface MarkedActivity {
  handle: string;
  title: string;
}

export const DONE_NOTE_LENGTH = 500;

/** A handle as people type it, as it is stored: ` a12` is `A12`. */
export function normaliseHandle(typed: string): string {
  return typed.trim().toUpperCase();
}

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
  const activity = await work.tx.activity.findUnique({
    where: { handle: normaliseHandle(handle) },
  });
  if (!activity) return refusal('plan.unknownActivity', { handle: shorten(handle.trim(), 40) });
  const { handle: known, title } = activity;
  if (activity.state === 'done') return refusal('plan.alreadyDone', { handle: known });
  if (activity.state === 'dropped') return refusal('plan.dropped', { handle: known });
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
  await audit(work, 'plan.done', activity.id, { doneOn });
  return { handle: known, title };
}

/** Takes back {@link markDone}: the activity is open again. */
export async function reopenActivity(
  work: Work,
  handle: string,
): Promise<MarkedActivity | Refusal> {
  const activity = await work.tx.activity.findUnique({
    where: { handle: normaliseHandle(handle) },
  });
  if (!activity) return refusal('plan.unknownActivity', { handle: shorten(handle.trim(), 40) });
  if (activity.state !== 'done') return refusal('plan.notDone', { handle: activity.handle });
  await work.tx.activity.update({
    where: { id: activity.id },
    data: { state: 'open', doneOn: null, doneNote: null },
  });
  await audit(work, 'plan.reopen', activity.id, { doneOn: activity.doneOn });
  return { handle: activity.handle, title: activity.title };
}
