import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import { describePostgres } from '../storage/postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

let storage: TemporaryStorage;
afterEach(() => storage.dispose());

describePostgres('on PostgreSQL somebody new', () => {
  beforeEach(async () => {
    storage = await openTemporaryStorage('postgresql');
  });

  it('who asks several things at once becomes one person', async () => {
    const place = { platform: 'slack', community: 'c' } as const;
    const user = { ...place, user: 'u' };
    const channel = { ...place, channel: 'x' };
    const at = new Date('2026-11-23T09:00:00Z');
    const asks = Array.from({ length: 8 }, () =>
      resolveActor(storage, { user, userName: 'Ana', channel }, at, () => false),
    );
    const found = await Promise.all(asks);
    expect(new Set(found.map(({ personId }) => personId)).size).toBe(1);
  });
});
