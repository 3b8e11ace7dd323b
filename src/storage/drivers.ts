import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { BackupResult, Database, StorageSettings, Tx } from './database.ts';
import { migratePostgres, migrateSqlite } from './migrate.ts';
import { openPool, postgresAdapter, takeTurn } from './postgres.ts';
import { SqliteAdapterFactory, SqliteConnection } from './sqlite.ts';
import { backupSqlite, fileIdentity } from './sqliteFile.ts';

/**
 * Prisma's own limits lie behind ours. `maxWait` is for the connection, not for the queue, which is
 * ours too. Errors come without excerpts of our source in colours.
 */
function clientOptions(transactionMs: number) {
  return {
    transactionOptions: { timeout: transactionMs + 1_000, maxWait: 20_000 },
    errorFormat: 'minimal',
  } as const;
}

/** How long what another process wrote to PostgreSQL may go unseen by what is read often. */
const OTHERS_SEEN_MS = 2_000;

/** What differs between the two databases, once they are open. */
export interface Driver {
  client: Database;
  /** What a transaction does before all else. */
  begun(tx: Tx, attempt: number): Promise<void>;
  /** A number that changes once another process wrote to the database. */
  outside(): number;
  ping(): Promise<void>;
  backup(toFile: string): Promise<BackupResult>;
  release(): Promise<void>;
}

/** Opens a SQLite file for this process, migrated if the settings say so. */
export async function openSqlite(file: string, settings: StorageSettings): Promise<Driver> {
  if (settings.migrate) await migrateSqlite(file, settings.log);
  const connection = await SqliteConnection.open(file);
  const opened = fileIdentity(file);
  const { PrismaClient } = await import('./generated/sqlite/client.ts');
  const client = new PrismaClient({
    adapter: new SqliteAdapterFactory(connection),
    ...clientOptions(settings.transactionMs),
  });
  return {
    client,
    // BEGIN IMMEDIATE already keeps other writers out.
    async begun() {},
    outside: () => connection.outside(),
    async ping() {
      await client.$queryRaw`SELECT count(*) FROM sqlite_schema`;
      if (fileIdentity(file) !== opened) {
        throw new Error('The database file was replaced while it was open');
      }
    },
    async backup(toFile) {
      await backupSqlite(file, toFile);
      return { done: true, file: toFile };
    },
    async release() {
      connection.close();
    },
  };
}

/** Opens a PostgreSQL database for this process, migrated if the settings say so. */
export async function openPostgres(url: string, settings: StorageSettings): Promise<Driver> {
  const { log } = settings;
  if (settings.migrate) await migratePostgres(url, log);
  const pool = openPool(url, log);
  const generated = await import('./generated/postgresql/client.ts');
  const adapter: SqlMigrationAwareDriverAdapterFactory = postgresAdapter(pool, log);
  // The two generated clients come from one schema and differ in type only (filters that we do
  // not use); this is the one place that says so.
  const client = new generated.PrismaClient({
    adapter,
    ...clientOptions(settings.transactionMs),
  }) as unknown as Database;
  return {
    client,
    begun: takeTurn,
    // A server tells nobody, so that what others wrote is seen a little later.
    outside: () => Math.floor(Date.now() / OTHERS_SEEN_MS),
    async ping() {
      await client.$queryRaw`SELECT 1`;
    },
    async backup() {
      return { refused: 'storage.backup.external' };
    },
    release: () => pool.end(),
  };
}
