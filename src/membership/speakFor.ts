import type { Actor } from '../chat/actor.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import type { Work } from '../storage/work.ts';
import { proposeMembership } from './memberships.ts';

export interface Voice {
  organisationId: string;
  membershipId: string;
  /** False while staff have not accepted the person: what they submit counts once they do. */
  accepted: boolean;
}

/**
 * For which organisation a person speaks here. In an organisation's own channel for that one: who
 * is not its delegate yet is proposed as one. Elsewhere for the organisation that they belong to.
 */
export async function speakFor(work: Work, actor: Actor): Promise<Voice | Refusal> {
  const channel = actor.channel;
  if (channel?.purpose === 'member' && channel.organisationId) {
    const known = actor.memberships.find(
      (membership) => membership.organisationId === channel.organisationId,
    );
    if (known && known.state !== 'ended') return voiceOf(known);
    const proposed = await proposeMembership(work, actor.personId, channel.organisationId);
    return {
      organisationId: channel.organisationId,
      membershipId: proposed.id,
      accepted: proposed.state === 'accepted',
    };
  }
  return voiceElsewhere(actor);
}

/** Outside an organisation's own channel: the one organisation that the person belongs to. */
function voiceElsewhere(actor: Actor): Voice | Refusal {
  const standing = actor.memberships.filter(
    ({ state }) => state === 'accepted' || state === 'proposed',
  );
  const accepted = standing.filter(({ state }) => state === 'accepted');
  const [only, another] = accepted.length > 0 ? accepted : standing;
  if (!only) return refusal('membership.notMember');
  if (another) return refusal('membership.severalOrganisations');
  return voiceOf(only);
}

function voiceOf(membership: Actor['memberships'][number]): Voice | Refusal {
  const name = membership.organisationName;
  if (membership.state === 'rejected') return refusal('membership.rejected', { name });
  if (membership.role === 'observer') return refusal('membership.observer', { name });
  return {
    organisationId: membership.organisationId,
    membershipId: membership.id,
    accepted: membership.state === 'accepted',
  };
}

/**
 * A refusal when the person certainly cannot speak here; null when they can, or will be proposed.
 * Changes nothing: it is asked before a form opens.
 */
export function canSpeak(actor: Actor): Refusal | null {
  const channel = actor.channel;
  if (channel?.purpose === 'member' && channel.organisationId) {
    const known = actor.memberships.find(
      (membership) => membership.organisationId === channel.organisationId,
    );
    const said = known && known.state !== 'ended' ? voiceOf(known) : null;
    return said && 'refused' in said ? said : null;
  }
  const said = voiceElsewhere(actor);
  return 'refused' in said ? said : null;
}
