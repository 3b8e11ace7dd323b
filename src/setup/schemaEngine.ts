import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type * as EngineModule from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Engine } from '../storage/database.ts';

export type SchemaEngine = EngineModule.SchemaEngine;

let loaded: Promise<void> | undefined;

/**
 * Prisma's schema engine as WebAssembly: what writes and checks migrations without a download. It
 * works on the database of the given adapter, or, without one, on none: it then can only compare
 * schemas. Call `free()` when done.
 */
export async function openSchemaEngine(
  engine: Engine,
  adapter: SqlMigrationAwareDriverAdapterFactory = noDatabase(engine),
): Promise<SchemaEngine> {
  loaded ??= instantiate();
  await loaded;
  const factory = bindMigrationAwareSqlAdapterFactory(adapter);
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
}

/** The package is for bundlers, which load a .wasm file as a module; Node 20 does not, so by hand. */
async function instantiate(): Promise<void> {
  const require = createRequire(import.meta.url);
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const code = await readFile(script.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(code, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  const glue = bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  glue.__wbg_set_wasm(instance.exports);
  // Where the engine reports a panic before it traps.
  const registry = { set_message: (message: string) => console.error(message) };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry });
  (instance.exports.__wbindgen_start as () => void)();
}

/** The engine insists on a connection even to compare two texts; this one has nothing behind it. */
function noDatabase(engine: Engine): SqlMigrationAwareDriverAdapterFactory {
  const provider = engine === 'sqlite' ? 'sqlite' : 'postgres';
  const description = { provider, adapterName: 'none' } as const;
  const connect = async () => ({
    ...description,
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: async () => {
      throw new Error('There is no database behind this comparison');
    },
    dispose: async () => {},
  });
  return { ...description, connect, connectToShadowDb: connect };
}

/** The project's schema as the given database's client is generated from it. */
export function schemaFor(engine: Engine, schema: string): string {
  return schema.replace(/^(datasource\s+\w+\s*\{[^}]*?provider\s*=\s*)"[^"]*"/m, `$1"${engine}"`);
}

const EMPTY = '-- This is an empty migration.';

/**
 * The SQL that turns a database made from one schema (none: an empty one) into one made from
 * another; undefined when they are the same. Needs no database.
 */
export async function differenceInSql(
  engine: Engine,
  from: string | undefined,
  to: string,
): Promise<string | undefined> {
  const schemaEngine = await openSchemaEngine(engine);
  const target = (schema: string): EngineModule.DiffTarget => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'schema.prisma', content: schemaFor(engine, schema) }],
  });
  try {
    const { stdout } = await schemaEngine.diff({
      from: from === undefined ? { tag: 'empty' } : target(from),
      to: target(to),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? '')
      // The schema "public" is always there, and a user who owns only the tables may not name it.
      .replace(/-- CreateSchema\nCREATE SCHEMA [^\n]*\n/, '')
      // Our runner has a transaction around each migration; one inside would end it half-way.
      .replace(/^(?:BEGIN|COMMIT);\n/gm, '')
      .trim();
    return sql === '' || sql === EMPTY ? undefined : `${sql}\n`;
  } finally {
    schemaEngine.free();
  }
}
