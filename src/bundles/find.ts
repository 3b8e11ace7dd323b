import { type Refusal, refusal } from '../chat/refusal.ts';
import { findDraft } from '../drafts/find.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { splitNumber } from './rules.ts';

const withDraft = { draft: { include: { institution: true } } } as const;

/** A bundle with its draft; its entries are read apart, for they may be many. */
export type BundleRecord = Prisma.BundleGetPayload<{ include: typeof withDraft }>;

export function loadBundle(db: Database | Tx, id: string): Promise<BundleRecord | null> {
  return db.bundle.findUnique({ where: { id }, include: withDraft });
}

/** All bundles of a draft, the first one first. */
export function bundlesOf(db: Database | Tx, draftId: string): Promise<BundleRecord[]> {
  return db.bundle.findMany({
    where: { draftId },
    include: withDraft,
    orderBy: { ordinal: 'asc' },
  });
}

/** The bundle of that number, or the last one of the draft that was named. */
export async function findBundle(
  db: Database | Tx,
  typed: string,
): Promise<BundleRecord | Refusal> {
  const wanted = splitNumber(typed, 'P');
  const draft = await findDraft(db, wanted.draft);
  if ('refused' in draft) return draft;
  const row = await db.bundle.findFirst({
    where: { draftId: draft.id, ordinal: wanted.ordinal },
    include: withDraft,
    orderBy: { ordinal: 'desc' },
  });
  return row ?? refusal('bundle.none', { number: draft.number });
}
