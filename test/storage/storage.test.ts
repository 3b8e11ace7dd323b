import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openStorage } from '../../src/storage/database.ts';
import { describePostgres } from './postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from './temporary.ts';

const now = new Date('2026-11-23T09:30:00.123Z');

function organisation(nameKey: string) {
  return { name: nameKey.toUpperCase(), nameKey, createdAt: now };
}

describe('storage on SQLite', () => suite('sqlite'));
describePostgres('storage on PostgreSQL', () => suite('postgresql'));

function suite(engine: Engine): void {
  let storage: TemporaryStorage;
  beforeAll(async () => {
    storage = await openTemporaryStorage(engine);
  });
  afterAll(() => storage.dispose());

  it('keeps what a transaction wrote and nothing of one that threw', async () => {
    await storage.transaction((tx) => tx.organisation.create({ data: organisation('kept') }));
    const failing = storage.transaction(async (tx) => {
      await tx.organisation.create({ data: organisation('lost') });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const keys = await storage.db.organisation.findMany({ select: { nameKey: true } });
    expect(keys).toEqual([{ nameKey: 'kept' }]);
  });

  it('keeps nothing of a nested write of which one part is refused', async () => {
    const objective = { code: 'O1', position: 1 };
    const refused = storage.db.plan.create({
      data: {
        title: 'Plan',
        titleKey: 'plan',
        importedAt: now,
        objectives: { create: [objective, objective] },
      },
    });
    await expect(refused).rejects.toMatchObject({ code: 'P2002' });
    expect(await storage.db.plan.count()).toBe(0);
  });

  it('loses no increment of many transactions at once, and runs none beside another', async () => {
    await storage.db.counter.create({ data: { name: 'parallel', value: 0 } });
    const increments = Array.from({ length: 40 }, () =>
      storage.transaction(async (tx) => {
        const { value } = await tx.counter.findUniqueOrThrow({ where: { name: 'parallel' } });
        await pause(1);
        await tx.counter.update({ where: { name: 'parallel' }, data: { value: value + 1 } });
      }),
    );
    const reads = Array.from({ length: 40 }, () => storage.db.counter.count());
    await Promise.all([...increments, ...reads]);
    const counter = await storage.db.counter.findUnique({ where: { name: 'parallel' } });
    expect(counter?.value).toBe(40);
  });

  it('refuses the storage itself inside a transaction, at once', async () => {
    const message = /inside a transaction\(\) callback/;
    for (const work of [
      () => storage.db.organisation.count(),
      () => storage.db.$queryRaw`SELECT 1`,
      () => storage.transaction(async () => 1),
    ]) {
      await expect(storage.transaction<unknown>(work)).rejects.toThrow(message);
    }
    // …also through a function that was handed the storage's door and calls it later.
    const count = (db: Pick<typeof storage.db, 'organisation'>) => db.organisation.count();
    await expect(storage.transaction(() => count(storage.db))).rejects.toThrow(message);
    expect(await storage.transaction((tx) => count(tx))).toBeTypeOf('number');
  });

  it('lets what a transaction left running use the storage once it ended', async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const later = await storage.transaction(async () => {
      return { count: ended.then(() => storage.db.setting.count()) };
    });
    end();
    expect(await later.count).toBe(0);
  });

  it('tells listeners of commits, of nothing else, and survives one that throws', async () => {
    let told = 0;
    const stop = storage.onCommit(() => {
      told += 1;
      throw new Error('a listener that fails');
    });
    await storage.transaction((tx) => tx.organisation.count());
    expect(told).toBe(1);
    await expect(storage.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(told).toBe(1);
    stop();
    await storage.transaction((tx) => tx.organisation.count());
    expect(told).toBe(1);
  });

  it('gives back every kind of value as it was written', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const values = {
      text: 'Ligji për ç’është e drejtë — šđž Ћирилица 🏛️ \u0001 "\' ;--',
      list: [1, 2.5, null, true, []],
      deep: { empty: {}, big: 9007199254740991 },
    };
    const file = await storage.db.storedFile.create({
      data: { name: 'ë.pdf', mime: 'x', size: 300, sha256: 'x', bytes, createdAt: now },
    });
    const read = await storage.db.storedFile.findUniqueOrThrow({ where: { id: file.id } });
    expect(Buffer.from(read.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(read.createdAt).toEqual(now);

    await storage.db.setting.create({ data: { key: 'kinds', value: values } });
    const setting = await storage.db.setting.findUniqueOrThrow({ where: { key: 'kinds' } });
    // PostgreSQL keeps no order of keys.
    expect(setting.value).toEqual(values);

    const person = await storage.db.person.create({
      data: {
        platform: 'slack',
        community: 'T1',
        externalId: 'U1',
        displayName: 'Ç',
        language: 'sq',
        createdAt: now,
      },
    });
    expect(person).toMatchObject({ platform: 'slack', language: 'sq', staffRole: null });
    const unknown = storage.db.person.count({ where: { platform: 'irc' as 'slack' } });
    await expect(unknown).rejects.toThrow('irc');
  });

  it('compares and orders moments to the millisecond', async () => {
    const at = (ms: number) => new Date(now.getTime() + ms);
    await storage.db.inbox.createMany({
      data: [
        { id: 'c', receivedAt: at(1) },
        { id: 'a', receivedAt: at(-1) },
        { id: 'b', receivedAt: now },
        { id: 'd', receivedAt: at(86_400_000) },
      ],
    });
    const until = await storage.db.inbox.findMany({
      where: { receivedAt: { lte: now } },
      orderBy: { receivedAt: 'asc' },
    });
    expect(until.map((row) => row.id)).toEqual(['a', 'b']);
    expect(await storage.db.inbox.count({ where: { receivedAt: { gt: at(1) } } })).toBe(1);
  });

  it('runs a transaction again that lost to another one, and gives up in the end', async () => {
    let attempts = 0;
    const conflict = Object.assign(new Error('lost'), { code: 'P2034' });
    const result = await storage.transaction(async (tx) => {
      attempts += 1;
      await tx.counter.create({ data: { name: 'retried', value: attempts } });
      if (attempts < 3) throw conflict;
      return attempts;
    });
    expect(result).toBe(3);
    const counter = await storage.db.counter.findUnique({ where: { name: 'retried' } });
    expect(counter?.value).toBe(3);

    attempts = 0;
    const hopeless = storage.transaction(async () => {
      attempts += 1;
      throw conflict;
    });
    await expect(hopeless).rejects.toBe(conflict);
    expect(attempts).toBe(8);
  });

  it('undoes a transaction that hangs, and goes on with the next', async () => {
    const impatient = await openStorage(storage.url, { transactionMs: 300 });
    const hanging = impatient.transaction(async (tx) => {
      await tx.organisation.create({ data: organisation('hanging') });
      await new Promise(() => {});
    });
    const next = impatient.transaction((tx) =>
      tx.organisation.count({ where: { nameKey: 'hanging' } }),
    );
    await expect(hanging).rejects.toThrow('longer than 300 ms');
    expect(await next).toBe(0);
    await impatient.close();
  });

  it('finishes what runs before it closes, and takes nothing afterwards', async () => {
    const own = await openTemporaryStorage(engine);
    const running = own.transaction(async (tx) => {
      await tx.organisation.create({ data: organisation('last') });
      return tx.organisation.count();
    });
    await own.close();
    expect(await running).toBe(1);
    await expect(own.transaction(async () => 1)).rejects.toThrow('closed');
    await expect(own.ping()).rejects.toThrow();
    await own.dispose();
  });
}

describePostgres('a transaction on PostgreSQL that keeps losing to another process', () => {
  it('gets the database for itself', async () => {
    const storage = await openTemporaryStorage('postgresql');
    const rival = await openStorage(storage.url);
    const where = { name: 'contested' };
    await storage.db.counter.create({ data: { ...where, value: 0 } });
    const increment = () =>
      rival.transaction((tx) => tx.counter.update({ where, data: { value: { increment: 1 } } }));

    const modes: string[] = [];
    let last: Promise<unknown> | undefined;
    await storage.transaction(async (tx) => {
      const { value } = await tx.counter.findUniqueOrThrow({ where });
      const [lock] = await tx.$queryRaw<{ mode: string }[]>`
        SELECT mode FROM pg_locks
        WHERE relation = '_prisma_migrations'::regclass AND pid = pg_backend_pid()`;
      modes.push(String(lock?.mode));
      last = increment();
      if (lock?.mode === 'RowShareLock') await last;
      await tx.counter.update({ where, data: { value: value + 10 } });
    });
    await last;
    expect(modes).toEqual(['RowShareLock', 'RowShareLock', 'RowShareLock', 'ExclusiveLock']);
    expect((await storage.db.counter.findUniqueOrThrow({ where })).value).toBe(3 + 10 + 1);
    await rival.close();
    await storage.dispose();
  });
});
