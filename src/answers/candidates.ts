import { type BundleRow, type BundleText, readContent } from '../bundles/content.ts';
import { bundlesOf } from '../bundles/find.ts';
import { COUNTED, currentVersion, loadContributions, referenceOf } from '../contributions/find.ts';
import type { Database, Tx } from '../storage/database.ts';

/** What a row of a report may answer: a contribution, or a joint text, as the ministry got it. */
export interface Candidate {
  reference: string;
  contributionIds: string[];
  article: string | null;
  /** Names under which the ministry knows who said it. */
  organisations: string[];
  /** What was proposed, and why. */
  text: string;
  /** Of a joint text: its parts, which a report may name one by one. */
  parts?: readonly Candidate[];
}

/**
 * All that a ministry may answer of a draft: the rows of its frozen bundles, a later one in place of
 * an earlier one, and what counts and stands in none. In the order of the numbers.
 */
export async function candidatesOf(db: Database | Tx, draftId: string): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  const sent = new Set<string>();
  for (const { content } of await bundlesOf(db, draftId)) {
    if (content === null) continue;
    for (const row of readContent(content).rows) {
      const candidate = candidateOfRow(row);
      found.set(candidate.reference, candidate);
      for (const id of candidate.contributionIds) sent.add(id);
      // What stands in a joint text now is no longer answered by itself.
      if (row.joint) for (const { reference } of row.authors) found.delete(reference);
    }
  }
  const counted = await db.contribution.findMany({
    where: { draftId, ...COUNTED },
    select: { id: true },
    orderBy: { ordinal: 'asc' },
  });
  const others = counted.map(({ id }) => id).filter((id) => !sent.has(id));
  for (const row of await loadContributions(db, others)) {
    const { article, proposedText, justification } = currentVersion(row);
    const { name, fullName } = row.organisation;
    const reference = referenceOf(row);
    found.set(reference, {
      reference,
      contributionIds: [row.id],
      article,
      organisations: [name, ...(fullName ? [fullName] : [])],
      text: [proposedText, justification].filter(Boolean).join('\n'),
    });
  }
  return [...found.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

function candidateOfRow(row: BundleRow): Candidate {
  const [first] = row.authors;
  return {
    reference: row.joint ?? first?.reference ?? '',
    contributionIds: row.authors.map(({ contributionId }) => contributionId),
    article: row.article,
    organisations: row.authors.flatMap(({ organisation, fullName }) => [
      organisation,
      ...(fullName ? [fullName] : []),
    ]),
    text: wordsOf([row, ...row.originals]),
    ...(row.joint ? { parts: row.authors.map((_one, index) => partOf(row, index)) } : {}),
  };
}

/** One of those who joined, with the text that was its own. */
function partOf({ authors, originals, article }: BundleRow, index: number): Candidate {
  const author = authors[index];
  const original = originals[index];
  return {
    reference: author?.reference ?? '',
    contributionIds: author ? [author.contributionId] : [],
    article: original?.article ?? article,
    organisations: [author?.organisation, author?.fullName].filter((name) => !!name) as string[],
    text: wordsOf(original ? [original] : []),
  };
}

function wordsOf(texts: readonly BundleText[]): string {
  return texts
    .flatMap(({ proposedText, justification }) => [proposedText, justification])
    .filter(Boolean)
    .join('\n');
}
