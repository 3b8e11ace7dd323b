import { readFile } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { schemaFile } from '../../src/setup/migration.ts';
import { openSchemaEngine, type SchemaEngine, schemaFor } from '../../src/setup/schemaEngine.ts';
import { type Engine, sqliteFile } from '../../src/storage/database.ts';
import { type Migration, migrationsFolder, readMigrations } from '../../src/storage/migrations.ts';
import { SqliteAdapterFactory, SqliteConnection } from '../../src/storage/sqlite.ts';

const filters = { externalTables: [], externalEnums: [] };
type MigrationList = Parameters<SchemaEngine['applyMigrations']>[0]['migrationsList'];

/** What Prisma's own engine says of a real database: the judge in the tests of our runner. */
export interface Judge {
  /** What `prisma migrate status` would find. */
  diagnose(migrations?: Migration[]): ReturnType<SchemaEngine['diagnoseMigrationHistory']>;
  /** What `prisma migrate deploy` would do; the names of the migrations that it applied. */
  deploy(migrations?: Migration[]): Promise<string[]>;
  /** The SQL that would turn the database into what the schema says; empty when it is that. */
  missing(): Promise<string>;
  dispose(): Promise<void>;
}

/** Opens Prisma's engine on the database at an address. */
export async function openJudge(engine: Engine, url: string): Promise<Judge> {
  const { adapter, release } = await adapterFor(engine, url);
  const schemaEngine = await openSchemaEngine(engine, adapter);
  const folder = migrationsFolder(engine);
  const list = async (migrations?: Migration[]): Promise<MigrationList> => ({
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${engine}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: (migrations ?? (await readMigrations(folder))).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  });
  return {
    diagnose: async (migrations) =>
      schemaEngine.diagnoseMigrationHistory({
        migrationsList: await list(migrations),
        optInToShadowDatabase: false,
        filters,
      }),
    deploy: async (migrations) => {
      const migrationsList = await list(migrations);
      return (await schemaEngine.applyMigrations({ migrationsList, filters }))
        .appliedMigrationNames;
    },
    missing: async () => {
      const content = schemaFor(engine, await readFile(schemaFile, 'utf8'));
      const files = [{ path: 'schema.prisma', content }];
      const { stdout } = await schemaEngine.diff({
        from: { tag: 'schemaDatasource', files, configDir: folder },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        filters,
      });
      return (stdout ?? '').replace('-- This is an empty migration.', '').trim();
    },
    dispose: async () => {
      schemaEngine.free();
      await release();
    },
  };
}

async function adapterFor(engine: Engine, url: string) {
  if (engine === 'sqlite') {
    const connection = await SqliteConnection.open(sqliteFile(url));
    const release = async () => connection.close();
    return { adapter: new SqliteAdapterFactory(connection), release };
  }
  const pool = new CataloguePool({ connectionString: url, max: 1 });
  return { adapter: new PrismaPg(pool), release: () => pool.end() };
}

/** The type of one-letter columns in PostgreSQL's catalogue, and of text (pg_type.dat). */
const ONE_LETTER = 18;
const TEXT = 25;

/** Prisma's adapter does not know the one-letter type, which the engine meets in the catalogue. */
class CataloguePool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: stands in for all overloads of the inherited query
  override async query(...args: any[]): Promise<any> {
    const result = await (super.query as (...args: unknown[]) => Promise<pg.QueryResult>)(...args);
    for (const field of result.fields) {
      if (field.dataTypeID === ONE_LETTER) field.dataTypeID = TEXT;
    }
    return result;
  }
}
