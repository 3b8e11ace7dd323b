import { isRefusal } from '../../src/chat/refusal.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import type { Storage } from '../../src/storage/database.ts';
import { createWorld } from '../../src/world.ts';

/** Where members read and write: ids of the chat that is measured. */
export interface Places {
  platform: 'slack' | 'discord';
  community: string;
  channels: readonly string[];
  people: readonly string[];
}

/**
 * A community as a large one is: every channel linked, every person an accepted delegate of one of
 * 50 organisations, and drafts published an instant ago whose cards wait in the queue. Returns the
 * numbers of the drafts.
 */
export async function settle(storage: Storage, places: Places, drafts: number): Promise<string[]> {
  const { platform, community } = places;
  const at = new Date();
  const organisations = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      storage.db.organisation.create({
        data: { name: `Organisation ${index}`, nameKey: `organisation ${index}`, createdAt: at },
      }),
    ),
  );
  await storage.db.channel.createMany({
    data: places.channels.map((externalId, index) => ({
      platform,
      community,
      externalId,
      name: `channel-${index}`,
      purpose: 'general' as const,
      language: 'en' as const,
      linkedAt: at,
    })),
  });
  for (const [index, externalId] of places.people.entries()) {
    await storage.db.person.create({
      data: {
        platform,
        community,
        externalId,
        displayName: `person-${index}`,
        createdAt: at,
        memberships: {
          create: {
            organisationId: organisations[index % organisations.length]?.id ?? '',
            state: 'accepted',
            proposedAt: at,
          },
        },
      },
    });
  }
  const world = await createWorld({
    storage,
    civil: { now: () => at },
    machineNow: () => at,
    zone: 'Europe/Belgrade',
    publicUrl: () => null,
  })();
  const numbers: string[] = [];
  for (let index = 0; index < drafts; index += 1) {
    const published = await storage.transaction((tx) =>
      publishDraft({ ...world, tx }, draftValues(at, index)),
    );
    if (isRefusal(published)) throw new Error(published.refused);
    numbers.push(published.number);
  }
  return numbers;
}

function draftValues(now: Date, index: number) {
  const day = (days: number) =>
    new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return {
    titleSq: `Projektligji për matjen ${index}`,
    type: 'draft_law',
    institution: 'MPMS',
    receivedOn: day(0),
    opensOn: day(0),
    closesOn: day(35),
    complex: 'no',
    link: 'https://konsultimet.rks-gov.net/',
  };
}
