import { endWaitingLetters } from '../authority/waitingLetters.ts';
import { asDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { readReason } from '../documents/reason.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { DEADLINE_LENGTH, type Deadline, isSameDeadline, readDeadline } from '../i18n/deadline.ts';
import { fold } from '../i18n/fold.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { findPlanned, handleOf, loadPlanned, type PlannedRow, readYear } from './find.ts';
import { recordChanges } from './history.ts';
import { createProgramme, linkPlanned, nextPosition } from './importProgramme.ts';
import { matchProgramme } from './matchDrafts.ts';
import { PROGRAMME_LENGTHS } from './programmeRow.ts';
import { stateAfterMove } from './rules.ts';

/** Why a planned draft that is withdrawn cannot be changed as if it were not. */
export function isWithdrawn(row: PlannedRow): Refusal | null {
  return row.state === 'withdrawn'
    ? refusal('programme.isWithdrawn', { handle: handleOf(row) })
    : null;
}

/**
 * A meeting of the Government gave a planned draft another day, or none that is known. The old one
 * stays in the history with where it was decided.
 */
export async function movePlanned(
  work: Work,
  handle: string,
  { deadline: typed, reason: why }: { deadline: string; reason: string },
): Promise<PlannedRow | Refusal> {
  const row = await findPlanned(work.tx, handle);
  if (isRefusal(row)) return row;
  const no = isWithdrawn(row);
  if (no) return no;
  const deadline = readTyped(typed);
  if (isRefusal(deadline)) return deadline;
  if (isSameAs(row.deadline, deadline.text)) {
    return refusal('programme.sameDeadline', { handle: handleOf(row) }, 'deadline');
  }
  const reason = readReason(why);
  if (typeof reason !== 'string') return reason;
  const before = row.deadlineOn === null ? null : asDay(row.deadlineOn);
  const state = stateAfterMove(row.state, before, deadline.read.on);
  await work.tx.plannedDraft.update({
    where: { id: row.id },
    data: { deadline: deadline.text, deadlineOn: deadline.read.on, state },
  });
  await recordChanges(work, [
    { plannedId: row.id, field: 'deadline', before: row.deadline, after: deadline.text, reason },
    ...(state === row.state
      ? []
      : [{ plannedId: row.id, field: 'state' as const, before: row.state, after: state }]),
  ]);
  // A letter that asks for it tells its old deadline.
  await endWaitingLetters(work, { plannedId: row.id });
  await audit(work, 'programme.move', row.id, { before, after: deadline.read.on });
  return loadPlanned(work.tx, row.id);
}

function readTyped(typed: string): { text: string | null; read: Deadline } | Refusal {
  const deadline = oneLine(normaliseText(typed));
  const read = hasUnshowable(deadline) ? null : readDeadline(deadline);
  if (!read) {
    const value = hasUnshowable(deadline) ? '' : shorten(deadline, DEADLINE_LENGTH);
    return refusal('plan.badDeadline', { value }, 'deadline');
  }
  return { text: read.kind === null ? null : deadline, read };
}

function isSameAs(before: string | null, after: string | null): boolean {
  if (before === null || after === null) return before === after;
  return isSameDeadline(before, after);
}

/** The Government withdrew a planned draft; the reason says where that was decided. */
export async function withdrawPlanned(
  work: Work,
  handle: string,
  why: string,
): Promise<PlannedRow | Refusal> {
  const row = await findPlanned(work.tx, handle);
  if (isRefusal(row)) return row;
  const no = isWithdrawn(row);
  if (no) return no;
  const reason = readReason(why);
  if (typeof reason !== 'string') return reason;
  await changeState(work, row, 'withdrawn', reason);
  await endWaitingLetters(work, { plannedId: row.id });
  await audit(work, 'programme.withdraw', row.id);
  return loadPlanned(work.tx, row.id);
}

/** It was not withdrawn after all, or stands in the programme again. */
export async function reopenPlanned(work: Work, handle: string): Promise<PlannedRow | Refusal> {
  const row = await findPlanned(work.tx, handle);
  if (isRefusal(row)) return row;
  if (row.state !== 'withdrawn') {
    return refusal('programme.isPlanned', { handle: handleOf(row) });
  }
  const moved = await work.tx.plannedChange.findFirst({
    where: { plannedId: row.id, field: 'state', after: 'withdrawn' },
    orderBy: { seq: 'desc' },
    select: { before: true },
  });
  await changeState(work, row, moved?.before === 'postponed' ? 'postponed' : 'planned', null);
  await audit(work, 'programme.reopen', row.id);
  return loadPlanned(work.tx, row.id);
}

async function changeState(
  work: Work,
  row: PlannedRow,
  state: PlannedRow['state'],
  reason: string | null,
): Promise<void> {
  await work.tx.plannedDraft.update({ where: { id: row.id }, data: { state } });
  await recordChanges(work, [
    { plannedId: row.id, field: 'state', before: row.state, after: state, reason },
  ]);
}

/** What staff say of a draft that a meeting of the Government added. */
export interface AddedInput {
  year: string;
  title: string;
  institution: string;
  deadline: string;
  /** Where it was decided. */
  reason: string;
}

/** A meeting of the Government added a draft to the programme of a year. */
export async function addPlanned(work: Work, input: AddedInput): Promise<PlannedRow | Refusal> {
  const year = readYear(input.year);
  if (year === null) return refusal('programme.badYear', {}, 'year');
  const title = oneLine(normaliseText(input.title));
  const titleKey = fold(title);
  if (titleKey === '') return refusal('form.required', {}, 'title');
  if (hasUnshowable(title)) return refusal('form.unshowable', {}, 'title');
  const max = PROGRAMME_LENGTHS.title;
  if ([...title].length > max) return refusal('form.tooLongOption', { max }, 'title');
  const deadline = readTyped(input.deadline);
  if (isRefusal(deadline)) return deadline;
  const reason = readReason(input.reason);
  if (typeof reason !== 'string') return reason;
  const programmeId = await createProgramme(work, year);
  const known = await work.tx.plannedDraft.findUnique({
    where: { programmeId_titleKey: { programmeId, titleKey } },
  });
  if (known) {
    const handle = handleOf({ ...known, programme: { year } });
    return refusal('programme.known', { handle }, 'title');
  }
  const { id } = await work.tx.plannedDraft.create({
    data: {
      programmeId,
      position: await nextPosition(work, programmeId),
      title,
      titleKey,
      written: oneLine(normaliseText(input.institution)) || null,
      deadline: deadline.text,
      deadlineOn: deadline.read.on,
      source: reason,
    },
  });
  await recordChanges(work, [{ plannedId: id, field: 'added', before: null, after: null, reason }]);
  await linkPlanned(work, programmeId);
  await matchProgramme(work, programmeId);
  await audit(work, 'programme.add', id, { year });
  return loadPlanned(work.tx, id);
}
