import { asDay, type Day, localDay } from '../calendar/index.ts';
import { drawPicture } from '../charts/picture.ts';
import { message } from '../chat/answers.ts';
import type { Inline, Message, Part } from '../chat/message.ts';
import { type Receiver, tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { parsePeriod, readDeadline } from '../i18n/deadline.ts';
import { fold } from '../i18n/fold.ts';
import { isLanguage, type Language, translator } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';
import { planChart } from './chart.ts';
import { chartFacts } from './chartFacts.ts';
import { type ChartActivity, type ChartGroup, chartGroups } from './chartGroups.ts';
import { lastMoves } from './history.ts';
import { DUE_DAYS } from './planDue.ts';

export const PLAN_CHART = 'plan.chart';

/** The most rows that are told in words beside a picture. */
const WORD_ROWS = 8;

/** Slack takes 1,000 characters of alternative text, Discord 1,024. */
const ALT_LENGTH = 1_000;

/** A plan as its chart shows it; null when there is none. */
export async function loadChart(
  db: Database | Tx,
  planId: string,
  today: Day,
): Promise<{ plan: { id: string; title: string }; groups: ChartGroup[] } | null> {
  const plan = await db.plan.findUnique({
    where: { id: planId },
    select: { id: true, title: true },
  });
  if (!plan) return null;
  const rows = await db.activity.findMany({ where: { objective: { planId } } });
  const moves = await lastMoves(
    db,
    rows.map(({ id }) => id),
  );
  const activities = rows.map(
    ({ id, handle, title, state, deadlineOn, doneOn, demonstration }): ChartActivity => ({
      handle,
      title,
      state,
      deadlineOn: deadlineOn === null ? null : asDay(deadlineOn),
      ...doneTime(doneOn),
      movedFrom: readDeadline(moves.get(id)?.from ?? '')?.on ?? null,
      demonstration,
    }),
  );
  return { plan, groups: chartGroups(activities, today, DUE_DAYS) };
}

/** When an activity was done: on a day, or within a longer time of which no day is known. */
function doneTime(written: string | null): Pick<ChartActivity, 'doneOn' | 'doneIn'> {
  const period = written === null ? null : parsePeriod(written);
  if (written === null || period === null) return { doneOn: null, doneIn: null };
  const { kind, from, to } = period;
  return kind === 'day'
    ? { doneOn: to, doneIn: null }
    : { doneOn: null, doneIn: { written, from, to } };
}

/** The plans that have activities, the last imported first. */
export function chartPlans(
  db: Database | Tx,
  most: number,
): Promise<{ id: string; title: string }[]> {
  return db.plan.findMany({
    where: { objectives: { some: { activities: { some: {} } } } },
    orderBy: [{ importedAt: 'desc' }, { title: 'asc' }],
    select: { id: true, title: true },
    take: most,
  });
}

/** The plan of that id or title, whatever its spelling. */
export async function findPlan(
  db: Database | Tx,
  text: string,
): Promise<{ id: string; title: string } | null> {
  const select = { id: true, title: true };
  return (
    (await db.plan.findUnique({ where: { id: text }, select })) ??
    (await db.plan.findUnique({ where: { titleKey: fold(text) }, select }))
  );
}

/** Wants the picture of a plan sent, as the plan is when it is sent, in the language of who asked. */
export async function wantChart(
  work: Work,
  planId: string,
  receiver: Receiver,
  language: Language,
): Promise<void> {
  await tellNote(work, {
    ...receiver,
    kind: PLAN_CHART,
    subject: planId,
    params: { language },
    // Asked for again, it comes again.
    key: `${PLAN_CHART}:${planId}:${work.machineNow.toISOString()}:${work.personId}`,
  });
}

/** Renders a note of kind `plan.chart`: the picture, and the same in words. */
export const renderPlanChart: Renderer = async ({ subject, params, target, db, world }) => {
  const today = localDay(world.now, world.zone);
  const chart = await loadChart(db, subject, today);
  if (!chart) return null;
  const wanted = String(params.language);
  const language = isLanguage(wanted) ? wanted : target.language;
  const { plan, groups } = chart;
  const bytes = await drawPicture(planChart(language, plan, groups, today));
  const alt = altText(language, plan, groups, today);
  return {
    upload: { name: `plan-${today}.png`, bytes, alt },
    comment: caption(language, plan, groups, today),
  };
};

/** What the picture shows, for who cannot see it; whole lines only. */
export function altText(
  language: Language,
  plan: { title: string },
  groups: readonly ChartGroup[],
  today: Day,
): string {
  const t = translator(language);
  const { counts, rows } = chartFacts(language, groups, today);
  const lines = [`${shorten(plan.title, 150)}. ${counts}.`];
  const all = rows.map(({ handle, words }) => `${handle} ${words}.`);
  for (const [index, one] of all.entries()) {
    const more = t('plan.chart.more', { count: all.length - index });
    const text = [...lines, one].join('\n');
    const last = index === all.length - 1;
    if (text.length + (last ? 0 : more.length + 1) > ALT_LENGTH) {
      lines.push(more);
      break;
    }
    lines.push(one);
  }
  return lines.join('\n');
}

/** The line above the picture; the rest stands in the picture and in its alternative text. */
function caption(
  language: Language,
  plan: { title: string },
  groups: readonly ChartGroup[],
  today: Day,
): Message {
  const { summary, parts } = chartMessage(language, plan, groups, today);
  return message(language, summary, parts.slice(0, 2));
}

/** The chart in words: how many of each, and what slips or is due. */
export function chartMessage(
  language: Language,
  plan: { title: string },
  groups: readonly ChartGroup[],
  today: Day,
): Message {
  const t = translator(language);
  const title = t('plan.chart.head', { title: shorten(plan.title, 150) });
  const { counts } = chartFacts(language, groups, today);
  const urgent = groups.filter(({ kind }) => kind === 'overdue' || kind === 'soon');
  const { rows } = chartFacts(language, urgent, today);
  const items: (Inline[] | string)[] = rows
    .slice(0, WORD_ROWS)
    .map(({ handle, words }) => [{ bold: handle }, ` ${words}`]);
  const more = urgent.reduce((sum, { count }) => sum + count, 0) - items.length;
  if (more > 0) items.push(t('plan.chart.more', { count: more }));
  const parts: Part[] = [
    { kind: 'text', text: [{ bold: title }] },
    { kind: 'text', text: counts },
  ];
  if (items.length > 0) parts.push({ kind: 'list', items });
  return message(language, `${title}: ${counts}`, parts);
}
