import { AsyncLocalStorage } from 'node:async_hooks';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CacheGroup, ReadCache, watched } from './cache.ts';
import { type Driver, openPostgres, openSqlite } from './drivers.ts';
import type { Prisma, PrismaClient } from './generated/sqlite/client.ts';
import { retryConflicts } from './retry.ts';

export type Engine = 'sqlite' | 'postgresql';

/** The generated client. Both databases have one of the same shape; this is the SQLite one's type. */
export type Database = PrismaClient;

/** What `transaction()` hands to its work: the same queries, inside the transaction. */
export type Tx = Prisma.TransactionClient;

/** The part of a pino logger that storage uses. */
export interface StorageLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface StorageSettings {
  log: StorageLog;
  /** Whether opening brings the tables up to date. */
  migrate: boolean;
  /** How long a transaction may take, in milliseconds. */
  transactionMs: number;
}

export interface Storage {
  readonly engine: Engine;
  /**
   * Reads and single writes outside a transaction. Using it inside a `transaction()` callback would
   * wait for that transaction, so it throws there at once.
   */
  readonly db: Database;
  /**
   * Runs work in one serialisable transaction and resolves with its result once that is on disk;
   * when work throws, nothing is kept and the error comes through. A transaction that lost to
   * another one is run again, a bounded number of times: work must have no effect but through `tx`.
   * One process runs one at a time, in the order they came, on both databases. Work that takes
   * longer than 15 seconds is rolled back.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * What `load` reads from the models of a group, read again once one of them was written to. For
   * what every request needs; nobody may change what it gets. Not for use inside a transaction.
   */
  cached<T>(group: CacheGroup, name: string, load: () => Promise<T>): Promise<T>;
  /** Calls the listener after each successful `transaction()`; returns how to stop that. */
  onCommit(listener: () => void): () => void;
  /** For health checks: resolves when the database answers, rejects when it cannot be used. */
  ping(): Promise<void>;
  /** Copies the database into a file while it is in use; refused on PostgreSQL (see pg_dump). */
  backup(toFile: string): Promise<BackupResult>;
  /** Waits for running transactions, then gives every connection back. */
  close(): Promise<void>;
}

export type BackupResult = { done: true; file: string } | { refused: 'storage.backup.external' };

/** How long a transaction may take, in milliseconds; ours never wait for anything but the database. */
const TRANSACTION_MS = 15_000;

const silent: StorageLog = { info() {}, warn() {}, error() {} };

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The file of a `file:` address; relative ones count from the project's folder. */
export function sqliteFile(databaseUrl: string): string {
  const path = databaseUrl.startsWith('file://')
    ? fileURLToPath(databaseUrl)
    : databaseUrl.slice('file:'.length);
  return isAbsolute(path) ? path : join(projectRoot, path);
}

