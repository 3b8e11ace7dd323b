import { type Refusal, refusal } from '../chat/refusal.ts';
import { fold, foldedMatch } from '../i18n/fold.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';

const withParts = { institution: true, documents: true } as const;

/** A draft with what its card shows. */
export type DraftRow = Prisma.DraftGetPayload<{ include: typeof withParts }>;

/** How many are named when several fit. */
const CANDIDATES = 5;

/** The longest text that is looked for. */
const QUERY_LENGTH = 200;

/** The draft of that number, or the only one that a search finds. */
export async function findDraft(db: Database | Tx, text: string): Promise<DraftRow | Refusal> {
  const wanted = text.trim().slice(0, QUERY_LENGTH);
  if (fold(wanted) === '') return refusal('draft.missing');
  const exact = await db.draft.findUnique({
    where: { numberKey: fold(wanted) },
    include: withParts,
  });
  if (exact) return exact;
  const found = await searchDrafts(db, { text: wanted, most: CANDIDATES });
  const [only, another] = found;
  if (only && !another) return only;
  if (!only) return refusal('draft.unknown', { text: wanted });
  const numbers = found.map((row) => row.number).join(', ');
  return refusal('draft.ambiguous', { text: wanted, numbers });
}

export interface DraftSearch {
  /** Words that all stand in title, number or institution; diacritics and case do not matter. */
  text?: string;
  /** Only drafts that are published and neither closed nor withdrawn. */
  openOnly?: boolean;
  most: number;
}

/** Drafts that fit: open ones before ended ones, the latest first. */
export async function searchDrafts(db: Database | Tx, search: DraftSearch): Promise<DraftRow[]> {
  const text = (search.text ?? '').slice(0, QUERY_LENGTH);
  const words = fold(text).split(' ').filter(Boolean);
  const rows = await db.draft.findMany({
    where: {
      state: search.openOnly ? 'published' : undefined,
      AND: words.map((word) => ({ searchKey: { contains: word } })),
    },
    include: withParts,
    orderBy: [{ state: 'asc' }, { dueAt: 'desc' }, { number: 'asc' }],
    take: search.most,
  });
  return rows.filter((row) => foldedMatch(row.searchKey, text));
}

/** A draft by its id, or null. */
export function loadDraft(db: Database | Tx, id: string): Promise<DraftRow | null> {
  return db.draft.findUnique({ where: { id }, include: withParts });
}

/** What search looks through: number, titles, institution, folded. */
export function searchKeyOf(parts: readonly (string | null)[]): string {
  return parts.map((part) => fold(part ?? '')).join(' ');
}
