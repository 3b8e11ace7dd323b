import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage, sqliteFile } from '../../src/storage/database.ts';
import { isBusy, SqliteConnection } from '../../src/storage/sqlite.ts';
import { describePostgres } from './postgres.ts';
import { openTemporaryStorage, type TemporaryStorage, temporaryFolder } from './temporary.ts';

const statement = (sql: string, ...args: unknown[]) => ({ sql, args });

describe('the connection to a SQLite file', () => {
  let folder: string;
  let ours: SqliteConnection;
  /** Another one on the same file; for SQLite it makes no difference in which process it is. */
  let other: SqliteConnection;

  beforeEach(async () => {
    folder = await temporaryFolder();
    const file = join(folder, 'test.db');
    ours = await SqliteConnection.open(file, { patience: 100 });
    other = await SqliteConnection.open(file, { patience: 100 });
    await ours.execute(statement('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)'));
  });
  afterEach(async () => {
    ours.close();
    other.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('recovers from BUSY', async () => {
    const held = await other.transaction();
    await held.execute(statement('INSERT INTO t (name) VALUES (?)', 'theirs'));
    for (const attempt of [
      () => ours.execute(statement('INSERT INTO t (name) VALUES (?) RETURNING id', 'ours')),
      () => ours.execute(statement('DELETE FROM t')),
      () => ours.transaction(),
    ]) {
      await expect(attempt()).rejects.toSatisfy(isBusy);
    }
    // Reading goes on meanwhile, and sees nothing unfinished.
    expect((await ours.execute(statement('SELECT count(*) FROM t'))).rows).toEqual([[0]]);
    await held.commit();
    await ours.execute(statement('INSERT INTO t (name) VALUES (?)', 'ours'));
    const transaction = await ours.transaction();
    await transaction.execute(statement('UPDATE t SET name = name || ?', '!'));
    await transaction.commit();
    const { rows } = await other.execute(statement('SELECT name FROM t ORDER BY name'));
    expect(rows).toEqual([['ours!'], ['theirs!']]);
  });

  it('waits for a lock that is given back in time', async () => {
    const held = await other.transaction();
    const waiting = ours.execute(statement('INSERT INTO t (name) VALUES (?)', 'patient'));
    await held.commit();
    expect(await waiting).toMatchObject({ rowsAffected: 1 });
  });

  it('is as good as new after a statement that failed', async () => {
    await ours.execute(statement('INSERT INTO t (name) VALUES (?)', 'one'));
    const again = statement('INSERT INTO t (name) VALUES (?) RETURNING id', 'one');
    await expect(ours.execute(again)).rejects.toThrow('UNIQUE');
    const transaction = await ours.transaction();
    await transaction.execute(statement('INSERT INTO t (name) VALUES (?)', 'two'));
    await expect(transaction.execute(again)).rejects.toThrow('UNIQUE');
    await expect(ours.execute(statement('SELECT 1'))).rejects.toThrow('beside a running');
    await transaction.rollback();
    await transaction.rollback();
    expect((await ours.execute(statement('SELECT name FROM t'))).rows).toEqual([['one']]);
    // The other connection gets the write lock: nothing of ours is left open.
    await other.execute(statement('INSERT INTO t (name) VALUES (?)', 'three'));
  });

  it('keeps its settings, whatever ran over it', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const transaction = await ours.transaction();
      await transaction.execute(statement('INSERT INTO t DEFAULT VALUES'));
      await (turn % 2 ? transaction.commit() : transaction.rollback());
    }
    const pragma = async (name: string) =>
      (await ours.execute(statement(`PRAGMA ${name}`))).rows[0]?.[0];
    expect(await pragma('foreign_keys')).toBe(1);
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('busy_timeout')).toBe(50);
  });

  it('sees tables that changed under statements it has used before', async () => {
    const insert = statement('INSERT INTO t (name) VALUES (?) RETURNING *', 'one');
    expect((await ours.execute(insert)).columns).toEqual(['id', 'name']);
    await ours.executeMultiple('ALTER TABLE t ADD COLUMN note TEXT; DELETE FROM t;');
    expect(await ours.execute(insert)).toMatchObject({
      columns: ['id', 'name', 'note'],
      rows: [[1, 'one', null]],
    });
    const names = statement('SELECT name FROM t');
    expect((await ours.execute(names)).rows).toEqual([['one']]);
    await other.executeMultiple('DROP TABLE t; CREATE TABLE t (name TEXT);');
    expect((await ours.execute(names)).rows).toEqual([]);
  });

  it('runs a statement again and again, with other values, and more of them than it keeps', async () => {
    const add = (name: string) =>
      ours.execute(statement('INSERT INTO t (name) VALUES (?) RETURNING name', name));
    for (const name of ['a', 'b', 'c']) expect((await add(name)).rows).toEqual([[name]]);
    await expect(add('c')).rejects.toThrow('UNIQUE');
    expect((await add('d')).rows).toEqual([['d']]);
    for (let turn = 0; turn < 700; turn += 1) {
      const { rows } = await ours.execute(
        statement(`SELECT ${turn % 350} FROM t WHERE name = ?`, 'a'),
      );
      expect(rows).toEqual([[turn % 350]]);
    }
    expect((await add('e')).rows).toEqual([['e']]);
  });

  it('leaves the whole database in one file when it is closed', async () => {
    await ours.execute(statement('INSERT INTO t (name) VALUES (?)', 'one'));
    other.close();
    ours.close();
    ours.close();
    const log = await stat(`${ours.file}-wal`).catch(() => ({ size: 0 }));
    expect(log.size).toBe(0);
    await expect(ours.execute(statement('SELECT 1'))).rejects.toThrow('closed');
  });
});

