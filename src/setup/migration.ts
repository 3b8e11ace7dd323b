// npm run migration -- NAME        writes the next migration for both databases
// npm run migration -- --initial   writes the first one anew, while it is the only one
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../storage/database.ts';
import { migrationsFolder, readMigrations } from '../storage/migrations.ts';
import { differenceInSql } from './schemaEngine.ts';

export const ENGINES: readonly Engine[] = ['sqlite', 'postgresql'];
export const INITIAL = '0001_initial';
const NAME = /^[a-z][a-z0-9_]{1,40}$/;

const prismaFolder = fileURLToPath(new URL('../../prisma/', import.meta.url));
export const schemaFile = join(prismaFolder, 'schema.prisma');
/** The schema as the migrations leave the tables: what the next migration starts from. */
export const migratedSchemaFile = join(prismaFolder, 'migrations/migrated.prisma');

const LOCK_FILE = (engine: Engine) => `# Which database these migrations are for; Prisma reads it.
provider = "${engine}"
`;

async function existingNames(): Promise<string[]> {
  const found = await Promise.all(
    ENGINES.map(async (engine) => {
      await mkdir(migrationsFolder(engine), { recursive: true });
      return (await readMigrations(migrationsFolder(engine))).map((migration) => migration.name);
    }),
  );
  const [sqlite = [], postgresql = []] = found;
  if (sqlite.join() !== postgresql.join()) {
    throw new Error('The two databases have different migrations; settle that by hand first.');
  }
  return sqlite;
}

async function write(name: string, from: string | undefined, to: string): Promise<boolean> {
  const scripts = await Promise.all(ENGINES.map((engine) => differenceInSql(engine, from, to)));
  if (scripts.every((script) => script === undefined)) return false;
  for (const [index, engine] of ENGINES.entries()) {
    const folder = join(migrationsFolder(engine), name);
    await mkdir(folder, { recursive: true });
    // A change may concern one database only; the other keeps a step of the same name.
    await writeFile(
      join(folder, 'migration.sql'),
      scripts[index] ?? '-- Nothing to change here.\n',
    );
    await writeFile(join(dirname(folder), 'migration_lock.toml'), LOCK_FILE(engine));
  }
  await writeFile(migratedSchemaFile, to);
  return true;
}

async function main(argument: string | undefined): Promise<string> {
  const schema = await readFile(schemaFile, 'utf8');
  const names = await existingNames();
  if (argument === '--initial') {
    if (names.some((name) => name !== INITIAL)) {
      throw new Error('There is more than the first migration: databases exist. Give a new NAME.');
    }
    await write(INITIAL, undefined, schema);
    return `Wrote ${INITIAL} for ${ENGINES.join(' and ')}.`;
  }
  if (!argument || !NAME.test(argument)) {
    throw new Error('Usage: npm run migration -- NAME (a-z, 0-9, _) or --initial');
  }
  const name = `${String(names.length + 1).padStart(4, '0')}_${argument}`;
  const written = await write(name, await readFile(migratedSchemaFile, 'utf8'), schema);
  return written
    ? `Wrote ${name} for ${ENGINES.join(' and ')}. Read the SQL: the engine cannot know how to fill new required columns or keep renamed ones.`
    : 'The migrations already lead to this schema: nothing to write.';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await main(process.argv[2]));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
