import { asDay } from '../calendar/index.ts';
import { isRefusal, type Refusal } from '../chat/refusal.ts';
import type { Language } from '../i18n/languages.ts';
import type { Database } from '../storage/database.ts';
import { type EvidenceRow, evidenceOf } from './evidence.ts';
import { type ActivityRow, findActivity } from './find.ts';
import { type HistoryRow, historyOf, lastMoves } from './history.ts';

/** Activities on one page of a plan: as many lines as `plan due` has, with headings between them. */
export const SHOW_PAGE = 10;

/** One activity whole. */
export interface ShownActivity {
  activity: ActivityRow;
  plan: { id: string; title: string };
  objective: { code: string; title: string | null };
  history: readonly HistoryRow[];
  evidence: readonly EvidenceRow[];
  /** Before whom it is put when it stays overdue. */
  escalation: { name: string | null; office: string } | null;
}

/** Everything that is known of the activity of that handle. */
export async function showActivity(db: Database, handle: string): Promise<ShownActivity | Refusal> {
  const activity = await findActivity(db, handle);
  if (isRefusal(activity)) return activity;
  const objective = await db.objective.findUniqueOrThrow({
    where: { id: activity.objectiveId },
    include: { plan: { include: { escalation: true } }, escalation: true },
  });
  return {
    activity,
    plan: objective.plan,
    objective,
    history: await historyOf(db, activity.id),
    evidence: await evidenceOf(db, activity.id),
    escalation: objective.escalation ?? objective.plan.escalation,
  };
}

/** One page of all plans, the plan that was imported last first, by objective; pages count from 0. */
export async function planPage(db: Database, page: number) {
  const total = await db.activity.count();
  const pages = Math.max(1, Math.ceil(total / SHOW_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const rows = await db.activity.findMany({
    include: {
      objective: { include: { plan: { select: { id: true, title: true } } } },
    },
    orderBy: [
      { objective: { plan: { importedAt: 'desc' } } },
      { objective: { planId: 'asc' } },
      { objective: { position: 'asc' } },
      { position: 'asc' },
      { id: 'asc' },
    ],
    skip: at * SHOW_PAGE,
    take: SHOW_PAGE,
  });
  const moves = await lastMoves(
    db,
    rows.map(({ id }) => id),
  );
  const activities = rows.map(({ deadlineOn, ...row }) => ({
    ...row,
    deadlineOn: deadlineOn === null ? null : asDay(deadlineOn),
    moved: moves.get(row.id) ?? null,
  }));
  return { total, page: at, pages, activities };
}

/** A page as {@link planPage} gives it. */
export type PlanPage = Awaited<ReturnType<typeof planPage>>;

/** A draft's title in a language, or in Albanian, which each has. */
export function draftTitleIn(
  language: Language,
  draft: { titleSq: string; titleSr: string | null; titleEn: string | null },
): string {
  const titles = { sq: draft.titleSq, sr: draft.titleSr, en: draft.titleEn };
  return titles[language] ?? draft.titleSq;
}
