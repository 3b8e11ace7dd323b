import type { Storage } from '../../src/storage/database.ts';

export interface Sample {
  day: string;
  /** Bytes that live JavaScript objects take, after garbage collection where it can be forced. */
  heap: number;
  resident: number;
  databaseBytes: number;
}

/** Forced by `node --expose-gc`; without it the figures hold garbage too. */
const collect = (globalThis as { gc?: () => void }).gc;
export const canCollect = collect !== undefined;

export async function takeSample(storage: Storage, day: string): Promise<Sample> {
  collect?.();
  // What finalizers of the first round let go.
  collect?.();
  const { heapUsed, rss } = process.memoryUsage();
  const tables = await readTables(storage);
  const databaseBytes = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  return { day, heap: heapUsed, resident: rss, databaseBytes };
}

export interface TableSize {
  table: string;
  rows: number;
  /** With its indexes. */
  bytes: number;
}

/** How many rows each table has and what it takes on disk. */
export async function readTables(storage: Storage): Promise<TableSize[]> {
  const sizes = await storage.db.$queryRawUnsafe<{ name: string; bytes: bigint | number }[]>(
    storage.engine === 'sqlite'
      ? `SELECT m.tbl_name AS name, sum(d.pgsize) AS bytes
         FROM dbstat d JOIN sqlite_schema m ON m.name = d.name GROUP BY m.tbl_name`
      : `SELECT relname AS name, pg_total_relation_size(oid) AS bytes
         FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const tables: TableSize[] = [];
  for (const { name, bytes } of sizes) {
    const [row] = await storage.db.$queryRawUnsafe<{ count: bigint | number }[]>(
      `SELECT count(*) AS count FROM "${name}"`,
    );
    tables.push({ table: name, rows: Number(row?.count ?? 0), bytes: Number(bytes) });
  }
  return tables.sort((a, b) => b.bytes - a.bytes);
}

/** Bytes a month by which a line through the samples rises (least squares). */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rise = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  const run = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return run === 0 ? 0 : rise / run;
}
