import { type Refusal, refusal } from '../chat/refusal.ts';
import { findDraft } from '../drafts/find.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { mergeReference, splitNumber } from './rules.ts';

const withParts = {
  draft: true,
  parts: { include: { organisation: true, contribution: true } },
  supports: { include: { organisation: true }, orderBy: { at: 'asc' } },
} as const;

/** A joint text with the contributions for which it is to stand, and what was said of it. */
export type MergeRecord = Prisma.MergeGetPayload<{ include: typeof withParts }>;

export async function loadMerge(db: Database | Tx, id: string): Promise<MergeRecord | null> {
  const row = await db.merge.findUnique({ where: { id }, include: withParts });
  row?.parts.sort((a, b) => a.contribution.ordinal - b.contribution.ordinal);
  return row;
}

/** As {@link loadMerge}; a button of one that there is not is refused. */
export async function findMerge(db: Database | Tx, id: string): Promise<MergeRecord | Refusal> {
  return (await loadMerge(db, id)) ?? refusal('merge.unknown');
}

export function referenceOfMerge(merge: Pick<MergeRecord, 'draft' | 'ordinal'>): string {
  return mergeReference(merge.draft.number, merge.ordinal);
}

/** What was typed as `MAPL-2026-003/B-01` or as a draft: that joint text, or all of the draft. */
export async function findMerges(
  db: Database | Tx,
  typed: string,
): Promise<{ draft: { id: string; number: string }; merges: MergeRecord[] } | Refusal> {
  const wanted = splitNumber(typed, 'B');
  const draft = await findDraft(db, wanted.draft);
  if ('refused' in draft) return draft;
  const merges = await db.merge.findMany({
    where: { draftId: draft.id, ordinal: wanted.ordinal },
    include: withParts,
    orderBy: { ordinal: 'desc' },
    take: MOST_MERGES,
  });
  return { draft, merges };
}

/** More than anybody proposes for one draft. */
const MOST_MERGES = 100;

/** Whether a frozen bundle holds the joint text: then nothing of it changes any more. */
export async function isInFrozen(db: Database | Tx, mergeId: string): Promise<boolean> {
  const where = { mergeId, included: true, bundle: { frozenAt: { not: null } } };
  return (await db.bundleEntry.count({ where })) > 0;
}
