import { mkdirSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import LibsqlThread from 'libsql/promise';
import { BUSY_PATIENCE_MS } from './sqlite.ts';

/**
 * Copies a database that may be in use into one new file, whole as of one moment. It works on a
 * thread and a connection of its own, so that nobody waits for it. An existing file is replaced
 * only once the new one is complete and on disk.
 */
export async function backupSqlite(file: string, toFile: string): Promise<void> {
  const partial = `${toFile}.partial`;
  mkdirSync(dirname(toFile), { recursive: true });
  await rm(partial, { force: true });
  const source = new LibsqlThread(file, {});
  try {
    await source.exec(`PRAGMA busy_timeout = ${BUSY_PATIENCE_MS}`);
    await source.exec(`VACUUM INTO '${partial.replaceAll("'", "''")}'`);
  } finally {
    source.close();
  }
  const written = await open(partial, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(partial, toFile);
}

/** Which file stands at a path now; changes when it is deleted or replaced. */
export function fileIdentity(file: string): string {
  const { dev, ino } = statSync(file);
  return `${dev}:${ino}`;
}
