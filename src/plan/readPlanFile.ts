import type { Day } from '../calendar/index.ts';
import { normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import type { CsvTable } from '../documents/csv.ts';
import type { RefusedRow } from '../documents/importReport.ts';
import { readTable, readTableAhead } from '../documents/readTable.ts';
import { oneLine } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
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

/** A plan as a file tells it. */
export interface PlanFile {
  title: string;
  rows: PlanRow[];
  /** By line; with one of them nothing of the file is taken. */
  refusedRows: RefusedRow[];
  /** Names of columns that were not read. */
  ignored: string[];
}

/** Reads a plan's workbook that was just handed over, before any transaction. */
export function readPlanAhead(bytes: Uint8Array | undefined): Promise<void> {
  return readTableAhead(bytes, PLAN_COLUMNS, 'title');
}

/** Reads the rows of a CSV or XLSX file for the plan of that title. */
export async function readPlanFile(
  title: string,
  bytes: Uint8Array,
  today: Day,
): Promise<PlanFile | Refusal> {
  const planTitle = oneLine(normaliseText(title));
  const problem = planTitleProblem(planTitle);
  if (problem === 'missing') return refusal('plan.titleMissing', {}, 'title');
  if (problem === 'unshowable') return refusal('form.unshowable', {}, 'title');
  if (problem === 'tooLong') {
    return refusal('form.tooLongOption', { max: PLAN_TITLE_LENGTH }, 'title');
  }
  const table = await readTable(bytes, PLAN_COLUMNS, {
    column: 'title',
    missing: refusal('imports.noActivityColumn', {}, 'file'),
  });
  if (isRefusal(table)) return table;
  if (table.rows.length > MOST_ACTIVITIES) {
    return refusal('imports.tooManyRows', { max: MOST_ACTIVITIES }, 'file');
  }
  const { rows, refused } = readRows(table, today);
  return { title: planTitle, rows, refusedRows: refused, ignored: table.ignored };
}

/** The rows of a file, or in `refused` why some cannot be taken, by line. */
function readRows(
  table: CsvTable<PlanColumn>,
  today: Day,
): { rows: PlanRow[]; refused: RefusedRow[] } {
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

/** What a row is known by: its objective and its folded title. */
export function rowKey(code: string, titleKey: string): string {
  return `${code}\n${titleKey}`;
}
