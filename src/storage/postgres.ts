import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { StorageLog, Tx } from './database.ts';
import { FAIR_CHANCES } from './retry.ts';

/** Connections of one process; its transactions are short, and a server has about a hundred. */
const POOL_SIZE = 5;
/** How long to wait for a connection, in milliseconds, before saying that there is none. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The pool of connections to a PostgreSQL server. A connection that the server closes while idle
 * is logged and replaced; without a handler of its own it would end the process (prisma/orm#27641).
 */
export function openPool(databaseUrl: string, log: StorageLog): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'civikos-bot',
  });
  pool.on('error', (error) => {
    log.warn({ err: error }, 'An idle database connection was lost');
  });
  return pool;
}

/** Prisma's adapter over that pool; the pool stays ours to end. */
export function postgresAdapter(pool: pg.Pool, log: StorageLog): PrismaPg {
  return new PrismaPg(pool, {
    onConnectionError: (error) =>
      log.warn({ err: error }, 'A database connection was lost in a transaction'),
  });
}

/**
 * Keeps a transaction from losing for ever to those of a busier process: all of them share a lock
 * on one table that is otherwise left alone, and one that lost several times takes it alone, so
 * that the others end before it and begin after it. LOCK comes before the transaction's snapshot is
 * taken, so what it then reads is up to date (PostgreSQL docs: LOCK).
 */
export async function takeTurn(tx: Tx, attempt: number): Promise<void> {
  if (attempt <= FAIR_CHANCES) {
    await tx.$executeRaw`LOCK TABLE _prisma_migrations IN ROW SHARE MODE`;
  } else {
    await tx.$executeRaw`LOCK TABLE _prisma_migrations IN EXCLUSIVE MODE`;
  }
}
