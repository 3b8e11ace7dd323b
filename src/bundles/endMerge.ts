import { type Refusal, refusal } from '../chat/refusal.ts';
import type { ContributionRow } from '../contributions/find.ts';
import { contributionReference } from '../contributions/rules.ts';
import { type NoteWish, refreshCards, tellNotes } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { receiversOf } from '../membership/receivers.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { findMerge, isInFrozen, loadMerge, type MergeRecord } from './findMerge.ts';
import { MERGE } from './proposeMerge.ts';

/** The kind of the note that tells authors and the secretariat what became of a joint text. */
export const MERGE_ENDED = 'merge.ended';

/** What became of it: all agreed, one declined, a part changed, or staff took it back. */
export type MergeEnd = 'agreed' | 'declined' | 'revised' | 'withdrawn' | 'staff';

/** Keeps what became of a joint text, and tells its authors and the secretariat. */
export async function closeMerge(
  work: Work,
  merge: MergeRecord,
  how: MergeEnd,
  /** The part that changed. */
  reference = '',
): Promise<void> {
  const state = how === 'agreed' || how === 'declined' ? how : 'withdrawn';
  await work.tx.merge.update({ where: { id: merge.id }, data: { state, endedAt: work.now } });
  await refreshCards(work, MERGE, merge.id);
  const organisations = [...new Set(merge.parts.map((part) => part.organisationId))];
  const receivers = [
    ...(await Promise.all(organisations.map((id) => receiversOf(work.tx, id)))).flat(),
    ...(await secretariatChannels(work.tx)).map((channel) => ({ channel })),
  ];
  const notes = receivers.map(
    (receiver): NoteWish => ({
      ...receiver,
      kind: MERGE_ENDED,
      subject: merge.id,
      params: { how, reference },
      key: `${MERGE_ENDED}:${merge.id}:${state}`,
    }),
  );
  await tellNotes(work, notes);
  await audit(work, 'merge.end', merge.id, { how, reference: reference || null });
}

/** A part was revised or withdrawn: the joint text no longer stands for what its author says. */
export async function endMergesWith(
  work: Work,
  row: ContributionRow,
  how: 'revised' | 'withdrawn',
): Promise<void> {
  const merges = await work.tx.merge.findMany({
    where: {
      state: { in: ['proposed', 'agreed'] },
      parts: { some: { contributionId: row.id } },
    },
    select: { id: true },
  });
  for (const { id } of merges) {
    const merge = await loadMerge(work.tx, id);
    const reference = contributionReference(row.draft.number, row.ordinal);
    if (merge) await closeMerge(work, merge, how, reference);
  }
}

/** Staff take a joint text back, as long as no frozen bundle holds it: its parts stand singly again. */
export async function withdrawMerge(work: Work, id: string): Promise<MergeRecord | Refusal> {
  const merge = await notEndable(work, id);
  if ('refused' in merge) return merge;
  await closeMerge(work, merge, 'staff');
  return merge;
}

/** Refused as {@link withdrawMerge} refuses, before it is asked whether it is meant. */
export async function notEndable(work: Work, id: string): Promise<MergeRecord | Refusal> {
  const merge = await findMerge(work.tx, id);
  if ('refused' in merge) return merge;
  if (merge.state === 'declined' || merge.state === 'withdrawn') return refusal('merge.hasEnded');
  return (await isInFrozen(work.tx, id)) ? refusal('merge.inFrozen') : merge;
}
