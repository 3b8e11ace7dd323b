import { type Refusal, refusal } from '../chat/refusal.ts';
import { shorten } from '../documents/shorten.ts';
import type { Database, Tx } from '../storage/database.ts';

/** A handle as people type it, as it is stored: ` a12` is `A12`. */
export function normaliseHandle(typed: string): string {
  return typed.trim().toUpperCase();
}

/** The activity of that handle. */
export async function findActivity(db: Database | Tx, typed: string) {
  const activity = await db.activity.findUnique({ where: { handle: normaliseHandle(typed) } });
  return activity ?? refusal('plan.unknownActivity', { handle: shorten(typed.trim(), 40) });
}

/** A stored activity. */
export type ActivityRow = Exclude<Awaited<ReturnType<typeof findActivity>>, Refusal>;

/** An activity that a form is about: it was there when the form opened. */
export function loadActivity(db: Database | Tx, id: string): Promise<ActivityRow> {
  return db.activity.findUniqueOrThrow({ where: { id } });
}

/** Why an activity that is not open cannot be changed as if it were. */
export function notOpen({ state, handle }: ActivityRow): Refusal | null {
  if (state === 'done') return refusal('plan.alreadyDone', { handle });
  if (state === 'dropped') return refusal('plan.dropped', { handle });
  return null;
}

/** Activities whose handle begins with what was typed, or whose title holds it, by deadline. */
export async function searchActivities(
  db: Database | Tx,
  typed: { handle: string; titleKey: string },
  search: { openOnly: boolean; most: number },
): Promise<{ handle: string; title: string }[]> {
  return db.activity.findMany({
    where: {
      state: search.openOnly ? 'open' : undefined,
      OR: [{ handle: { startsWith: typed.handle } }, { titleKey: { contains: typed.titleKey } }],
    },
    orderBy: [{ deadlineOn: { sort: 'asc', nulls: 'last' } }, { position: 'asc' }],
    select: { handle: true, title: true },
    take: search.most,
  });
}
