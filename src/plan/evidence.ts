import { hasUnshowable, normaliseText, withoutUnshowable } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { readLink } from '../documents/link.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { audit } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';
import { findActivity } from './find.ts';
import { recordChange } from './history.ts';

export const EVIDENCE_TITLE_LENGTH = 120;
/** Far above what one activity needs; it keeps a list of them readable. */
const MOST_EVIDENCE = 20;

/** What somebody offers as evidence: one of a draft act, a link and a file. */
export interface OfferedEvidence {
  /** Empty: the number of the draft, the site of the link or the name of the file. */
  title: string;
  draft: { id: string; number: string } | null;
  link: string;
  fileId: string | null;
}

/** Where evidence was added or taken back. */
export interface EvidenceDone {
  id: string;
  handle: string;
  title: string;
}

const withParts = {
  draft: { select: { number: true, titleSq: true, titleSr: true, titleEn: true } },
  file: { select: { id: true, name: true } },
  person: { select: { displayName: true } },
} as const;

/** The evidence of an activity that was not taken back, the oldest first. */
export function evidenceOf(db: Database | Tx, activityId: string) {
  return db.activityEvidence.findMany({
    where: { activityId, revokedAt: null },
    include: withParts,
    orderBy: { seq: 'asc' },
  });
}

/** A row of {@link evidenceOf}. */
export type EvidenceRow = Awaited<ReturnType<typeof evidenceOf>>[number];

/**
 * Adds evidence to an activity, whatever its state. Refused: an unknown handle, none of the three
 * or more than one, a link that is none, what stands there already, more than can be shown.
 */
export async function addEvidence(
  work: Work,
  handle: string,
  offered: OfferedEvidence,
): Promise<EvidenceDone | Refusal> {
  const activity = await findActivity(work.tx, handle);
  if (isRefusal(activity)) return activity;
  const url = readLink(offered.link.trim());
  if (url === undefined) return refusal('draft.badLink', {}, 'link');
  const { draft, fileId } = offered;
  const given = [draft, url, fileId].filter((one) => one !== null).length;
  if (given !== 1) {
    return refusal(given === 0 ? 'plan.evidence.none' : 'plan.evidence.several', {}, 'link');
  }
  const known = await evidenceOf(work.tx, activity.id);
  if (known.some((row) => (draft ? row.draftId === draft.id : url && row.url === url))) {
    return refusal('plan.evidence.twice', { handle: activity.handle }, draft ? 'draft' : 'link');
  }
  if (known.length >= MOST_EVIDENCE) {
    return refusal('plan.evidence.tooMany', { handle: activity.handle, max: MOST_EVIDENCE });
  }
  const title = oneLine(normaliseText(offered.title));
  if (hasUnshowable(title)) return refusal('form.unshowable', {}, 'title');
  const length = [...title].length;
  if (length > EVIDENCE_TITLE_LENGTH) {
    return refusal('form.tooLong', { max: EVIDENCE_TITLE_LENGTH, length }, 'title');
  }
  const row = await work.tx.activityEvidence.create({
    data: {
      activityId: activity.id,
      title: title || (await usualTitle(work.tx, draft, url, fileId)),
      draftId: draft?.id,
      url,
      fileId,
      at: work.now,
      personId: work.personId,
    },
  });
  await recordChange(work, {
    activityId: activity.id,
    field: 'evidence',
    before: null,
    after: row.title,
  });
  await audit(work, 'plan.evidence', activity.id, { evidence: row.id });
  return { id: row.id, handle: activity.handle, title: row.title };
}

async function usualTitle(
  tx: Tx,
  draft: { number: string } | null,
  url: string | null,
  fileId: string | null,
): Promise<string> {
  if (draft) return draft.number;
  if (url !== null) return shorten(new URL(url).hostname, EVIDENCE_TITLE_LENGTH);
  const file = await tx.storedFile.findUniqueOrThrow({
    where: { id: fileId ?? '' },
    select: { name: true },
  });
  return shorten(oneLine(withoutUnshowable(file.name)), EVIDENCE_TITLE_LENGTH);
}

/** Takes evidence back: it is shown no more, and the history keeps its title. */
export async function takeEvidenceBack(work: Work, id: string): Promise<EvidenceDone | Refusal> {
  const row = await work.tx.activityEvidence.findUnique({
    where: { id },
    include: { activity: true },
  });
  if (!row || row.revokedAt) return refusal('plan.evidence.gone');
  await work.tx.activityEvidence.update({
    where: { id },
    data: { revokedAt: work.now },
  });
  await recordChange(work, {
    activityId: row.activityId,
    field: 'evidence',
    before: row.title,
    after: null,
  });
  await audit(work, 'plan.evidenceBack', row.activityId, { evidence: id });
  return { id, handle: row.activity.handle, title: row.title };
}

/** Takes back {@link takeEvidenceBack}: the evidence stands again. */
export async function restoreEvidence(work: Work, id: string): Promise<EvidenceDone | Refusal> {
  const row = await work.tx.activityEvidence.findUnique({
    where: { id },
    include: { activity: true },
  });
  const standing = row ? await evidenceOf(work.tx, row.activityId) : [];
  if (!row?.revokedAt || isEmpty(row)) return refusal('plan.evidence.gone');
  const { handle } = row.activity;
  if (standing.length >= MOST_EVIDENCE) {
    return refusal('plan.evidence.tooMany', { handle, max: MOST_EVIDENCE });
  }
  await work.tx.activityEvidence.update({ where: { id }, data: { revokedAt: null } });
  await recordChange(work, {
    activityId: row.activityId,
    field: 'evidence',
    before: null,
    after: row.title,
  });
  await audit(work, 'plan.evidence', row.activityId, { evidence: id });
  return { id, handle, title: row.title };
}

/** Its file went meanwhile, as files do some days after the evidence was taken back. */
const isEmpty = ({ draftId, url, fileId }: Pick<EvidenceRow, 'draftId' | 'url' | 'fileId'>) =>
  draftId === null && url === null && fileId === null;
