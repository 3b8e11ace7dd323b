import type { Actor } from '../chat/actor.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards, tellNotes } from '../delivery/queue.ts';
import { receiversOf } from '../membership/receivers.ts';
import { canSpeak } from '../membership/speakFor.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { closeMerge } from './endMerge.ts';
import { findMerge, loadMerge, type MergeRecord } from './findMerge.ts';
import { MERGE } from './proposeMerge.ts';

/** The kind of the note that asks who said something of a part what they say of the joint text. */
export const MERGE_AGREED = 'merge.agreed';

export interface Answered {
  merge: MergeRecord;
  organisation: string;
}

/**
 * An author's organisation agrees to the joint text or declines, through any of its accepted
 * delegates; it may say otherwise until all have answered. Then the joint text stands, or does not.
 */
export async function answerMerge(
  work: Work,
  actor: Actor,
  id: string,
  agreed: boolean,
): Promise<Answered | Refusal> {
  const merge = await findMerge(work.tx, id);
  if ('refused' in merge) return merge;
  const organisationId = authorOf(actor, merge);
  if (typeof organisationId !== 'string') return organisationId;
  return keepAnswer(work, merge, organisationId, agreed);
}

/** Staff write down what an organisation said of which nobody can be asked here. */
export async function answerFor(
  work: Work,
  id: string,
  organisationId: string,
  agreed: boolean,
): Promise<Answered | Refusal> {
  const merge = await findMerge(work.tx, id);
  if ('refused' in merge) return merge;
  const part = merge.parts.find((one) => one.organisationId === organisationId);
  if (!part) return refusal('merge.notAuthor');
  const { name, member } = part.organisation;
  const reached = member && (await receiversOf(work.tx, organisationId)).length > 0;
  if (reached) return refusal('merge.askThem', { name });
  return keepAnswer(work, merge, organisationId, agreed);
}

/** For which of the authors a person speaks: in the channel of one for that one. */
function authorOf(actor: Actor, merge: MergeRecord): string | Refusal {
  const { channel } = actor;
  const here = channel?.purpose === 'member' ? channel.organisationId : null;
  const authors = new Set(merge.parts.map((part) => part.organisationId));
  const own = actor.memberships.filter(
    ({ organisationId }) => authors.has(organisationId) && (!here || organisationId === here),
  );
  const speaking = own.filter(({ state, role }) => state === 'accepted' && role === 'delegate');
  const [only, another] = speaking;
  if (another) return refusal('membership.severalOrganisations');
  if (only) return only.organisationId;
  const no = canSpeak(actor);
  if (no) return no;
  return own.length > 0 || (here && authors.has(here))
    ? refusal('merge.onlyAccepted')
    : refusal('merge.notAuthor');
}

async function keepAnswer(
  work: Work,
  merge: MergeRecord,
  organisationId: string,
  agreed: boolean,
): Promise<Answered | Refusal> {
  if (merge.state !== 'proposed') return refusal('merge.hasEnded');
  await work.tx.mergePart.updateMany({
    where: { mergeId: merge.id, organisationId },
    data: { agreed, answeredAt: work.now, answeredById: work.personId },
  });
  await audit(work, agreed ? 'merge.agree' : 'merge.decline', merge.id, { organisationId });
  const now = await loadMerge(work.tx, merge.id);
  if (!now) throw new Error(`no joint text ${merge.id}`);
  const organisation =
    now.parts.find((part) => part.organisationId === organisationId)?.organisation.name ?? '';
  const answers = now.parts.map((part) => part.agreed);
  if (answers.includes(null)) await refreshCards(work, MERGE, merge.id);
  else {
    const all = answers.every((answer) => answer === true);
    await closeMerge(work, now, all ? 'agreed' : 'declined');
    if (all) await askSupporters(work, now);
  }
  const after = await loadMerge(work.tx, merge.id);
  return { merge: after ?? now, organisation };
}

/** Nothing that was said of a part is carried over: whoever said it is asked about the joint text. */
async function askSupporters(work: Work, merge: MergeRecord): Promise<void> {
  const authors = merge.parts.map((part) => part.organisationId);
  const said = await work.tx.position.findMany({
    where: {
      contributionId: { in: merge.parts.map((part) => part.contributionId) },
      organisationId: { notIn: authors },
      membership: { state: 'accepted' },
    },
    distinct: ['organisationId'],
    select: { organisationId: true },
    orderBy: { organisationId: 'asc' },
  });
  for (const { organisationId } of said) {
    const receivers = await receiversOf(work.tx, organisationId);
    await tellNotes(
      work,
      receivers.map((receiver) => ({
        ...receiver,
        kind: MERGE_AGREED,
        subject: merge.id,
        params: { organisationId },
        key: `${MERGE_AGREED}:${merge.id}:${organisationId}`,
      })),
    );
  }
}
