import { setTimeout as pause } from 'node:timers/promises';

/** How often a transaction is tried in all before its conflict is given to the caller. */
const ATTEMPTS = 8;
/** How often it may lose before it gets the database for itself, where the engine has locks for that. */
export const FAIR_CHANCES = 3;

/**
 * Codes of "nothing was kept, do it again". Prisma: P2034 write conflict or deadlock, P1008 timeout,
 * which is what its libsql adapter makes of SQLITE_BUSY. PostgreSQL: 40001 serialization failure,
 * 40P01 deadlock (PostgreSQL docs, Appendix A). They show when a statement is sent as raw SQL.
 */
const CONFLICTS = new Set(['P2034', 'P1008', '40001', '40P01', 'SQLITE_BUSY']);

/** Whether an error says that a transaction lost to another one and left nothing behind. */
export function isConflict(error: unknown): boolean {
  const { code, meta, cause } = (error ?? {}) as {
    code?: unknown;
    meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown } } };
    cause?: unknown;
  };
  const codes = [code, meta?.code, meta?.driverAdapterError?.cause?.originalCode];
  return codes.some((one) => CONFLICTS.has(String(one))) || (cause != null && isConflict(cause));
}

/**
 * Runs work again, after a random and growing pause, while it ends in a conflict. Work is told
 * which attempt it is, from 1.
 */
export async function retryConflicts<T>(work: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error;
    }
    // Two transactions that keep losing to each other part only when they come back at different
    // times: up to 20, 40, … 1280 ms.
    await pause(Math.random() * 10 * 2 ** attempt);
  }
}
