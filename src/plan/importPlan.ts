import { localDay } from '../calendar/index.ts';
import { isRefusal, type Refusal } from '../chat/refusal.ts';
import { emptyReport, type ImportReport } from '../documents/importReport.ts';
import { fold } from '../i18n/fold.ts';
import { audit, nextNumbers } from '../storage/audit.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import {
  type ChangedActivity,
  comparePlan,
  type KnownActivity,
  type PlanComparison,
  retitled,
} from './comparePlan.ts';
import { changesBetween, recordChanges } from './history.ts';
import { linkInstitutions, unknownInPlan } from './institutionLinks.ts';
import type { PlanRow } from './planRow.ts';
import { readPlanFile } from './readPlanFile.ts';

/** What of a comparison is taken over. */
export interface Choice {
  /** Only rows that are new; what stands stays as it is. */
  onlyNew?: boolean;
  /** Open activities that the file does not name are marked as dropped. */
  dropUnnamed?: boolean;
  demonstration?: boolean;
}

/**
 * Brings the rows of a CSV or XLSX file into the plan of that title, which is made when it is new;
 * several plans stand side by side. An activity is known by its objective and folded title, and by
 * its title alone where its objective changed. An empty cell never erases, an activity that the
 * file does not name stays, and one that was marked done here stays done. All or nothing: with one
 * refused row nothing is written, and the report tells each line and reason.
 */
export async function importPlan(
  work: Work,
  title: string,
  bytes: Uint8Array,
  options: { demonstration?: boolean } = {},
): Promise<ImportReport | Refusal> {
  const file = await readPlanFile(title, bytes, localDay(work.now, work.zone));
  if (isRefusal(file)) return file;
  if (file.refusedRows.length > 0) {
    return { ...emptyReport(file.ignored), refusedRows: file.refusedRows };
  }
  return takeOver(work, await comparePlan(work.tx, file), options);
}

/** Writes what a comparison found, as far as it was chosen. */
export async function takeOver(
  work: Work,
  comparison: PlanComparison,
  { onlyNew = false, dropUnnamed = false, demonstration = false }: Choice,
): Promise<ImportReport> {
  const { file } = comparison;
  const report = emptyReport(file.ignored);
  const planId = comparison.planId ?? (await createPlan(work, file.title));
  const objectives = await keepObjectives(work, planId, comparison, onlyNew, report);
  await addActivities(work, comparison.added, objectives, demonstration, report);
  report.left = comparison.left;
  report.keptDone = comparison.keptDone.map(nameOf);
  if (onlyNew) report.left += comparison.changed.length;
  else for (const one of comparison.changed) await changeActivity(work, one, objectives, report);
  if (dropUnnamed) await dropActivities(work, comparison.unnamed, report);
  await linkInstitutions(work, planId);
  report.unknownInstitutions = (await unknownInPlan(work.tx, planId)).map(({ name }) => name);
  const { added, changed, dropped } = report;
  if (added.length + changed.length + dropped.length > 0) {
    await work.tx.plan.update({ where: { id: planId }, data: { importedAt: work.now } });
    await audit(work, 'plan.import', planId, {
      added: added.length,
      changed: changed.length,
      left: report.left,
      dropped: dropped.length,
    });
  }
  return report;
}

function nameOf({ handle, title }: KnownActivity): string {
  return `${handle} ${title}`;
}

async function createPlan(work: Work, title: string): Promise<string> {
  const { id } = await work.tx.plan.create({
    data: { title, titleKey: fold(title), importedAt: work.now },
    select: { id: true },
  });
  return id;
}

/**
 * The ids of the plan's objectives by their code; makes those that are new, and with `onlyNew` those
 * alone that a new activity has.
 */
async function keepObjectives(
  work: Work,
  planId: string,
  comparison: PlanComparison,
  onlyNew: boolean,
  report: ImportReport,
): Promise<ReadonlyMap<string, string>> {
  const known = await work.tx.objective.findMany({ where: { planId } });
  const ids = new Map(known.map((objective) => [objective.code, objective.id]));
  const needed = new Set(comparison.added.map(({ row }) => row.objectiveCode));
  for (const { code, id, title } of comparison.objectives) {
    if (id !== null || (onlyNew && !needed.has(code))) continue;
    const made = await work.tx.objective.create({
      data: { planId, code, title, position: ids.size },
      select: { id: true },
    });
    ids.set(code, made.id);
  }
  for (const { code, change } of onlyNew ? [] : retitled(comparison)) {
    const where = { planId_code: { planId, code } };
    await work.tx.objective.update({ where, data: { title: change.after } });
    report.changed.push({ name: code, fields: ['title'] });
  }
  return ids;
}

async function addActivities(
  work: Work,
  added: PlanComparison['added'],
  objectives: ReadonlyMap<string, string>,
  demonstration: boolean,
  report: ImportReport,
): Promise<void> {
  if (added.length === 0) return;
  const data = [];
  const first = await nextNumbers(work, 'activity', added.length);
  for (const [index, { row, position }] of added.entries()) {
    const handle = `A${first + index}`;
    const objectiveId = objectives.get(row.objectiveCode) as string;
    data.push({ ...newActivity(row), handle, objectiveId, position, demonstration });
    report.added.push(`${handle} ${row.title}`);
  }
  await work.tx.activity.createMany({ data });
}

function newActivity(row: PlanRow) {
  return {
    title: row.title,
    titleKey: row.titleKey,
    responsible: row.responsible || null,
    supporting: row.supporting || null,
    deadline: row.deadline || null,
    deadlineKind: row.deadlineKind,
    deadlineOn: row.deadlineOn,
    cost: row.cost || null,
    fundingSource: row.fundingSource || null,
    indicator: row.indicator || null,
    source: row.source || null,
    state: row.status ?? ('open' as const),
    doneOn: row.doneOn || null,
  };
}

/** Writes what the row says differently, and adds to the report what became of it. */
async function changeActivity(
  work: Work,
  { row, before, changes }: ChangedActivity,
  objectives: ReadonlyMap<string, string>,
  report: ImportReport,
): Promise<void> {
  const data: Record<string, string | null> = {};
  for (const { field, after } of changes) {
    if (field === 'objective') data.objectiveId = objectives.get(after) as string;
    else if (field === 'status') {
      data.state = after;
      // What was done and is dropped after all has no day on which it was done.
      if (after !== 'done') data.doneOn = null;
    } else data[field] = after;
    if (field === 'deadline') {
      data.deadlineOn = row.deadlineOn;
      data.deadlineKind = row.deadlineKind;
    }
  }
  await work.tx.activity.update({ where: { id: before.id }, data });
  await recordChanges(work, changesBetween(before, data));
  const name = `${before.handle} ${row.title}`;
  report.changed.push({ name, fields: changes.map(({ field }) => field) });
}

async function dropActivities(
  work: Work,
  unnamed: readonly KnownActivity[],
  report: ImportReport,
): Promise<void> {
  const ids = unnamed.map(({ id }) => id);
  for (const part of inParts(ids)) {
    await work.tx.activity.updateMany({ where: { id: { in: part } }, data: { state: 'dropped' } });
  }
  await recordChanges(
    work,
    unnamed.flatMap((activity) => changesBetween(activity, { state: 'dropped' })),
  );
  report.dropped.push(...unnamed.map(nameOf));
}
