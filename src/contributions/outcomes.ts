import type { Translate } from '../i18n/index.ts';
import type { OutcomeCode } from '../storage/generated/sqlite/enums.ts';

export type { OutcomeCode } from '../storage/generated/sqlite/enums.ts';

/** In the order in which people read them: from all of it to nothing at all. */
export const OUTCOME_CODES = [
  'accepted',
  'partly',
  'rejected',
  'noted',
  'out_of_scope',
  'unanswered',
] as const satisfies readonly OutcomeCode[];

/** Beside the word, never in its place: colours and signs alone are not for everybody. */
export const OUTCOME_SYMBOLS: Readonly<Record<OutcomeCode, string>> = {
  accepted: '✅',
  partly: '🟡',
  rejected: '❌',
  noted: '📝',
  out_of_scope: '↪️',
  unanswered: '⏳',
};

/** `✅ Accepted` */
export function outcomeText(code: OutcomeCode, t: Translate): string {
  return `${OUTCOME_SYMBOLS[code]} ${t(`answers.code.${code}`)}`;
}

/**
 * Whether its outcome was announced: from then on its people see what stands, for a correction is
 * told at once.
 */
export function isAnnounced({ announcedIn }: { announcedIn: number | null }): boolean {
  return announcedIn !== null;
}
