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
 * Which of these contributions had an outcome that was announced: from then on their people see
 * what stands, for a correction is told at once.
 */
export async function announcedOf(
  db: Database | Tx,
  rows: readonly { id: string; draftId: string }[],
): Promise<ReadonlySet<string>> {
  const announced = new Set<string>();
  const drafts = [...new Set(rows.map(({ draftId }) => draftId))];
  const upTo = new Map<string, number>();
  for (const part of inParts(drafts)) {
    const last = await db.announcement.groupBy({
      by: ['draftId'],
      where: { draftId: { in: part } },
      _max: { upToSeq: true },
    });
    for (const { draftId, _max } of last) upTo.set(draftId, _max.upToSeq ?? 0);
  }
  const draftOf = new Map(rows.map(({ id, draftId }) => [id, draftId]));
  for (const part of inParts([...draftOf.keys()])) {
    const firsts = await db.outcome.groupBy({
      by: ['contributionId'],
      where: { contributionId: { in: part } },
      _min: { seq: true },
    });
    for (const { contributionId, _min } of firsts) {
      const told = upTo.get(draftOf.get(contributionId) ?? '') ?? 0;
      if (_min.seq !== null && _min.seq <= told) announced.add(contributionId);
    }
  }
  return announced;
}
