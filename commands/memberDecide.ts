import { afterChange } from '../src/bundles/afterChange.ts';
import { bringMerges } from '../src/bundles/bringMerges.ts';
import type { Act } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { bringEntered } from '../src/contributions/enterContribution.ts';
import { loadContribution } from '../src/contributions/find.ts';
import { refreshPositions } from '../src/contributions/positions.ts';
import { showShared } from '../src/contributions/sharing.ts';
import { refreshCards } from '../src/delivery/queue.ts';
import { dropInterest, refreshFor } from '../src/drafts/interest.ts';
import { type DecidedMembership, decideMembership } from '../src/membership/memberships.ts';
import { receiversOf } from '../src/membership/receivers.ts';
import type { Work } from '../src/storage/work.ts';

/** Accepting and rejecting are the two buttons of one card. */
function decide(decision: 'accepted' | 'rejected'): NonNullable<Act['run']> {
  return async (context, values) => {
    const id = values.membership ?? '';
    const done = await context.transaction(async (work) => {
      const decided = await decideMembership(work, id, decision);
      if (isRefusal(decided)) return decided;
      await refreshWhatCounts(work, id, decision);
      if (decision === 'rejected')
        await dropInterest(work, decided.personId, decided.organisationId);
      else await bringWaiting(work, decided);
      return decided;
    });
    if (isRefusal(done)) return done;
    return say(context.language, `membership.card.${decision}`, {
      person: done.person,
      organisation: done.organisation,
    });
  };
}

/** An organisation without a channel is asked through its delegates: so through a new one, too. */
async function bringWaiting(
  work: Work,
  { personId, organisationId }: DecidedMembership,
): Promise<void> {
  const receivers = await receiversOf(work.tx, organisationId);
  const receiver = receivers.find(({ person }) => person?.id === personId);
  if (!receiver) return;
  await bringEntered(work, organisationId, receiver);
  await bringMerges(work, organisationId, receiver);
}

/** What the person submitted meanwhile begins to count, or ceases to. */
async function refreshWhatCounts(
  work: Work,
  membershipId: string,
  decision: 'accepted' | 'rejected',
): Promise<void> {
  await refreshPositions(work, membershipId);
  const rows = await work.tx.contribution.findMany({ where: { membershipId } });
  for (const row of rows) {
    if (decision === 'rejected') await endWith(work, row.id);
    await refreshCards(work, 'contribution', row.id);
    if (row.shared) await showShared(work, row.id);
    await refreshFor(work, row.draftId, row.organisationId);
  }
}

/** What no longer counts can be no part of a joint text, and an addendum says so of a frozen bundle. */
async function endWith(work: Work, contributionId: string): Promise<void> {
  const row = await loadContribution(work.tx, contributionId);
  if (row?.state === 'submitted') await afterChange(work, row, 'rejected');
}

const membership = {
  name: 'membership',
  names: { sq: 'propozimi', sr: 'predlog', en: 'proposal' },
  describe: 'membership.option.person',
  required: true,
} as const;

export const memberAccept: Act = {
  id: 'member.accept',
  names: null,
  describe: 'membership.describe.memberAccept',
  who: 'staff',
  answers: 'private',
  options: [membership],
  run: decide('accepted'),
};

export const memberReject: Act = {
  id: 'member.reject',
  names: null,
  describe: 'membership.describe.memberReject',
  who: 'staff',
  answers: 'private',
  options: [membership],
  run: decide('rejected'),
};
