import type { Config } from '../config.ts';
import { engineOf, openStorage, type Storage, type StorageLog } from '../storage/database.ts';
import { DatabaseHeld, type Hold, holdDatabase } from '../storage/hold.ts';

/** What the operator is told of a second bot on one database. */
const IN_USE =
  'DATABASE_URL: another CiviKos bot runs on this database. Stop that one first, or give this one a database of its own.';

/** The bot had the database and has lost it. */
const TAKEN =
  'DATABASE_URL: the connection that held the database for this bot broke, and another CiviKos bot has it now; this one ends.';

export interface HeldStorage {
  storage: Storage;
  hold: Hold;
}

/**
 * As {@link openOwnStorage}, for the one bot that runs on the database: a second one is refused with
 * a line for the operator. `lost` gets such a line when another bot took over in an outage.
 */
export async function holdOwnStorage(
  config: Config,
  log: StorageLog,
  lost: (why: string) => void,
): Promise<HeldStorage> {
  const hold = await reachable(config.databaseUrl, () =>
    holdDatabase(config.databaseUrl, { log, lost: () => lost(TAKEN) }),
  ).catch((error: unknown) => {
    throw error instanceof DatabaseHeld ? new Error(IN_USE, { cause: error }) : error;
  });
  try {
    return { storage: await openOwnStorage(config, log), hold };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/**
 * Opens the database of the environment, and refuses one that is not this bot's to touch: the
 * sandbox moves time and tells reminders, which must never happen to a connected bot's data, nor
 * the other way round. Rejects with a line for the operator that holds no address.
 */
export async function openOwnStorage(config: Config, log?: StorageLog): Promise<Storage> {
  const storage = await reachable(config.databaseUrl, () =>
    openStorage(config.databaseUrl, { log }),
  );
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

async function reachable<T>(databaseUrl: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (engineOf(databaseUrl) !== 'postgresql' || typeof code !== 'string') throw error;
    throw new Error(
      `DATABASE_URL: the PostgreSQL server cannot be used (${code}). Ask whoever runs it, or leave it empty for the built-in SQLite file.`,
      { cause: error },
    );
  }
}
