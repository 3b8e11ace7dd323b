import { asDay, type Day } from '../calendar/index.ts';
import { type ImportedField, seenDigest } from '../documents/importReport.ts';
import { isMovedFrom, isSameDeadline } from '../i18n/deadline.ts';
import { fold } from '../i18n/fold.ts';
import { namesIn } from '../institutions/rules.ts';
import { type InstitutionTable, institutionTable } from '../institutions/table.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import { handleOf, listPlanned, type PlannedRow } from './find.ts';
import type { ProgrammeRow } from './programmeRow.ts';
import type { ProgrammeFile } from './readProgramme.ts';
import { type PlannedState, stateAfterMove } from './rules.ts';
import { type Core, compareTitles, coreOf } from './similar.ts';

/** What a file says differently of one field: as it stands, and as the file has it. */
export interface FieldChange {
  field: ImportedField;
  before: string | null;
  /** Null where a draft is postponed to no day. */
  after: string | null;
}

/** A planned draft that stands in the programme and that the file says differently. */
export interface ChangedPlanned {
  row: ProgrammeRow;
  before: KnownPlanned;
  changes: FieldChange[];
}

/** What a file would change in the programme of its year. Nothing is written by finding it out. */
export interface ProgrammeComparison {
  /** Null where the programme is new. */
  programmeId: string | null;
  file: ProgrammeFile;
  added: ProgrammeRow[];
  changed: ChangedPlanned[];
  /** How many rows are known and as they are. */
  left: number;
  /** Withdrawn here, and the file names them still: they stay withdrawn. */
  keptWithdrawn: KnownPlanned[];
  /** Moved here, and the file still has the deadline from before: they keep the new one. */
  keptMoved: KnownPlanned[];
  /** Drafts of the programme that are not withdrawn and that the file does not name. */
  unnamed: KnownPlanned[];
  /** Names of institutions in the file that the table does not know. */
  unknownInstitutions: string[];
  /** Differs as soon as anything that was compared differs: the file, or what it was compared with. */
  seen: string;
}

interface Change {
  before: string | null;
  after: string | null;
  reason: string | null;
}

/** A planned draft with what became of its deadline and its state, the latest first. */
export type KnownPlanned = PlannedRow & {
  handle: string;
  changes: readonly Change[];
  states: readonly Change[];
};

/** Compares a file without refused rows with what stands. */
export async function compareProgramme(
  db: Database | Tx,
  file: ProgrammeFile,
): Promise<ProgrammeComparison> {
  const programme = await db.programme.findUnique({
    where: { year: file.year },
    select: { id: true },
  });
  const known = programme ? await knownPlanned(db, programme.id) : [];
  const matches = matchRows(file.rows, known);
  const comparison: ProgrammeComparison = {
    programmeId: programme?.id ?? null,
    file,
    added: [],
    changed: [],
    left: 0,
    keptWithdrawn: [],
    keptMoved: [],
    unnamed: [],
    unknownInstitutions: unknownIn(
      await institutionTable(db),
      file.rows.map(({ responsible }) => responsible),
    ),
    seen: seenDigest([file.year, file.rows, known]),
  };
  for (const row of file.rows) {
    const before = matches.get(row);
    if (!before) {
      comparison.added.push(row);
      continue;
    }
    if (isMovedFrom(before, row.deadline)) comparison.keptMoved.push(before);
    if (keepsWithdrawn(row, before)) comparison.keptWithdrawn.push(before);
    const changes = changesOf(row, before);
    if (changes.length > 0) comparison.changed.push({ row, before, changes });
    else comparison.left += 1;
  }
  const named = new Set(matches.values());
  comparison.unnamed = known.filter((one) => one.state !== 'withdrawn' && !named.has(one));
  return comparison;
}

/** Whether there is anything to ask about. */
export function changesNothing({ added, changed, unnamed }: ProgrammeComparison): boolean {
  return added.length + changed.length + unnamed.length === 0;
}

/** The institution that a cell names first, as far as the table knows it. */
export function institutionIn(table: InstitutionTable, cell: string | null): string | null {
  if (!cell) return null;
  const names = namesIn(cell, table.find);
  return names.find(({ known }) => known !== null)?.known?.id ?? null;
}

/** The cells of which the table knows no name, each once. */
export function unknownIn(table: InstitutionTable, cells: readonly string[]): string[] {
  const unknown = new Map<string, string>();
  for (const cell of cells) {
    if (cell !== '' && institutionIn(table, cell) === null) unknown.set(fold(cell), cell);
  }
  return [...unknown.values()];
}

async function knownPlanned(db: Database | Tx, programmeId: string): Promise<KnownPlanned[]> {
  const rows = await listPlanned(db, { programmeId });
  const ids = rows.map(({ id }) => id);
  const deadlines = await changesByPlanned(db, ids, 'deadline');
  const states = await changesByPlanned(db, ids, 'state');
  return rows.map((row) => ({
    ...row,
    handle: handleOf(row),
    changes: deadlines.get(row.id) ?? [],
    states: states.get(row.id) ?? [],
  }));
}

