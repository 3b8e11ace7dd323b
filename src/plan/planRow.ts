import type { Day } from '../calendar/index.ts';
import { hasUnshowable } from '../chat/inputs.ts';
import type { Columns, CsvRow } from '../documents/csv.ts';
import type { ImportedField, RefusedRow } from '../documents/importReport.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { parsePeriod, readDeadline } from '../i18n/deadline.ts';
import { fold } from '../i18n/fold.ts';
import type { DeadlineKind } from '../storage/generated/sqlite/enums.ts';

export type PlanColumn =
  | 'objective'
  | 'title'
  | 'responsible'
  | 'supporting'
  | 'deadline'
  | 'cost'
  | 'fundingSource'
  | 'indicator'
  | 'source'
  | 'status'
  | 'doneOn';

export const PLAN_COLUMNS: Columns<PlanColumn> = {
  objective: ['objektivi', 'cilj', 'objektivi strategjik', 'strateški cilj', 'strategic objective'],
  title: ['activity', 'aktiviteti', 'aktivnost', 'milestone', 'masa', 'mera', 'measure'],
  responsible: [
    'responsible institution',
    'përgjegjës',
    'përgjegjësi',
    'institucioni përgjegjës',
    'odgovorna institucija',
    'odgovoran',
    'odgovorni',
  ],
  supporting: [
    'supporting institution',
    'supporting institutions',
    'mbështetës',
    'mbështetësit',
    'institucioni mbështetës',
    'institucionet mbështetëse',
    'pomoćna institucija',
    'pomoćne institucije',
  ],
  deadline: ['due', 'due date', 'afati', 'afati kohor', 'rok', 'rok za realizaciju'],
  cost: ['cost EUR', 'kosto', 'kostoja', 'kosto EUR', 'trošak', 'troškovi', 'trošak EUR'],
  fundingSource: [
    'funding source',
    'source of funding',
    'funding',
    'burimi i financimit',
    'izvor finansiranja',
  ],
  indicator: ['indicators', 'treguesi', 'treguesit', 'indikator', 'indikatori'],
  source: ['burimi', 'izvor'],
  status: ['statusi', 'gjendja', 'stanje', 'state'],
  doneOn: ['done on', 'kryer më', 'e kryer më', 'data e kryerjes', 'završeno', 'datum završetka'],
};

/** How long each cell may be, in characters. */
const LENGTHS: Readonly<Record<PlanColumn, number>> = {
  objective: 300,
  title: 500,
  responsible: 300,
  supporting: 500,
  deadline: 40,
  cost: 200,
  fundingSource: 300,
  indicator: 1_000,
  source: 300,
  status: 60,
  doneOn: 40,
};

export type ActivityStatus = 'open' | 'done' | 'dropped';

// The English words are the usual ones of published plans (e.g. Croatia's OGP measures); a plan
// that says "delayed" or "no data" tells of an activity that is still open.
const STATUS_WORDS: Readonly<Record<ActivityStatus, readonly string[]>> = {
  open: [
    'open',
    'not started',
    'in progress',
    'delayed',
    'no data',
    'hapur',
    'i hapur',
    'e hapur',
    'pa filluar',
    'nuk ka filluar',
    'në proces',
    'në vazhdim',
    'vonuar',
    'i vonuar',
    'me vonesë',
    'pa të dhëna',
    'otvoreno',
    'otvorena',
    'nije počelo',
    'nije započeto',
    'u toku',
    'kasni',
    'sa zakašnjenjem',
    'bez podataka',
    'nema podataka',
  ],
  done: [
    'done',
    'completed',
    'kryer',
    'i kryer',
    'e kryer',
    'u krye',
    'përfunduar',
    'i përfunduar',
    'realizuar',
    'i realizuar',
    'završeno',
    'završena',
    'realizovano',
    'sprovedeno',
  ],
  dropped: [
    'dropped',
    'cancelled',
    'canceled',
    'hequr',
    'i hequr',
    'anuluar',
    'i anuluar',
    'odustalo se',
    'otkazano',
    'otkazana',
    'poništeno',
  ],
};

