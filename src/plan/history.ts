import { isSameDeadline } from '../i18n/deadline.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';

/** What of an activity has a history; the rest follows from these. */
const KEPT_FIELDS = [
  'title',
  'responsible',
  'supporting',
  'deadline',
  'cost',
  'fundingSource',
  'indicator',
  'source',
  'state',
  'doneOn',
] as const;
type KeptField = (typeof KEPT_FIELDS)[number];

/** One thing that became of an activity. */
export interface ActivityChange {
  activityId: string;
  /** Evidence: `after` is the title of what was added, `before` of what was taken back. */
  field: KeptField | 'evidence' | 'escalation';
  before: string | null;
  after: string | null;
  /** In the words of the person who did it. */
  reason?: string | null;
}

/** Keeps what became of an activity, in the transaction that changes it. */
export async function recordChange(work: Work, change: ActivityChange): Promise<void> {
  await recordChanges(work, [change]);
}

/** As {@link recordChange} for several at once. */
export async function recordChanges(work: Work, changes: readonly ActivityChange[]): Promise<void> {
  await work.tx.activityChange.createMany({
    data: changes.map((change) => ({ ...change, at: work.now, personId: work.personId })),
  });
}

/** What `data`, which is written over a stored activity, changes of it. */
export function changesBetween(
  before: { id: string } & Readonly<Record<KeptField, string | null>>,
  data: Readonly<Record<string, string | null>>,
): ActivityChange[] {
  return KEPT_FIELDS.flatMap((field) => {
    const after = data[field];
    if (after === undefined || after === before[field]) return [];
    return [{ activityId: before.id, field, before: before[field], after }];
  });
}

/** The deadline that an activity had before its present one, and why it has it no longer. */
export interface Move {
  /** As it was written. */
  from: string;
  reason: string | null;
}

/** The last move of each of these activities that has one; a first deadline is none. */
export async function lastMoves(
  db: Database | Tx,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, Move>> {
  const moves = new Map<string, Move>();
  for (const part of inParts(activityIds)) {
    const rows = await db.activityChange.findMany({
      where: {
        field: 'deadline',
        before: { not: null },
        activityId: { in: part },
      },
      orderBy: { seq: 'asc' },
      select: { activityId: true, before: true, after: true, reason: true },
    });
    for (const row of rows) {
      const move = lastMove([row]);
      if (move) moves.set(row.activityId, move);
    }
  }
  return moves;
}

/** The last move of an activity's changes of its deadline, the latest first. */
export function lastMove(
  changes: readonly { before: string | null; after: string | null; reason: string | null }[],
): Move | null {
  const last = changes.find(
    ({ before, after }) => before !== null && !isSameDeadline(before, after),
  );
  return last?.before ? { from: last.before, reason: last.reason } : null;
}

/** All that became of an activity, the latest first, with who did it. */
export function historyOf(db: Database | Tx, activityId: string) {
  return db.activityChange.findMany({
    where: { activityId },
    orderBy: { seq: 'desc' },
    include: { person: { select: { displayName: true } } },
  });
}

/** A row of {@link historyOf}. */
export type HistoryRow = Awaited<ReturnType<typeof historyOf>>[number];
