import {
  asDay,
  type Calendar,
  createCalendar,
  type Day,
  type HolidayCorrection,
} from '../calendar/index.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards } from '../delivery/queue.ts';
import { type CorrectionRow, correctionOf, correctionsInForce } from '../holidays/corrections.ts';
import type { Described } from '../holidays/describe.ts';
import type { Proposal } from '../holidays/rules.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { tellChangedTimes } from './changeDraft.ts';
import type { DraftRow } from './find.ts';
import { type Recount, recount } from './rules.ts';

/** An open draft and what a correction does to it. */
export interface Affected {
  draft: DraftRow;
  recount: Recount;
}

/** The corrections before and after a change, and what it does to the open drafts. */
export interface Consequences {
  before: readonly HolidayCorrection[];
  after: readonly HolidayCorrection[];
  affected: readonly Affected[];
}

/** What a further correction would do; changes nothing. */
export async function previewCorrection(
  db: Database | Tx,
  world: World,
  { correction }: Proposal,
): Promise<Consequences> {
  const before = (await correctionsInForce(db)).map(correctionOf);
  return consequences(db, world, before, [...before, correction]);
}

/** What taking one back would do; changes nothing. */
export async function previewTakingBack(
  db: Database | Tx,
  world: World,
  id: number,
): Promise<Consequences> {
  const rows = await correctionsInForce(db);
  return consequences(db, world, rows.map(correctionOf), without(rows, id));
}

function without(rows: readonly CorrectionRow[], id: number): HolidayCorrection[] {
  return rows.filter((row) => row.id !== id).map(correctionOf);
}

async function consequences(
  db: Database | Tx,
  world: World,
  before: readonly HolidayCorrection[],
  after: readonly HolidayCorrection[],
): Promise<Consequences> {
  const affected = await affectedDrafts(db, world, createCalendar(before), createCalendar(after));
  return { before, after, affected };
}

/** The drafts that still take contributions in time, with what changes for each; first due first. */
async function affectedDrafts(
  db: Database | Tx,
  world: World,
  before: Calendar,
  after: Calendar,
): Promise<Affected[]> {
  const open = await db.draft.findMany({
    where: { state: 'published', dueAt: { gt: world.now } },
    include: { institution: true, documents: true },
    orderBy: [{ dueAt: 'asc' }, { number: 'asc' }],
  });
  return open.flatMap((draft) => {
    const found = recount(factsOf(draft), before, after, world);
    return found ? [{ draft, recount: found }] : [];
  });
}

function factsOf(draft: DraftRow) {
  return {
    opensOn: asDay(draft.opensOn),
    closesOn: asDay(draft.closesOn),
    dueOn: asDay(draft.dueOn),
    dueTime: draft.dueTime as `${number}:${number}`,
    zone: draft.zone,
    dueByRule: draft.dueByRule,
  };
}

/**
 * Keeps a correction of the holidays. Deadlines of open drafts that were counted are counted anew,
 * their cards follow, and each of their channels is told once with the old and the new.
 */
export async function correctHolidays(
  work: Work,
  { correction, names }: Proposal,
  source: string | null,
): Promise<{ id: number; moved: number }> {
  const before = (await correctionsInForce(work.tx)).map(correctionOf);
  const row = await work.tx.holidayCorrection.create({
    data: {
      ...describedProposal({ correction, names }),
      feast: correction.kind === 'remove' ? null : correction.feast,
      source,
      at: work.now,
      personId: work.personId,
    },
  });
  const found = await consequences(work.tx, work, before, [...before, correction]);
  const moved = await recountDrafts(work, found.affected, { correction: row.id });
  await audit(work, `holiday.${correction.kind}`, String(row.id), { moved });
  return { id: row.id, moved };
}

/** A proposal in the columns of a kept correction. */
export function describedProposal({ correction, names }: Proposal): Described {
  const moves = correction.kind === 'move';
  return {
    kind: correction.kind,
    day: moves ? null : correction.day,
    movedFrom: moves ? correction.from : null,
    movedTo: moves ? correction.to : null,
    nameSq: names.sq,
    nameSr: names.sr,
    nameEn: names.en,
  };
}

/** Takes a correction back, with all that follows from it; its row stays, marked. */
export async function takeBackCorrection(
  work: Work,
  id: number,
): Promise<{ moved: number } | Refusal> {
  const found = await previewTakingBack(work.tx, work, id);
  const { count } = await work.tx.holidayCorrection.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: work.now, revokedById: work.personId },
  });
  if (count === 0) return refusal('holiday.takenBackAlready');
  const moved = await recountDrafts(work, found.affected, { correction: id, takenBack: true });
  await audit(work, 'holiday.takeBack', String(id), { moved });
  return { moved };
}

async function recountDrafts(
  work: Work,
  affected: readonly Affected[],
  because: { correction: number; takenBack?: boolean },
): Promise<number> {
  // Notes and cards are rendered when they are sent: by then the calendar is the new one.
  for (const { draft, recount: found } of affected) {
    if (found.kind === 'moves') await moveDue(work, draft, found, because);
    if (found.kind === 'past') {
      // It stays where members were told: from now on that is a time like one set by hand.
      await work.tx.draft.update({ where: { id: draft.id }, data: { dueByRule: false } });
    }
    await refreshCards(work, 'draft', draft.id);
  }
  return affected.filter((one) => one.recount.kind === 'moves').length;
}

async function moveDue(
  work: Work,
  draft: DraftRow,
  { dueOn, dueAt }: { dueOn: Day; dueAt: Date },
  because: { correction: number; takenBack?: boolean },
): Promise<void> {
  await work.tx.draft.update({
    where: { id: draft.id },
    data: { dueOn, dueAt, dueByRule: true },
  });
  await work.tx.draftChange.create({
    data: {
      draftId: draft.id,
      at: work.now,
      personId: work.personId,
      field: 'dueOn',
      before: draft.dueOn,
      after: dueOn,
    },
  });
  await tellChangedTimes(work, draft, { closesOn: asDay(draft.closesOn), dueAt }, because);
  await audit(work, 'draft.recount', draft.id, {
    correction: because.correction,
    before: draft.dueOn,
    after: dueOn,
  });
}