async function changesByPlanned(
  db: Database | Tx,
  ids: readonly string[],
  field: 'deadline' | 'state',
): Promise<ReadonlyMap<string, Change[]>> {
  const changes = new Map<string, Change[]>();
  for (const part of inParts(ids)) {
    const rows = await db.plannedChange.findMany({
      where: { field, plannedId: { in: part } },
      orderBy: { seq: 'desc' },
      select: { plannedId: true, before: true, after: true, reason: true },
    });
    for (const { plannedId, ...change } of rows) {
      const others = changes.get(plannedId);
      if (others) others.push(change);
      else changes.set(plannedId, [change]);
    }
  }
  return changes;
}

/** As alike as a new name of the same draft is; staff see it before it is written. */
const RENAMED = 0.8;

/**
 * Which known draft each row is about: the one of its title, and else the only one that is much
 * alike, from the same institution, and named by no other row.
 */
function matchRows(
  rows: readonly ProgrammeRow[],
  known: readonly KnownPlanned[],
): ReadonlyMap<ProgrammeRow, KnownPlanned> {
  const exact = new Map(known.map((planned) => [planned.titleKey, planned]));
  const matches = new Map<ProgrammeRow, KnownPlanned>();
  for (const row of rows) {
    const same = exact.get(row.titleKey);
    if (same) matches.set(row, same);
  }
  const taken = new Set(matches.values());
  const left = rows.filter((row) => !matches.has(row)).map((row) => withCore(row));
  const free = known.filter((planned) => !taken.has(planned)).map((planned) => withCore(planned));
  const alike = (row: { core: Core }, planned: { core: Core }) =>
    row.core.amends === planned.core.amends &&
    compareTitles(row.core, planned.core).score >= RENAMED;
  for (const row of left) {
    const [only, another] = free.filter((planned) => alike(row, planned));
    if (!only || another || left.some((other) => other !== row && alike(other, only))) continue;
    const written = only.of.written ?? '';
    const elsewhere =
      row.of.responsible !== '' && written !== '' && fold(row.of.responsible) !== fold(written);
    if (!elsewhere) matches.set(row.of, only.of);
  }
  return matches;
}

function withCore<T extends { title: string }>(of: T): { of: T; core: Core } {
  return { of, core: coreOf(of.title) };
}

/** What staff withdrew stays so; what an import did, another may take back by saying so. */
function keepsWithdrawn(row: ProgrammeRow, before: KnownPlanned): boolean {
  if (before.state !== 'withdrawn' || row.state === 'withdrawn') return false;
  return row.state === null || (before.states[0]?.reason ?? null) !== null;
}

/**
 * What a row says differently. An empty cell says nothing, but that a draft which the file calls
 * postponed has no new day; a day spelt differently is the same.
 */
function changesOf(row: ProgrammeRow, before: KnownPlanned): FieldChange[] {
  const changes: FieldChange[] = [];
  const add = (field: ImportedField, from: string | null, to: string | null) => {
    if (to !== from) changes.push({ field, before: from, after: to });
  };
  if (row.title !== before.title) add('title', before.title, row.title);
  if (row.responsible !== '') add('responsible', before.written, row.responsible);
  const deadline = newDeadline(row, before);
  if (deadline) add('deadline', before.deadline, deadline.text);
  if (row.type !== null) add('type', before.type, row.type);
  if (row.source !== '') add('source', before.source, row.source);
  add('status', before.state, newState(row, before, deadline));
  return changes;
}

interface NewDeadline {
  text: string | null;
  on: Day | null;
}

function newDeadline(row: ProgrammeRow, before: KnownPlanned): NewDeadline | null {
  if (row.deadline === '') {
    const byHand = (before.changes[0]?.reason ?? null) !== null;
    const lost = row.state === 'postponed' && before.deadline !== null && !byHand;
    return lost ? { text: null, on: null } : null;
  }
  const same = before.deadline !== null && isSameDeadline(before.deadline, row.deadline);
  if (same || isMovedFrom(before, row.deadline)) return null;
  return { text: row.deadline, on: row.deadlineOn };
}

function newState(
  row: ProgrammeRow,
  before: KnownPlanned,
  deadline: NewDeadline | null,
): PlannedState {
  if (keepsWithdrawn(row, before)) return 'withdrawn';
  if (row.state === 'withdrawn' || row.state === 'postponed') return row.state;
  const standing = before.state === 'withdrawn' ? 'planned' : before.state;
  const beforeOn = before.deadlineOn === null ? null : asDay(before.deadlineOn);
  return deadline ? stateAfterMove(standing, beforeOn, deadline.on) : standing;
}
