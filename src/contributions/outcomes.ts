import type { Translate } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { OutcomeCode } from '../storage/generated/sqlite/enums.ts';
import { inParts } from '../storage/parts.ts';

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
 * Which of these contributions have an outcome that was announced: from then on their people see
 * what stands, for a correction is told at once.
 */
export async function announcedOf(
  db: Database | Tx,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const announced = new Set<string>();
  for (const part of inParts(ids)) {
    const found = await db.contribution.findMany({
      where: { id: { in: part }, announcedIn: { not: null } },
      select: { id: true },
    });
    for (const { id } of found) announced.add(id);
  }
  return announced;
}
