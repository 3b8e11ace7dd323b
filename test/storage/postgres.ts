import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, it } from 'vitest';

const serverUrl = process.env.TEST_POSTGRES_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const unreachable = await onServer('SELECT 1').then(
  () => undefined,
  (error: Error & { code?: string }) => error.message || String(error.code),
);

/** Whether there is a server to measure and test on. */
export const postgresIsThere = unreachable === undefined;

/**
 * A `describe` for tests that need a PostgreSQL server (TEST_POSTGRES_URL; by default one on this
 * machine). Without one they are skipped visibly, and fail where CI=true.
 */
export function describePostgres(name: string, tests: () => void): void {
  if (unreachable === undefined) {
    describe(name, tests);
  } else if (process.env.CI === 'true') {
    it(`${name} (needs PostgreSQL)`, () => {
      throw new Error(`No PostgreSQL server for the tests: ${unreachable}`);
    });
  } else {
    describe.skip(`${name} (skipped: no PostgreSQL, ${unreachable})`, tests);
  }
}

/** An empty database of its own on the test server; drop it when done. */
export async function createPostgresDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `civikos_test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
