import { COUNTED, isCounted } from '../contributions/find.ts';
import type { Receiver } from '../delivery/queue.ts';
import { channelsOf } from '../membership/channels.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';

/** Of what an organisation hears, and why. */
export interface Heard {
  contributionId: string;
  /** It wrote this itself; else it supported it, or the joint text in which it stands. */
  own: boolean;
}

/** An organisation that is to hear what became of contributions. */
export interface Hearer {
  organisationId: string;
  name: string;
  member: boolean;
  items: Heard[];
}

/** The authors and the supporters of these contributions, by organisation, in the order of names. */
export async function hearersOf(
  db: Database | Tx,
  contributionIds: readonly string[],
): Promise<Hearer[]> {
  const hearers = new Map<string, Hearer>();
  const hear = (organisation: Organisation, item: Heard) => {
    const { id, name, member } = organisation;
    const known = hearers.get(id) ?? { organisationId: id, name, member, items: [] };
    hearers.set(id, known);
    // Those of one contribution follow one another.
    if (known.items.at(-1)?.contributionId !== item.contributionId) known.items.push(item);
  };
  for (const part of inParts(contributionIds)) {
    const rows = await db.contribution.findMany({
      where: { id: { in: part } },
      select: {
        id: true,
        organisation: { select: ORGANISATION },
        membership: true,
        positions: {
          where: { kind: 'support', membership: { state: 'accepted' } },
          select: { organisation: { select: ORGANISATION } },
        },
        mergeParts: {
          where: { merge: { state: 'agreed' } },
          select: {
            merge: {
              select: {
                supports: {
                  where: { kind: 'support' },
                  select: { organisation: { select: ORGANISATION } },
                },
              },
            },
          },
        },
      },
      orderBy: { ordinal: 'asc' },
    });
    for (const row of rows.filter(isCounted)) {
      hear(row.organisation, { contributionId: row.id, own: true });
      const joint = row.mergeParts.flatMap(({ merge }) => merge.supports);
      for (const { organisation } of [...row.positions, ...joint]) {
        hear(organisation, { contributionId: row.id, own: false });
      }
    }
  }
  return [...hearers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const ORGANISATION = { id: true, name: true, member: true } as const;
type Organisation = { id: string; name: string; member: boolean };

/**
 * Where an organisation hears it: in its channels; without one, whoever of its people wrote or
 * supported, directly. Nobody where there is neither: staff tell it themselves.
 */
export async function receiversOf(
  tx: Tx,
  { organisationId, member, items }: Hearer,
): Promise<Receiver[]> {
  if (!member) return [];
  const channels = await channelsOf(tx, organisationId);
  if (channels.length > 0) return channels.map((channel) => ({ channel }));
  const people = new Map<string, Person>();
  for (const part of inParts(items.map(({ contributionId }) => contributionId))) {
    const authors = await tx.contribution.findMany({
      // What staff entered has no membership: whoever entered it is not of the organisation.
      where: { ...COUNTED, id: { in: part }, organisationId, membershipId: { not: null } },
      select: { person: { select: PERSON } },
    });
    const supporters = await tx.position.findMany({
      where: { contributionId: { in: part }, organisationId, kind: 'support' },
      select: { person: { select: PERSON } },
    });
    const joint = await tx.mergeSupport.findMany({
      where: {
        organisationId,
        kind: 'support',
        merge: { state: 'agreed', parts: { some: { contributionId: { in: part } } } },
      },
      select: { personId: true },
    });
    const others = await tx.person.findMany({
      where: { id: { in: joint.map(({ personId }) => personId) } },
      select: PERSON,
    });
    for (const person of [...authors, ...supporters].map((row) => row.person).concat(others)) {
      people.set(person.id, person);
    }
  }
  return [...people.values()].map((person) => ({ person }));
}

const PERSON = { id: true, platform: true } as const;
type Person = { id: string; platform: 'slack' | 'discord' | 'sandbox' };