describe('a storage on SQLite', () => {
  let storage: TemporaryStorage;
  beforeEach(async () => {
    storage = await openTemporaryStorage();
  });
  afterEach(() => storage.dispose());

  const create = (value: number) =>
    storage.transaction((tx) => tx.counter.create({ data: { name: `c${value}`, value } }));

  it('waits for another process that holds the lock, without losing its turn', async () => {
    const other = await SqliteConnection.open(sqliteFile(storage.url));
    const held = await other.transaction();
    const writes = [1, 2, 3].map(create);
    // Nothing but reading goes on until the other one is done.
    expect(await storage.ping().then(() => 'read')).toBe('read');
    await held.commit();
    other.close();
    await Promise.all(writes);
    expect(await storage.db.counter.count()).toBe(3);
  });

  it('is copied whole while it is written to', async () => {
    const writes = Promise.all(Array.from({ length: 50 }, (_, index) => create(index)));
    const copy = `${sqliteFile(storage.url)}.copy`;
    expect(await storage.backup(copy)).toEqual({ done: true, file: copy });
    await writes;
    expect(await storage.backup(copy)).toEqual({ done: true, file: copy });
    const copied = await openStorage(`file:${copy}`, { migrate: false });
    expect(await copied.db.counter.count()).toBe(50);
    expect(await copied.db.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: 'ok' }]);
    await copied.close();
  });

  it('is unhealthy once its file is gone', async () => {
    await storage.ping();
    await rm(sqliteFile(storage.url));
    await expect(storage.ping()).rejects.toThrow();
  });
});

describePostgres('a storage on PostgreSQL', () => {
  it('refuses a backup of its own', async () => {
    const storage = await openTemporaryStorage('postgresql');
    expect(await storage.backup('/nowhere')).toEqual({ refused: 'storage.backup.external' });
    await storage.dispose();
  });
});

describe('an address of a database', () => {
  it.each(['', 'file:', 'mysql://localhost/x', 'data/civikos.db'])('is not %j', async (url) => {
    await expect(openStorage(url)).rejects.toThrow('must begin with');
  });

  it('with a relative path counts from the project, not from where one stands', () => {
    const file = sqliteFile('file:data/civikos.db');
    expect(file).toBe(join(import.meta.dirname, '../../data/civikos.db'));
  });
});
