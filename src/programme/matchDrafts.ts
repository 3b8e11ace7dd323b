import { endWaitingLetters } from '../authority/waitingLetters.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { findDraft } from '../drafts/find.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { findPlanned, handleOf, listPlanned, type PlannedRow } from './find.ts';
import { recordChanges } from './history.ts';
import {
  type Came,
  comparer,
  isCertain,
  isOffered,
  type Likeness,
  titleKeys,
  type Wanted,
} from './likeness.ts';
import { endSightingsOf, reopenSightings } from './sightings.ts';
import { coreOf, sameKey } from './similar.ts';

const cameColumns = {
  id: true,
  number: true,
  type: true,
  titleSq: true,
  titleSr: true,
  titleEn: true,
  institutionId: true,
  receivedOn: true,
  demonstration: true,
  state: true,
} as const;

/** A draft that came, as far as it is compared. */
export type CameRow = Came & { id: string; number: string };

/** Two that may be one, and why. */
export interface Offer {
  planned: PlannedRow;
  draft: CameRow;
  likeness: Likeness;
}

const wantedOf = (row: PlannedRow): Wanted => ({ ...row, year: row.programme.year });

/** More are not looked at by anybody. */
const MOST_OFFERS = 5;

/** What is open: nothing came of it, and it was not withdrawn. */
const OPEN = { draftId: null, state: { not: 'withdrawn' } } as const;

/**
 * A draft was published: the planned ones of the same title are matched with it, and those that are
 * much alike are given back for somebody to decide.
 */
export async function matchPublished(
  work: Work,
  draftId: string,
): Promise<{ matched: PlannedRow[]; offered: Offer[] }> {
  const draft = await work.tx.draft.findUniqueOrThrow({
    where: { id: draftId },
    select: cameColumns,
  });
  const compare = comparer(await work.tx.institutionSuccessor.findMany());
  const planned = await listPlanned(work.tx, OPEN);
  const matched = planned.filter((row) => {
    const wanted = wantedOf(row);
    return isCertain(compare(wanted, draft), wanted, draft);
  });
  for (const row of matched) await keepMatch(work, row, draft, 'title');
  const offered = await offersOf(work.tx, draft);
  return { matched, offered: matched.length > 0 ? [] : offered };
}

/**
 * A programme was imported: what had been received of it is matched. A draft that is something else
 * in a programme already is only offered: laws of one name come again every year. Returns how much.
 */
export async function matchProgramme(work: Work, programmeId: string): Promise<number> {
  const planned = await listPlanned(work.tx, { ...OPEN, programmeId });
  const drafts = await work.tx.draft.findMany({
    where: { state: { not: 'withdrawn' }, planned: { none: {} } },
    select: cameColumns,
  });
  const compare = comparer(await work.tx.institutionSuccessor.findMany());
  const others = await unlikeOf(
    work.tx,
    planned.map(({ id }) => id),
  );
  const byTitle = new Map<string, CameRow[]>();
  for (const draft of drafts) {
    for (const key of titleKeys(draft)) byTitle.set(key, [...(byTitle.get(key) ?? []), draft]);
  }
  let matched = 0;
  for (const row of planned) {
    const wanted = wantedOf(row);
    const certain = (byTitle.get(sameKey(coreOf(row.title))) ?? []).filter(
      (draft) =>
        !others.has(`${row.id} ${draft.number}`) &&
        isCertain(compare(wanted, draft), wanted, draft),
    );
    const [only, another] = certain;
    // Of two that bear the title only people can tell which it is.
    if (!only || another) continue;
    await keepMatch(work, row, only, 'title');
    matched += 1;
  }
  return matched;
}

/** Planned drafts that a draft which came may be, the most alike first. */
export async function offersOf(db: Database | Tx, draft: CameRow): Promise<Offer[]> {
  const planned = await listPlanned(db, OPEN);
  const compare = comparer(await db.institutionSuccessor.findMany());
  const others = await unlikeOf(
    db,
    planned.map(({ id }) => id),
  );
  return best(
    planned.flatMap((row) => {
      const wanted = wantedOf(row);
      const likeness = compare(wanted, draft);
      const offered =
        isOffered(likeness, wanted, draft) && !others.has(`${row.id} ${draft.number}`);
      return offered ? [{ planned: row, draft, likeness }] : [];
    }),
  );
}

