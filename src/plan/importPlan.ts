import { localDay } from '../calendar/index.ts';
import { normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { type CsvTable, readCsv } from '../documents/csv.ts';
import {
  emptyReport,
  type ImportedField,
  type ImportReport,
  type RefusedRow,
} from '../documents/importReport.ts';
import { oneLine } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { changesBetween, recordChanges } from './history.ts';
import {
  PLAN_COLUMNS,
  PLAN_TITLE_LENGTH,
  type PlanColumn,
  type PlanRow,
  planTitleProblem,
  readPlanRow,
} from './planRow.ts';

/** Far above any plan: the Government's strategies have four objectives with some dozen rows. */
const MOST_ACTIVITIES = 1_000;

/**
 * Brings the rows of a CSV file into the plan of that title, which is made when it is new; several
 * plans stand side by side. An activity is known by its objective and folded title, and by its
 * title alone where its objective changed. An empty cell never erases, an activity that the file
 * does not name stays, and one that was marked done here stays done. All or nothing: with one
 * refused row nothing is written, and the report tells each line and reason.
 */
export async function importPlan(
  work: Work,
  title: string,
  bytes: Uint8Array,
  options: { demonstration?: boolean } = {},
): Promise<ImportReport | Refusal> {
  const planTitle = oneLine(normaliseText(title));
  const problem = planTitleProblem(planTitle);
  if (problem === 'missing') return refusal('plan.titleMissing', {}, 'title');
  if (problem === 'unshowable') return refusal('form.unshowable', {}, 'title');
  if (problem === 'tooLong') {
    return refusal('form.tooLongOption', { max: PLAN_TITLE_LENGTH }, 'title');
  }
  const table = readCsv(bytes, PLAN_COLUMNS, {
    column: 'title',
    missing: refusal('imports.noActivityColumn', {}, 'file'),
  });
  if (isRefusal(table)) return table;
  if (table.rows.length > MOST_ACTIVITIES) {
    return refusal('imports.tooManyRows', { max: MOST_ACTIVITIES }, 'file');
  }
  const { rows, refused } = readRows(table, work);
  const report = emptyReport(table.ignored);
  report.refusedRows = refused;
  if (refused.length > 0) return report;

  const plan = await planOf(work, planTitle);
  const objectives = await objectivesOf(work, plan.id, rows, report);
  const known = await work.tx.activity.findMany({
    where: { objective: { planId: plan.id } },
    include: { objective: { select: { code: true } } },
  });
  const matches = matchRows(rows, known);
  const added: NewActivity[] = [];
  for (const [position, row] of rows.entries()) {
    const before = matches.get(row);
    const objectiveId = objectives.get(row.objectiveCode) as string;
    if (before) {
      await changeActivity(work, row, before, objectiveId, report);
      continue;
    }
    const handle = `A${await nextNumber(work, 'activity')}`;
    added.push({
      ...newActivity(row),
      handle,
      objectiveId,
      position,
      demonstration: options.demonstration ?? false,
    });
    report.added.push(`${handle} ${row.title}`);
  }
  await work.tx.activity.createMany({ data: added });
  if (report.added.length + report.changed.length > 0) {
    await work.tx.plan.update({ where: { id: plan.id }, data: { importedAt: work.now } });
    await audit(work, 'plan.import', plan.id, {
      added: report.added.length,
      changed: report.changed.length,
      left: report.left,
    });
  }
  return report;
}

/** The rows of a file, or in `refused` why some cannot be taken, by line. */
function readRows(
  table: CsvTable<PlanColumn>,
  work: Work,
): { rows: PlanRow[]; refused: RefusedRow[] } {
  const today = localDay(work.now, work.zone);
  const rows: PlanRow[] = [];
  const refused: RefusedRow[] = [...table.refusedRows];
  const lines = new Map<string, number>();
  const titles = new Map<string, { title: string; line: number }>();
  for (const cells of table.rows) {
    const row = readPlanRow(cells, today);
    if ('reason' in row) {
      refused.push(row);
      continue;
    }
    const { line, objectiveCode: code } = row;
    const first = lines.get(rowKey(code, row.titleKey));
    const objective = titles.get(code);
    if (first !== undefined) {
      refused.push({ line, reason: 'imports.duplicate', context: { first } });
      continue;
    }
    lines.set(rowKey(code, row.titleKey), line);
    if (row.objectiveTitle !== null) {
      if (objective && fold(objective.title) !== fold(row.objectiveTitle)) {
        const context = { code, first: objective.line };
        refused.push({ line, reason: 'imports.objectiveTitles', context });
        continue;
      }
      if (!objective) titles.set(code, { title: row.objectiveTitle, line });
    }
    rows.push(row);
  }
  return { rows, refused: refused.sort((a, b) => a.line - b.line) };
}

function rowKey(code: string, titleKey: string): string {
  return `${code}\n${titleKey}`;
}

async function planOf(work: Work, title: string): Promise<{ id: string }> {
  const titleKey = fold(title);
  const known = await work.tx.plan.findUnique({ where: { titleKey }, select: { id: true } });
  return (
    known ??
    work.tx.plan.create({
      data: { title, titleKey, importedAt: work.now },
      select: { id: true },
    })
  );
}

/** The ids of the plan's objectives by their code; makes those that are new. */
async function objectivesOf(
  work: Work,
  planId: string,
  rows: readonly PlanRow[],
  report: ImportReport,
): Promise<ReadonlyMap<string, string>> {
  const known = await work.tx.objective.findMany({ where: { planId } });
  const byCode = new Map(known.map((objective) => [objective.code, objective]));
  const ids = new Map(known.map((objective) => [objective.code, objective.id]));
  for (const code of new Set(rows.map((row) => row.objectiveCode))) {
    const title = rows.find(
      (row) => row.objectiveCode === code && row.objectiveTitle !== null,
    )?.objectiveTitle;
    const before = byCode.get(code);
    if (!before) {
      const made = await work.tx.objective.create({
        data: { planId, code, title, position: ids.size },
        select: { id: true },
      });
      ids.set(code, made.id);
    } else if (title && title !== before.title) {
      await work.tx.objective.update({ where: { id: before.id }, data: { title } });
      report.changed.push({ name: code, fields: ['title'] });
    }
  }
  return ids;
}

type Known = Awaited<ReturnType<Work['tx']['activity']['findMany']>>[number] & {
  objective: { code: string };
};

/** Which known activity each row is about. */
function matchRows(rows: readonly PlanRow[], known: readonly Known[]): ReadonlyMap<PlanRow, Known> {
  const exact = new Map(
    known.map((activity) => [rowKey(activity.objective.code, activity.titleKey), activity]),
  );
  const matches = new Map<PlanRow, Known>();
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

type NewActivity = ReturnType<typeof newActivity> & {
  handle: string;
  objectiveId: string;
  position: number;
  demonstration: boolean;
};

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
  row: PlanRow,
  before: Known,
  objectiveId: string,
  report: ImportReport,
): Promise<void> {
  const name = `${before.handle} ${row.title}`;
  const fields: ImportedField[] = TEXTS.filter(
    (field) => row[field] && row[field] !== before[field],
  );
  const data: Record<string, string | null> = Object.fromEntries(
    fields.map((field) => [field, row[field as (typeof TEXTS)[number]]]),
  );
  if (fields.includes('deadline')) {
    data.deadlineOn = row.deadlineOn;
    data.deadlineKind = row.deadlineKind;
  }
  if (row.objectiveCode !== '' && objectiveId !== before.objectiveId) {
    fields.push('objective');
    data.objectiveId = objectiveId;
  }
  if (row.status === 'open' && before.state === 'done') {
    report.keptDone.push(name);
  } else if (row.status !== null && row.status !== before.state) {
    fields.push('status');
    data.state = row.status;
    // What was done and is dropped after all has no day on which it was done.
    if (row.status !== 'done') data.doneOn = null;
  }
  if (row.doneOn && row.doneOn !== before.doneOn) {
    fields.push('doneOn');
    data.doneOn = row.doneOn;
  }
  if (fields.length === 0) {
    report.left += 1;
    return;
  }
  await work.tx.activity.update({ where: { id: before.id }, data });
  await recordChanges(work, changesBetween(before, data));
  report.changed.push({ name, fields });
}
