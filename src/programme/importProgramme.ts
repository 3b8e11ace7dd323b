import { endWaitingLetters } from '../authority/waitingLetters.ts';
import { isRefusal, type Refusal } from '../chat/refusal.ts';
import { emptyReport, type ImportReport } from '../documents/importReport.ts';
import { institutionTable } from '../institutions/table.ts';
import { audit } from '../storage/audit.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import {
  type ChangedPlanned,
  compareProgramme,
  institutionIn,
  type KnownPlanned,
  type ProgrammeComparison,
  unknownIn,
} from './compareProgramme.ts';
import { type KeptField, type PlannedChange, recordChanges } from './history.ts';
import { matchProgramme } from './matchDrafts.ts';
import type { ProgrammeRow } from './programmeRow.ts';
import { readProgramme } from './readProgramme.ts';

/** What of a comparison is taken over. */
export interface Choice {
  /** Only rows that are new; what stands stays as it is. */
  onlyNew?: boolean;
  /** Drafts that the file does not name are marked as withdrawn. */
  withdrawUnnamed?: boolean;
  demonstration?: boolean;
}

/** What an import of a programme did. */
export interface ProgrammeReport extends ImportReport {
  /** Drafts that the file does not name and that were marked as withdrawn by choice. */
  withdrawn: string[];
  /** How many planned drafts were matched with what had been received. */
  matched: number;
}

/**
 * Brings the rows of a file into the programme of a year, which is made when it is new. A planned
 * draft is known by its folded title. Nothing is erased by an empty cell, and nothing is concluded
 * from a row that the file does not name. All or nothing, as plans are imported.
 */
export async function importProgramme(
  work: Work,
  year: number,
  bytes: Uint8Array,
  options: { demonstration?: boolean } = {},
): Promise<ImportReport | Refusal> {
  const file = await readProgramme(String(year), bytes);
  if (isRefusal(file)) return file;
  if (file.refusedRows.length > 0) {
    return { ...emptyReport(file.ignored), refusedRows: file.refusedRows };
  }
  return takeOver(work, await compareProgramme(work.tx, file), options);
}

/** Writes what a comparison found, as far as it was chosen. */
export async function takeOver(
  work: Work,
  comparison: ProgrammeComparison,
  { onlyNew = false, withdrawUnnamed = false, demonstration = false }: Choice,
): Promise<ProgrammeReport> {
  const { file } = comparison;
  const report: ProgrammeReport = { ...emptyReport(file.ignored), withdrawn: [], matched: 0 };
  const programmeId = comparison.programmeId ?? (await createProgramme(work, file.year));
  await addRows(work, programmeId, comparison, demonstration, report);
  report.left = comparison.left;
  if (onlyNew) report.left += comparison.changed.length;
  else for (const one of comparison.changed) await changeRow(work, one, report);
  if (withdrawUnnamed) await withdrawRows(work, comparison.unnamed, report);
  await linkPlanned(work, programmeId);
  const table = await institutionTable(work.tx);
  report.unknownInstitutions = unknownIn(
    table,
    file.rows.map(({ responsible }) => responsible),
  );
  report.matched = await matchProgramme(work, programmeId);
  const { added, changed, withdrawn } = report;
  if (added.length + changed.length + withdrawn.length > 0) {
    await work.tx.programme.update({
      where: { id: programmeId },
      data: { importedAt: work.now },
    });
    await audit(work, 'programme.import', programmeId, {
      added: added.length,
      changed: changed.length,
      left: report.left,
      withdrawn: withdrawn.length,
      matched: report.matched,
    });
  }
  return report;
}

/** The programme of a year; made when it is new. */
export async function createProgramme(work: Work, year: number): Promise<string> {
  const title = `Programi legjislativ ${year}`;
  const { id } = await work.tx.programme.upsert({
    where: { year },
    create: { year, title, importedAt: work.now },
    update: {},
    select: { id: true },
  });
  return id;
}

