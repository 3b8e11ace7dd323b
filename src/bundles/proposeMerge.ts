import { type Refusal, refusal } from '../chat/refusal.ts';
import {
  COUNTED,
  type ContributionRow,
  currentVersion,
  loadContributions,
} from '../contributions/find.ts';
import { type ContributionText, contributionReference } from '../contributions/rules.ts';
import { wantCard } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { receiversOf } from '../membership/receivers.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { mergeReference } from './rules.ts';
import { type Compared, similarGroups } from './similar.ts';

/** The kind of the cards that ask authors for their agreement, and show it to the secretariat. */
export const MERGE = 'merge';

/** As many as a button can name (Discord: 100 characters). */
export const MOST_PARTS = 12;
export const PARTS_LENGTH = 300;

/** The running numbers that somebody wrote: `K-001, K-004`, `1 4`, or whole references. */
export function readOrdinals(typed: string): number[] {
  const words = typed.slice(0, PARTS_LENGTH).split(/[\s,;]+/);
  const numbers = words.flatMap((word) => {
    const digits = /^(?:.*\/)?(?:k-?)?(\d{1,6})$/i.exec(word)?.[1];
    return digits ? [Number(digits)] : [];
  });
  return [...new Set(numbers)];
}

/** The contributions of a draft that are to have one text; refused where they cannot. */
export async function readParts(
  db: Database | Tx,
  draft: { id: string; number: string; state: string },
  typed: string,
): Promise<ContributionRow[] | Refusal> {
  if (draft.state === 'withdrawn') {
    return refusal('draft.isWithdrawn', { number: draft.number }, 'parts');
  }
  const ordinals = readOrdinals(typed);
  if (ordinals.length < 2) return refusal('merge.twoAtLeast', {}, 'parts');
  if (ordinals.length > MOST_PARTS) return refusal('merge.tooMany', { max: MOST_PARTS }, 'parts');
  const found = await db.contribution.findMany({
    where: { draftId: draft.id, ordinal: { in: ordinals }, ...COUNTED },
    select: { id: true, ordinal: true },
    orderBy: { ordinal: 'asc' },
  });
  const known = new Set(found.map(({ ordinal }) => ordinal));
  const missing = ordinals.find((ordinal) => !known.has(ordinal));
  if (missing !== undefined) {
    const reference = contributionReference(draft.number, missing);
    return refusal('merge.doesNotCount', { reference }, 'parts');
  }
  const ids = found.map(({ id }) => id);
  const busy = await db.mergePart.findFirst({
    where: { contributionId: { in: ids }, merge: { state: { in: ['proposed', 'agreed'] } } },
    include: { merge: true, contribution: true },
  });
  if (busy) {
    const reference = contributionReference(draft.number, busy.contribution.ordinal);
    const joint = mergeReference(draft.number, busy.merge.ordinal);
    return refusal('merge.inAnother', { reference, joint }, 'parts');
  }
  return loadContributions(db, ids);
}

/** The one that a joint text begins with: what most support, and of these the longest. */
export function baseOf(rows: readonly ContributionRow[]): ContributionRow {
  const [base] = [...rows].sort(
    (a, b) => supportOf(b) - supportOf(a) || lengthOf(b) - lengthOf(a) || a.ordinal - b.ordinal,
  );
  if (!base) throw new Error('no contribution to begin with');
  return base;
}

const supportOf = (row: ContributionRow) =>
  row.positions.filter(({ kind, membership }) => {
    return kind === 'support' && membership.state === 'accepted';
  }).length;

const lengthOf = (row: ContributionRow) => currentVersion(row).proposedText?.length ?? 0;

/**
 * Staff propose one text for several contributions. Each author is asked; until all have agreed
 * nothing changes, and the contributions stay what they are whatever comes of it.
 */
export async function proposeMerge(
  work: Work,
  draft: { id: string; number: string; state: string },
  ordinals: readonly number[],
  text: ContributionText,
): Promise<{ id: string; reference: string; unreached: string[] } | Refusal> {
  const rows = await readParts(work.tx, draft, ordinals.join(' '));
  if ('refused' in rows) return rows;
  if (work.personId === null) throw new Error('nobody proposes a joint text');
  const ordinal = await nextNumber(work, `merge:${draft.id}`);
  const merge = await work.tx.merge.create({
    data: {
      draftId: draft.id,
      ordinal,
      ...text,
      proposedAt: work.now,
      proposedById: work.personId,
      parts: {
        create: rows.map((row) => ({
          contributionId: row.id,
          organisationId: row.organisationId,
          version: currentVersion(row).version,
        })),
      },
    },
  });
  const unreached: string[] = [];
  const authors = new Map(rows.map((row) => [row.organisationId, row.organisation.name]));
  for (const [organisationId, name] of authors) {
    const receivers = await receiversOf(work.tx, organisationId);
    if (receivers.length === 0) unreached.push(name);
    for (const receiver of receivers) {
      await wantCard(work, { ...receiver, kind: MERGE, subject: merge.id });
    }
  }
  for (const channel of await secretariatChannels(work.tx)) {
    await wantCard(work, { kind: MERGE, subject: merge.id, channel });
  }
  await audit(work, 'merge.propose', merge.id, {
    parts: rows.map((row) => row.ordinal).join(' '),
  });
  return { id: merge.id, reference: mergeReference(draft.number, ordinal), unreached };
}

/** Contributions of a draft that say much the same, and stand in no joint text yet. */
export async function similarIn(
  db: Database | Tx,
  draftId: string,
): Promise<{ place: string; parts: Compared[] }[]> {
  const rows = await db.contribution.findMany({
    where: {
      draftId,
      ...COUNTED,
      mergeParts: { none: { merge: { state: { in: ['proposed', 'agreed'] } } } },
    },
    select: { id: true, ordinal: true, organisationId: true },
    orderBy: { ordinal: 'asc' },
  });
  const texts = new Map<string, { place: string; text: string }>();
  for (const part of inParts(rows.map(({ id }) => id))) {
    const versions = await db.contributionVersion.findMany({
      where: { contributionId: { in: part } },
      orderBy: { version: 'asc' },
      select: {
        contributionId: true,
        article: true,
        proposedText: true,
        justification: true,
      },
    });
    for (const { contributionId, article, proposedText, justification } of versions) {
      const text = `${proposedText ?? ''} ${justification ?? ''}`;
      texts.set(contributionId, { place: article ?? '', text });
    }
  }
  const compared = rows.flatMap((row) => {
    const said = texts.get(row.id);
    return said ? [{ ...row, ...said }] : [];
  });
  return similarGroups(compared, MOST_PARTS).map((parts) => ({
    place: parts[0]?.place ?? '',
    parts,
  }));
}
