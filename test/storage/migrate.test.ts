import { readdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { differenceInSql } from '../../src/setup/schemaEngine.ts';
import { openStorage, type StorageLog, sqliteFile } from '../../src/storage/database.ts';
import { migratePostgres, migrateSqlite } from '../../src/storage/migrate.ts';
import {
  checksumOf,
  type Migration,
  MigrationRefused,
  migrationsFolder,
  readMigrations,
} from '../../src/storage/migrations.ts';
import { SqliteConnection } from '../../src/storage/sqlite.ts';
import { createPostgresDatabase, describePostgres } from './postgres.ts';
import { openJudge } from './schemaEngine.ts';
import { temporaryFolder } from './temporary.ts';

const log: StorageLog = { info() {}, warn() {}, error() {} };

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: checksumOf(sql) };
}

const family = (parentColumn: string) => `
  datasource db {
    provider = "sqlite"
  }
  model Parent {
    id       Int     @id @default(autoincrement())
    ${parentColumn}
    children Child[]
  }
  model Child {
    id       Int    @id @default(autoincrement())
    parentId Int
    parent   Parent @relation(fields: [parentId], references: [id], onDelete: Cascade)
  }`;
const first = await differenceInSql('sqlite', undefined, family('name String?'));
const rebuild = await differenceInSql('sqlite', family('name String?'), family('name String'));
const FAMILY = migration('0001_family', first ?? '');
const REBUILD = migration('0002_rebuild', rebuild ?? '');

/** One database for each test, with the few things that differ between the two kinds. */
interface Place {
  url: string;
  migrate(...migrations: Migration[]): Promise<void>;
  sql(statement: string): Promise<unknown[][]>;
  drop(): Promise<void>;
}

async function sqlitePlace(): Promise<Place> {
  const folder = await temporaryFolder();
  const url = `file:${folder}/test.db`;
  return {
    url,
    migrate: (...migrations) => migrateSqlite(sqliteFile(url), log, migrations),
    async sql(statement) {
      const connection = await SqliteConnection.open(sqliteFile(url));
      try {
        return (await connection.execute({ sql: statement, args: [] })).rows;
      } finally {
        connection.close();
      }
    },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresPlace(): Promise<Place> {
  const { url, drop } = await createPostgresDatabase();
  return {
    url,
    migrate: (...migrations) => migratePostgres(url, log, migrations),
    async sql(statement) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query({ text: statement, rowMode: 'array' })).rows;
      } finally {
        await client.end();
      }
    },
    drop,
  };
}

const A = migration('0001_a', 'CREATE TABLE a (id INTEGER PRIMARY KEY);');
const B = migration('0002_b', 'CREATE TABLE b (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1);');
const NAMES = 'SELECT migration_name FROM _prisma_migrations ORDER BY started_at, migration_name';

