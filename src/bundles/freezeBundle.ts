import { createHash } from 'node:crypto';
import { type Refusal, refusal } from '../chat/refusal.ts';
import {
  type ContributionRow,
  currentVersion,
  isCounted,
  loadContributions,
  referenceOf,
} from '../contributions/find.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import {
  type BundleContent,
  type BundleRow,
  type BundleText,
  contentText,
  readContent,
  type Said,
} from './content.ts';
import { type BundleRecord, loadBundle } from './find.ts';
import { gatherBundle } from './gather.ts';
import { mergeReference } from './rules.ts';

/**
 * Freezes a bundle as it stands: its content is put into one text, and its hash, the person and the
 * moment are kept beside it. From then on the database refuses any change. Of two who freeze at once
 * the second is refused; an empty bundle cannot be frozen.
 */
export async function freezeBundle(
  work: Work,
  bundleId: string,
): Promise<{ id: string; number: string; sha256: string } | Refusal> {
  const bundle = await loadBundle(work.tx, bundleId);
  if (!bundle) throw new Error(`no bundle ${bundleId}`);
  const { number } = bundle;
  if (bundle.frozenAt) return refusal('bundle.isFrozen', { number });
  await gatherBundle(work, bundle.draft);
  const content = await contentOf(work, bundle);
  if (content.rows.length === 0 && content.withdrawn.length === 0) {
    return refusal('bundle.empty', { number });
  }
  const kept = contentText(content);
  const sha256 = createHash('sha256').update(kept, 'utf8').digest('hex');
  await work.tx.bundle.update({
    where: { id: bundleId },
    data: { frozenAt: work.now, frozenById: work.personId, content: kept, sha256 },
  });
  await audit(work, 'bundle.freeze', bundleId, { rows: content.rows.length, sha256 });
  return { id: bundleId, number, sha256 };
}

/** What would be frozen now. */
export async function contentOf(work: Work, bundle: BundleRecord): Promise<BundleContent> {
  const { tx } = work;
  const entries = await tx.bundleEntry.findMany({
    where: { bundleId: bundle.id, included: true },
    orderBy: { position: 'asc' },
  });
  const merges = await tx.merge.findMany({
    where: { draftId: bundle.draftId, state: 'agreed' },
    include: { parts: true, supports: { include: { organisation: true } } },
  });
  const byMerge = new Map(merges.map((merge) => [merge.id, merge]));
  const ids = entries.flatMap(({ contributionId, mergeId }) =>
    contributionId
      ? [contributionId]
      : (byMerge.get(mergeId ?? '')?.parts ?? []).map((part) => part.contributionId),
  );
  const loaded = await loadContributions(tx, ids);
  const byId = new Map(loaded.map((row) => [row.id, row]));
  const rows = entries.flatMap((entry): Omit<BundleRow, 'row'>[] => {
    const single = byId.get(entry.contributionId ?? '');
    if (single) return [{ ...rowOf(single), note: entry.note }];
    const merge = byMerge.get(entry.mergeId ?? '');
    const parts = (merge?.parts ?? []).flatMap((part) => byId.get(part.contributionId) ?? []);
    return merge && parts.length > 0
      ? [{ ...jointRow(bundle.draft.number, merge, parts), note: entry.note }]
      : [];
  });
  const earlier = await tx.bundle.findMany({
    where: { draftId: bundle.draftId, frozenAt: { not: null } },
    orderBy: { ordinal: 'asc' },
  });
  const by = work.personId
    ? await tx.person.findUnique({ where: { id: work.personId }, select: { displayName: true } })
    : null;
  const { draft } = bundle;
  return {
    format: 1,
    number: bundle.number,
    addendumTo: earlier.at(-1)?.number ?? null,
    frozenAt: work.now.toISOString(),
    frozenBy: by?.displayName ?? null,
    intro: bundle.intro,
    draft: {
      number: draft.number,
      type: draft.type,
      titleSq: draft.titleSq,
      titleSr: draft.titleSr,
      titleEn: draft.titleEn,
      institution: {
        code: draft.institution.code,
        nameSq: draft.institution.nameSq,
        nameSr: draft.institution.nameSr,
        nameEn: draft.institution.nameEn,
      },
      receivedOn: draft.receivedOn,
      opensOn: draft.opensOn,
      closesOn: draft.closesOn,
      demonstration: draft.demonstration,
    },
    rows: rows.map((one, index) => ({ row: index + 1, ...one })),
    withdrawn: await withdrawnSince(work, earlier),
  };
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

function rowOf(row: ContributionRow): Omit<BundleRow, 'row' | 'note'> {
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
  ordinal: number;
  supports: { kind: 'support' | 'objection'; organisation: { name: string } }[];
};

/** A joint text: what was said of its parts stays said of those, each by its reference. */
function jointRow(
  draftNumber: string,
  merge: MergeWithParts,
  parts: readonly ContributionRow[],
): Omit<BundleRow, 'row' | 'note'> {
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
    authors: parts.filter(isCounted).map(authorOf),
    originals: parts.map(textOf),
    support: said('support'),
    objections: said('objection'),
  };
}

/** What stood in an earlier bundle and was withdrawn after that; told once, in the next one. */
async function withdrawnSince(
  { tx }: Work,
  earlier: readonly { content: string | null }[],
): Promise<string[]> {
  const contents = earlier.map(({ content }) => readContent(content ?? ''));
  const told = new Set(contents.flatMap(({ withdrawn }) => withdrawn));
  const authors = contents.flatMap(({ rows }) => rows.flatMap((row) => row.authors));
  const rows = await loadContributions(tx, [...new Set(authors.map((one) => one.contributionId))]);
  return rows
    .filter(({ state }) => state === 'withdrawn')
    .map(referenceOf)
    .filter((reference) => !told.has(reference));
}
