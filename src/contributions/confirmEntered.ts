import type { Actor } from '../chat/actor.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards, tellNote } from '../delivery/queue.ts';
import { secretariatChannels } from '../membership/channels.ts';
import { speakFor } from '../membership/speakFor.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { takeBack } from './changeContribution.ts';
import { ENTERED, ENTERED_DENIED } from './entered.ts';
import { type ContributionRow, referenceOf } from './find.ts';
import { SHARED } from './sharing.ts';

/** Refuses a word on what is not this person's organisation's to confirm. */
async function notTheirs(
  work: Work,
  actor: Actor,
  row: ContributionRow | null,
  reference: string,
): Promise<Refusal | null> {
  const unknown = refusal('contribution.unknown', { reference: reference.trim().slice(0, 80) });
  if (!row || row.source === 'chat') return unknown;
  const own = actor.memberships.find(
    ({ organisationId, state, role }) =>
      organisationId === row.organisationId && state === 'accepted' && role === 'delegate',
  );
  if (!own) {
    const voice = await speakFor(work, actor);
    if (isRefusal(voice)) return voice;
    if (voice.organisationId !== row.organisationId) return unknown;
    if (!voice.accepted) return refusal('entered.onlyAccepted');
  }
  return row.state === 'withdrawn'
    ? refusal('contribution.isWithdrawn', { reference: referenceOf(row) })
    : null;
}

/** A delegate of the organisation says that what staff entered is its own; said twice, it stays so. */
export async function confirmEntered(
  work: Work,
  actor: Actor,
  row: ContributionRow | null,
  reference: string,
): Promise<ContributionRow | Refusal> {
  const no = await notTheirs(work, actor, row, reference);
  if (no) return no;
  if (!row) throw new Error('a contribution that is none was theirs');
  if (row.confirmedAt === null) await keepConfirmed(work, row);
  return row;
}

/** From now on it is its organisation's own, and no longer for staff to mend. */
export async function keepConfirmed(work: Work, row: ContributionRow): Promise<void> {
  await work.tx.contribution.update({
    where: { id: row.id },
    data: { confirmedAt: work.now, confirmedById: work.personId },
  });
  for (const kind of ['contribution', ENTERED, SHARED]) await refreshCards(work, kind, row.id);
  await audit(work, 'contribution.confirm', row.id);
}

/** Refused as {@link denyEntered} refuses, before it is asked whether it is meant. */
export async function notDeniable(
  work: Work,
  actor: Actor,
  row: ContributionRow | null,
  reference: string,
): Promise<Refusal | null> {
  const no = await notTheirs(work, actor, row, reference);
  if (no || !row?.confirmedAt) return no;
  return refusal('entered.confirmedBefore', { reference: referenceOf(row) });
}

/** The organisation never said it: it is withdrawn, on record, and the secretariat is told. */
export async function denyEntered(
  work: Work,
  actor: Actor,
  row: ContributionRow | null,
  reference: string,
): Promise<ContributionRow | Refusal> {
  const no = await notDeniable(work, actor, row, reference);
  if (no) return no;
  if (!row) throw new Error('a contribution that is none was theirs');
  await takeBack(work, row);
  for (const channel of await secretariatChannels(work.tx)) {
    const key = `${ENTERED_DENIED}:${row.id}`;
    const params = { person: actor.displayName };
    await tellNote(work, { kind: ENTERED_DENIED, subject: row.id, params, key, channel });
  }
  await audit(work, 'contribution.deny', row.id);
  return row;
}
