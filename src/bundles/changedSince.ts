import { type ContributionRow, currentVersion, referenceOf } from '../contributions/find.ts';
import { tellNotes } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';

/** The kind of the note that tells the secretariat of what changed after it was frozen. */
export const BUNDLE_CHANGED = 'bundle.changed';

/** What became of it; rejected: its delegate was, so that it no longer counts. */
export const CHANGED_HOW = ['revised', 'withdrawn', 'rejected'] as const;
export type ChangedHow = (typeof CHANGED_HOW)[number];

/** The frozen bundles in which a contribution stands, by itself or in a joint text; oldest first. */
export function frozenWith(db: Database | Tx, contributionId: string) {
  return db.bundle.findMany({
    where: {
      frozenAt: { not: null },
      entries: {
        some: {
          included: true,
          OR: [{ contributionId }, { merge: { parts: { some: { contributionId } } } }],
        },
      },
    },
    orderBy: { ordinal: 'asc' },
    select: { id: true, number: true },
  });
}

/** What a frozen bundle holds was changed, or no longer counts: it stays, and the secretariat is told. */
export async function tellChangedSince(
  work: Work,
  row: ContributionRow,
  how: ChangedHow,
): Promise<void> {
  const last = (await frozenWith(work.tx, row.id)).at(-1);
  if (!last) return;
  const params = { how, reference: referenceOf(row), organisation: row.organisation.name };
  const key = `${BUNDLE_CHANGED}:${row.id}:${how}:${currentVersion(row).version}`;
  const note = { kind: BUNDLE_CHANGED, subject: last.id, params, key };
  const channels = await secretariatChannels(work.tx);
  await tellNotes(
    work,
    channels.map((channel) => ({ ...note, channel })),
  );
}

/** What of a draft is frozen, oldest first. */
export function frozenBundles(db: Database | Tx, draftId: string) {
  return db.bundle.findMany({
    where: { draftId, frozenAt: { not: null } },
    orderBy: { ordinal: 'asc' },
    select: { id: true, number: true },
  });
}
