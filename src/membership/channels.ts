import type { Tx } from '../storage/database.ts';

/** The active channels in which the secretariat is told things. */
export function secretariatChannels(tx: Tx) {
  return tx.channel.findMany({ where: { purpose: 'secretariat', active: true } });
}

/** The active member channels of one organisation, on every platform. */
export function channelsOf(tx: Tx, organisationId: string) {
  return tx.channel.findMany({ where: { organisationId, purpose: 'member', active: true } });
}

/** Every active linked channel, in the order in which they were linked. */
export function linkedChannels(tx: Tx) {
  return tx.channel.findMany({
    where: { active: true },
    orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
  });
}
