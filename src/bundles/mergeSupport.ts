import type { Actor } from '../chat/actor.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import type { PositionKind } from '../contributions/positions.ts';
import { refreshCards } from '../delivery/queue.ts';
import { speakFor } from '../membership/speakFor.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { findMerge, isInFrozen, type MergeRecord, referenceOfMerge } from './findMerge.ts';
import { MERGE } from './proposeMerge.ts';

/** What came of a tap. */
export interface SaidOfMerge {
  merge: MergeRecord;
  organisation: string;
  /** What the organisation says now; null when it took it back. */
  stands: PositionKind | null;
  /** Another delegate said the same before: nothing was changed. */
  saidBy: { person: string; at: Date } | null;
}

/**
 * An organisation supports a joint text or objects to it, until a bundle that holds it is frozen.
 * The other word replaces it; the same word again takes it back, but what another delegate said only
 * when that is meant (`back`).
 */
export async function sayOfMerge(
  work: Work,
  actor: Actor,
  id: string,
  kind: PositionKind,
  back: boolean,
): Promise<SaidOfMerge | Refusal> {
  const merge = await findMerge(work.tx, id);
  if ('refused' in merge) return merge;
  const reference = referenceOfMerge(merge);
  if (merge.state !== 'agreed') return refusal('merge.notAgreed', { reference });
  if (await isInFrozen(work.tx, id)) return refusal('merge.inFrozen');
  const voice = await speakFor(work, actor);
  if (isRefusal(voice)) return voice;
  const { organisationId, membershipId, accepted } = voice;
  if (merge.parts.some((part) => part.organisationId === organisationId)) {
    return refusal('contribution.ownPosition');
  }
  if (!accepted) return refusal('merge.onlyAccepted');
  const { name } = await work.tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const where = { mergeId_organisationId: { mergeId: id, organisationId } };
  const known = await work.tx.mergeSupport.findUnique({ where });
  const same = known?.kind === kind;
  if (known && same && !back && known.personId !== actor.personId) {
    const { displayName } = await work.tx.person.findUniqueOrThrow({
      where: { id: known.personId },
    });
    const saidBy = { person: displayName, at: known.at };
    return { merge, organisation: name, stands: kind, saidBy };
  }
  const stands = same || back ? null : kind;
  if (stands === null)
    await work.tx.mergeSupport.deleteMany({ where: { mergeId: id, organisationId } });
  else {
    const said = { kind: stands, personId: actor.personId, membershipId, at: work.now };
    await work.tx.mergeSupport.upsert({
      where,
      create: { mergeId: id, organisationId, ...said },
      update: said,
    });
  }
  await refreshCards(work, MERGE, id);
  await audit(work, 'merge.position', id, { stands, organisationId });
  return { merge, organisation: name, stands, saidBy: null };
}
