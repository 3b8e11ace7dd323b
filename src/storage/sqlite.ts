import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import Libsql from 'libsql';

/**
 * How long SQLite itself waits for another process's lock. It waits inside the call, with the event
 * loop standing still, so this is short and the rest of the wait is ours (see `patiently`).
 */
const BUSY_TIMEOUT_MS = 50;
/** How long a statement or BEGIN waits in all for another process before it fails as BUSY. */
export const BUSY_PATIENCE_MS = 8_000;

type LibsqlClient = ReturnType<PrismaLibSql['createClient']>;
/** A statement and its arguments by position. */
interface Statement {
  sql: string;
  args: readonly unknown[];
}

/** What the adapter reads of an answer; rows by position. */
interface ResultSet {
  columns: string[];
  columnTypes: string[];
  rows: unknown[][];
  rowsAffected: number;
}

/**
 * How many prepared statements are kept. Preparing takes longer than running for most of ours, and
 * they are some hundred texts; only lists (`IN (?, ?, …)`) make more of them.
 */
const KEPT_STATEMENTS = 300;

interface Prepared {
  statement: Libsql.Statement;
  /** False for what returns no rows. */
  reader: boolean;
  columns: string[];
  columnTypes: string[];
}

/** Statements that neither write nor may stand inside BEGIN…COMMIT (PRAGMA, VACUUM). */
const BARE = /^\s*(?:SELECT|PRAGMA|EXPLAIN|VACUUM)\b/i;

/** True for SQLITE_BUSY and its extended codes: another process holds the lock. */
export function isBusy(error: unknown): boolean {
  const rawCode = (error as { rawCode?: unknown } | null)?.rawCode;
  return typeof rawCode === 'number' && (rawCode & 0xff) === 5;
}

/** Repeats a call that met another process's lock, without holding up the event loop. */
export async function patiently<T>(patienceMs: number, call: () => T): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (!isBusy(error) || Date.now() > giveUpAt) throw error;
    }
    // SQLite tells nobody when a lock of another process goes, so asking again is all there is;
    // at random, so that two waiting processes do not keep step.
    await pause(5 + Math.random() * 20);
  }
}

/**
 * The one connection to a SQLite file, durable on commit: WAL with synchronous=FULL, foreign keys
 * on. It is the client that Prisma's libsql adapter works through; that adapter lets one statement
 * or transaction at it at a time, in the order they came.
 *
 * It stands in for @libsql/client, which leaves a connection behind after each transaction, loses
 * the PRAGMAs with it, and begins deferred (libsql-client-ts#350, #352; prisma/orm#30276).
 */
export class SqliteConnection {
  readonly file: string;
  readonly #database: Libsql.Database;
  readonly #patience: number;
  #outside: Libsql.Statement | undefined;
  /** By their text, the one used last at the end. */
  readonly #prepared = new Map<string, Prepared>();
  #transactionOpen = false;
  #closed = false;

  private constructor(file: string, patience: number) {
    this.file = file;
    this.#database = new Libsql(file);
    this.#patience = patience;
  }

  /**
   * Opens the file, making it and its folder if need be. Foreign keys are off only for migrations;
   * `patience` is how long, in milliseconds, it waits for another process's lock.
   */
  static async open(
    file: string,
    { foreignKeys = true, patience = BUSY_PATIENCE_MS } = {},
  ): Promise<SqliteConnection> {
    mkdirSync(dirname(file), { recursive: true });
    const connection = new SqliteConnection(file, patience);
    connection.#database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    // Two processes that open a new file at once may find each other busy here.
    await connection.#patiently(() => connection.#database.exec('PRAGMA journal_mode = WAL'));
    connection.#database.exec('PRAGMA synchronous = FULL');
    connection.#database.exec(`PRAGMA foreign_keys = ${foreignKeys ? 'ON' : 'OFF'}`);
    return connection;
  }

