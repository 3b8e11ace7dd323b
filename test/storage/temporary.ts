import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Engine,
  openStorage,
  type Storage,
  type StorageSettings,
} from '../../src/storage/database.ts';
import { createPostgresDatabase } from './postgres.ts';

/** A storage for tests, with its database's address and how to be rid of both. */
export type TemporaryStorage = Storage & { url: string; dispose(): Promise<void> };

/** An empty folder under the system's temporary one. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'civikos-test-'));
}

/**
 * Opens an empty database, migrated unless told otherwise, that nobody else uses: a SQLite file (20 ms, so each test may
 * have its own) or, within `describePostgres`, a database on the test server. Dispose of it after.
 */
export async function openTemporaryStorage(
  engine: Engine = 'sqlite',
  settings: Partial<StorageSettings> = {},
): Promise<TemporaryStorage> {
  const place = engine === 'sqlite' ? await temporaryFile() : await createPostgresDatabase();
  const storage = await openStorage(place.url, settings);
  return Object.assign(storage, {
    url: place.url,
    async dispose() {
      await storage.close();
      await place.drop();
    },
  });
}

async function temporaryFile(): Promise<{ url: string; drop(): Promise<void> }> {
  const folder = await temporaryFolder();
  return {
    url: `file:${join(folder, 'test.db')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}
