import { type Refusal, refusal } from '../chat/refusal.ts';
import { shorten } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';

const withParts = {
  programme: { select: { year: true } },
  institution: { select: { id: true, code: true } },
  draft: { select: { id: true, number: true, receivedOn: true } },
} as const;

/** A planned draft with its programme's year, its institution and what came of it. */
export type PlannedRow = Prisma.PlannedDraftGetPayload<{ include: typeof withParts }>;

/** `P2026-12`: the year of the programme and the place in it, by which people name it. */
export function handleOf(row: { position: number; programme: { year: number } }): string {
  return `P${row.programme.year}-${row.position}`;
}

const HANDLE = /^p?(\d{4}) (\d{1,5})$/;

function placeIn(typed: string): { year: number; position: number } | null {
  const [, year, position] = HANDLE.exec(fold(typed.slice(0, 40))) ?? [];
  return year && position ? { year: Number(year), position: Number(position) } : null;
}

/** The planned draft of that handle. */
export async function findPlanned(db: Database | Tx, typed: string): Promise<PlannedRow | Refusal> {
  const place = placeIn(typed);
  const row =
    place &&
    (await db.plannedDraft.findFirst({
      where: { position: place.position, programme: { year: place.year } },
      include: withParts,
    }));
  return row ?? refusal('programme.unknown', { handle: shorten(typed.trim(), 40) });
}

/** A planned draft that a form is about: it was there when the form opened. */
export function loadPlanned(db: Database | Tx, id: string): Promise<PlannedRow> {
  return db.plannedDraft.findUniqueOrThrow({ where: { id }, include: withParts });
}

/** The planned drafts that fit, in the order of their programmes, the latest programme first. */
export function listPlanned(
  db: Database | Tx,
  where: Prisma.PlannedDraftWhereInput,
  most?: number,
): Promise<PlannedRow[]> {
  return db.plannedDraft.findMany({
    where,
    include: withParts,
    orderBy: [{ programme: { year: 'desc' } }, { position: 'asc' }],
    take: most,
  });
}

/** Planned drafts of that handle, or whose title holds what was typed. */
export function searchPlanned(
  db: Database | Tx,
  typed: string,
  { openOnly, most }: { openOnly: boolean; most: number },
): Promise<PlannedRow[]> {
  const place = placeIn(typed);
  const open = openOnly ? ({ draftId: null, state: { not: 'withdrawn' } } as const) : {};
  return listPlanned(
    db,
    place
      ? { ...open, position: place.position, programme: { year: place.year } }
      : { ...open, titleKey: { contains: fold(typed.slice(0, 200)) } },
    most,
  );
}

/** The years of which there is a programme, the latest first. */
export async function programmeYears(db: Database | Tx): Promise<number[]> {
  const rows = await db.programme.findMany({ select: { year: true }, orderBy: { year: 'desc' } });
  return rows.map(({ year }) => year);
}

/** Reads a year as people write it; null for what is none. */
export function readYear(typed: string): number | null {
  const [, year] = /^\s*(2[01]\d{2})\.?\s*$/.exec(typed) ?? [];
  return year ? Number(year) : null;
}
