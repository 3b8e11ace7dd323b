import { createHash } from 'node:crypto';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { tellNote } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { type BundleContent, contentText } from './content.ts';
import { withdrawnSince } from './earlier.ts';
import { type BundleRecord, loadBundle } from './find.ts';
import { gatherBundle } from './gather.ts';
import { rowsOf } from './rows.ts';

/** The kind of the note that tells the secretariat of a bundle that was frozen. */
export const BUNDLE_FROZEN = 'bundle.frozen';

export interface Frozen {
  id: string;
  number: string;
  sha256: string;
}

/** A bundle whose content is another one than what somebody saw before they froze it. */
export interface SeenOtherwise {
  content: BundleContent;
  seen: string;
}

/**
 * Freezes a bundle as it stands: its content is put into one text, and its hash, the person and the
 * moment are kept beside it. From then on the database refuses any change. Of two who freeze at once
 * the second is refused; an empty bundle cannot be frozen.
 */
export async function freezeBundle(work: Work, bundleId: string): Promise<Frozen | Refusal> {
  const prepared = await prepareFreeze(work, bundleId);
  return 'refused' in prepared ? prepared : keepFrozen(work, bundleId, prepared);
}

/** As {@link freezeBundle}, but not where it is another content by now than what was `seen`. */
export async function freezeAsSeen(
  work: Work,
  bundleId: string,
  seen: string,
): Promise<Frozen | SeenOtherwise | Refusal> {
  const prepared = await prepareFreeze(work, bundleId);
  if ('refused' in prepared || prepared.seen !== seen) return prepared;
  return keepFrozen(work, bundleId, prepared);
}

async function keepFrozen(
  work: Work,
  bundleId: string,
  { content }: SeenOtherwise,
): Promise<Frozen> {
  const { number } = content;
  const kept = contentText(content);
  const sha256 = createHash('sha256').update(kept, 'utf8').digest('hex');
  await work.tx.bundle.update({
    where: { id: bundleId },
    data: { frozenAt: work.now, frozenById: work.personId, content: kept, sha256 },
  });
  for (const channel of await secretariatChannels(work.tx)) {
    const note = { kind: BUNDLE_FROZEN, subject: bundleId, key: `${BUNDLE_FROZEN}:${bundleId}` };
    await tellNote(work, { ...note, channel });
  }
  await audit(work, 'bundle.freeze', bundleId, { rows: content.rows.length, sha256 });
  return { id: bundleId, number, sha256 };
}

/** What would be frozen now, and by what it is known again; refused as {@link freezeBundle}. */
export async function prepareFreeze(
  work: Work,
  bundleId: string,
): Promise<SeenOtherwise | Refusal> {
  const bundle = await loadBundle(work.tx, bundleId);
  if (!bundle) throw new Error(`no bundle ${bundleId}`);
  const { number } = bundle;
  if (bundle.frozenAt) return refusal('bundle.isFrozen', { number });
  await gatherBundle(work, bundle.draft);
  const content = await contentOf(work, bundle);
  if (content.rows.length === 0 && content.withdrawn.length === 0) {
    return refusal('bundle.empty', { number });
  }
  return { content, seen: seenOf(content) };
}

/** Of the content whoever and whenever freezes it: 16 characters, for a button. */
function seenOf(content: BundleContent): string {
  const same = { ...content, frozenAt: new Date(0).toISOString(), frozenBy: null };
  return createHash('sha256').update(contentText(same), 'utf8').digest('base64url').slice(0, 16);
}

/** What would be frozen now. */
export async function contentOf(work: Work, bundle: BundleRecord): Promise<BundleContent> {
  const { tx } = work;
  const entries = await tx.bundleEntry.findMany({
    where: { bundleId: bundle.id, included: true },
    orderBy: { position: 'asc' },
  });
  const rows = await rowsOf(tx, bundle.draft.number, entries);
  const earlier = await tx.bundle.findFirst({
    where: { draftId: bundle.draftId, frozenAt: { not: null } },
    orderBy: { ordinal: 'desc' },
    select: { number: true },
  });
  const by = work.personId
    ? await tx.person.findUnique({ where: { id: work.personId }, select: { displayName: true } })
    : null;
  const { draft } = bundle;
  return {
    format: 1,
    number: bundle.number,
    addendumTo: earlier?.number ?? null,
    frozenAt: work.now.toISOString(),
    frozenBy: by?.displayName ?? null,
    intro: bundle.intro,
    draft: {
      number: draft.number,
      type: draft.type,
      titleSq: draft.titleSq,
      titleSr: draft.titleSr,
      titleEn: draft.titleEn,
      institution: {
        code: draft.institution.code,
        nameSq: draft.institution.nameSq,
        nameSr: draft.institution.nameSr,
        nameEn: draft.institution.nameEn,
      },
      receivedOn: draft.receivedOn,
      opensOn: draft.opensOn,
      closesOn: draft.closesOn,
      demonstration: draft.demonstration,
    },
    rows: rows.map(({ row }, index) => ({ row: index + 1, ...row })),
    withdrawn: await withdrawnSince(tx, draft),
  };
}
