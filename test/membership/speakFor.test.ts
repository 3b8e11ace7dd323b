import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, ActorMembership, LinkedChannel } from '../../src/chat/actor.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { organisationOfReaction } from '../../src/drafts/interest.ts';
import type { Key } from '../../src/i18n/index.ts';
import { canSpeak, speakFor } from '../../src/membership/speakFor.ts';
import { channelRef, type Desk, openDesk, userRef } from '../chat/desk.ts';

const member = (
  organisationId: string,
  state: ActorMembership['state'],
  role: ActorMembership['role'] = 'delegate',
): ActorMembership => ({
  id: `of-${organisationId}`,
  organisationId,
  organisationName: organisationId,
  role,
  state,
});

const channel = (organisationId: string | null): LinkedChannel => ({
  id: 'c',
  purpose: organisationId ? 'member' : 'general',
  organisationId,
  organisationName: organisationId,
  language: 'en',
});

interface Case {
  who: string;
  memberships: ActorMembership[];
  /** The organisation whose channel it is; null for a general channel. */
  where: string | null;
  /** For whom they speak; `proposed`: as its delegate to be; or why not. */
  speaks: string | Key;
  /** For whom their emoji counts. */
  reacts: string | null;
}

const CASES: readonly Case[] = [
  {
    who: 'a delegate at home',
    memberships: [member('A', 'accepted')],
    where: 'A',
    speaks: 'A',
    reacts: 'A',
  },
  {
    who: 'a delegate in the general channel',
    memberships: [member('A', 'accepted')],
    where: null,
    speaks: 'A',
    reacts: 'A',
  },
  {
    who: 'a delegate of B in A’s channel',
    memberships: [member('B', 'accepted')],
    where: 'A',
    speaks: 'A, proposed',
    reacts: null,
  },
  {
    who: 'a stranger in A’s channel',
    memberships: [],
    where: 'A',
    speaks: 'A, proposed',
    reacts: 'A',
  },
  {
    who: 'a stranger elsewhere',
    memberships: [],
    where: null,
    speaks: 'membership.notMember',
    reacts: null,
  },
  {
    who: 'a proposed delegate at home',
    memberships: [member('A', 'proposed')],
    where: 'A',
    speaks: 'A, waiting',
    reacts: 'A',
  },
  {
    who: 'a proposed delegate elsewhere',
    memberships: [member('A', 'proposed')],
    where: null,
    speaks: 'A, waiting',
    reacts: null,
  },
  {
    who: 'a rejected one at home',
    memberships: [member('A', 'rejected')],
    where: 'A',
    speaks: 'membership.rejected',
    reacts: null,
  },
  {
    who: 'a rejected one elsewhere',
    memberships: [member('A', 'rejected')],
    where: null,
    speaks: 'membership.notMember',
    reacts: null,
  },
  {
    who: 'a former delegate at home',
    memberships: [member('A', 'ended')],
    where: 'A',
    speaks: 'A, proposed',
    reacts: null,
  },
  {
    who: 'a former delegate elsewhere',
    memberships: [member('A', 'ended')],
    where: null,
    speaks: 'membership.notMember',
    reacts: null,
  },
  {
    who: 'an observer at home',
    memberships: [member('A', 'accepted', 'observer')],
    where: 'A',
    speaks: 'membership.observer',
    reacts: null,
  },
  {
    who: 'an observer elsewhere',
    memberships: [member('A', 'accepted', 'observer')],
    where: null,
    speaks: 'membership.observer',
    reacts: null,
  },
  {
    who: 'a delegate of two, at one’s',
    memberships: [member('A', 'accepted'), member('B', 'accepted')],
    where: 'B',
    speaks: 'B',
    reacts: 'B',
  },
  {
    who: 'a delegate of two, elsewhere',
    memberships: [member('A', 'accepted'), member('B', 'accepted')],
    where: null,
    speaks: 'membership.severalOrganisations',
    reacts: null,
  },
  {
    who: 'a delegate of A, proposed for B, elsewhere',
    memberships: [member('A', 'accepted'), member('B', 'proposed')],
    where: null,
    speaks: 'A',
    reacts: 'A',
  },
];

describe('for whom somebody speaks', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.dispose());

  it.each(CASES)('$who', async ({ who, memberships, where, speaks, reacts }) => {
    // The table's names stand for real rows.
    const rows = await desk.db.organisation.findMany({ orderBy: { nameKey: 'asc' } });
    const ids = new Map([
      ['A', rows[0]?.id ?? ''],
      ['B', rows[1]?.id ?? ''],
    ]);
    const real = (name: string) => ids.get(name) ?? '';
    const person = await desk.db.person.create({
      data: {
        platform: 'sandbox',
        community: 'sandbox',
        externalId: who,
        displayName: who,
        createdAt: (await desk.surroundings()).now,
      },
    });
    const own: ActorMembership[] = [];
    for (const { organisationId, state, role } of memberships) {
      const row = await desk.db.membership.create({
        data: {
          personId: person.id,
          organisationId: real(organisationId),
          state,
          role,
          proposedAt: person.createdAt,
        },
      });
      own.push({
        ...member(organisationId, state, role),
        id: row.id,
        organisationId: row.organisationId,
      });
    }
    const actor: Actor = {
      personId: person.id,
      user: userRef(who),
      displayName: who,
      language: null,
      staffRole: null,
      memberships: own,
      at: channelRef('c'),
      channel: channel(where && real(where)),
    };

    const asked = canSpeak(actor);
    const said = await desk.work((work) => speakFor(work, actor));
    const name = (id: string) => [...ids].find(([, known]) => known === id)?.[0];
    if (isRefusal(said)) {
      expect(said.refused).toBe(speaks);
      expect(asked).toEqual(said);
    } else {
      const proposed = !own.some(({ id, state }) => id === said.membershipId && state !== 'ended');
      const how = said.accepted ? '' : proposed ? ', proposed' : ', waiting';
      expect(`${name(said.organisationId)}${how}`).toBe(speaks);
      expect(asked).toBeNull();
      const row = await desk.db.membership.findUniqueOrThrow({
        where: { id: said.membershipId },
      });
      expect(row.state).toBe(said.accepted ? 'accepted' : 'proposed');
    }
    expect(organisationOfReaction(actor.channel, own, false)).toBe(reacts && real(reacts));
  });

  it('staff who look in do not react for the organisation', () => {
    expect(organisationOfReaction(channel('A'), [], true)).toBeNull();
    expect(organisationOfReaction(channel('A'), [member('A', 'accepted')], true)).toBe('A');
    expect(organisationOfReaction(null, [member('A', 'accepted')], true)).toBe('A');
  });
});
