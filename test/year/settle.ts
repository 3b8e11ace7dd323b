import type { Storage } from '../../src/storage/database.ts';
import type { Script } from './script.ts';

export const COMMUNITY = 'c';

/** Who is there before the year begins: channels, organisations, one accepted delegate each. */
export async function settlePeople(storage: Storage, script: Script, now: Date): Promise<void> {
  const language = (index: number) => (['sq', 'sr', 'en'] as const)[index % 3] ?? 'sq';
  const channel = (externalId: string, index: number) => ({
    platform: 'sandbox' as const,
    community: COMMUNITY,
    externalId,
    name: externalId,
    language: language(index),
    linkedAt: now,
  });
  await storage.transaction(async (tx) => {
    for (let index = 0; index < script.secretariats; index += 1) {
      await tx.channel.create({ data: { ...channel(`s${index}`, index), purpose: 'secretariat' } });
    }
    for (let index = 0; index < script.generals; index += 1) {
      await tx.channel.create({ data: { ...channel(`g${index}`, index), purpose: 'general' } });
    }
    const organisations: string[] = [];
    for (let index = 0; index < script.organisations; index += 1) {
      const name = `Organizata ${index}`;
      const { id } = await tx.organisation.create({
        data: { name, nameKey: name.toLowerCase(), createdAt: now },
      });
      organisations.push(id);
    }
    for (const [index, { organisation }] of script.members.entries()) {
      const organisationId = organisations[organisation] as string;
      await tx.channel.create({
        data: { ...channel(`m${index}`, index), purpose: 'member', organisationId },
      });
      await tx.person.create({
        data: {
          platform: 'sandbox',
          community: COMMUNITY,
          externalId: `d${index}`,
          displayName: `d${index}`,
          createdAt: now,
          memberships: { create: { organisationId, state: 'accepted', proposedAt: now } },
        },
      });
    }
  });
}
