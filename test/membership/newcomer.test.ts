import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import { describePostgres } from '../storage/postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

const place = { platform: 'slack', community: 'c' } as const;
const user = { ...place, user: 'u' };
const channel = { ...place, channel: 'x' };
const at = new Date('2026-11-23T09:00:00Z');
let storage: TemporaryStorage;
afterEach(() => storage.dispose());

describePostgres('on PostgreSQL somebody new', () => {
  beforeEach(async () => {
    storage = await openTemporaryStorage('postgresql');
  });

  it('who asks several things at once becomes one person', async () => {
    const asks = Array.from({ length: 8 }, () =>
      resolveActor(storage, { user, userName: 'Ana', channel }, at, () => false),
    );
    const found = await Promise.all(asks);
    expect(new Set(found.map(({ personId }) => personId)).size).toBe(1);
  });
});

it('keeps the name of somebody whom another request, which names nobody, takes for new', async () => {
  storage = await openTemporaryStorage();
  // As when both looked before either wrote.
  const early = Object.assign(Object.create(storage), { db: storage.db, cached: async () => null });
  for (const userName of ['Ana', '']) {
    await resolveActor(early, { user, userName, channel }, at, () => false);
  }
  expect(await storage.db.person.findMany()).toMatchObject([{ displayName: 'Ana' }]);
});
