import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Libsql from 'libsql';
import pg from 'pg';
import { engineOf, type StorageLog, sqliteFile } from './database.ts';
import { isBusy, patiently } from './sqlite.ts';

/** The hold of one process on a database: while it lasts no other bot runs on it. */
export interface Hold {
  release(): Promise<void>;
}

export interface HoldSettings {
  log: StorageLog;
  /** How long to wait for one that is just ending; {@link HOLD_PATIENCE_MS} unless given. */
  patienceMs?: number;
  /** The hold was lost and another process has it now: this one must end. */
  lost(): void;
}

/** A bot that is told to end takes at most 5 s; whoever replaces it waits a little longer. */
export const HOLD_PATIENCE_MS = 7_000;

/** Another process has the database. */
export class DatabaseHeld extends Error {
  override name = 'DatabaseHeld';

  constructor(options?: ErrorOptions) {
    super('The database is held by another process', options);
  }
}

/**
 * Makes this process the only bot on a database, until it releases it or ends, however it ends.
 * Rejects with {@link DatabaseHeld} when another one has it. Commands that only read or queue
 * (`npm run tick`, `npm run import`) need no hold.
 */
export async function holdDatabase(databaseUrl: string, settings: HoldSettings): Promise<Hold> {
  const patienceMs = settings.patienceMs ?? HOLD_PATIENCE_MS;
  if (engineOf(databaseUrl) === 'sqlite') return holdSqlite(sqliteFile(databaseUrl), patienceMs);
  const hold = new PostgresHold(databaseUrl, { ...settings, patienceMs });
  await hold.begin();
  return hold;
}

/**
 * SQLite's own lock on a file beside the database. The system drops it with the process, so that a
 * crash leaves none behind; on the database itself it would keep `npm run import` out too. The file
 * stays: deleting it would let two processes hold two files of one name.
 */
async function holdSqlite(file: string, patienceMs: number): Promise<Hold> {
  const lock = new Libsql(`${realFile(file)}.lock`);
  try {
    await patiently(patienceMs, () => lock.exec('BEGIN EXCLUSIVE'));
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new DatabaseHeld({ cause: error }) : error;
  }
  return {
    async release() {
      if (!lock.open) return;
      lock.exec('ROLLBACK');
      lock.close();
    },
  };
}

/** One file has one lock, by whatever links it is reached. */
function realFile(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  mkdirSync(dirname(file), { recursive: true });
  return join(realpathSync(dirname(file)), basename(file));
}

/** Names the lock among the advisory locks of the database: "civi" in ASCII. */
const LOCK = 0x63697669;

const CONNECT_TIMEOUT_MS = 10_000;
/** Between attempts to take the lock again while the server does not answer. */
const RETRY_FIRST_MS = 500;
const RETRY_MOST_MS = 15_000;

/**
 * A connection that brings nothing is looked after by both sides, so that a cable that was pulled
 * is noticed within half a minute: the lock of a machine that is gone must not stay.
 */
const KEEPALIVE_MS = 10_000;
const SESSION: Readonly<Record<string, string>> = {
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '25000',
  // A server may end sessions that are idle for long and statements that take long: this one is
  // idle for ever, and its one statement may wait for a lock.
  idle_session_timeout: '0',
  statement_timeout: '0',
};

/** Waited for a lock longer than lock_timeout (PostgreSQL docs, Appendix A). */
const LOCK_NOT_AVAILABLE = '55P03';

/** A session of the server, told apart from a later one with the same process number. */
interface Session {
  pid: number;
  since: string;
}

/**
 * PostgreSQL's advisory lock of a session, on a connection of its own. A lost connection is made
 * anew; if another process took the lock meanwhile, `lost` says so.
 */
class PostgresHold implements Hold {
  readonly #url: string;
  readonly #log: StorageLog;
  readonly #patienceMs: number;
  readonly #lost: () => void;
  readonly #released = new AbortController();
  #client: pg.Client | null = null;
  #session: Session | null = null;

  constructor(url: string, settings: HoldSettings & { patienceMs: number }) {
    this.#url = url;
    this.#log = settings.log;
    this.#patienceMs = settings.patienceMs;
    this.#lost = settings.lost;
  }

  /** Takes the lock; rejects with {@link DatabaseHeld} when another process has it. */
  async begin(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEPALIVE_MS,
      application_name: 'civikos-bot-hold',
    });
    // An error of a connection also ends it, and that is what is acted upon.
    client.on('error', (error) => {
      this.#log.warn({ err: error }, 'The connection that holds the database had an error');
    });
    let held = false;
    client.once('end', () => {
      if (held) void this.#takeAgain();
    });
    try {
      await client.connect();
      const session = await prepare(client, this.#patienceMs);
      await this.#endFormer(client);
      await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
      this.#session = session;
    } catch (error) {
      await client.end();
      const { code } = (error ?? {}) as { code?: unknown };
      throw code === LOCK_NOT_AVAILABLE ? new DatabaseHeld({ cause: error }) : error;
    }
    held = true;
    this.#client = client;
  }

  async release(): Promise<void> {
    // An attempt to take it again ends by itself: a server that does not answer holds up no stop.
    this.#released.abort();
    await this.#client?.end();
    this.#client = null;
  }

  /** The server may not know yet that our former connection is gone, and keep our lock with it. */
  async #endFormer(client: pg.Client): Promise<void> {
    if (!this.#session) return;
    const { pid, since } = this.#session;
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid = $1 AND backend_start::text = $2 AND usename = current_user`,
      [pid, since],
    );
  }

  async #takeAgain(): Promise<void> {
    const { signal } = this.#released;
    this.#client = null;
    for (let wait = RETRY_FIRST_MS; !signal.aborted; wait = Math.min(wait * 2, RETRY_MOST_MS)) {
      try {
        await this.begin();
        if (signal.aborted) await this.release();
        else this.#log.info({}, 'The database is held again');
        return;
      } catch (error) {
        if (error instanceof DatabaseHeld) {
          if (!signal.aborted) this.#lost();
          return;
        }
        if (signal.aborted) return;
        const { code } = (error ?? {}) as { code?: unknown };
        this.#log.warn({ code, wait }, 'The database cannot be held; trying again');
      }
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Sets the session up and says which one it is. */
async function prepare(client: pg.Client, patienceMs: number): Promise<Session> {
  // An older server does not know all of them.
  await client.query(
    `SELECT set_config(name, $1::jsonb ->> name, false) FROM pg_settings WHERE $1::jsonb ? name`,
    [JSON.stringify({ ...SESSION, lock_timeout: String(patienceMs) })],
  );
  const { rows } = await client.query<Session>(
    `SELECT pid, backend_start::text AS since FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
  );
  const [session] = rows;
  if (!session) throw new Error('PostgreSQL does not know the session that it answers');
  return session;
}
