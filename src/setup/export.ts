// npm run export -- FOLDER
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import { fileName, TABLE_NAMES } from '../reports/export/archive.ts';
import { jsonOf, readTable } from '../reports/export/readTable.ts';
import { LEFT_OUT } from '../reports/export/tables.ts';
import type { Database } from '../storage/database.ts';
import { readEnvironment, runCommand, UsageError } from './environment.ts';
import { openOwnStorage } from './ownStorage.ts';

const USAGE = 'Usage: npm run export -- FOLDER';

/** Reads the arguments behind `npm run export --`; throws UsageError. */
export function readExportCall(args: readonly string[]): string {
  const [folder, another] = args;
  if (folder === undefined || folder.startsWith('-')) {
    throw new UsageError(`Into which folder?\n${USAGE}`);
  }
  if (another !== undefined) {
    throw new UsageError(
      `“${another}” is one argument too many. A name with spaces needs quotation marks.\n${USAGE}`,
    );
  }
  return folder;
}

/**
 * Writes everything that is stored into a folder that is empty or not yet there: each table as JSON,
 * a row a line, each stored file, and a manifest. However much it is, one page is in memory at a time.
 */
export async function exportTo(
  folder: string,
  config: Config,
): Promise<{ lines: string[]; refused: boolean }> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new UsageError(`The folder ${folder} is not empty.`);
  }
  const storage = await openOwnStorage(config);
  try {
    await Promise.all(['tables', 'files'].map((name) => mkdir(join(folder, name))));
    const rows: Record<string, number> = {};
    for (const table of TABLE_NAMES) {
      rows[table] = 0;
      const pages = async function* () {
        for await (const page of readTable(storage.db, table)) {
          rows[table] = (rows[table] ?? 0) + page.length;
          yield page;
        }
      };
      const to = createWriteStream(join(folder, 'tables', `${table}.json`));
      await pipeline(Readable.from(jsonOf(pages())), to);
    }
    const files = await writeFiles(storage.db, join(folder, 'files'));
    const at = new Date().toISOString();
    const manifest = { format: 1, at, rows, leftOut: LEFT_OUT };
    await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
    const what = `${TABLE_NAMES.length} tables with ${all} rows, and ${files} files`;
    return { lines: [`${what}, are in ${folder}. They hold personal data.`], refused: false };
  } finally {
    await storage.close();
  }
}

/** One file in memory at a time. */
async function writeFiles(db: Database, folder: string): Promise<number> {
  const ids = await db.storedFile.findMany({ select: { id: true } });
  for (const { id } of ids) {
    const file = await db.storedFile.findUnique({ where: { id } });
    if (file) await writeFile(join(folder, fileName(file)), file.bytes);
  }
  return ids.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runCommand(async () => exportTo(readExportCall(process.argv.slice(2)), readEnvironment()));
}
