import type { Day } from '../calendar/index.ts';
import { shorten } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import type { Translate } from '../i18n/index.ts';
import { addByName } from '../institutions/keepInstitutions.ts';
import { namesIn, successorsOn } from '../institutions/rules.ts';
import { type InstitutionTable, institutionTable } from '../institutions/table.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';

const ROLES = ['responsible', 'supporting'] as const;

interface Texts {
  responsible: string | null;
  supporting: string | null;
}

function linksOf(table: InstitutionTable, activityId: string, texts: Texts) {
  return ROLES.flatMap((role) =>
    namesIn(texts[role] ?? '', table.find).flatMap(({ written, known }, position) =>
      known ? [{ activityId, institutionId: known.id, role, position, written }] : [],
    ),
  );
}

/**
 * Brings the institutions of all activities in line with what their texts name. To be called in the
 * transaction that changed either: activities, or what institutions are called.
 */
export async function linkInstitutions(work: Work): Promise<void> {
  const table = await institutionTable(work.tx);
  const activities = await work.tx.activity.findMany({
    select: { id: true, responsible: true, supporting: true },
  });
  const wanted = activities.flatMap(({ id, ...texts }) => linksOf(table, id, texts));
  const standing = await work.tx.activityInstitution.findMany();
  const keyOf = (link: (typeof wanted)[number]) =>
    [link.activityId, link.role, link.position, link.institutionId, link.written].join('\n');
  const kept = new Set(wanted.map(keyOf));
  const there = new Set(standing.map(keyOf));
  for (const link of standing.filter((one) => !kept.has(keyOf(one)))) {
    const { activityId, role, position } = link;
    const where = { activityId_role_position: { activityId, role, position } };
    await work.tx.activityInstitution.delete({ where });
  }
  await work.tx.activityInstitution.createMany({
    data: wanted.filter((link) => !there.has(keyOf(link))),
  });
}

/** The names in these texts that the table does not know, each once, in their order. */
export function unknownIn(table: InstitutionTable, texts: readonly Texts[]): string[] {
  const names = new Map<string, string>();
  for (const each of texts) {
    for (const role of ROLES) {
      for (const { written, known } of namesIn(each[role] ?? '', table.find)) {
        if (!known && !names.has(fold(written))) names.set(fold(written), written);
      }
    }
  }
  return [...names.values()];
}

/** The names in a plan that the table does not know. */
export async function unknownInPlan(db: Database | Tx, planId: string): Promise<string[]> {
  const activities = await db.activity.findMany({
    where: { objective: { planId } },
    select: { responsible: true, supporting: true },
    orderBy: { position: 'asc' },
  });
  return unknownIn(await institutionTable(db), activities);
}

/** Adds every name of a plan that is not known as an institution of its own; says how many. */
export async function addUnknown(work: Work, planId: string): Promise<number> {
  const added = await addByName(work, await unknownInPlan(work.tx, planId));
  await linkInstitutions(work);
  return added;
}

/** The activities that name an institution, or one of which it is a successor today. */
export async function activitiesOf(
  db: Database | Tx,
  institutionId: string,
  today: Day,
): Promise<ReadonlySet<string>> {
  const successions = await db.institutionSuccessor.findMany();
  const before = successions
    .map((one) => one.institutionId)
    .filter((id) => successorsOn(successions, id, today).includes(institutionId));
  const rows = await db.activityInstitution.findMany({
    where: { institutionId: { in: [institutionId, ...before] } },
    select: { activityId: true },
  });
  return new Set(rows.map(({ activityId }) => activityId));
}

/** As long as the line of an activity shows of whoever is responsible. */
const RESPONSIBLE_LENGTH = 60;

/**
 * The activities with today's successors beside who is responsible: what the plan writes stays, and
 * whoever reads it learns whom to ask now.
 */
export async function withSuccessors<T extends { id: string; responsible: string | null }>(
  db: Database | Tx,
  t: Translate,
  activities: readonly T[],
  today: Day,
): Promise<T[]> {
  const successions = await db.institutionSuccessor.findMany();
  if (successions.length === 0) return [...activities];
  const links: { activityId: string; institutionId: string }[] = [];
  for (const part of inParts(activities.map(({ id }) => id))) {
    const found = await db.activityInstitution.findMany({
      where: { role: 'responsible', activityId: { in: part } },
      orderBy: { position: 'asc' },
    });
    links.push(...found);
  }
  const rows = await db.institution.findMany({ select: { id: true, code: true } });
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  return activities.map((activity) => {
    const ids = links
      .filter(({ activityId }) => activityId === activity.id)
      .flatMap(({ institutionId }) => successorsOn(successions, institutionId, today));
    if (ids.length === 0 || activity.responsible === null) return activity;
    const names = [...new Set(ids)].map((id) => codes.get(id) ?? '').join(', ');
    const now = t('institution.now', { names: shorten(names, 30) });
    const written = shorten(activity.responsible, RESPONSIBLE_LENGTH - [...now].length - 1);
    return { ...activity, responsible: `${written} ${now}` };
  });
}
