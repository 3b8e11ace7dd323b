import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { refreshCards, wantCard } from '../delivery/queue.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { secretariatChannels } from './channels.ts';
import { findOrganisation } from './organisations.ts';

/** Proposes a person as an organisation's delegate and asks the secretariat with a card. */
export async function proposeMembership(
  work: Work,
  personId: string,
  organisationId: string,
): Promise<{ id: string; state: 'proposed' | 'accepted' | 'rejected' | 'ended' }> {
  const where = { personId_organisationId: { personId, organisationId } };
  const known = await work.tx.membership.findUnique({ where });
  if (known && known.state !== 'ended') return known;
  const row = await work.tx.membership.upsert({
    where,
    create: { personId, organisationId, state: 'proposed', proposedAt: work.now },
    update: { state: 'proposed', proposedAt: work.now, decidedAt: null, decidedById: null },
  });
  for (const channel of await secretariatChannels(work.tx)) {
    await wantCard(work, { kind: 'membership', subject: row.id, channel });
  }
  await audit(work, 'membership.propose', row.id);
  return row;
}

/** `member join`: the person asks to speak for an organisation. */
export async function joinOrganisation(
  work: Work,
  personId: string,
  organisation: string,
): Promise<{ name: string } | Refusal> {
  const found = await findOrganisation(work.tx, organisation);
  if (isRefusal(found)) return found;
  const row = await proposeMembership(work, personId, found.id);
  const name = found.name;
  if (row.state === 'accepted') return refusal('membership.already', { name });
  if (row.state === 'rejected') return refusal('membership.rejected', { name });
  return { name };
}

export interface DecidedMembership {
  person: string;
  organisation: string;
  organisationId: string;
  personId: string;
}

/**
 * Staff accept or reject who was proposed. What the person submitted meanwhile counts from when
 * it was submitted, or not at all. An earlier decision can be changed.
 */
export async function decideMembership(
  work: Work,
  membershipId: string,
  decision: 'accepted' | 'rejected',
): Promise<DecidedMembership | Refusal> {
  const row = await work.tx.membership.findUnique({
    where: { id: membershipId },
    include: { person: true, organisation: true },
  });
  if (!row) return refusal('membership.unknown');
  if (row.state !== decision) {
    await work.tx.membership.update({
      where: { id: row.id },
      data: { state: decision, decidedAt: work.now, decidedById: work.personId },
    });
    await audit(work, `membership.${decision}`, row.id);
  }
  await refreshCards(work, 'membership', row.id);
  return {
    person: row.person.displayName,
    organisation: row.organisation.name,
    organisationId: row.organisationId,
    personId: row.personId,
  };
}

export type Role = 'admin' | 'staff' | 'board' | 'delegate' | 'observer' | 'none';

/**
 * Gives a person a role: admin or staff of the secretariat, or member of the board beside it (`none`
 * takes both away), or delegate or observer in the organisations that they belong to.
 */
export async function setRole(
  work: Work,
  user: { platform: 'slack' | 'discord' | 'sandbox'; community: string; user: string },
  role: Role,
): Promise<{ person: string } | Refusal> {
  const person = await work.tx.person.findUnique({
    where: {
      platform_community_externalId: {
        platform: user.platform,
        community: user.community,
        externalId: user.user,
      },
    },
    include: { memberships: true },
  });
  if (!person) return refusal('membership.personUnknown');
  if (role === 'delegate' || role === 'observer') {
    if (person.memberships.length === 0) return refusal('membership.personWithoutOrganisation');
    await work.tx.membership.updateMany({ where: { personId: person.id }, data: { role } });
  } else if (role === 'board') {
    await work.tx.person.update({ where: { id: person.id }, data: { board: true } });
  } else {
    const none = role === 'none';
    await work.tx.person.update({
      where: { id: person.id },
      data: none ? { staffRole: null, board: false } : { staffRole: role },
    });
  }
  await audit(work, 'member.role', person.id, { role });
  return { person: person.displayName };
}
