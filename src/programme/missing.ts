import { asDay, type Day, localDay, yearOf } from '../calendar/index.ts';
import { countingOf } from '../drafts/rules.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import type { World } from '../storage/work.ts';
import { listPlanned, type PlannedRow } from './find.ts';
import { type Lateness, latenessOf, missingSince, type PlannedFacts } from './rules.ts';
import { openSightings, type SightingRow } from './sightings.ts';

/** A draft that was due and never came. */
export interface MissingPlanned {
  row: PlannedRow;
  /** Since its deadline. */
  workingDays: number;
}

const draftParts = { institution: { select: { id: true, code: true } } } as const;

type DraftRow = Prisma.DraftGetPayload<{ include: typeof draftParts }>;

/** A draft that came when its window was open already. */
export interface LateDraft extends Lateness {
  draft: DraftRow;
}

/** Everything that did not reach the coalition, or not in time. */
export interface Missing {
  /** Null where all years are looked at. */
  year: number | null;
  due: readonly MissingPlanned[];
  seen: readonly SightingRow[];
  late: readonly LateDraft[];
}

/** What of a planned draft decides where it stands. */
export function factsOf(row: Pick<PlannedRow, 'state' | 'deadlineOn' | 'draftId'>): PlannedFacts {
  return {
    state: row.state,
    deadlineOn: row.deadlineOn === null ? null : asDay(row.deadlineOn),
    received: row.draftId !== null,
  };
}

/** The planned drafts that were due and never came, the longest due first. */
export async function missingPlanned(
  db: Database | Tx,
  world: World,
  where: Prisma.PlannedDraftWhereInput = {},
): Promise<MissingPlanned[]> {
  const today = localDay(world.now, world.zone);
  const rows = await listPlanned(db, {
    AND: where,
    draftId: null,
    state: { not: 'withdrawn' },
    deadlineOn: { lt: today },
  });
  return rows
    .flatMap((row) => {
      const workingDays = missingSince(world.calendar, factsOf(row), today);
      return workingDays === null ? [] : [{ row, workingDays }];
    })
    .sort((a, b) => (a.row.deadlineOn ?? '').localeCompare(b.row.deadlineOn ?? ''));
}

/** The drafts that came late, the most working days lost first. */
export async function lateDrafts(
  db: Database | Tx,
  world: World,
  where: Prisma.DraftWhereInput = {},
): Promise<LateDraft[]> {
  const rows = await db.draft.findMany({
    where: { ...where, state: { not: 'withdrawn' } },
    include: draftParts,
    orderBy: { number: 'asc' },
  });
  return rows
    .flatMap((draft) => {
      const late = lateness(draft, world);
      return late ? [{ draft, ...late }] : [];
    })
    .sort((a, b) => b.lost - a.lost);
}

/** What was lost of the window of a stored draft. */
export function lateness(
  draft: Pick<DraftRow, 'type' | 'opensOn' | 'closesOn' | 'receivedOn'>,
  { calendar, settings }: World,
): Lateness | null {
  const days = {
    opensOn: asDay(draft.opensOn),
    closesOn: asDay(draft.closesOn),
    receivedOn: asDay(draft.receivedOn),
  };
  return latenessOf(calendar, days, countingOf(draft.type, settings));
}

/** What is true of a column of days that lie in a year. */
export function inYear(year: number): { gte: Day; lte: Day } {
  return { gte: asDay(`${year}-01-01`), lte: asDay(`${year}-12-31`) };
}

/** All that is missing: of a programme's year, or of every year and late in the present one. */
export async function whatIsMissing(
  db: Database | Tx,
  world: World,
  year: number | null,
): Promise<Missing> {
  const present = yearOf(localDay(world.now, world.zone));
  const seen = await openSightings(db);
  const days = year === null ? null : inYear(year);
  return {
    year,
    due: await missingPlanned(db, world, year === null ? {} : { programme: { year } }),
    seen: days ? seen.filter(({ seenOn }) => seenOn >= days.gte && seenOn <= days.lte) : seen,
    late: await lateDrafts(db, world, { receivedOn: inYear(year ?? present) }),
  };
}

/** Lateness of several drafts together, by institution, the most lost first. */
export function lostByInstitution(
  late: readonly LateDraft[],
): { code: string; count: number; lost: number }[] {
  const totals = new Map<string, { code: string; count: number; lost: number }>();
  for (const { draft, lost } of late) {
    const { id, code } = draft.institution;
    const known = totals.get(id) ?? { code, count: 0, lost: 0 };
    totals.set(id, { code, count: known.count + 1, lost: known.lost + lost });
  }
  return [...totals.values()].sort((a, b) => b.lost - a.lost || a.code.localeCompare(b.code));
}
