import type { Actor } from '../chat/actor.ts';
import type { ChannelRef, UserRef } from '../chat/references.ts';
import type { Storage } from '../storage/database.ts';

export interface Arrival {
  user: UserRef;
  userName: string;
  channel: ChannelRef;
}

/** Names shown by a platform are cut here; Discord's and Slack's own limits are below it. */
const NAME_LENGTH = 100;

/**
 * Who asks and where. A person seen for the first time gets a row; one that the environment names
 * as an administrator is one from then on.
 */
export async function resolveActor(
  storage: Storage,
  arrival: Arrival,
  now: Date,
  isAdmin: (user: UserRef) => boolean,
): Promise<Actor> {
  const person = await rememberPerson(storage, arrival, now);
  const channel = await linkedChannel(storage, arrival.channel);
  return {
    personId: person.id,
    user: arrival.user,
    displayName: person.displayName,
    language: person.language,
    staffRole: isAdmin(arrival.user) ? 'admin' : person.staffRole,
    memberships: person.memberships.map((membership) => ({
      id: membership.id,
      organisationId: membership.organisationId,
      organisationName: membership.organisation.name,
      role: membership.role,
      state: membership.state,
    })),
    at: arrival.channel,
    channel: channel?.active
      ? {
          id: channel.id,
          purpose: channel.purpose,
          organisationId: channel.organisationId,
          organisationName: channel.organisation?.name ?? null,
          language: channel.language,
        }
      : null,
  };
}

const memberships = { memberships: { include: { organisation: true } } } as const;

function linkedChannel(storage: Storage, { platform, community, channel }: ChannelRef) {
  const where = {
    platform_community_externalId: { platform, community, externalId: channel },
  };
  return storage.cached('people', `channel:${platform}:${community}:${channel}`, () =>
    storage.db.channel.findUnique({ where, include: { organisation: true } }),
  );
}

async function rememberPerson(storage: Storage, { user, userName }: Arrival, now: Date) {
  const displayName = userName.trim().slice(0, NAME_LENGTH);
  const where = {
    platform_community_externalId: {
      platform: user.platform,
      community: user.community,
      externalId: user.user,
    },
  };
  const name = `person:${user.platform}:${user.community}:${user.user}`;
  const known = await storage.cached('people', name, () =>
    storage.db.person.findUnique({ where, include: memberships }),
  );
  if (known && (displayName === '' || known.displayName === displayName)) return known;
  // Nothing else is selected, so that it is one statement of the database (Prisma docs, upsert):
  // somebody new may ask several things at once.
  await storage.db.person.upsert({
    where,
    select: { id: true },
    create: {
      platform: user.platform,
      community: user.community,
      externalId: user.user,
      displayName: displayName || user.user,
      createdAt: now,
    },
    update: displayName ? { displayName } : {},
  });
  return storage.db.person.findUniqueOrThrow({ where, include: memberships });
}
