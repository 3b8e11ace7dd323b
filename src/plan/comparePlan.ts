import { type ImportedField, seenDigest } from '../documents/importReport.ts';
import { type DeadlineChange, isMovedFrom, isSameDeadline } from '../i18n/deadline.ts';
import { fold } from '../i18n/fold.ts';
import { institutionTable } from '../institutions/table.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import { unknownIn } from './institutionLinks.ts';
import type { PlanRow } from './planRow.ts';
import { type PlanFile, rowKey } from './readPlanFile.ts';

/** What a file says differently of one field: as it stands, and as the file has it. */
export interface FieldChange {
  field: ImportedField;
  before: string | null;
  after: string;
}

/** An activity that stands in the plan and that the file says differently. */
export interface ChangedActivity {
  row: PlanRow;
  before: KnownActivity;
  changes: FieldChange[];
}

/** What a file would change in the plan of its title. Nothing is written by finding it out. */
export interface PlanComparison {
  /** Null where the plan is new. */
  planId: string | null;
  file: PlanFile;
  /** The objectives that the file names, in its order; `id` is null where one is new. */
  objectives: { code: string; id: string | null; before: string | null; title: string | null }[];
  /** Rows that are new, with their place in the file. */
  added: { row: PlanRow; position: number }[];
  changed: ChangedActivity[];
  /** How many rows are known and as they are. */
  left: number;
  /** Marked as done here and open in the file: they stay done. */
  keptDone: KnownActivity[];
  /** Moved here, and the file still has the deadline from before: they keep the new one. */
  keptMoved: KnownActivity[];
  /** Open activities of the plan that the file does not name. */
  unnamed: KnownActivity[];
  /** Names of institutions in the file that the table does not know. */
  unknownInstitutions: string[];
  /** Differs as soon as anything that was compared differs: the file, or what it was compared with. */
  seen: string;
}

/** Compares a file without refused rows with what stands. */
export async function comparePlan(db: Database | Tx, file: PlanFile): Promise<PlanComparison> {
  const plan = await db.plan.findUnique({
    where: { titleKey: fold(file.title) },
    select: { id: true },
  });
  const known = plan ? await knownActivities(db, plan.id) : [];
  const objectives = plan
    ? await db.objective.findMany({ where: { planId: plan.id }, orderBy: { position: 'asc' } })
    : [];
  const matches = matchRows(file.rows, known);
  const comparison: PlanComparison = {
    planId: plan?.id ?? null,
    file,
    objectives: objectivesOf(file.rows, objectives),
    added: [],
    changed: [],
    left: 0,
    keptDone: [],
    keptMoved: [],
    unnamed: [],
    unknownInstitutions: unknownIn(await institutionTable(db), file.rows).map(({ name }) => name),
    seen: seenDigest([file.title, file.rows, objectives, known]),
  };
  for (const [position, row] of file.rows.entries()) {
    const before = matches.get(row);
    if (!before) {
      comparison.added.push({ row, position });
      continue;
    }
    const moved = isMovedFrom(before, row.deadline);
    if (moved) comparison.keptMoved.push(before);
    const changes = changesOf(row, before).filter(({ field }) => !(moved && field === 'deadline'));
    if (row.status === 'open' && before.state === 'done') comparison.keptDone.push(before);
    if (changes.length > 0) comparison.changed.push({ row, before, changes });
    else comparison.left += 1;
  }
  const named = new Set(matches.values());
  comparison.unnamed = known.filter((one) => one.state === 'open' && !named.has(one));
  return comparison;
}

/** The objectives whose title the file says differently. */
export function retitled(comparison: PlanComparison): { code: string; change: FieldChange }[] {
  return comparison.objectives.flatMap(({ id, code, before, title }) =>
    id !== null && title && title !== before
      ? [{ code, change: { field: 'title' as const, before, after: title } }]
      : [],
  );
}

/** Whether there is anything to ask about. */
export function changesNothing(comparison: PlanComparison): boolean {
  const { added, changed, unnamed } = comparison;
  return added.length + changed.length + unnamed.length + retitled(comparison).length === 0;
}

export type KnownActivity = Awaited<ReturnType<typeof knownActivities>>[number];

