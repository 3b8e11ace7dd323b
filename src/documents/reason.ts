import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { oneLine } from './shorten.ts';

/** A sentence or two; it stands on a line of every list that shows what was changed. */
export const REASON_LENGTH = 300;

/** Reads why somebody changes a plan or a programme; nobody may do so without saying it. */
export function readReason(typed: string): string | Refusal {
  const reason = oneLine(normaliseText(typed));
  if (reason === '') return refusal('plan.reasonMissing', {}, 'reason');
  if (hasUnshowable(reason)) return refusal('form.unshowable', {}, 'reason');
  if ([...reason].length > REASON_LENGTH) {
    return refusal('form.tooLongOption', { max: REASON_LENGTH }, 'reason');
  }
  return reason;
}