function suite(makePlace: () => Promise<Place>): void {
  let place: Place;
  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(() => place.drop());

  it('applies what is pending, in order, once', async () => {
    await place.migrate(A);
    await place.migrate(A, B);
    await place.migrate(A, B);
    expect(await place.sql(NAMES)).toEqual([['0001_a'], ['0002_b']]);
    expect(await place.sql('SELECT id FROM a')).toEqual([[1]]);
  });

  it('refuses a migration that was changed after it was applied', async () => {
    await place.migrate(A);
    const changed = migration(A.name, `${A.sql} -- changed`);
    await expect(place.migrate(changed, B)).rejects.toThrow(MigrationRefused);
    await expect(place.migrate(changed, B)).rejects.toThrow(/0001_a was changed/);
    expect(await place.sql(NAMES)).toEqual([['0001_a']]);
  });

  it('refuses a database that a newer program made', async () => {
    await place.migrate(A, B);
    await expect(place.migrate(A)).rejects.toThrow(/newer than this program.*0002_b/);
  });

  it('refuses a database with the tables of somebody else', async () => {
    await place.sql('CREATE TABLE theirs (id INTEGER)');
    await expect(place.migrate(A)).rejects.toThrow(/not of this program/);
  });

  it('refuses one that another tool left half-way', async () => {
    await place.migrate(A);
    await place.sql('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(place.migrate(A, B)).rejects.toThrow(/0001_a was begun.*not finished/);
  });

  it('keeps nothing of a migration that fails, and tells which', async () => {
    await place.migrate(A);
    const broken = migration(
      '0002_broken',
      'INSERT INTO a VALUES (7); INSERT INTO nowhere SELECT 1;',
    );
    await expect(place.migrate(A, broken)).rejects.toThrow(/0002_broken failed.*nowhere/);
    expect(await place.sql('SELECT id FROM a')).toEqual([]);
    await place.migrate(A, B);
    expect(await place.sql(NAMES)).toEqual([['0001_a'], ['0002_b']]);
  });

  it('lets several start at once on a new database', async () => {
    const starts = await Promise.all(Array.from({ length: 4 }, () => openStorage(place.url)));
    const counts = await Promise.all(starts.map((storage) => storage.db.organisation.count()));
    expect(counts).toEqual([0, 0, 0, 0]);
    await Promise.all(starts.map((storage) => storage.close()));
    const rows = await place.sql(
      'SELECT count(*), count(DISTINCT migration_name) FROM _prisma_migrations',
    );
    const known = (await readMigrations(migrationsFolder('sqlite'))).length;
    expect(rows.map((counts) => counts.map(Number))).toEqual([[known, known]]);
  });
}

describe('migrations on SQLite', () => {
  suite(sqlitePlace);

  let place: Place;
  beforeEach(async () => {
    place = await sqlitePlace();
  });
  afterEach(() => place.drop());

  async function backups(): Promise<string[]> {
    const names = await readdir(dirname(sqliteFile(place.url)));
    return names.filter((name) => name.includes('backup')).sort();
  }

  it('keeps the children of a parent table that it rebuilds', async () => {
    expect(REBUILD.sql).toContain('DROP TABLE "Parent"');
    await place.migrate(FAMILY);
    await place.sql(`INSERT INTO Parent (name) VALUES ('one')`);
    await place.sql('INSERT INTO Child (parentId) VALUES (1), (1)');
    await place.migrate(FAMILY, REBUILD);
    expect(await place.sql('SELECT id, parentId FROM Child')).toEqual([
      [1, 1],
      [2, 1],
    ]);
    // The rebuilt table is a parent as before.
    await expect(place.sql('INSERT INTO Child (parentId) VALUES (9)')).rejects.toThrow('FOREIGN');
    await place.sql('DELETE FROM Parent');
    expect(await place.sql('SELECT id FROM Child')).toEqual([]);
  });

  it('keeps nothing of a migration that leaves children without their parent', async () => {
    await place.migrate(FAMILY);
    await place.sql(`INSERT INTO Parent (name) VALUES ('one')`);
    await place.sql('INSERT INTO Child (parentId) VALUES (1)');
    const careless = migration('0002_careless', 'DELETE FROM Parent;');
    await expect(place.migrate(FAMILY, careless)).rejects.toThrow(/rows of Child point to/);
    expect(await place.sql('SELECT name FROM Parent')).toEqual([['one']]);
  });

  it('makes a backup before it changes a database, and keeps the last three', async () => {
    await place.migrate(A);
    await place.sql('INSERT INTO a VALUES (42)');
    expect(await backups()).toEqual([]);
    const steps = ['0002', '0003', '0004', '0005'].map((number) =>
      migration(`${number}_t`, `CREATE TABLE t${number} (id INTEGER);`),
    );
    for (let count = 1; count <= steps.length; count += 1) {
      await place.migrate(A, ...steps.slice(0, count));
    }
    await place.migrate(A, ...steps);
    expect(await backups()).toEqual([
      'test.db.backup-0003_t',
      'test.db.backup-0004_t',
      'test.db.backup-0005_t',
    ]);
    const backup = await SqliteConnection.open(`${sqliteFile(place.url)}.backup-0005_t`);
    const names = await backup.execute({ sql: NAMES, args: [] });
    const rows = await backup.execute({ sql: 'SELECT id FROM a', args: [] });
    backup.close();
    expect(names.rows.flat()).toEqual(['0001_a', '0002_t', '0003_t', '0004_t']);
    expect(rows.rows).toEqual([[42]]);
  });

  it('continues a history that Prisma began, and Prisma continues ours', async () => {
    const judge = await openJudge('sqlite', place.url);
    expect(await judge.deploy([A])).toEqual(['0001_a']);
    await place.migrate(A, B);
    const C = migration('0003_c', 'CREATE TABLE c (id INTEGER PRIMARY KEY);');
    expect(await judge.diagnose([A, B, C])).toMatchObject({
      editedMigrationNames: [],
      history: { diagnostic: 'databaseIsBehind', unappliedMigrationNames: ['0003_c'] },
    });
    expect(await judge.deploy([A, B, C])).toEqual(['0003_c']);
    await place.migrate(A, B, C);
    await judge.dispose();
    expect((await place.sql(NAMES)).flat()).toEqual(['0001_a', '0002_b', '0003_c']);
  });
});

describePostgres('migrations on PostgreSQL', () => suite(postgresPlace));
