import type { ContributionRow } from '../contributions/find.ts';
import type { Work } from '../storage/work.ts';
import { type ChangedHow, tellChangedSince } from './changedSince.ts';
import { endMergesWith } from './endMerge.ts';

/**
 * What follows for bundles and joint texts when a contribution is revised, withdrawn, or no longer
 * counts: what is frozen stays and the secretariat is told; a joint text that was to stand for it
 * is ended.
 */
export async function afterChange(
  work: Work,
  row: ContributionRow,
  how: ChangedHow,
): Promise<void> {
  await tellChangedSince(work, row, how);
  await endMergesWith(work, row, how === 'revised' ? how : 'withdrawn');
}
