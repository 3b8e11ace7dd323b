import { type Refusal, refusal } from '../chat/refusal.ts';

/** One message on every platform has room for it, and no ministry writes more. */
export const REASON_LENGTH = 2_000;
export const QUOTE_LENGTH = 2_000;
export const CORRECTION_LENGTH = 300;
export const SOURCE_TITLE_LENGTH = 200;
export const FOUND_NOTE_LENGTH = 500;

type Code = 'accepted' | 'partly' | 'rejected' | 'noted' | 'out_of_scope' | 'unanswered';

/** What an institution said of a contribution, as it is to be recorded. */
export interface SaidOutcome {
  code: Code;
  reason: string | null;
  quote: string | null;
  answeredOn: string;
}

/** Whether two outcomes say the same; where one was read without a day, days do not tell. */
export function saysTheSame(
  a: SaidOutcome,
  b: Pick<SaidOutcome, 'code' | 'reason' | 'quote'> & { answeredOn: string | null },
): boolean {
  return (
    a.code === b.code &&
    (a.reason ?? '') === (b.reason ?? '') &&
    (a.quote ?? '') === (b.quote ?? '') &&
    (b.answeredOn === null || a.answeredOn === b.answeredOn)
  );
}

/**
 * Why this cannot be recorded; null where it can. A rejection has a reason (Regulation 05/2016 asks
 * the institution for one), a correction has one too, and the same twice is no correction.
 */
export function notRecordable(
  said: SaidOutcome,
  standing: SaidOutcome | null,
  correction: string | null,
): Refusal | null {
  if (said.code === 'rejected' && !said.reason) return refusal('answers.noReason', {}, 'reason');
  if (!standing) return null;
  if (saysTheSame(standing, said)) return refusal('answers.same', {}, 'code');
  return correction ? null : refusal('answers.noCorrection', {}, 'correction');
}
