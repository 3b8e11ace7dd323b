import { type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards } from '../delivery/queue.ts';
import { refreshFor } from '../drafts/interest.ts';
import { notOpen } from '../drafts/publishDraft.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { ENTERED } from './entered.ts';
import { type ContributionRow, currentVersion, referenceOf } from './find.ts';
import { type ContributionText, isLate } from './rules.ts';
import { SHARED, showShared } from './sharing.ts';

/**
 * Refuses a change of what is withdrawn, ended, or due already. `mends`: staff change what they
 * entered, for which no time is up as long as the draft is not withdrawn.
 */
export function notChangeable(row: ContributionRow, now: Date, mends = false): Refusal | null {
  const reference = referenceOf(row);
  if (row.state === 'withdrawn') return refusal('contribution.isWithdrawn', { reference });
  if (mends && row.draft.state !== 'withdrawn') return null;
  const ended = notOpen(row.draft);
  if (ended) return ended;
  return isLate(now, row.draft.dueAt)
    ? refusal('contribution.tooLateToChange', { reference })
    : null;
}

/** Keeps a new version; earlier ones stay, and the time of submission is that of the first. */
export async function reviseContribution(
  work: Work,
  row: ContributionRow,
  text: ContributionText,
  mends = false,
): Promise<true | Refusal> {
  const no = notChangeable(row, work.now, mends);
  if (no) return no;
  await work.tx.contributionVersion.create({
    data: {
      contributionId: row.id,
      version: currentVersion(row).version + 1,
      at: work.now,
      ...text,
    },
  });
  await refreshCards(work, 'contribution', row.id);
  await refreshCards(work, ENTERED, row.id);
  await refreshCards(work, SHARED, row.id);
  await audit(work, 'contribution.revise', row.id);
  return true;
}

/** Takes a contribution back; it stays on record as withdrawn. */
export async function withdrawContribution(
  work: Work,
  row: ContributionRow,
  mends = false,
): Promise<true | Refusal> {
  const no = notChangeable(row, work.now, mends);
  if (no) return no;
  await takeBack(work, row);
  await audit(work, 'contribution.withdraw', row.id);
  return true;
}

/** It stands withdrawn from now on, wherever it is shown. */
export async function takeBack(work: Work, row: ContributionRow): Promise<void> {
  await work.tx.contribution.update({
    where: { id: row.id },
    data: { state: 'withdrawn', withdrawnAt: work.now },
  });
  await refreshCards(work, 'contribution', row.id);
  await refreshCards(work, ENTERED, row.id);
  await showShared(work, row.id);
  await refreshFor(work, row.draftId, row.organisationId);
}

/** An author lets the other members see a contribution, or no longer, until it is due. */
export async function shareContribution(
  work: Work,
  row: ContributionRow,
  shared: boolean,
): Promise<true | Refusal> {
  const no = notChangeable(row, work.now);
  if (no) return no;
  if (row.shared === shared) return true;
  await work.tx.contribution.update({ where: { id: row.id }, data: { shared } });
  await showShared(work, row.id);
  await refreshCards(work, 'contribution', row.id);
  await audit(work, 'contribution.share', row.id, { shared });
  return true;
}
