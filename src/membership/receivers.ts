import type { Receiver } from '../delivery/queue.ts';
import type { Database, Tx } from '../storage/database.ts';
import { channelsOf } from './channels.ts';

/**
 * Where an organisation is told something: its channels, or where it has none its accepted
 * delegates directly. Empty when nobody of it can be reached.
 */
export async function receiversOf(tx: Database | Tx, organisationId: string): Promise<Receiver[]> {
  const channels = await channelsOf(tx, organisationId);
  if (channels.length > 0) return channels.map((channel) => ({ channel }));
  const delegates = await tx.membership.findMany({
    where: { organisationId, state: 'accepted', role: 'delegate' },
    orderBy: { id: 'asc' },
    include: { person: true },
  });
  return delegates.map(({ person }) => ({ person }));
}
