import { endWaitingLetters } from '../authority/waitingLetters.ts';
import { asDay, type Day, localDay, parseDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { readReason } from '../documents/reason.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { findDraft } from '../drafts/find.ts';
import { fold } from '../i18n/fold.ts';
import { institutionTable } from '../institutions/table.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import type { Work } from '../storage/work.ts';
import { type Came, comparer, isCertain, isOffered, type Wanted } from './likeness.ts';

export const SIGHTING_TITLE_LENGTH = 400;
export const SIGHTING_SOURCE_LENGTH = 500;

const withParts = {
  institution: { select: { id: true, code: true } },
  draft: { select: { id: true, number: true } },
  planned: { select: { id: true, position: true, programme: { select: { year: true } } } },
} as const;

/** A draft that was seen elsewhere. */
export type SightingRow = Prisma.SightingGetPayload<{ include: typeof withParts }>;

/** What staff say of a draft that was published elsewhere. */
export interface SightingInput {
  title: string;
  institution: string;
  source: string;
  seenOn: string;
  /** `4.5.2026 – 22.5.2026`, as it is stated there; empty where nothing is. */
  window: string;
}

/**
 * Keeps a draft that was published elsewhere and that nobody sent. Refused where the same is kept
 * and open already, or has come.
 */
export async function addSighting(
  work: Work,
  input: SightingInput,
): Promise<SightingRow | Refusal> {
  const title = oneLine(normaliseText(input.title));
  const source = oneLine(normaliseText(input.source));
  if (fold(title) === '') return refusal('form.required', {}, 'title');
  const wrong = textProblem(title, 'title', SIGHTING_TITLE_LENGTH);
  if (wrong) return wrong;
  if (source === '') return refusal('form.required', {}, 'source');
  const wrongSource = textProblem(source, 'source', SIGHTING_SOURCE_LENGTH);
  if (wrongSource) return wrongSource;
  const today = localDay(work.now, work.zone);
  const seenOn = parseDay(input.seenOn);
  if (!seenOn) return refusal('form.badDate', {}, 'seenOn');
  if (seenOn > today) return refusal('sighting.inFuture', {}, 'seenOn');
  const window = readWindow(input.window);
  if (!window) return refusal('sighting.badWindow', {}, 'window');
  const name = oneLine(input.institution);
  const institution = (await institutionTable(work.tx)).chosen(name);
  if (!institution) {
    return refusal('institution.unknown', { name: shorten(name, 60) }, 'institution');
  }
  const open = await openSightings(work.tx);
  if (open.some((one) => fold(one.title) === fold(title) && one.institutionId === institution.id)) {
    return refusal('sighting.known', {}, 'title');
  }
  const planned = await plannedOf(work, title, institution.id, today);
  const row = await work.tx.sighting.create({
    data: {
      title,
      source,
      seenOn,
      ...window,
      institutionId: institution.id,
      plannedId: planned,
      at: work.now,
      personId: work.personId,
    },
    include: withParts,
  });
  await audit(work, 'sighting.add', row.id, { institution: institution.code, seenOn });
  return row;
}

function textProblem(text: string, field: string, max: number): Refusal | null {
  if (hasUnshowable(text)) return refusal('form.unshowable', {}, field);
  return [...text].length > max ? refusal('form.tooLongOption', { max }, field) : null;
}

/** Two days with a dash between them, or nothing; null for anything else. */
export function readWindow(typed: string): { opensOn: Day | null; closesOn: Day | null } | null {
  const text = oneLine(typed);
  if (text === '') return { opensOn: null, closesOn: null };
  if (text.length > 60) return null;
  const [, first = '', last = ''] = /^(.+?)(?:\s+[-–—]\s*|\s*[–—]\s*)(.+)$/.exec(text) ?? [];
  const [opensOn, closesOn] = [parseDay(first.trim()), parseDay(last.trim())];
  return opensOn && closesOn && opensOn <= closesOn ? { opensOn, closesOn } : null;
}

/** The planned draft of the same title that has not come. */
async function plannedOf(
  work: Work,
  title: string,
  institutionId: string,
  today: Day,
): Promise<string | null> {
  const rows = await work.tx.plannedDraft.findMany({
    where: { draftId: null, state: { not: 'withdrawn' } },
    include: { programme: { select: { year: true } } },
  });
  const compare = comparer(await work.tx.institutionSuccessor.findMany());
  const seen: Came = {
    type: 'draft_law',
    titleSq: title,
    titleSr: null,
    titleEn: null,
    institutionId,
    receivedOn: today,
    demonstration: false,
    state: 'published',
  };
  const found = rows.find((row) => {
    const wanted: Wanted = { ...row, year: row.programme.year };
    return isCertain(compare(wanted, seen), wanted, seen);
  });
  return found?.id ?? null;
}

/** Those of which nothing came and which nobody laid aside, the latest first. */
export function openSightings(db: Database | Tx): Promise<SightingRow[]> {
  return db.sighting.findMany({
    where: { draftId: null, endedAt: null },
    include: withParts,
    orderBy: [{ seenOn: 'desc' }, { id: 'asc' }],
  });
}

export async function findSighting(db: Database | Tx, id: string): Promise<SightingRow | Refusal> {
  const row = await db.sighting.findUnique({ where: { id }, include: withParts });
  return row ?? refusal('sighting.gone');
}

/** One that is still open. */
export async function openSighting(db: Database | Tx, id: string): Promise<SightingRow | Refusal> {
  const row = await findSighting(db, id);
  if (isRefusal(row)) return row;
  if (row.draft) return refusal('sighting.came', { number: row.draft.number });
  return row.endedAt ? refusal('sighting.ended') : row;
}

/** Lays one aside: it is no longer asked for, and the reason stays in the record. */
export async function endSighting(
  work: Work,
  id: string,
  why: string,
): Promise<SightingRow | Refusal> {
  const row = await openSighting(work.tx, id);
  if (isRefusal(row)) return row;
  const reason = readReason(why);
  if (typeof reason !== 'string') return reason;
  await work.tx.sighting.update({ where: { id }, data: { endedAt: work.now, endReason: reason } });
  await endWaitingLetters(work, { sightingId: id });
  await audit(work, 'sighting.end', id);
  return row;
}

/** Staff say that a draft seen elsewhere is one that came. */
export async function matchSighting(
  work: Work,
  id: string,
  number: string,
): Promise<{ sighting: SightingRow; number: string } | Refusal> {
  const sighting = await openSighting(work.tx, id);
  if (isRefusal(sighting)) return sighting;
  const draft = await findDraft(work.tx, number);
  if (isRefusal(draft)) return draft;
  await came(work, [id], draft.id);
  return { sighting, number: draft.number };
}

/** A planned draft came: what was seen of it elsewhere has come with it. */
export async function endSightingsOf(
  work: Work,
  plannedId: string,
  draftId: string,
): Promise<void> {
  const rows = await work.tx.sighting.findMany({
    where: { plannedId, draftId: null, endedAt: null },
    select: { id: true },
  });
  await came(
    work,
    rows.map(({ id }) => id),
    draftId,
  );
}

/** It was another draft after all: what had ended with it is open again. */
export async function reopenSightings(
  work: Work,
  plannedId: string,
  draftId: string,
): Promise<void> {
  await work.tx.sighting.updateMany({
    where: { plannedId, draftId },
    data: { draftId: null, endedAt: null },
  });
}

async function came(work: Work, ids: readonly string[], draftId: string): Promise<void> {
  for (const id of ids) {
    await work.tx.sighting.update({ where: { id }, data: { draftId, endedAt: work.now } });
    await endWaitingLetters(work, { sightingId: id });
    await audit(work, 'sighting.came', id, { draftId });
  }
}

const wantedOf = (row: SightingRow): Wanted => ({
  title: row.title,
  type: row.type,
  institutionId: row.institutionId,
  year: null,
  demonstration: false,
});

/**
 * A draft was published: what was seen of it under the same title has come, and what looks like it
 * is given back for somebody to decide.
 */
export async function matchSeen(
  work: Work,
  draft: Came & { id: string },
): Promise<{ matched: SightingRow[]; offered: SightingRow[] }> {
  const compare = comparer(await work.tx.institutionSuccessor.findMany());
  const matched: SightingRow[] = [];
  const offered: SightingRow[] = [];
  for (const row of await openSightings(work.tx)) {
    const wanted = wantedOf(row);
    // Nobody asks of what kind it is when it is seen.
    const likeness = { ...compare(wanted, draft), sameType: true };
    if (isCertain(likeness, wanted, draft)) matched.push(row);
    else if (isOffered(likeness, wanted, draft)) offered.push(row);
  }
  await came(
    work,
    matched.map(({ id }) => id),
    draft.id,
  );
  return { matched, offered: offered.slice(0, 3) };
}

/** The window that was stated, or null. */
export function windowOf(row: SightingRow): { opensOn: Day; closesOn: Day } | null {
  return row.opensOn && row.closesOn
    ? { opensOn: asDay(row.opensOn), closesOn: asDay(row.closesOn) }
    : null;
}
