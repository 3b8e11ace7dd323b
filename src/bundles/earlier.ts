import { COUNTED } from '../contributions/find.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import { type BundleContent, readContent } from './content.ts';
import { mergeReference } from './rules.ts';

/** What stands in an earlier bundle, or was left out of it. */
interface Earlier {
  /** By contribution the version that went; by joint text 1. */
  went: ReadonlyMap<string, number>;
  /** By contribution or joint text when it was left out last, and why. */
  leftOut: ReadonlyMap<string, { at: Date; why: string }>;
}

/** A frozen bundle as later ones look back at it. */
export interface FrozenBundle {
  content: BundleContent;
  frozenAt: Date | null;
  entries: {
    contributionId: string | null;
    mergeId: string | null;
    included: boolean;
    note: string | null;
  }[];
}

/** What of a draft is frozen, oldest first. */
export async function frozenOf(tx: Database | Tx, draftId: string): Promise<FrozenBundle[]> {
  const rows = await tx.bundle.findMany({
    where: { draftId, frozenAt: { not: null } },
    orderBy: { ordinal: 'asc' },
    select: { content: true, frozenAt: true, entries: true },
  });
  return rows.map(({ content, ...row }) => ({ ...row, content: readContent(content ?? '') }));
}

/** The references of the joint texts of a draft that all their authors agree to. */
async function agreedOf(
  tx: Database | Tx,
  draft: { id: string; number: string },
): Promise<ReadonlySet<string>> {
  const rows = await tx.merge.findMany({
    where: { draftId: draft.id, state: 'agreed' },
    select: { ordinal: true },
  });
  return new Set(rows.map(({ ordinal }) => mergeReference(draft.number, ordinal)));
}

export function earlierOf(frozen: readonly FrozenBundle[], agreed: ReadonlySet<string>): Earlier {
  const went = new Map<string, number>();
  const leftOut = new Map<string, { at: Date; why: string }>();
  const ids = new Map<string, string>();
  for (const { content, frozenAt, entries } of frozen) {
    // What was told as gone, and counts again, is told anew.
    for (const reference of content.withdrawn) went.delete(ids.get(reference) ?? '');
    for (const { joint, authors } of content.rows) {
      const ended = joint !== null && !agreed.has(joint);
      for (const { contributionId, version, reference } of authors) {
        ids.set(reference, contributionId);
        // The parts of a joint text that has ended stand by themselves again: the institution gets
        // each in its own words, even where it had these before the joint text.
        if (ended) went.delete(contributionId);
        else went.set(contributionId, version);
      }
    }
    for (const { contributionId, mergeId, included, note } of entries) {
      const id = contributionId ?? mergeId ?? '';
      if (!included && frozenAt) leftOut.set(id, { at: frozenAt, why: note ?? '' });
      else if (mergeId) went.set(mergeId, 1);
    }
  }
  return { went, leftOut };
}

/**
 * What stood in an earlier bundle and no longer does: withdrawn after that, no longer counted, or a
 * joint text that has ended. Told once, in the next one.
 */
export async function withdrawnSince(
  tx: Database | Tx,
  draft: { id: string; number: string },
): Promise<string[]> {
  return goneOf(tx, draft, await frozenOf(tx, draft.id));
}

export async function goneOf(
  tx: Database | Tx,
  draft: { id: string; number: string },
  frozen: readonly FrozenBundle[],
): Promise<string[]> {
  const told = new Set(frozen.flatMap(({ content }) => content.withdrawn));
  const rows = frozen.flatMap(({ content }) => content.rows);
  const references = new Map(
    rows.flatMap(({ authors }) => authors.map((one) => [one.contributionId, one.reference])),
  );
  const gone: string[] = [];
  for (const part of inParts([...references.keys()])) {
    const found = await tx.contribution.findMany({
      where: { id: { in: part }, NOT: COUNTED },
      orderBy: { ordinal: 'asc' },
      select: { id: true },
    });
    gone.push(...found.map(({ id }) => references.get(id) ?? ''));
  }
  const joint = new Set(rows.flatMap((row) => row.joint ?? []));
  if (joint.size > 0) {
    const agreed = await agreedOf(tx, draft);
    gone.push(...[...joint].filter((reference) => !agreed.has(reference)));
  }
  return gone.filter((reference) => !told.has(reference));
}