/** The place that the next draft of a programme gets; a place is never given twice. */
export async function nextPosition(work: Work, programmeId: string): Promise<number> {
  const { _max } = await work.tx.plannedDraft.aggregate({
    where: { programmeId },
    _max: { position: true },
  });
  return (_max.position ?? 0) + 1;
}

async function addRows(
  work: Work,
  programmeId: string,
  { added, file }: ProgrammeComparison,
  demonstration: boolean,
  report: ProgrammeReport,
): Promise<void> {
  if (added.length === 0) return;
  const first = await nextPosition(work, programmeId);
  await work.tx.plannedDraft.createMany({
    data: added.map((row, index) => ({
      ...newPlanned(row),
      programmeId,
      position: first + index,
      demonstration,
    })),
  });
  report.added.push(...added.map((row, index) => `P${file.year}-${first + index} ${row.title}`));
}

function newPlanned(row: ProgrammeRow) {
  return {
    title: row.title,
    titleKey: row.titleKey,
    type: row.type ?? ('draft_law' as const),
    written: row.responsible || null,
    deadline: row.deadline || null,
    deadlineOn: row.deadlineOn,
    state: row.state ?? ('planned' as const),
    source: row.source || null,
  };
}

/** What a changed field is called in the table. */
const COLUMNS: Readonly<Record<string, KeptField>> = {
  title: 'title',
  responsible: 'written',
  deadline: 'deadline',
  type: 'type',
  source: 'source',
  status: 'state',
};

/** Writes what the row says differently, with what was before. */
async function changeRow(
  work: Work,
  { row, before, changes }: ChangedPlanned,
  report: ProgrammeReport,
): Promise<void> {
  const data: Record<string, string | null> = {};
  const kept: PlannedChange[] = [];
  for (const change of changes) {
    const field = COLUMNS[change.field];
    if (!field) continue;
    data[field] = change.after;
    if (field === 'deadline') data.deadlineOn = change.after === null ? null : row.deadlineOn;
    if (field === 'title') data.titleKey = row.titleKey;
    kept.push({ plannedId: before.id, field, before: change.before, after: change.after });
  }
  await work.tx.plannedDraft.update({ where: { id: before.id }, data });
  await recordChanges(work, kept);
  // A letter that asks for it tells its old deadline, or that it is still planned.
  if (data.deadline !== undefined || data.state === 'withdrawn') {
    await endWaitingLetters(work, { plannedId: before.id });
  }
  const name = `${before.handle} ${row.title}`;
  report.changed.push({ name, fields: changes.map(({ field }) => field) });
}

async function withdrawRows(
  work: Work,
  unnamed: readonly KnownPlanned[],
  report: ProgrammeReport,
): Promise<void> {
  for (const part of inParts(unnamed.map(({ id }) => id))) {
    const where = { id: { in: part } };
    await work.tx.plannedDraft.updateMany({ where, data: { state: 'withdrawn' } });
  }
  await recordChanges(
    work,
    unnamed.map(({ id, state }) => ({
      plannedId: id,
      field: 'state' as const,
      before: state,
      after: 'withdrawn',
    })),
  );
  for (const { id } of unnamed) await endWaitingLetters(work, { plannedId: id });
  report.withdrawn.push(...unnamed.map(({ handle, title }) => `${handle} ${title}`));
}

/**
 * Brings the institutions of planned drafts, all or those of a programme, in line with what is
 * written of them. To be called in the transaction that changed either.
 */
export async function linkPlanned(work: Work, programmeId?: string): Promise<void> {
  const table = await institutionTable(work.tx);
  const rows = await work.tx.plannedDraft.findMany({
    where: { programmeId, written: { not: null } },
    select: { id: true, written: true, institutionId: true },
  });
  const changed = new Map<string | null, string[]>();
  for (const { id, written, institutionId } of rows) {
    const wanted = institutionIn(table, written);
    if (wanted === institutionId) continue;
    changed.set(wanted, [...(changed.get(wanted) ?? []), id]);
  }
  for (const [institutionId, ids] of changed) {
    for (const part of inParts(ids)) {
      const where = { id: { in: part } };
      await work.tx.plannedDraft.updateMany({ where, data: { institutionId } });
    }
  }
}