async function knownActivities(db: Database | Tx, planId: string) {
  const activities = await db.activity.findMany({
    where: { objective: { planId } },
    include: { objective: { select: { code: true } } },
    orderBy: { position: 'asc' },
  });
  const changes = await deadlineChanges(
    db,
    activities.map(({ id }) => id),
  );
  return activities.map((activity) => ({ ...activity, changes: changes.get(activity.id) ?? [] }));
}

/**
 * What became of the deadline of each of these activities, the latest first. Read apart from the
 * activities: as a nested read with an order it would name a parameter for each of them at once.
 */
async function deadlineChanges(
  db: Database | Tx,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, DeadlineChange[]>> {
  const changes = new Map<string, DeadlineChange[]>();
  for (const part of inParts(activityIds)) {
    const rows = await db.activityChange.findMany({
      where: { field: 'deadline', activityId: { in: part } },
      orderBy: { seq: 'desc' },
      select: { activityId: true, before: true, after: true, reason: true },
    });
    for (const { activityId, ...change } of rows) {
      const others = changes.get(activityId);
      if (others) others.push(change);
      else changes.set(activityId, [change]);
    }
  }
  return changes;
}

function objectivesOf(
  rows: readonly PlanRow[],
  known: readonly { id: string; code: string; title: string | null }[],
): PlanComparison['objectives'] {
  const byCode = new Map(known.map((objective) => [objective.code, objective]));
  return [...new Set(rows.map((row) => row.objectiveCode))].map((code) => {
    const before = byCode.get(code);
    const titled = rows.find((row) => row.objectiveCode === code && row.objectiveTitle !== null);
    const title = titled?.objectiveTitle ?? null;
    return { code, id: before?.id ?? null, before: before?.title ?? null, title };
  });
}

/** Which known activity each row is about. */
function matchRows(
  rows: readonly PlanRow[],
  known: readonly KnownActivity[],
): ReadonlyMap<PlanRow, KnownActivity> {
  const exact = new Map(
    known.map((activity) => [rowKey(activity.objective.code, activity.titleKey), activity]),
  );
  const matches = new Map<PlanRow, KnownActivity>();
  for (const row of rows) {
    const same = exact.get(rowKey(row.objectiveCode, row.titleKey));
    if (same) matches.set(row, same);
  }
  const taken = new Set(matches.values());
  for (const row of rows) {
    if (matches.has(row)) continue;
    const others = known.filter(
      (activity) => activity.titleKey === row.titleKey && !taken.has(activity),
    );
    // The title alone tells which it is only where one activity bears it.
    const [other] = others;
    if (others.length !== 1 || !other) continue;
    matches.set(row, other);
    taken.add(other);
  }
  return matches;
}

const TEXTS = [
  'title',
  'responsible',
  'supporting',
  'deadline',
  'cost',
  'fundingSource',
  'indicator',
  'source',
] as const satisfies readonly ImportedField[];

/**
 * What a row says differently. An empty cell says nothing, what is done here stays done, and a day
 * spelt differently is the same: a workbook gives `2026-12-14` for what a CSV has as `14.12.2026`.
 */
function changesOf(row: PlanRow, before: KnownActivity): FieldChange[] {
  const changes: FieldChange[] = TEXTS.filter(
    (field) => row[field] && row[field] !== before[field] && !isRespelt(field, row, before),
  ).map((field) => ({ field, before: before[field], after: row[field] }));
  if (row.objectiveCode !== '' && row.objectiveCode !== before.objective.code) {
    const after = row.objectiveCode;
    changes.push({ field: 'objective', before: before.objective.code || null, after });
  }
  const keptDone = row.status === 'open' && before.state === 'done';
  if (row.status !== null && row.status !== before.state && !keptDone) {
    changes.push({ field: 'status', before: before.state, after: row.status });
  }
  if (row.doneOn && row.doneOn !== before.doneOn && !isSameDeadline(row.doneOn, before.doneOn)) {
    changes.push({ field: 'doneOn', before: before.doneOn, after: row.doneOn });
  }
  return changes;
}

function isRespelt(field: ImportedField, row: PlanRow, before: KnownActivity): boolean {
  return field === 'deadline' && isSameDeadline(row.deadline, before.deadline);
}
