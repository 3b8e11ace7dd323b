import { addDays, asDay, type Day } from '../calendar/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { DeadlineKind } from '../storage/generated/sqlite/enums.ts';
import { inParts } from '../storage/parts.ts';
import { lastMoves, type Move } from './history.ts';

/** An open activity with a deadline, as lists and reminders show it. */
export interface DueActivity {
  id: string;
  handle: string;
  title: string;
  responsible: string | null;
  /** As the plan writes it. */
  deadline: string | null;
  deadlineKind: DeadlineKind | null;
  /** Its last day. */
  deadlineOn: Day;
  /** Where it was moved from. */
  moved: Move | null;
  demonstration: boolean;
  objective: { id: string; code: string; title: string | null };
  plan: { id: string; title: string };
}

/** How far ahead `plan due` looks. */
export const DUE_DAYS = 90;

/**
 * The open activities that are overdue on `today` or due within `days` after it, by deadline and
 * then in the order of their handles.
 */
export async function planDue(
  db: Database | Tx,
  { today, days = DUE_DAYS }: { today: Day; days?: number },
): Promise<DueActivity[]> {
  return dueActivities(db, { deadlineOn: { not: null, lte: addDays(today, days) } });
}

/** Those of the named activities that are still open and have a deadline, in the same order. */
export async function stillDue(db: Database | Tx, ids: readonly string[]): Promise<DueActivity[]> {
  const found: DueActivity[] = [];
  for (const part of inParts(ids)) {
    found.push(...(await dueActivities(db, { id: { in: part }, deadlineOn: { not: null } })));
  }
  return found.sort(byDeadline);
}

async function dueActivities(
  db: Database | Tx,
  where: { id?: { in: string[] }; deadlineOn: { not: null; lte?: Day } },
): Promise<DueActivity[]> {
  const rows = await db.activity.findMany({
    where: { ...where, state: 'open' },
    include: {
      objective: { include: { plan: { select: { id: true, title: true } } } },
    },
  });
  const moves = await lastMoves(
    db,
    rows.map(({ id }) => id),
  );
  return rows
    .flatMap(({ objective, deadlineOn, ...row }) => {
      if (deadlineOn === null) return [];
      const { id, handle, title, responsible, deadline, deadlineKind, demonstration } = row;
      return [
        {
          id,
          handle,
          title,
          responsible,
          deadline,
          deadlineKind,
          deadlineOn: asDay(deadlineOn),
          moved: moves.get(id) ?? null,
          demonstration,
          objective: { id: objective.id, code: objective.code, title: objective.title },
          plan: objective.plan,
        },
      ];
    })
    .sort(byDeadline);
}

function byDeadline(a: DueActivity, b: DueActivity): number {
  return (
    a.deadlineOn.localeCompare(b.deadlineOn) || handleNumber(a.handle) - handleNumber(b.handle)
  );
}

function handleNumber(handle: string): number {
  return Number(handle.slice(1));
}
