import type { Actor } from '../chat/actor.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { findDraft } from '../drafts/find.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { inParts } from '../storage/parts.ts';
import { contributionReference, parseReference } from './rules.ts';

const withParts = {
  draft: true,
  organisation: true,
  person: true,
  membership: true,
  versions: {
    orderBy: { version: 'desc' },
    include: { articleOf: { select: { label: true, heading: true } } },
  },
  positions: {
    include: { organisation: true, person: true, membership: true },
    orderBy: { at: 'asc' },
  },
} as const;

/** A contribution with its versions, newest first. */
export type ContributionRow = Prisma.ContributionGetPayload<{ include: typeof withParts }>;

export function referenceOf(row: ContributionRow): string {
  return contributionReference(row.draft.number, row.ordinal);
}

/** The version that stands. */
export function currentVersion(row: ContributionRow): ContributionRow['versions'][number] {
  const [current] = row.versions;
  if (!current) throw new Error(`contribution ${row.id} has no version`);
  return current;
}

export function loadContribution(db: Database | Tx, id: string): Promise<ContributionRow | null> {
  return db.contribution.findUnique({ where: { id }, include: withParts });
}

/** Those contributions, in the order of these ids; ids that nothing has are left out. */
export async function loadContributions(
  db: Database | Tx,
  ids: readonly string[],
): Promise<ContributionRow[]> {
  const found = new Map<string, ContributionRow>();
  for (const part of inParts(ids)) {
    const rows = await db.contribution.findMany({
      where: { id: { in: part } },
      include: withParts,
    });
    for (const row of rows) found.set(row.id, row);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

/**
 * The contribution of that reference, if this person may change it: its author, or an accepted
 * delegate of the same organisation. To others it is as if it did not exist.
 */
export async function findOwnContribution(
  db: Database | Tx,
  actor: Actor,
  reference: string,
): Promise<ContributionRow | Refusal> {
  const row = await findContribution(db, reference);
  if (row && mayChange(actor, row)) return row;
  return refusal('contribution.unknown', { reference: reference.trim().slice(0, 80) });
}

/** The contribution of that reference, whoever's it is; null when there is none. */
export async function findContribution(
  db: Database | Tx,
  reference: string,
): Promise<ContributionRow | null> {
  const parsed = parseReference(reference);
  const draft = parsed && (await findDraft(db, parsed.number));
  if (!draft || isRefusal(draft)) return null;
  return db.contribution.findUnique({
    where: { draftId_ordinal: { draftId: draft.id, ordinal: parsed.ordinal } },
    include: withParts,
  });
}

/** Whether the other members see it: shared, standing, and by somebody whom staff accepted. */
export function isShown(row: ContributionRow): boolean {
  return row.shared && row.state === 'submitted' && isCounted(row);
}

/** Whether staff accepted whoever submitted it, or entered it themselves. */
export function isCounted({ membership }: Pick<ContributionRow, 'membership'>): boolean {
  return membership === null || membership.state === 'accepted';
}

/** The ids of what members of other organisations see of a draft, in the order in which it came. */
export async function shownIds(
  db: Database | Tx,
  draftId: string,
  only: Prisma.ContributionWhereInput = {},
): Promise<string[]> {
  const rows = await db.contribution.findMany({
    where: { draftId, shared: true, ...COUNTED, ...only },
    select: { id: true },
    orderBy: { ordinal: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** What members of other organisations see of one article of a draft. */
export async function listShown(
  db: Database | Tx,
  draftId: string,
  articleId: string,
): Promise<ContributionRow[]> {
  const ids = await shownIds(db, draftId, { versions: { some: { articleId } } });
  const rows = await loadContributions(db, ids);
  // An earlier version may have been about this article; the one that stands counts.
  return rows.filter((row) => currentVersion(row).articleId === articleId);
}

/**
 * What members of other organisations share and can be supported at `now`, as far as these
 * organisations have neither said anything of it nor declined its draft: by when it is due, then
 * what most support first. `count` is how many there are, of which `rows` are the first.
 */
export async function listToSupport(
  db: Database | Tx,
  organisations: readonly string[],
  now: Date,
  most: number,
  /** Only of these drafts, where they are given. */
  draftIds?: readonly string[],
): Promise<{ rows: ContributionRow[]; count: number }> {
  const own = { organisationId: { in: [...organisations] } };
  const found = await db.contribution.findMany({
    where: {
      shared: true,
      ...COUNTED,
      ...(draftIds ? { draftId: { in: [...draftIds] } } : {}),
      organisationId: { notIn: [...organisations] },
      positions: { none: own },
      draft: {
        state: 'published',
        dueAt: { gte: now },
        stances: { none: { ...own, kind: 'not_for_us' } },
      },
    },
    select: {
      id: true,
      ordinal: true,
      draft: { select: { dueAt: true } },
      _count: {
        select: {
          positions: { where: { kind: 'support', membership: { state: 'accepted' } } },
        },
      },
    },
  });
  const first = found
    .sort(
      (a, b) =>
        a.draft.dueAt.getTime() - b.draft.dueAt.getTime() ||
        b._count.positions - a._count.positions ||
        a.ordinal - b.ordinal,
    )
    .slice(0, most);
  const loaded = await db.contribution.findMany({
    where: { id: { in: first.map(({ id }) => id) } },
    include: withParts,
  });
  const byId = new Map(loaded.map((row) => [row.id, row]));
  return {
    rows: first.flatMap(({ id }) => byId.get(id) ?? []),
    count: found.length,
  };
}

/**
 * Its author, or an accepted delegate of the same organisation. What staff entered is for staff to
 * mend until the organisation has confirmed it.
 */
export function mayChange(
  actor: Actor,
  row: Pick<ContributionRow, 'personId' | 'organisationId' | 'source' | 'confirmedAt'>,
): boolean {
  const speaks = actor.memberships.some(
    (membership) =>
      membership.organisationId === row.organisationId &&
      membership.state === 'accepted' &&
      membership.role === 'delegate',
  );
  if (speaks) return true;
  return row.source === 'chat' ? row.personId === actor.personId : mayMend(actor, row);
}

/** Whether it is staff who change what they entered for an organisation. */
export function mayMend(
  actor: Actor,
  row: Pick<ContributionRow, 'source' | 'confirmedAt'>,
): boolean {
  return row.source !== 'chat' && actor.staffRole !== null && row.confirmedAt === null;
}

/** Its own people and staff always, the other members while it is shared. */
export function maySee(actor: Actor, row: ContributionRow): boolean {
  return actor.staffRole !== null || mayChange(actor, row) || isShown(row);
}

/** What this person, or the organisations they speak for, submitted; newest first. */
export function listOwnContributions(
  db: Database | Tx,
  actor: Actor,
  most: number,
): Promise<ContributionRow[]> {
  const organisations = actor.memberships
    .filter(({ state, role }) => state === 'accepted' && role === 'delegate')
    .map((membership) => membership.organisationId);
  return db.contribution.findMany({
    where: {
      OR: [
        // What staff entered is not their own.
        { personId: actor.personId, source: 'chat' },
        { organisationId: { in: organisations } },
      ],
    },
    include: withParts,
    orderBy: [{ submittedAt: 'desc' }, { ordinal: 'desc' }],
    take: most,
  });
}

/** What counts of a draft: submitted, not withdrawn, by somebody whom staff have accepted. */
export const COUNTED = {
  state: 'submitted',
  // What staff entered has no membership: it counts at once.
  AND: [{ OR: [{ membershipId: null }, { membership: { state: 'accepted' } }] }],
} satisfies Prisma.ContributionWhereInput;

/** What an organisation has done, also through somebody who waits to be accepted. */
export const ACTED = {
  state: 'submitted',
  AND: [
    { OR: [{ membershipId: null }, { membership: { state: { in: ['accepted', 'proposed'] } } }] },
  ],
} satisfies Prisma.ContributionWhereInput;
