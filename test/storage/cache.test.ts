import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage, type Storage } from '../../src/storage/database.ts';
import { describePostgres } from './postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from './temporary.ts';

let storage: TemporaryStorage;
let other: Storage | undefined;
let reads = 0;

const load = async () => {
  reads += 1;
  return (await storage.db.institution.findMany()).map(({ code }) => code);
};
const cached = () => storage.cached('drafts', 'codes', load);
const add = (code: string) => ({ data: { code, codeKey: code.toLowerCase() } });

beforeEach(async () => {
  reads = 0;
  storage = await openTemporaryStorage();
});
afterEach(async () => {
  await other?.close();
  other = undefined;
  await storage.dispose();
});

describe('what is read often', () => {
  it('is read once until something of its group is written', async () => {
    expect(await cached()).toEqual([]);
    await cached();
    await storage.db.counter.create({ data: { name: 'other', value: 1 } });
    await storage.transaction((tx) => tx.counter.count());
    await cached();
    expect(reads).toBe(1);
    await storage.db.institution.create(add('MAPL'));
    expect(await cached()).toEqual(['MAPL']);
    await storage.transaction((tx) => tx.institution.create(add('MPMS')));
    expect(await cached()).toEqual(['MAPL', 'MPMS']);
    expect(reads).toBe(3);
  });

  it('is never older than a write that came while it was being read', async () => {
    let begun = () => {};
    const reading = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const stale = storage.cached('drafts', 'codes', async () => {
      const found = await load();
      begun();
      await held;
      return found;
    });
    await reading;
    await storage.db.institution.create(add('MAPL'));
    release();
    expect(await stale).toEqual([]);
    expect(await cached()).toEqual(['MAPL']);
  });

  it('is read again after a transaction that was undone, and after a read that failed', async () => {
    await cached();
    const undone = storage.transaction(async (tx) => {
      await tx.institution.create(add('MAPL'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await cached()).toEqual([]);
    const failing = storage.cached('people', 'x', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await storage.cached('people', 'x', async () => 1)).toBe(1);
  });

  it('shows what another process wrote to the file', async () => {
    await cached();
    other = await openStorage(storage.url);
    await other.db.institution.create(add('MAPL'));
    expect(await cached()).toEqual(['MAPL']);
  });

  it('is not for the inside of a transaction', async () => {
    await expect(storage.transaction(() => cached())).rejects.toThrow('inside a transaction');
  });
});

describePostgres('what is read often from PostgreSQL', () => {
  it('is read again once it was written', async () => {
    const server = await openTemporaryStorage('postgresql');
    const codes = () => server.cached('drafts', 'codes', () => server.db.institution.count());
    expect(await codes()).toBe(0);
    await server.transaction((tx) => tx.institution.create(add('MAPL')));
    expect(await codes()).toBe(1);
    await server.dispose();
  });
});
