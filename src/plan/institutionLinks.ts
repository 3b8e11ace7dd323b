import type { Day } from '../calendar/index.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import type { Translate } from '../i18n/index.ts';
import { addByName } from '../institutions/keepInstitutions.ts';
import { type NamedPiece, namesIn, successorsOn } from '../institutions/rules.ts';
import {
  type InstitutionRow,
  type InstitutionTable,
  institutionTable,
} from '../institutions/table.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';

const ROLES = ['responsible', 'supporting'] as const;

interface Texts {
  responsible: string | null;
  supporting: string | null;
}

type Pieces = NamedPiece<InstitutionRow>[];

/** Reads cells with one table; many activities of a plan have the same, which is read once. */
function cellReader({ find }: InstitutionTable): (cell: string | null) => Pieces {
  const read = new Map<string, Pieces>();
  return (cell) => {
    if (!cell) return [];
    const pieces = read.get(cell) ?? namesIn(cell, find);
    read.set(cell, pieces);
    return pieces;
  };
}

function linksOf(read: (cell: string | null) => Pieces, activityId: string, texts: Texts) {
  return ROLES.flatMap((role) =>
    read(texts[role]).flatMap(({ written, known }, position) =>
      known ? [{ activityId, institutionId: known.id, role, position, written }] : [],
    ),
  );
}

/**
 * Brings the institutions of activities, all or those of a plan, in line with what their texts name.
 * To be called in the transaction that changed either: activities, or what institutions are called.
 */
export async function linkInstitutions(work: Work, planId?: string): Promise<void> {
  const read = cellReader(await institutionTable(work.tx));
  const ofPlan = planId === undefined ? {} : { objective: { planId } };
  const activities = await work.tx.activity.findMany({
    where: ofPlan,
    select: { id: true, responsible: true, supporting: true },
  });
  const wanted = activities.flatMap(({ id, ...texts }) => linksOf(read, id, texts));
  const standing = await work.tx.activityInstitution.findMany({ where: { activity: ofPlan } });
  const keyOf = (link: (typeof wanted)[number]) =>
    [link.activityId, link.role, link.position, link.institutionId, link.written].join('\n');
  const kept = new Set(wanted.map(keyOf));
  const there = new Set(standing.map(keyOf));
  const changed = new Set(
    [
      ...standing.filter((one) => !kept.has(keyOf(one))),
      ...wanted.filter((one) => !there.has(keyOf(one))),
    ].map(({ activityId }) => activityId),
  );
  for (const part of inParts([...changed])) {
    await work.tx.activityInstitution.deleteMany({ where: { activityId: { in: part } } });
  }
  await work.tx.activityInstitution.createMany({
    data: wanted.filter(({ activityId }) => changed.has(activityId)),
  });
}

/** A name in a plan that the table does not know. */
export interface UnknownName {
  name: string;
  /**
   * Whether it is certainly the name of one institution. A comma may part names or stand in one:
   * “Ministria e Arsimit, Shkencës, Teknologjisë dhe Inovacionit”. Only people can tell.
   */
  certain: boolean;
}

/**
 * The names in these texts that the table does not know, each once, in their order; of a cell with
 * commas the whole cell.
 */
export function unknownIn(table: InstitutionTable, texts: readonly Texts[]): UnknownName[] {
  const read = cellReader(table);
  const names = new Map<string, UnknownName>();
  const add = (name: string, certain: boolean) => {
    const key = fold(name);
    if (!names.has(key)) names.set(key, { name, certain });
  };
  for (const each of texts) {
    for (const role of ROLES) {
      const unknown = read(each[role]).filter(({ known }) => known === null);
      const cell = oneLine(each[role] ?? '');
      if (unknown.length > 0 && cell.includes(',')) add(cell, false);
      else for (const { written } of unknown) add(written, true);
    }
  }
  return [...names.values()];
}

/** The names in a plan that the table does not know. */
export async function unknownInPlan(db: Database | Tx, planId: string): Promise<UnknownName[]> {
  const activities = await db.activity.findMany({
    where: { objective: { planId } },
    select: { responsible: true, supporting: true },
    orderBy: { position: 'asc' },
  });
  return unknownIn(await institutionTable(db), activities);
}

/** The names among these that can be added without asking anybody. */
export function certainOf(unknown: readonly UnknownName[]): string[] {
  return unknown.flatMap(({ name, certain }) => (certain ? [name] : []));
}

/** Adds the names of a plan that are certain as institutions of their own; gives those added. */
export async function addUnknown(work: Work, planId: string): Promise<string[]> {
  const added = await addByName(work, certainOf(await unknownInPlan(work.tx, planId)));
  if (added.length > 0) await linkInstitutions(work);
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
