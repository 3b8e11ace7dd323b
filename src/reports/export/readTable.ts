import type { Database } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/sqlite/client.ts';
import { TABLES } from './tables.ts';

/** A row as it is exported: moments as ISO texts, all else as it is stored. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** Few enough that nobody waits for one page of them. */
const PAGE = 500;

/** The part of a model that reading needs; all models have it. */
interface Reads {
  findMany(query: object): Promise<ExportedRow[]>;
  count(query?: object): Promise<number>;
}

/** The queries of a table by its name. */
export function readsOf(db: Database, table: Prisma.ModelName): Reads {
  const name = `${table[0]?.toLowerCase()}${table.slice(1)}` as keyof Database;
  return db[name] as unknown as Reads;
}

/**
 * The rows of a table in the order of its key, page by page, with the columns that are exported. Where
 * one column is the key, the next page begins behind the last row that was read.
 */
export async function* readTable(
  db: Database,
  table: Prisma.ModelName,
  where: object = {},
  columns: readonly string[] = TABLES[table].columns,
): AsyncGenerator<ExportedRow[]> {
  const { key } = TABLES[table];
  const [first, another] = key;
  if (first === undefined) throw new Error(`${table} has no key`);
  const select = Object.fromEntries([...key, ...columns].map((name) => [name, true]));
  const orderBy = key.map((name) => ({ [name]: 'asc' }));
  let last: unknown;
  for (let read = 0; ; ) {
    const behind =
      another === undefined && last !== undefined
        ? { AND: [where, { [first]: { gt: last } }] }
        : where;
    const skip = another === undefined ? 0 : read;
    const rows = await readsOf(db, table).findMany({
      where: behind,
      select,
      orderBy,
      take: PAGE,
      skip,
    });
    if (rows.length > 0) yield rows.map((row) => inOrder(row, columns));
    if (rows.length < PAGE) return;
    read += rows.length;
    last = rows.at(-1)?.[first];
  }
}

/** The columns in the order in which they are listed, whatever a database makes of them. */
function inOrder(row: ExportedRow, columns: readonly string[]): ExportedRow {
  return Object.fromEntries(
    columns.map((name) => {
      const value = row[name];
      return [name, value instanceof Date ? value.toISOString() : value];
    }),
  );
}

/** A table as JSON, a row a line, page by page. */
export async function* jsonOf(pages: AsyncIterable<ExportedRow[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let begun = false;
  for await (const rows of pages) {
    const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
    yield encoder.encode(`${begun ? ',\n' : '[\n'}${lines}`);
    begun = true;
  }
  yield encoder.encode(begun ? '\n]\n' : '[]\n');
}
