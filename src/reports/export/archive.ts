import type { OutSheet, Workbook } from '../../documents/write/model.ts';
import { ZipFile } from '../../documents/zip.ts';
import type { Database } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/sqlite/client.ts';
import { type ExportedRow, jsonOf, readsOf, readTable } from './readTable.ts';
import { LEFT_OUT, TABLES } from './tables.ts';

export const TABLE_NAMES = Object.keys(TABLES) as Prisma.ModelName[];

/** What says, inside an export, what it is. */
function manifest(at: Date, rows: Readonly<Record<string, number>>): Uint8Array {
  const text = JSON.stringify(
    { format: 1, at: at.toISOString(), rows, leftOut: LEFT_OUT },
    null,
    2,
  );
  return new TextEncoder().encode(`${text}\n`);
}

/**
 * Every table as JSON in one ZIP, with a manifest of how many rows each has and what is left out.
 * Null as soon as it is larger than `mostBytes`.
 */
export async function dataArchive(
  db: Database,
  at: Date,
  mostBytes: number,
): Promise<Uint8Array | null> {
  const zip = new ZipFile(at);
  const rows: Record<string, number> = {};
  for (const table of TABLE_NAMES) {
    await zip.add(`tables/${table}.json`, jsonOf(counting(readTable(db, table), table, rows)));
    if (zip.size > mostBytes) return null;
  }
  await zip.add('manifest.json', [manifest(at, rows)]);
  const bytes = zip.finish();
  return bytes.length > mostBytes ? null : bytes;
}

async function* counting(
  pages: AsyncIterable<ExportedRow[]>,
  table: string,
  rows: Record<string, number>,
): AsyncGenerator<ExportedRow[]> {
  rows[table] = 0;
  for await (const page of pages) {
    rows[table] += page.length;
    yield page;
  }
}

/** More cells than this are no workbook that somebody opens; the JSON has them all. */
const MOST_CELLS = 300_000;

/** Excel's bound of a cell is 32,767 characters. */
const CELL_LENGTH = 32_000;

/** Every table as a sheet; null where they hold more than a workbook should. */
export async function dataWorkbook(db: Database, at: Date): Promise<Workbook | null> {
  let cells = 0;
  for (const table of TABLE_NAMES) {
    cells += (await readsOf(db, table).count()) * TABLES[table].columns.length;
  }
  if (cells > MOST_CELLS) return null;
  const sheets: OutSheet[] = [];
  for (const table of TABLE_NAMES) {
    const { columns } = TABLES[table];
    const rows: (string | number | null)[][] = [];
    for await (const page of readTable(db, table)) {
      for (const row of page) rows.push(columns.map((name) => cellOf(row[name])));
    }
    sheets.push({
      name: table,
      columns: columns.map((title) => ({ title, kind: 'text', width: 24 })),
      rows,
    });
  }
  return { at, author: 'CiviKos', sheets };
}

/** Every value as its text: a number that is a name must not become another one. */
function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH - 1)}…` : text;
}

export interface FilePart {
  ids: string[];
  bytes: number;
}

/**
 * The stored files in parts of which each fits into one message, and those that fit into none. No
 * part has more files than a message's parameters should name.
 */
export async function fileParts(
  db: Database,
  mostBytes: number,
  mostFiles = 200,
): Promise<{ parts: FilePart[]; tooLarge: string[] }> {
  const parts: FilePart[] = [];
  const tooLarge: string[] = [];
  const rows = await db.storedFile.findMany({
    select: { id: true, name: true, size: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  for (const { id, name, size } of rows) {
    if (size > mostBytes) {
      tooLarge.push(name);
      continue;
    }
    const last = parts.at(-1);
    if (last && last.bytes + size <= mostBytes && last.ids.length < mostFiles) {
      last.ids.push(id);
      last.bytes += size;
    } else parts.push({ ids: [id], bytes: size });
  }
  return { parts, tooLarge };
}

/** Those files in a ZIP, each under its id, as the table of files names it. */
export async function filesArchive(
  db: Database,
  ids: readonly string[],
  at: Date,
): Promise<Uint8Array> {
  const zip = new ZipFile(at);
  for (const id of ids) {
    // One at a time: together they may be many MB.
    const file = await db.storedFile.findUnique({ where: { id } });
    if (file) zip.addPlain(`files/${fileName(file)}`, file.bytes);
  }
  return zip.finish();
}

/** The id first, so that two files of one name are two; nothing that could leave a folder. */
export function fileName({ id, name }: { id: string; name: string }): string {
  return `${id}-${name.replace(/[^\p{L}\p{N}._ -]/gu, '_').slice(-80)}`;
}