/** Drafts that came and may be a planned one, the most alike first. */
export async function candidatesFor(db: Database | Tx, planned: PlannedRow): Promise<Offer[]> {
  if (planned.draftId !== null) return [];
  const drafts = await db.draft.findMany({
    where: { state: { not: 'withdrawn' } },
    select: cameColumns,
  });
  const compare = comparer(await db.institutionSuccessor.findMany());
  const others = await unlikeOf(db, [planned.id]);
  const wanted = wantedOf(planned);
  return best(
    drafts.flatMap((draft) => {
      const likeness = compare(wanted, draft);
      const offered =
        isOffered(likeness, wanted, draft) && !others.has(`${planned.id} ${draft.number}`);
      return offered ? [{ planned, draft, likeness }] : [];
    }),
  );
}

/** The draft of that id as it is compared. */
export function cameRow(db: Database | Tx, id: string): Promise<CameRow> {
  return db.draft.findUniqueOrThrow({ where: { id }, select: cameColumns });
}

function best(offers: readonly Offer[]): Offer[] {
  const weight = ({ likeness }: Offer) => likeness.score + (likeness.same ? 1 : 0);
  return [...offers].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_OFFERS);
}

/** Pairs of which somebody said that they are not the same: `planned draft-number`. */
async function unlikeOf(db: Database | Tx, ids: readonly string[]): Promise<Set<string>> {
  const pairs = new Set<string>();
  for (const part of inParts(ids)) {
    const rows = await db.plannedChange.findMany({
      where: { field: 'unlike', plannedId: { in: part } },
      select: { plannedId: true, after: true },
    });
    for (const { plannedId, after } of rows) pairs.add(`${plannedId} ${after}`);
  }
  return pairs;
}

/** Staff say that a planned draft is one that came. Refused where another came of it already. */
export async function matchByHand(
  work: Work,
  handle: string,
  number: string,
): Promise<{ planned: PlannedRow; draft: CameRow } | Refusal> {
  const planned = await findPlanned(work.tx, handle);
  if (isRefusal(planned)) return planned;
  const found = await findDraft(work.tx, number);
  if (isRefusal(found)) return found;
  if (planned.draft) {
    const context = { handle: handleOf(planned), number: planned.draft.number };
    return refusal('programme.matchedAlready', context);
  }
  const draft = await cameRow(work.tx, found.id);
  await keepMatch(work, planned, draft, 'hand');
  return { planned, draft };
}

/** Staff say that it was another draft after all. It is not matched with it again by itself. */
export async function unmatch(work: Work, handle: string): Promise<PlannedRow | Refusal> {
  const planned = await findPlanned(work.tx, handle);
  if (isRefusal(planned)) return planned;
  if (!planned.draft) return refusal('programme.notMatched', { handle: handleOf(planned) });
  const { number } = planned.draft;
  await reopenSightings(work, planned.id, planned.draft.id);
  await work.tx.plannedDraft.update({
    where: { id: planned.id },
    data: { draftId: null, matchedAt: null, matchedById: null },
  });
  await recordChanges(work, [
    { plannedId: planned.id, field: 'draft', before: number, after: null },
    { plannedId: planned.id, field: 'unlike', before: null, after: number },
  ]);
  await audit(work, 'programme.unmatch', planned.id, { number });
  return planned;
}

/** Staff say that two which look alike are not the same. */
export async function notTheSame(
  work: Work,
  handle: string,
  number: string,
): Promise<PlannedRow | Refusal> {
  const planned = await findPlanned(work.tx, handle);
  if (isRefusal(planned)) return planned;
  const draft = await findDraft(work.tx, number);
  if (isRefusal(draft)) return draft;
  const said = await unlikeOf(work.tx, [planned.id]);
  if (said.has(`${planned.id} ${draft.number}`)) return planned;
  await recordChanges(work, [
    { plannedId: planned.id, field: 'unlike', before: null, after: draft.number },
  ]);
  await audit(work, 'programme.unlike', planned.id, { number: draft.number });
  return planned;
}

/** What was asked for has come: what was written to ask for it and not sent is no longer needed. */
async function keepMatch(
  work: Work,
  planned: PlannedRow,
  draft: CameRow,
  by: 'title' | 'hand',
): Promise<void> {
  const matchedById = by === 'hand' ? work.personId : null;
  await work.tx.plannedDraft.update({
    where: { id: planned.id },
    data: { draftId: draft.id, matchedAt: work.now, matchedById },
  });
  await recordChanges(
    work,
    [{ plannedId: planned.id, field: 'draft', before: null, after: draft.number }],
    matchedById,
  );
  await endWaitingLetters(work, { plannedId: planned.id });
  await endSightingsOf(work, planned.id, draft.id);
  await audit(work, 'programme.match', planned.id, { number: draft.number, by });
}
