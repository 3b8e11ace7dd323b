import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES, INITIAL, migratedSchemaFile, schemaFile } from '../../src/setup/migration.ts';
import { differenceInSql } from '../../src/setup/schemaEngine.ts';
import type { Engine } from '../../src/storage/database.ts';
import { migrationsFolder, readMigrations } from '../../src/storage/migrations.ts';
import { describePostgres } from './postgres.ts';
import { type Judge, openJudge } from './schemaEngine.ts';
import { openTemporaryStorage, type TemporaryStorage } from './temporary.ts';

const HINT = 'Run: npm run migration -- NAME';

describe('schema and migrations, without a database', () => {
  it.each(ENGINES)('lead to the same tables on %s', async (engine) => {
    const schema = await readFile(schemaFile, 'utf8');
    const migrated = await readFile(migratedSchemaFile, 'utf8');
    expect(await differenceInSql(engine, migrated, schema), HINT).toBeUndefined();
  });

  it.each(ENGINES)('begin on %s with the migration that the engine writes', async (engine) => {
    const migrations = await readMigrations(migrationsFolder(engine));
    expect(migrations[0]?.name).toBe(INITIAL);
    if (migrations.length > 1) return;
    const schema = await readFile(schemaFile, 'utf8');
    expect(migrations[0]?.sql).toBe(await differenceInSql(engine, undefined, schema));
  });

  it('have the same names and say which database they are for', async () => {
    const names = async (engine: Engine) =>
      (await readMigrations(migrationsFolder(engine))).map((migration) => migration.name);
    expect(await names('sqlite')).toEqual(await names('postgresql'));
    for (const engine of ENGINES) {
      const lock = await readFile(join(migrationsFolder(engine), 'migration_lock.toml'), 'utf8');
      expect(lock).toContain(`provider = "${engine}"`);
    }
  });

  it('see a difference where there is one', async () => {
    const schema = await readFile(schemaFile, 'utf8');
    const changed = schema.replace(/^model Counter \{/m, 'model Counter {\n  note String?');
    for (const engine of ENGINES) {
      const sql = await differenceInSql(engine, schema, changed);
      expect(sql).toMatch(/ALTER TABLE "Counter" ADD COLUMN\s+"note" TEXT;/);
    }
  });
});

describe('a migration that the engine writes', () => {
  it('has no transaction of its own, also where the engine would give it one', async () => {
    const schema = await readFile(schemaFile, 'utf8');
    const more = schema.replace(/^enum Language \{/m, 'enum Language {\n  de');
    const sql = await differenceInSql('postgresql', more, schema);
    expect(sql).toContain('DROP TYPE "Language_old"');
    expect(sql).not.toMatch(/\b(?:BEGIN|COMMIT)\b/);
  });
});

function real(engine: Engine): void {
  let storage: TemporaryStorage;
  let judge: Judge;
  afterEach(async () => {
    await judge.dispose();
    await storage.dispose();
  });

  it('has the tables of the schema, and a history that Prisma accepts', async () => {
    storage = await openTemporaryStorage(engine);
    judge = await openJudge(engine, storage.url);
    expect(await judge.missing(), HINT).toBe('');
    expect(await judge.diagnose()).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
    expect(await judge.deploy()).toEqual([]);
  });
}

describe('a database that our runner migrated, SQLite', () => real('sqlite'));
describePostgres('a database that our runner migrated, PostgreSQL', () => real('postgresql'));
