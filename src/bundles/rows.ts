import {
  type ContributionRow,
  currentVersion,
  isCounted,
  loadContributions,
  referenceOf,
} from '../contributions/find.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { BundleRow, BundleText, Said } from './content.ts';
import { mergeReference } from './rules.ts';

/** What an entry of a bundle says before it has its number. */
export type UnnumberedRow = Omit<BundleRow, 'row'>;

export interface EntryPlace {
  id: string;
  contributionId: string | null;
  mergeId: string | null;
  note: string | null;
}

/** What each entry says now, in their order; one whose subject is gone says nothing and is left out. */
export async function rowsOf<Entry extends EntryPlace>(
  db: Database | Tx,
  draftNumber: string,
  entries: readonly Entry[],
): Promise<{ entry: Entry; row: UnnumberedRow }[]> {
  const merges = new Map<string, MergeWithParts>();
  for (const part of inParts(entries.flatMap(({ mergeId }) => mergeId ?? []))) {
    for (const merge of await loadMerges(db, part)) merges.set(merge.id, merge);
  }
  const ids = entries.flatMap(({ contributionId, mergeId }) =>
    contributionId
      ? [contributionId]
      : (merges.get(mergeId ?? '')?.parts ?? []).map((part) => part.contributionId),
  );
  const byId = new Map((await loadContributions(db, ids)).map((row) => [row.id, row]));
  return entries.flatMap((entry): { entry: Entry; row: UnnumberedRow }[] => {
    const single = byId.get(entry.contributionId ?? '');
    if (single) return [{ entry, row: { ...rowOf(single), note: entry.note } }];
    const merge = merges.get(entry.mergeId ?? '');
    const parts = (merge?.parts ?? [])
      .flatMap((part) => byId.get(part.contributionId) ?? [])
      .filter((part) => part.state === 'submitted' && isCounted(part))
      .sort((a, b) => a.ordinal - b.ordinal);
    return merge && parts.length > 0
      ? [{ entry, row: { ...jointRow(draftNumber, merge, parts), note: entry.note } }]
      : [];
  });
}

/** Joint texts with what was said of them by those whom staff have accepted. */
async function loadMerges(db: Database | Tx, ids: readonly string[]): Promise<MergeWithParts[]> {
  const merges = await db.merge.findMany({
    where: { id: { in: [...ids] }, state: 'agreed' },
    include: {
      parts: true,
      supports: { include: { organisation: true }, orderBy: { at: 'asc' } },
    },
  });
  const accepted = new Set<string>();
  const speakers = merges.flatMap(({ supports }) => supports.map((one) => one.membershipId));
  for (const part of inParts(speakers)) {
    const rows = await db.membership.findMany({
      where: { id: { in: part }, state: 'accepted' },
      select: { id: true },
    });
    for (const { id } of rows) accepted.add(id);
  }
  return merges.map((merge) => ({
    ...merge,
    supports: merge.supports.filter((one) => accepted.has(one.membershipId)),
  }));
}

function textOf(row: ContributionRow): BundleText {
  const { article, kind, currentText, proposedText, justification } = currentVersion(row);
  return { article, kind, currentText, proposedText, justification };
}

function authorOf(row: ContributionRow): BundleRow['authors'][number] {
  const { organisation, source } = row;
  return {
    organisation: organisation.name,
    fullName: organisation.fullName,
    member: organisation.member,
    reference: referenceOf(row),
    contributionId: row.id,
    version: currentVersion(row).version,
    submittedAt: row.submittedAt.toISOString(),
    late: row.late,
    source,
    sourceNote: row.sourceNote,
    heardOn: row.heardOn,
    confirmed: source === 'chat' || !organisation.member || row.confirmedAt !== null,
  };
}

function saidOf(row: ContributionRow, kind: 'support' | 'objection'): Said[] {
  return row.positions
    .filter((position) => position.kind === kind && position.membership.state === 'accepted')
    .map(({ organisation, at }) => ({
      organisation: organisation.name,
      of: referenceOf(row),
      version: row.versions.find((version) => version.at <= at)?.version ?? 1,
    }));
}

function rowOf(row: ContributionRow): Omit<UnnumberedRow, 'note'> {
  return {
    ...textOf(row),
    joint: null,
    authors: [authorOf(row)],
    originals: [],
    support: saidOf(row, 'support'),
    objections: saidOf(row, 'objection'),
  };
}

type MergeWithParts = BundleText & {
  id: string;
  ordinal: number;
  parts: { contributionId: string }[];
  supports: { kind: 'support' | 'objection'; organisation: { name: string } }[];
};

/** A joint text: what was said of its parts stays said of those, each by its reference. */
function jointRow(
  draftNumber: string,
  merge: MergeWithParts,
  parts: readonly ContributionRow[],
): Omit<UnnumberedRow, 'note'> {
  const reference = mergeReference(draftNumber, merge.ordinal);
  const said = (kind: 'support' | 'objection') => [
    ...merge.supports
      .filter((one) => one.kind === kind)
      .map(({ organisation }) => ({ organisation: organisation.name, of: reference, version: 1 })),
    ...parts.flatMap((part) => saidOf(part, kind)),
  ];
  const { article, kind, currentText, proposedText, justification } = merge;
  return {
    article,
    kind,
    currentText,
    proposedText,
    justification,
    joint: reference,
    authors: parts.map(authorOf),
    originals: parts.map(textOf),
    support: said('support'),
    objections: said('objection'),
  };
}