const STATUSES = new Map(
  (Object.keys(STATUS_WORDS) as ActivityStatus[]).flatMap((status) =>
    STATUS_WORDS[status].map((word) => [fold(word), status] as const),
  ),
);

/** The status that a word means in any of the three languages; null for an unknown word. */
export function readStatus(word: string): ActivityStatus | null {
  return STATUSES.get(fold(word)) ?? null;
}

/** One row of a plan's file, understood. Where a text is `''` or null the file says nothing. */
export interface PlanRow {
  line: number;
  titleKey: string;
  objectiveCode: string;
  objectiveTitle: string | null;
  title: string;
  responsible: string;
  supporting: string;
  deadline: string;
  deadlineKind: DeadlineKind | null;
  deadlineOn: Day | null;
  cost: string;
  fundingSource: string;
  indicator: string;
  source: string;
  status: ActivityStatus | null;
  /** An ISO day, or a longer period as it was written. */
  doneOn: string;
}

/** Reads one row, or says why it cannot be taken. `today` bounds the days of what is done. */
export function readPlanRow(row: CsvRow<PlanColumn>, today: Day): PlanRow | RefusedRow {
  const { line } = row;
  const text = Object.fromEntries(
    Object.entries(row.cells).map(([column, cell]) => [column, oneLine(cell)]),
  ) as Record<PlanColumn, string>;
  const no = (reason: RefusedRow['reason'], context: RefusedRow['context'] = {}): RefusedRow => ({
    line,
    reason,
    context,
  });

  const titleKey = fold(text.title);
  if (titleKey === '') return no('imports.titleMissing');
  for (const column of Object.keys(LENGTHS) as (PlanColumn & ImportedField)[]) {
    if ([...text[column]].length > LENGTHS[column]) {
      return no('imports.fieldTooLong', { field: column, max: LENGTHS[column] });
    }
  }
  const deadline = readDeadline(text.deadline);
  if (!deadline) return no('imports.badDeadline', { value: text.deadline });
  const word = text.status === '' ? null : readStatus(text.status);
  if (text.status !== '' && word === null) {
    return no('imports.badStatus', { value: shorten(text.status, 60) });
  }
  const done = text.doneOn === '' ? null : parsePeriod(text.doneOn);
  if (text.doneOn !== '') {
    if (!done) return no('imports.badDoneOn', { value: text.doneOn });
    if (done.from > today) return no('imports.doneInFuture', { value: text.doneOn });
    if (word !== null && word !== 'done') return no('imports.doneButOpen');
  }
  return {
    line,
    titleKey,
    ...splitObjective(text.objective),
    title: text.title,
    responsible: text.responsible,
    supporting: text.supporting,
    deadline: text.deadline,
    deadlineKind: deadline.kind,
    deadlineOn: deadline.on,
    cost: text.cost,
    fundingSource: text.fundingSource,
    indicator: text.indicator,
    source: text.source,
    status: done ? 'done' : word,
    doneOn: done && done.from === done.to ? done.from : text.doneOn,
  };
}

/** `1`, `SO1`, `1.2.` or `OS 3:`, with the objective's title behind it if there is one. */
const OBJECTIVE = /^((?:\p{L}{1,3}[ .]?)?\d{1,2}(?:\.\d{1,2}){0,3})[.):]?(?:\s*[–—:-]?\s+(.+))?$/u;

function splitObjective(cell: string): Pick<PlanRow, 'objectiveCode' | 'objectiveTitle'> {
  const match = OBJECTIVE.exec(cell);
  return match
    ? { objectiveCode: match[1] ?? '', objectiveTitle: match[2] ?? null }
    : { objectiveCode: cell, objectiveTitle: null };
}

/** What is wrong with a plan's title, or null. */
export function planTitleProblem(title: string): 'missing' | 'unshowable' | 'tooLong' | null {
  if (fold(title) === '') return 'missing';
  if (hasUnshowable(title)) return 'unshowable';
  return [...title].length > PLAN_TITLE_LENGTH ? 'tooLong' : null;
}

export const PLAN_TITLE_LENGTH = 150;