/** Which database an address names; undefined when it is none that we know. */
export function engineOf(databaseUrl: string): Engine | undefined {
  if (databaseUrl.startsWith('file:') && databaseUrl.length > 'file:'.length) return 'sqlite';
  if (/^postgres(?:ql)?:\/\//.test(databaseUrl)) return 'postgresql';
  return undefined;
}

/**
 * Opens the database at `file:…` (made if need be) or `postgresql://…`, brings its tables up to
 * date unless `migrate` is false, and returns the door to it. Rejects when the address is unknown,
 * the server does not answer, or a migration is refused (`MigrationRefused`).
 */
export async function openStorage(
  databaseUrl: string,
  options: Partial<StorageSettings> = {},
): Promise<Storage> {
  const { log = silent, migrate = true, transactionMs = TRANSACTION_MS } = options;
  const settings = { log, migrate, transactionMs };
  const engine = engineOf(databaseUrl);
  const driver =
    engine === 'sqlite'
      ? await openSqlite(sqliteFile(databaseUrl), settings)
      : engine === 'postgresql'
        ? await openPostgres(databaseUrl, settings)
        : undefined;
  if (!engine || !driver) {
    throw new Error('The database address must begin with file: or postgresql://');
  }
  return new OpenStorage(engine, driver, settings);
}

class OpenStorage implements Storage {
  readonly engine: Engine;
  readonly db: Database;
  readonly #driver: Driver;
  readonly #log: StorageLog;
  readonly #transactionMs: number;
  readonly #cache: ReadCache;
  readonly #listeners = new Set<() => void>();
  readonly #running = new Set<Promise<unknown>>();
  /** The transaction callback that the current call stack belongs to, if any. */
  readonly #inside = new AsyncLocalStorage<{ ended: boolean }>();
  /** Settles when the last transaction in the queue has ended. */
  #lastTurn: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(engine: Engine, driver: Driver, settings: StorageSettings) {
    this.engine = engine;
    this.#driver = driver;
    this.#log = settings.log;
    this.#transactionMs = settings.transactionMs;
    this.#cache = new ReadCache(() => driver.outside());
    const client = watched(driver.client, (groups, write) => {
      // Old from now on for who comes later, and again for who read while it was under way.
      this.#cache.drop(groups);
      const drop = () => this.#cache.drop(groups);
      write.then(drop, drop);
    });
    this.db = new Proxy(client, {
      get: (target, property) => {
        this.#refuseInside(`db.${String(property)}`);
        return Reflect.get(target, property);
      },
    });
  }

  cached<T>(group: CacheGroup, name: string, load: () => Promise<T>): Promise<T> {
    this.#refuseInside('cached()');
    return this.#cache.read(group, name, load);
  }

  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.#refuseInside('transaction()');
    if (this.#closing) throw new Error('The storage is closed');
    const running = retryConflicts((attempt) => this.#inTurn(() => this.#attempt(work, attempt)));
    this.#running.add(running);
    try {
      const result = await running;
      for (const listener of this.#listeners) this.#tell(listener);
      return result;
    } finally {
      this.#running.delete(running);
    }
  }

  /**
   * On SQLite there is one writer anyway; on PostgreSQL this keeps a busy process from losing its
   * own transactions to each other, which retries alone would sort out only by luck.
   */
  #inTurn<T>(attempt: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(attempt);
    this.#lastTurn = turn.then(
      () => {},
      () => {},
    );
    return turn;
  }

  #attempt<T>(work: (tx: Tx) => Promise<T>, attempt: number): Promise<T> {
    const inside = { ended: false };
    const written = new Set<CacheGroup>();
    const note = (groups: readonly CacheGroup[]) => {
      for (const group of groups) written.add(group);
    };
    return this.#driver.client
      .$transaction(
        async (tx) => {
          try {
            await this.#driver.begun(tx, attempt);
            return await this.#inTime(this.#inside.run(inside, () => work(watched(tx, note))));
          } finally {
            // What the callback started and left running (a timer, say) is outside from here on.
            inside.ended = true;
          }
        },
        { isolationLevel: 'Serializable' },
      )
      .finally(() => this.#cache.drop(written));
  }

  /** Work that hangs must not hold up everybody behind it: its transaction is rolled back. */
  async #inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      const message = `A transaction took longer than ${this.#transactionMs} ms and was undone`;
      timer = setTimeout(() => reject(new Error(message)), this.#transactionMs);
    });
    try {
      return await Promise.race([work, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }

  #refuseInside(what: string): void {
    if (this.#inside.getStore()?.ended === false) {
      throw new Error(
        `${what} was used inside a transaction() callback and would wait for it: use its tx`,
      );
    }
  }

  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      // The transaction is committed whatever its listeners do.
      this.#log.error({ error }, 'A listener to commits failed');
    }
  }

  onCommit(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  ping(): Promise<void> {
    return this.#driver.ping();
  }

  backup(toFile: string): Promise<BackupResult> {
    return this.#driver.backup(toFile);
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      await Promise.allSettled(this.#running);
      await this.#driver.client.$disconnect();
      await this.#driver.release();
    })();
    return this.#closing;
  }
}
