import type { Day } from '../calendar/index.ts';
import type { Columns, CsvRow } from '../documents/csv.ts';
import type { ImportedField, RefusedRow } from '../documents/importReport.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { readDeadline } from '../i18n/deadline.ts';
import { fold } from '../i18n/fold.ts';
import { LANGUAGES, translate } from '../i18n/index.ts';
import { DraftType } from '../storage/generated/sqlite/enums.ts';
import type { PlannedState } from './rules.ts';

export type ProgrammeColumn = 'title' | 'responsible' | 'deadline' | 'type' | 'status' | 'source';

export const PROGRAMME_COLUMNS: Columns<ProgrammeColumn> = {
  title: [
    'draft law',
    'draft',
    'draft act',
    'titulli',
    'emërtimi',
    'projektligji',
    'projektakti',
    'naziv',
    'naslov',
    'nacrt zakona',
    'nacrt',
  ],
  responsible: [
    'institution',
    'ministry',
    'proposing body',
    'responsible institution',
    'institucioni',
    'ministria',
    'institucioni përgjegjës',
    'propozuesi',
    'bartësi',
    'institucija',
    'ministarstvo',
    'odgovorna institucija',
    'predlagač',
    'nosilac',
  ],
  deadline: [
    'due',
    'due date',
    'deadline for approval',
    'afati',
    'afati kohor',
    'afati për miratim',
    'rok',
    'rok za usvajanje',
  ],
  type: ['kind', 'lloji', 'lloji i aktit', 'vrsta', 'vrsta akta'],
  status: ['state', 'statusi', 'gjendja', 'stanje'],
  source: ['burimi', 'vendimi', 'izvor', 'odluka', 'decision'],
};

/** How long each cell may be, in characters. */
export const PROGRAMME_LENGTHS: Readonly<Record<ProgrammeColumn, number>> = {
  title: 500,
  responsible: 300,
  deadline: 60,
  type: 60,
  status: 60,
  source: 300,
};

// A draft that the Government approved stays in its programme: whether it was consulted on is just
// what is asked of it.
const STATE_WORDS: Readonly<Record<PlannedState, readonly string[]>> = {
  planned: [
    'planned',
    'in the programme',
    'added',
    'approved',
    'in progress',
    'planifikuar',
    'i planifikuar',
    'e planifikuar',
    'në program',
    'shtuar',
    'i shtuar',
    'miratuar',
    'i miratuar',
    'në proces',
    'planirano',
    'planiran',
    'u programu',
    'dodato',
    'dodat',
    'usvojeno',
    'usvojen',
    'u toku',
  ],
  postponed: [
    'postponed',
    'moved',
    'deferred',
    'shtyrë',
    'i shtyrë',
    'e shtyrë',
    'u shty',
    'odloženo',
    'odložen',
    'pomereno',
    'pomeren',
  ],
  withdrawn: [
    'withdrawn',
    'removed',
    'dropped',
    'tërhequr',
    'i tërhequr',
    'u tërhoq',
    'hequr',
    'i hequr',
    'povučeno',
    'povučen',
    'uklonjeno',
    'uklonjen',
  ],
};

const STATES = new Map(
  (Object.keys(STATE_WORDS) as PlannedState[]).flatMap((state) =>
    STATE_WORDS[state].map((word) => [fold(word), state] as const),
  ),
);

/** Programmes part their laws into new ones and amendments. */
const LAW_WORDS = ['law', 'ligj', 'zakon', 'new', 'i ri', 'novi', 'amending', 'amendment'];
const MORE_LAW_WORDS = ['ndryshim plotësim', 'plotësim ndryshim', 'ndryshim', 'izmena', 'dopuna'];

const TYPES = new Map<string, DraftType>([
  ...[...LAW_WORDS, ...MORE_LAW_WORDS].map((word) => [fold(word), DraftType.draft_law] as const),
  ...Object.values(DraftType).flatMap((type) => [
    [fold(type), type] as const,
    ...LANGUAGES.map(
      (language) => [fold(translate(language, `draft.type.${type}`)), type] as const,
    ),
  ]),
]);

/** One row of a programme's file, understood. Where a text is `''` or null the file says nothing. */
export interface ProgrammeRow {
  line: number;
  title: string;
  titleKey: string;
  responsible: string;
  deadline: string;
  deadlineOn: Day | null;
  type: DraftType | null;
  state: PlannedState | null;
  source: string;
}

/** Reads one row, or says why it cannot be taken. */
export function readProgrammeRow(row: CsvRow<ProgrammeColumn>): ProgrammeRow | RefusedRow {
  const { line } = row;
  const text = Object.fromEntries(
    Object.entries(row.cells).map(([column, cell]) => [column, oneLine(cell)]),
  ) as Record<ProgrammeColumn, string>;
  const no = (reason: RefusedRow['reason'], context: RefusedRow['context'] = {}): RefusedRow => ({
    line,
    reason,
    context,
  });
  const titleKey = fold(text.title);
  if (titleKey === '') return no('programme.import.titleMissing');
  for (const column of Object.keys(PROGRAMME_LENGTHS) as (ProgrammeColumn & ImportedField)[]) {
    const max = PROGRAMME_LENGTHS[column];
    if ([...text[column]].length > max) return no('imports.fieldTooLong', { field: column, max });
  }
  const deadline = readDeadline(text.deadline);
  if (!deadline) return no('imports.badDeadline', { value: text.deadline });
  const state = text.status === '' ? null : (STATES.get(fold(text.status)) ?? null);
  if (text.status !== '' && state === null) {
    return no('programme.import.badStatus', { value: shorten(text.status, 60) });
  }
  const type = text.type === '' ? null : (TYPES.get(fold(text.type)) ?? null);
  if (text.type !== '' && type === null) {
    return no('programme.import.badType', { value: shorten(text.type, 60) });
  }
  return {
    line,
    title: text.title,
    titleKey,
    responsible: text.responsible,
    // A dash in the column of deadlines says that there is none.
    deadline: deadline.kind === null ? '' : text.deadline,
    deadlineOn: deadline.on,
    type,
    state,
    source: text.source,
  };
}
