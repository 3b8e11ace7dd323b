import { type Day, localDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { oneLine } from '../documents/shorten.ts';
import type { Language } from '../i18n/languages.ts';
import { dropMail, queueMail } from '../mail/queue.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';
import type { Work } from '../storage/work.ts';
import { contactFor, contactLine } from './contacts.ts';
import { tellContributors, tellTakenBack } from './contributors.ts';
import { endWaitingLetters } from './waitingLetters.ts';

/** The kind of the e-mail with which a bundle leaves; its subject is the dispatch. */
export const BUNDLE_MAIL = 'bundle';

export const HANDED_TO_LENGTH = 150;
export const HANDED_HOW_LENGTH = 200;
export const PROTOCOL_LENGTH = 60;

const withBundle = { bundle: { include: { draft: { include: { institution: true } } } } } as const;

/** A dispatch with its bundle and draft. */
export type DispatchRow = Prisma.DispatchGetPayload<{ include: typeof withBundle }>;

export function loadDispatch(db: Database | Tx, id: string): Promise<DispatchRow | null> {
  return db.dispatch.findUnique({ where: { id }, include: withBundle });
}

/** The dispatch of a bundle that stands, with the e-mail that carries it; null when there is none. */
export async function standingDispatch(db: Database | Tx, bundleId: string) {
  const dispatch = await db.dispatch.findFirst({
    where: { bundleId, revokedAt: null },
    include: withBundle,
    orderBy: { at: 'desc' },
  });
  if (!dispatch) return null;
  return { dispatch, mail: await mailOfDispatch(db, dispatch.id) };
}

/** All that left, or is to leave, of a draft; the first one first. */
export function dispatchesOf(db: Database | Tx, draftId: string): Promise<DispatchRow[]> {
  return db.dispatch.findMany({
    where: { revokedAt: null, bundle: { draftId } },
    include: withBundle,
    orderBy: { at: 'asc' },
  });
}

export function mailOfDispatch(db: Database | Tx, id: string) {
  return db.mail.findFirst({ where: { kind: BUNDLE_MAIL, subject: id } });
}

/** A bundle that can be sent now; a refusal says why it cannot. */
export async function sendable(db: Database | Tx, bundleId: string) {
  const bundle = await db.bundle.findUnique({
    where: { id: bundleId },
    include: withBundle.bundle.include,
  });
  if (!bundle) return refusal('form.gone');
  const { number } = bundle;
  if (!bundle.frozenAt) return refusal('dispatch.notFrozen', { number });
  const standing = await standingDispatch(db, bundleId);
  if (!standing || standing.mail?.state === 'failed') return bundle;
  if (standing.dispatch.sentOn) return refusal('dispatch.isSent', { number });
  return refusal('dispatch.onItsWay', { number });
}

/**
 * Sends a frozen bundle to the coordinator by e-mail: to the one that was seen and no other. One
 * dispatch of a bundle stands; one whose e-mail failed makes room for the next.
 */
export async function sendBundle(
  work: Work,
  bundleId: string,
  seenContact: string,
): Promise<{ number: string; to: string } | Refusal> {
  const bundle = await sendable(work.tx, bundleId);
  if ('refused' in bundle) return bundle;
  if (!work.canMail) return refusal('mail.notSetUp');
  const contact = await contactFor(work.tx, 'coordinator', bundle.draft.institutionId, work);
  if (!contact?.email)
    return refusal('dispatch.noAddress', { code: bundle.draft.institution.code });
  if (contact.id !== seenContact) return refusal('dispatch.contactChanged');
  await revokeStanding(work, bundleId);
  const row = await work.tx.dispatch.create({
    data: {
      bundleId,
      way: 'email',
      to: contactLine(contact),
      language: contact.language,
      at: work.now,
      personId: work.personId,
    },
  });
  await queueMail(work, {
    kind: BUNDLE_MAIL,
    subject: row.id,
    to: contact.email,
    language: contact.language,
    key: `${BUNDLE_MAIL}:${row.id}`,
  });
  await audit(work, 'bundle.send', bundleId, { dispatch: row.id, way: 'email' });
  return { number: bundle.number, to: contactLine(contact) };
}

export interface HandedOver {
  to: string;
  how: string;
  day: Day;
  language: Language;
}

/** Notes that a frozen bundle was handed over by hand, by post or through a platform. */
export async function handOver(
  work: Work,
  bundleId: string,
  handed: HandedOver,
): Promise<{ number: string } | Refusal> {
  const bundle = await sendable(work.tx, bundleId);
  if ('refused' in bundle) return bundle;
  const { day, language } = handed;
  if (day > localDay(work.now, work.zone)) return refusal('dispatch.dayAhead', {}, 'day');
  if (bundle.frozenAt && day < localDay(bundle.frozenAt, work.zone)) {
    return refusal('dispatch.dayBeforeFrozen', {}, 'day');
  }
  await revokeStanding(work, bundleId);
  const row = await work.tx.dispatch.create({
    data: {
      bundleId,
      way: 'handed',
      to: oneLine(handed.to),
      note: oneLine(handed.how),
      language,
      at: work.now,
      personId: work.personId,
      sentOn: day,
    },
  });
  await audit(work, 'bundle.send', bundleId, { dispatch: row.id, way: 'handed', day });
  await tellContributors(work, row.id);
  return { number: bundle.number };
}

/** What made room for another one: an e-mail that failed. */
async function revokeStanding(work: Work, bundleId: string): Promise<void> {
  const standing = await work.tx.dispatch.findMany({
    where: { bundleId, revokedAt: null },
    select: { id: true },
  });
  for (const { id } of standing) await revoke(work, id);
}

async function revoke(work: Work, id: string): Promise<void> {
  await work.tx.dispatch.update({ where: { id }, data: { revokedAt: work.now } });
  await dropMail(work, BUNDLE_MAIL, id);
}

/** The e-mail with a bundle left: from this day on the clock runs, and its authors hear of it. */
export async function bundleLeft(work: Work, dispatchId: string): Promise<void> {
  const { count } = await work.tx.dispatch.updateMany({
    where: { id: dispatchId, sentOn: null },
    data: { sentOn: localDay(work.now, work.zone) },
  });
  if (count > 0) await tellContributors(work, dispatchId);
}

/** Staff take a dispatch back: it went wrong, or never was. The letters about it are not needed. */
export async function revokeDispatch(work: Work, id: string): Promise<DispatchRow | Refusal> {
  const row = await loadDispatch(work.tx, id);
  if (!row) return refusal('form.gone');
  const { number } = row.bundle;
  if (row.revokedAt) return refusal('dispatch.isRevoked', { number });
  const mail = await mailOfDispatch(work.tx, id);
  // What is being handed over at this moment cannot be called back.
  if (mail?.state === 'sending') return refusal('dispatch.onItsWay', { number });
  await revoke(work, id);
  const { bundleId } = row;
  await endWaitingLetters(work, { bundleId });
  if (row.sentOn) await tellTakenBack(work, id);
  await audit(work, 'dispatch.revoke', bundleId, { dispatch: id });
  return row;
}

/**
 * The institution said that it has the bundle, and under which number it entered it; said again, it
 * is a correction. Letters that ask for it are not needed any more.
 */
export async function acknowledge(
  work: Work,
  dispatchId: string,
  said: { day: Day; protocol: string },
): Promise<DispatchRow | Refusal> {
  const row = await loadDispatch(work.tx, dispatchId);
  if (!row || row.revokedAt) return refusal('form.gone');
  const { number } = row.bundle;
  if (!row.sentOn) return refusal('dispatch.notLeft', { number });
  if (said.day > localDay(work.now, work.zone)) return refusal('dispatch.dayAhead', {}, 'day');
  if (said.day < row.sentOn) return refusal('dispatch.dayBeforeSent', {}, 'day');
  const protocol = oneLine(normaliseText(said.protocol));
  if (hasUnshowable(protocol)) return refusal('form.unshowable', {}, 'protocol');
  const corrects = row.acknowledgedOn !== null;
  await work.tx.dispatch.update({
    where: { id: dispatchId },
    data: {
      acknowledgedOn: said.day,
      protocolNumber: protocol || null,
      acknowledgedById: work.personId,
    },
  });
  await endWaitingLetters(work, { bundleId: row.bundleId, reason: 'acknowledgement' });
  await audit(work, 'bundle.acknowledge', row.bundleId, { day: said.day, corrects });
  return { ...row, acknowledgedOn: said.day, protocolNumber: protocol || null };
}
