import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from './database.ts';

/** One step of the tables' history: plain SQL, in a folder of its own. */
export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the SQL in hexadecimal, as Prisma's own engine computes it. */
  checksum: string;
}

/** A row of `_prisma_migrations`, as far as it matters here. */
export interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
  rolledBack: boolean;
}

/** What a database says of its own past. */
export interface MigrationHistory {
  /** Whether the table `_prisma_migrations` is there. */
  exists: boolean;
  rows: AppliedMigration[];
  /** Whether there are tables beside it. */
  otherTables: boolean;
}

/** The database cannot be brought up to date by this program; the message says what to do. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/** The folder of one database's migrations. */
export function migrationsFolder(engine: Engine): string {
  return join(fileURLToPath(new URL('../../prisma/migrations/', import.meta.url)), engine);
}

/** The checksum by which a changed migration is noticed. */
export function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

/** All migrations of a folder in the order of their names, which is the order they apply in. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      // A checkout with Windows line ends must not count as a changed migration.
      const sql = text.replaceAll('\r\n', '\n');
      return { name, sql, checksum: checksumOf(sql) };
    }),
  );
}

/**
 * Which migrations a database still needs, in order. Throws `MigrationRefused` when its history
 * does not fit the program's.
 */
export function pendingMigrations(migrations: Migration[], history: MigrationHistory): Migration[] {
  const applied = history.rows.filter((row) => !row.rolledBack);
  if (applied.length === 0 && history.otherTables) {
    throw new MigrationRefused(
      'The database has tables that are not of this program. Give DATABASE_URL an empty database.',
    );
  }
  for (const row of applied) {
    const migration = migrations.find((one) => one.name === row.name);
    if (!row.finished) {
      throw new MigrationRefused(
        `Migration ${row.name} was begun by another tool and not finished. ` +
          'Restore a backup, or settle it with prisma migrate resolve.',
      );
    }
    if (!migration) {
      throw new MigrationRefused(
        `The database is newer than this program: it has migration ${row.name}. ` +
          'Start the newer version, or restore the backup made before that migration.',
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationRefused(
        `Migration ${row.name} was changed after it was applied to this database. ` +
          'Take back the change to its file; a further change of the tables is a new migration.',
      );
    }
  }
  const done = new Set(applied.map((row) => row.name));
  return migrations.filter((migration) => !done.has(migration.name));
}