  /** One statement on its own; a write is durable when this resolves. */
  async execute(statement: Statement): Promise<ResultSet> {
    this.#assertFree();
    if (BARE.test(statement.sql)) return this.#patiently(() => this.#run(statement));
    const transaction = await this.transaction();
    try {
      const result = await transaction.execute(statement);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  /** A number that changes when another connection commits to the file (SQLite: data_version). */
  outside(): number {
    this.#outside ??= this.#database.prepare('PRAGMA data_version').raw(true);
    return Number((this.#outside.get() as unknown[])[0]);
  }

  /** A script of several statements, each on its own unless the script begins a transaction. */
  async executeMultiple(script: string): Promise<void> {
    this.#assertFree();
    // A script may change the tables, and with them what a statement returns.
    this.#prepared.clear();
    await this.#patiently(() => this.#database.exec(script));
  }

  /**
   * Begins a transaction that holds the write lock from the start, so that it can never lose to
   * another writer half-way. Ended by commit or rollback; after either the connection is free.
   */
  async transaction(): Promise<SqliteTransaction> {
    this.#assertFree();
    this.#transactionOpen = true;
    try {
      await this.#patiently(() => this.#database.exec('BEGIN IMMEDIATE'));
    } catch (error) {
      this.#transactionOpen = false;
      throw error;
    }
    const finish = (command: 'COMMIT' | 'ROLLBACK') => {
      if (!this.#transactionOpen) return;
      try {
        // SQLite itself rolls back after some errors (disk full, for one); nothing is left then.
        if (command === 'COMMIT' || this.#database.inTransaction) this.#database.exec(command);
      } finally {
        if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
        this.#transactionOpen = false;
      }
    };
    return {
      execute: async (statement) => this.#run(statement),
      executeMultiple: async (script) => {
        this.#prepared.clear();
        this.#database.exec(script);
      },
      commit: async () => finish('COMMIT'),
      rollback: async () => finish('ROLLBACK'),
    };
  }

  /** Ends the connection and moves what the log file holds into the database file, if it can. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#prepared.clear();
    // The driver frees statements late, so closing alone leaves the log; somebody who then copies
    // only the database file would lose it. Beside another user of the file this does nothing.
    this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    this.#database.close();
  }

  get closed(): boolean {
    return this.#closed;
  }

  #assertFree(): void {
    if (this.#closed) throw new Error('The database connection is closed');
    if (this.#transactionOpen) {
      throw new Error('A statement came to the connection beside a running transaction');
    }
  }

  #patiently<T>(call: () => T): Promise<T> {
    return patiently(this.#patience, call);
  }

  #run({ sql, args }: Statement): ResultSet {
    const { statement, reader, columns, columnTypes } = this.#prepare(sql);
    try {
      if (!reader) {
        const { changes } = statement.run(args.map(toSql));
        return { columns, columnTypes, rows: [], rowsAffected: changes };
      }
      const rows = statement.all(args.map(toSql)) as unknown[][];
      return { columns, columnTypes, rows: rows.map((row) => row.map(fromSql)), rowsAffected: 0 };
    } catch (error) {
      // In what state a failed statement is left is the driver's affair; it is not used again.
      this.#prepared.delete(sql);
      throw error;
    }
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) {
      this.#prepared.delete(sql);
      this.#prepared.set(sql, known);
      return known;
    }
    const statement = this.#database.prepare(sql).safeIntegers(true);
    const { reader } = statement;
    const columns = reader ? statement.columns() : [];
    const made: Prepared = {
      statement: reader ? statement.raw(true) : statement,
      reader,
      columns: columns.map((column) => column.name),
      columnTypes: columns.map((column) => column.type ?? ''),
    };
    this.#prepared.set(sql, made);
    if (this.#prepared.size > KEPT_STATEMENTS) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return made;
  }
}

export interface SqliteTransaction {
  execute(statement: Statement): Promise<ResultSet>;
  /** Runs a script; its statements are part of the transaction. */
  executeMultiple(script: string): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

function toSql(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Uint8Array && !Buffer.isBuffer(value)) return Buffer.from(value);
  return value;
}

/** Prisma's adapter expects whole numbers as numbers where they are exact, and bytes as ArrayBuffer. */
function fromSql(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Buffer.isBuffer(value)) {
    return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
  }
  return value;
}

/** Prisma's libsql adapter over our connection in place of one that it would open itself. */
export class SqliteAdapterFactory extends PrismaLibSql {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    super({ url: `file:${connection.file}` });
    this.#connection = connection;
  }

  override createClient(): LibsqlClient {
    // execute, executeMultiple, transaction and close are all that the adapter calls.
    return this.#connection as unknown as LibsqlClient;
  }

  /** The inherited one would take the real database for the empty one that the engine asks for. */
  override async connectToShadowDb(): Promise<never> {
    throw new Error('There is no shadow database');
  }
}
