import { mergeReference } from '../bundles/rules.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { COUNTED } from '../contributions/find.ts';
import { OUTCOME_SYMBOLS } from '../contributions/outcomes.ts';
import { contributionReference, parseReference } from '../contributions/rules.ts';
import { type DraftRow, findDraft, loadDraft, searchDrafts } from '../drafts/find.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { inParts } from '../storage/parts.ts';

const withSource = { source: true } as const;

/** An outcome with where it is written. */
export type OutcomeRow = Prisma.OutcomeGetPayload<{ include: typeof withSource }>;

/** What is answered by one row: a contribution, or a joint text with all of its parts. */
export interface Target {
  /** `MAPL-2026-003/K-007`, or `…/B-01` of a joint text. */
  reference: string;
  draft: DraftRow;
  contributionIds: string[];
}

/** Reads `MAPL-2026-003/B-01` in any case; null when it is no joint text's reference. */
export function parseJoint(text: string): { number: string; ordinal: number } | null {
  const match = /^\s*(.{1,60})\/\s*b-?(\d{1,4})\s*$/i.exec(text);
  return match?.[1] ? { number: match[1].trim(), ordinal: Number(match[2]) } : null;
}

/** The contribution, or the parts of the joint text, of that reference. */
export async function findTarget(db: Database | Tx, text: string): Promise<Target | Refusal> {
  const unknown = refusal('answers.unknown', { reference: text.trim().slice(0, 80) });
  const single = parseReference(text);
  const joint = single ? null : parseJoint(text);
  const parsed = single ?? joint;
  const draft = parsed && (await findDraft(db, parsed.number));
  if (!draft || isRefusal(draft)) return unknown;
  const { ordinal } = parsed;
  if (single) {
    const row = await db.contribution.findUnique({
      where: { draftId_ordinal: { draftId: draft.id, ordinal } },
      select: { id: true },
    });
    const reference = contributionReference(draft.number, ordinal);
    return row ? { reference, draft, contributionIds: [row.id] } : unknown;
  }
  const parts = await jointParts(db, draft.id);
  const found = parts.get(ordinal);
  if (!found) return unknown;
  return { reference: mergeReference(draft.number, ordinal), draft, contributionIds: found };
}

/** The contributions for which each agreed joint text of a draft stands, by its ordinal. */
export async function jointParts(
  db: Database | Tx,
  draftId: string,
): Promise<Map<number, string[]>> {
  const merges = await db.merge.findMany({
    where: { draftId, state: 'agreed' },
    include: { parts: { select: { contributionId: true } } },
  });
  return new Map(
    merges.map(({ ordinal, parts }) => [
      ordinal,
      parts.map(({ contributionId }) => contributionId),
    ]),
  );
}

/** A draft that something was found in. */
export async function draftOf(db: Database | Tx, id: string): Promise<DraftRow> {
  const draft = await loadDraft(db, id);
  if (!draft) throw new Error(`no draft ${id}`);
  return draft;
}

/** The outcomes that stand, by contribution. */
export async function standingOutcomes(
  db: Database | Tx,
  contributionIds: readonly string[],
): Promise<Map<string, OutcomeRow>> {
  const standing = new Map<string, OutcomeRow>();
  for (const part of inParts([...new Set(contributionIds)])) {
    const rows = await db.outcome.findMany({
      where: { contributionId: { in: part } },
      include: withSource,
      orderBy: { seq: 'asc' },
    });
    for (const row of rows) standing.set(row.contributionId, row);
  }
  return standing;
}

/** All that was recorded of one contribution, the first one first. */
export function outcomesOf(db: Database | Tx, contributionId: string): Promise<OutcomeRow[]> {
  return db.outcome.findMany({
    where: { contributionId },
    include: withSource,
    orderBy: { seq: 'asc' },
  });
}

/** Contributions that fit what was typed of their draft's number and their own, the latest drafts first. */
export async function searchReferences(
  db: Database | Tx,
  typed: string,
  most: number,
): Promise<{ reference: string; about: string }[]> {
  const [number = '', rest = ''] = typed.slice(0, 100).split('/');
  const digits = /\d+/.exec(rest)?.[0] ?? '';
  const drafts = await searchDrafts(db, { text: number, most: SEARCHED_DRAFTS });
  const rows = await db.contribution.findMany({
    where: { draftId: { in: drafts.map(({ id }) => id) }, ...COUNTED },
    include: { draft: true, organisation: true },
    orderBy: [{ draft: { dueAt: 'desc' } }, { ordinal: 'asc' }],
    // Enough to find a number among; what is typed further narrows the drafts.
    take: SEARCHED_ROWS,
  });
  return rows
    .filter(({ ordinal }) => digits === '' || String(ordinal).padStart(3, '0').includes(digits))
    .slice(0, most)
    .map(({ draft, ordinal, organisation, outcome }) => ({
      reference: contributionReference(draft.number, ordinal),
      about: `${organisation.name}${outcome ? ` ${OUTCOME_SYMBOLS[outcome]}` : ''}`,
    }));
}

const SEARCHED_DRAFTS = 5;
const SEARCHED_ROWS = 1_000;
