import { afterEach, beforeEach, expect, it } from 'vitest';
import { tick } from '../../src/schedule/tick.ts';
import type { Storage } from '../../src/storage/database.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { kosovo, linkTwo, MACHINE_NOW, publish, worldAt } from './world.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

/** How often a tick asks the database, with so many organisations besides the first. */
async function questions(organisations: number): Promise<{ due: number; asked: number }> {
  for (let index = 0; index < organisations; index += 1) {
    const name = `Organizata ${index}`;
    await storage.db.organisation.create({
      data: {
        name,
        nameKey: name,
        createdAt: MACHINE_NOW,
        channels: {
          create: {
            platform: 'sandbox',
            community: 'c',
            externalId: name,
            name,
            purpose: 'member',
            language: 'sq',
            linkedAt: MACHINE_NOW,
          },
        },
      },
    });
  }
  await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
  let asked = 0;
  const counting: Storage = Object.assign(Object.create(storage) as Storage, {
    db: storage.db,
    transaction: (work: Parameters<Storage['transaction']>[0]) =>
      storage.transaction((tx) =>
        work(
          new Proxy(tx, {
            get(target, model) {
              asked += 1;
              return Reflect.get(target, model) as unknown;
            },
          }),
        ),
      ),
  });
  const { due } = await tick(counting, worldAt(kosovo('2027-10-26 08:00')));
  return { due, asked };
}

// A tick holds the only connection: asked for each organisation, 350 of them and three drafts took
// sixteen seconds, in which nobody was answered.
it('asks the database no more often for many organisations than for one', async () => {
  await linkTwo(storage);
  const few = await questions(0);
  expect(few.due).toBe(1);
  await storage.dispose();
  storage = await openTemporaryStorage();
  await linkTwo(storage);
  const many = await questions(60);
  expect(many.due).toBe(61);
  expect(many.asked).toBe(few.asked);
});
