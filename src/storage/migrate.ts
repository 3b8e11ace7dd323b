import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import type { StorageLog } from './database.ts';
import {
  type Migration,
  type MigrationHistory,
  MigrationRefused,
  migrationsFolder,
  pendingMigrations,
  readMigrations,
} from './migrations.ts';
import { SqliteConnection, type SqliteTransaction } from './sqlite.ts';
import { backupSqlite } from './sqliteFile.ts';

/** How long a start waits while another process migrates the same database. */
const LOCK_PATIENCE_MS = 120_000;
/** How many backups made before migrations stay beside the database file. */
const BACKUPS_KEPT = 3;

/** The history's table as Prisma's engine makes it, so that `prisma migrate` reads it too. */
const SQLITE_HISTORY = `CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;
const POSTGRES_HISTORY = `CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;
const HISTORY_ROWS = `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished,
  rolled_back_at IS NOT NULL AS rolled_back FROM _prisma_migrations ORDER BY started_at`;
const NEW_ROW = `INSERT INTO _prisma_migrations
  (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, $4, $5, 1)`;

/** The history's row for a migration that ended just now. */
function newRow(migration: Migration, startedAt: Date): string[] {
  const { checksum, name } = migration;
  return [randomUUID(), checksum, name, startedAt.toISOString(), new Date().toISOString()];
}

/**
 * Brings a SQLite file up to date, all pending migrations in one transaction: either the file is
 * new altogether or as it was. Foreign keys are off meanwhile, because rebuilding a table drops the
 * old one, which would delete its children's rows; they are checked before the commit. An existing
 * database is copied to `<file>.backup-<first pending migration>` before.
 */
export async function migrateSqlite(
  file: string,
  log: StorageLog,
  migrations?: Migration[],
): Promise<void> {
  const wanted = migrations ?? (await readMigrations(migrationsFolder('sqlite')));
  const connection = await SqliteConnection.open(file, {
    foreignKeys: false,
    patience: LOCK_PATIENCE_MS,
  });
  try {
    if (pendingMigrations(wanted, await sqliteHistory(connection)).length === 0) return;
    const transaction = await connection.transaction();
    try {
      await applyToSqlite(file, transaction, wanted, log);
      await transaction.commit();
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  } finally {
    connection.close();
  }
}

async function applyToSqlite(
  file: string,
  transaction: SqliteTransaction,
  migrations: Migration[],
  log: StorageLog,
): Promise<void> {
  // Another process may have migrated between the first look and the lock.
  const history = await sqliteHistory(transaction);
  const pending = pendingMigrations(migrations, history);
  const [first] = pending;
  if (!first) return;
  if (history.rows.length > 0) {
    await backupSqlite(file, `${file}.backup-${first.name}`);
    await dropOldBackups(file);
  }
  if (!history.exists) await transaction.executeMultiple(SQLITE_HISTORY);
  for (const migration of pending) {
    const startedAt = new Date();
    try {
      await transaction.executeMultiple(migration.sql);
    } catch (error) {
      throw failed(migration, error);
    }
    await transaction.execute({ sql: NEW_ROW, args: newRow(migration, startedAt) });
    log.info({ migration: migration.name }, 'Migration applied');
  }
  const orphans = await transaction.execute({ sql: 'PRAGMA foreign_key_check', args: [] });
  if (orphans.rows.length > 0) {
    const tables = [...new Set(orphans.rows.map((row) => String(row[0])))].join(', ');
    throw new MigrationRefused(
      `After the migrations, rows of ${tables} point to rows that do not exist; nothing was changed.`,
    );
  }
}

async function sqliteHistory(from: Pick<SqliteTransaction, 'execute'>): Promise<MigrationHistory> {
  const tables = await from.execute({
    sql: `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    args: [],
  });
  if (!tables.rows.some((row) => row[0] === '_prisma_migrations')) {
    return { exists: false, rows: [], otherTables: tables.rows.length > 0 };
  }
  const history = await from.execute({ sql: HISTORY_ROWS, args: [] });
  const rows = history.rows.map((row) => ({
    name: String(row[0]),
    checksum: String(row[1]),
    finished: row[2] === 1,
    rolledBack: row[3] === 1,
  }));
  return { exists: true, rows, otherTables: tables.rows.length > 1 };
}

async function dropOldBackups(file: string): Promise<void> {
  const folder = dirname(file);
  const prefix = `${basename(file)}.backup-`;
  const names = (await readdir(folder)).filter((name) => name.startsWith(prefix));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  dated.sort((a, b) => b.at - a.at);
  await Promise.all(dated.slice(BACKUPS_KEPT).map(({ name }) => rm(join(folder, name))));
}

/**
 * Brings a PostgreSQL database up to date, each migration in a transaction of its own (a new value
 * of an enumeration can be used only after a commit), under the advisory lock that Prisma's engine
 * takes for the same purpose. Backups are the operator's (pg_dump).
 */
export async function migratePostgres(
  databaseUrl: string,
  log: StorageLog,
  migrations?: Migration[],
): Promise<void> {
  const wanted = migrations ?? (await readMigrations(migrationsFolder('postgresql')));
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'civikos-bot migrations',
  });
  // A lost connection also rejects the query that runs; unheard, the event would end the process.
  client.on('error', (error) => log.warn({ err: error }, 'Migrating lost its connection'));
  await client.connect();
  try {
    await client.query(`SET lock_timeout = ${LOCK_PATIENCE_MS}`);
    // https://pris.ly/d/migrate-advisory-locking; it goes when the connection ends.
    await client.query('SELECT pg_advisory_lock(72707369)');
    const history = await postgresHistory(client);
    const pending = pendingMigrations(wanted, history);
    if (!history.exists) await client.query(POSTGRES_HISTORY);
    for (const migration of pending) {
      await applyToPostgres(client, migration);
      log.info({ migration: migration.name }, 'Migration applied');
    }
  } finally {
    await client.end();
  }
}

async function applyToPostgres(client: pg.Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(NEW_ROW, newRow(migration, startedAt));
    await client.query('COMMIT');
  } catch (error) {
    // The caller ends the connection, and the server then undoes what was not committed.
    throw failed(migration, error);
  }
}

async function postgresHistory(client: pg.Client): Promise<MigrationHistory> {
  const tables = await client.query(
    'SELECT tablename FROM pg_tables WHERE schemaname = current_schema()',
  );
  const names = tables.rows.map((row) => String(row.tablename));
  if (!names.includes('_prisma_migrations')) {
    return { exists: false, rows: [], otherTables: names.length > 0 };
  }
  const history = await client.query(HISTORY_ROWS);
  const rows = history.rows.map((row) => ({
    name: String(row.migration_name),
    checksum: String(row.checksum),
    finished: row.finished === true,
    rolledBack: row.rolled_back === true,
  }));
  return { exists: true, rows, otherTables: names.length > 1 };
}

function failed(migration: Migration, error: unknown): MigrationRefused {
  const reason = error instanceof Error ? error.message : String(error);
  return new MigrationRefused(
    `Migration ${migration.name} failed (${reason}); the database is as it was before it.`,
    { cause: error },
  );
}
