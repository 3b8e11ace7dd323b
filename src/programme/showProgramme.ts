import type { Day } from '../calendar/index.ts';
import { isRefusal, type Refusal } from '../chat/refusal.ts';
import { isSameDeadline } from '../i18n/deadline.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import { findPlanned, listPlanned, type PlannedRow, programmeYears } from './find.ts';
import { type HistoryRow, historyOf } from './history.ts';
import { candidatesFor, type Offer } from './matchDrafts.ts';
import { factsOf } from './missing.ts';
import { FILTERS, type Filter, fits } from './rules.ts';

/** Planned drafts on one page: each has a button. */
export const PROGRAMME_PAGE = 8;

/** The deadline that a planned draft had before, and why it has it no longer. */
export interface Move {
  from: string;
  reason: string | null;
}

/** One page of a programme. */
export interface ProgrammePage {
  /** Null where there is no programme. */
  year: number | null;
  /** The other years of which there is one. */
  others: readonly number[];
  filter: Filter;
  counts: Readonly<Record<Filter, number>>;
  rows: readonly (PlannedRow & { moved: Move | null })[];
  /** From 0. */
  page: number;
  pages: number;
}

/** A page of the programme of a year, or of the latest; what does not exist is the nearest that does. */
export async function programmePage(
  db: Database,
  today: Day,
  wanted: { year: number | null; filter: Filter; page: number },
): Promise<ProgrammePage> {
  const years = await programmeYears(db);
  const year = wanted.year ?? years[0] ?? null;
  const all = year === null ? [] : await listPlanned(db, { programme: { year } });
  const of = (filter: Filter) => all.filter((row) => fits(filter, factsOf(row), today));
  const counts = Object.fromEntries(FILTERS.map((filter) => [filter, of(filter).length])) as Record<
    Filter,
    number
  >;
  const rows = of(wanted.filter);
  const pages = Math.max(1, Math.ceil(rows.length / PROGRAMME_PAGE));
  const page = Math.min(Math.max(0, wanted.page), pages - 1);
  const shown = rows.slice(page * PROGRAMME_PAGE, (page + 1) * PROGRAMME_PAGE);
  const moves = await lastMoves(
    db,
    shown.map(({ id }) => id),
  );
  return {
    year,
    others: years.filter((one) => one !== year),
    filter: wanted.filter,
    counts,
    rows: shown.map((row) => ({ ...row, moved: moves.get(row.id) ?? null })),
    page,
    pages,
  };
}

/** The last move of each of these planned drafts that has one; a first deadline is none. */
export async function lastMoves(
  db: Database | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Move>> {
  const moves = new Map<string, Move>();
  for (const part of inParts(ids)) {
    const rows = await db.plannedChange.findMany({
      where: { field: 'deadline', before: { not: null }, plannedId: { in: part } },
      orderBy: { seq: 'asc' },
      select: { plannedId: true, before: true, after: true, reason: true },
    });
    for (const { plannedId, before, after, reason } of rows) {
      if (before && !isSameDeadline(before, after)) moves.set(plannedId, { from: before, reason });
    }
  }
  return moves;
}

/** One planned draft whole. */
export interface ShownPlanned {
  row: PlannedRow;
  moved: Move | null;
  history: readonly HistoryRow[];
  /** For staff: what came and may be it. */
  offers: readonly Offer[];
}

/** Everything that is known of the planned draft of that handle. */
export async function showPlanned(
  db: Database,
  handle: string,
  staff: boolean,
): Promise<ShownPlanned | Refusal> {
  const row = await findPlanned(db, handle);
  if (isRefusal(row)) return row;
  return {
    row,
    moved: (await lastMoves(db, [row.id])).get(row.id) ?? null,
    history: await historyOf(db, row.id),
    offers: staff ? await candidatesFor(db, row) : [],
  };
}
