import type { Config } from '../config.ts';
import { engineOf, openStorage, type Storage, type StorageLog } from '../storage/database.ts';

/**
 * Opens the database of the environment, and refuses one that is not this bot's to touch: the
 * sandbox moves time and tells reminders, which must never happen to a connected bot's data, nor
 * the other way round. Rejects with a line for the operator that holds no address.
 */
export async function openOwnStorage(config: Config, log?: StorageLog): Promise<Storage> {
  const storage = await openReachable(config.databaseUrl, log);
  const others = config.sandbox ? { not: 'sandbox' as const } : ('sandbox' as const);
  const where = { platform: others };
  const strangers =
    (await storage.db.channel.count({ where })) + (await storage.db.person.count({ where }));
  if (strangers === 0) return storage;
  await storage.close();
  throw new Error(
    config.sandbox
      ? 'DATABASE_URL: this is the database of a bot that is connected to Slack or Discord. The sandbox has a file of its own: leave DATABASE_URL empty, or set the tokens.'
      : 'DATABASE_URL: this is the database of a sandbox. Name another one, or leave it empty.',
  );
}

async function openReachable(databaseUrl: string, log?: StorageLog): Promise<Storage> {
  try {
    return await openStorage(databaseUrl, { log });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (engineOf(databaseUrl) !== 'postgresql' || typeof code !== 'string') throw error;
    throw new Error(
      `DATABASE_URL: the PostgreSQL server cannot be used (${code}). Ask whoever runs it, or leave it empty for the built-in SQLite file.`,
      { cause: error },
    );
  }
}
