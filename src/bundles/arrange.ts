import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { type BundleRecord, loadBundle } from './find.ts';
import { type Move, orderAfter, shifts } from './rules.ts';

/** A remark or two; it stands beside the proposal in the document. */
export const NOTE_LENGTH = 1_000;
/** Why something is left out: a sentence or two. */
export const LEAVE_LENGTH = 300;
export const INTRO_LENGTH = 3_000;

const withBundle = {
  bundle: { include: { draft: { include: { institution: true } } } },
} as const;

/** The place of a contribution, or of a joint text, with its bundle. */
export type EntryRecord = Prisma.BundleEntryGetPayload<{ include: typeof withBundle }>;

export async function findEntry(db: Database | Tx, id: string): Promise<EntryRecord | Refusal> {
  const row = await db.bundleEntry.findUnique({ where: { id }, include: withBundle });
  return row ?? refusal('bundle.entryGone');
}

/** As {@link findEntry}, of a bundle that is not frozen. */
export async function findOpenEntry(db: Database | Tx, id: string): Promise<EntryRecord | Refusal> {
  const entry = await findEntry(db, id);
  if ('refused' in entry || entry.bundle.frozenAt === null) return entry;
  return refusal('bundle.isFrozen', { number: entry.bundle.number });
}

/** As {@link findOpenEntry}, but not one left out meanwhile: another note would replace the reason. */
async function findIncluded(tx: Tx, id: string): Promise<EntryRecord | Refusal> {
  const entry = await findOpenEntry(tx, id);
  return 'refused' in entry || entry.included ? entry : refusal('bundle.isLeftOut');
}

/** The bundle of that id as long as it can be changed. */
export async function openBundleOf(db: Database | Tx, id: string): Promise<BundleRecord | Refusal> {
  const bundle = await loadBundle(db, id);
  if (!bundle) return refusal('bundle.entryGone');
  if (bundle.frozenAt) return refusal('bundle.isFrozen', { number: bundle.number });
  return bundle;
}

/** All places of a bundle in their order, without what stands there. */
export function entriesOf(db: Database | Tx, bundleId: string) {
  return db.bundleEntry.findMany({ where: { bundleId }, orderBy: { position: 'asc' } });
}

/** Moves an entry among the others of its bundle. */
export async function moveEntry(work: Work, id: string, to: Move): Promise<EntryRecord | Refusal> {
  const entry = await findOpenEntry(work.tx, id);
  if ('refused' in entry) return entry;
  const before = await entriesOf(work.tx, entry.bundleId);
  const after = orderAfter(before, id, to);
  const places = new Map(after.map((one, index) => [one.id, index + 1]));
  const moved = shifts(
    before.map((one) => ({
      id: one.id,
      before: one.position,
      after: places.get(one.id) ?? one.position,
    })),
  );
  for (const [by, ids] of moved) {
    for (const part of inParts(ids)) {
      const where = { id: { in: part } };
      await work.tx.bundleEntry.updateMany({ where, data: { position: { increment: by } } });
    }
  }
  const position = places.get(id) ?? entry.position;
  await audit(work, 'bundle.move', entry.bundleId, { entry: id, position });
  return { ...entry, position };
}

/** What staff say to an entry; empty, they say nothing. */
export async function noteEntry(
  work: Work,
  id: string,
  typed: string,
): Promise<EntryRecord | Refusal> {
  const entry = await findIncluded(work.tx, id);
  if ('refused' in entry) return entry;
  const note = readText(typed, NOTE_LENGTH, 'note');
  if (typeof note !== 'string') return note;
  await work.tx.bundleEntry.update({ where: { id }, data: { note: note || null } });
  await audit(work, 'bundle.note', entry.bundleId, { entry: id });
  return { ...entry, note: note || null };
}

/** Leaves an entry out, which takes a reason; it keeps its place and can be taken in again. */
export async function leaveOut(
  work: Work,
  id: string,
  typed: string,
): Promise<EntryRecord | Refusal> {
  const entry = await findIncluded(work.tx, id);
  if ('refused' in entry) return entry;
  const reason = readText(typed, LEAVE_LENGTH, 'reason');
  if (typeof reason !== 'string') return reason;
  if (reason === '') return refusal('form.required', {}, 'reason');
  const data = { included: false, note: reason };
  await work.tx.bundleEntry.update({ where: { id }, data });
  await audit(work, 'bundle.leave', entry.bundleId, { entry: id });
  return { ...entry, ...data };
}

/** Takes in again what was left out; the reason goes with it. */
export async function takeIn(work: Work, id: string): Promise<EntryRecord | Refusal> {
  const entry = await findOpenEntry(work.tx, id);
  if ('refused' in entry || entry.included) return entry;
  const data = { included: true, note: null };
  await work.tx.bundleEntry.update({ where: { id }, data });
  await audit(work, 'bundle.take', entry.bundleId, { entry: id });
  return { ...entry, ...data };
}

/** What stands before the contributions; empty, nothing does. */
export async function setIntro(
  work: Work,
  bundleId: string,
  typed: string,
): Promise<BundleRecord | Refusal> {
  const bundle = await openBundleOf(work.tx, bundleId);
  if ('refused' in bundle) return bundle;
  const intro = readText(typed, INTRO_LENGTH, 'intro');
  if (typeof intro !== 'string') return intro;
  await work.tx.bundle.update({ where: { id: bundleId }, data: { intro: intro || null } });
  await audit(work, 'bundle.intro', bundleId);
  return { ...bundle, intro: intro || null };
}

function readText(typed: string, max: number, field: string): string | Refusal {
  const text = normaliseText(typed);
  if (hasUnshowable(text)) return refusal('form.unshowable', {}, field);
  const length = [...text].length;
  return length > max ? refusal('form.tooLong', { max, length }, field) : text;
}
