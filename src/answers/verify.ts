import { hasUnshowable } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { VerifiedAs } from '../storage/generated/sqlite/enums.ts';
import type { Work } from '../storage/work.ts';
import { findTarget, type Target } from './find.ts';
import { keptText } from './recordOutcomes.ts';
import { FOUND_NOTE_LENGTH } from './rules.ts';

export const FOUND = ['included', 'partly', 'missing'] as const satisfies readonly VerifiedAs[];

export const FOUND_SYMBOLS: Readonly<Record<VerifiedAs, string>> = {
  included: '🔎✅',
  partly: '🔎🟡',
  missing: '🔎❌',
};

/**
 * Keeps what CiviKos found in the adopted text; it stands beside what the institution said, and the
 * last one counts. Refused: an unknown reference, a note that cannot be shown.
 */
export async function verify(
  work: Work,
  reference: string,
  found: string,
  note: string,
): Promise<{ target: Target; found: VerifiedAs } | Refusal> {
  const target = await findTarget(work.tx, reference);
  if (isRefusal(target)) return target;
  const as = FOUND.find((one) => one === found);
  if (!as) return refusal('form.badChoice', {}, 'found');
  if (hasUnshowable(note)) return refusal('form.unshowable', {}, 'note');
  const length = [...note].length;
  if (length > FOUND_NOTE_LENGTH) {
    return refusal('form.tooLong', { max: FOUND_NOTE_LENGTH, length }, 'note');
  }
  await work.tx.verification.createMany({
    data: target.contributionIds.map((contributionId) => ({
      contributionId,
      found: as,
      note: keptText(note),
      at: work.now,
      personId: work.personId,
    })),
  });
  for (const id of target.contributionIds) await audit(work, 'answer.verify', id, { found: as });
  return { target, found: as };
}

/** What was found of one contribution, the last one last. */
export function verificationsOf(db: Database | Tx, contributionId: string) {
  return db.verification.findMany({ where: { contributionId }, orderBy: { seq: 'asc' } });
}
