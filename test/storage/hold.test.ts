import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, openStorage } from '../../src/storage/database.ts';
import {
  DatabaseHeld,
  type Hold,
  type HoldSettings,
  holdDatabase,
} from '../../src/storage/hold.ts';
import { createPostgresDatabase, describePostgres } from './postgres.ts';
import { temporaryFolder } from './temporary.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** A second program is compiled and started. */
const SLOW = 60_000;
const log = { info() {}, warn() {}, error() {} };

let url: string;
let clean: () => Promise<unknown>;
const holds: Hold[] = [];

afterEach(async () => {
  for (const hold of holds.splice(0)) await hold.release();
  await clean();
});

async function hold(settings: Partial<HoldSettings> = {}, address = url): Promise<Hold> {
  const taken = await holdDatabase(address, { log, lost() {}, patienceMs: 50, ...settings });
  holds.push(taken);
  return taken;
}

/** A process of its own that holds the database and prints a line when it does. */
async function holder() {
  const args = ['--import', 'tsx', 'test/storage/holder.ts', url];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = await once(createInterface(child.stdout), 'line');
  expect(line).toBe('held');
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function holding(engine: Engine): void {
  beforeEach(async () => {
    if (engine === 'sqlite') {
      const folder = await temporaryFolder();
      url = `file:${join(folder, 'bot.db')}`;
      clean = () => rm(folder, { recursive: true, force: true });
    } else {
      const database = await createPostgresDatabase();
      url = database.url;
      clean = database.drop;
    }
  });

  it('lets one in at a time, and the next when that one lets go', async () => {
    const first = await hold();
    await expect(hold()).rejects.toThrow(DatabaseHeld);
    const waiting = hold({ patienceMs: 10_000 });
    await first.release();
    await waiting;
    await expect(hold()).rejects.toThrow(DatabaseHeld);
  });

  it('leaves the database to those that need no hold', async () => {
    await hold();
    const storage = await openStorage(url);
    await storage.db.counter.create({ data: { name: 'beside', value: 1 } });
    await storage.close();
    await expect(hold()).rejects.toThrow(DatabaseHeld);
  });

  it('is let go by a process that is killed', { timeout: SLOW }, async () => {
    const other = await holder();
    await expect(hold()).rejects.toThrow(DatabaseHeld);
    await other.kill();
    await hold({ patienceMs: 10_000 });
  });
}

describe('holding a SQLite file', () => {
  holding('sqlite');

  it('knows the file by every name', async () => {
    await (await openStorage(url)).close();
    const file = url.slice('file:'.length);
    await symlink(file, `${file}.other`);
    await hold();
    await expect(hold({}, `${url}.other`)).rejects.toThrow(DatabaseHeld);
  });
});

describePostgres('holding a PostgreSQL database', () => {
  holding('postgresql');

  /** Cuts the connection that holds the database, as a restart of the server does. */
  async function cut(): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity JOIN pg_locks USING (pid)
        WHERE locktype = 'advisory' AND granted AND datname = current_database()`,
    );
    await client.end();
    expect(rowCount).toBe(1);
  }

  it('takes a hold again whose connection broke', async () => {
    let again = () => {};
    const taken = new Promise<void>((resolve) => {
      again = resolve;
    });
    const lost = () => expect.unreachable('nobody else wanted it');
    await hold({ log: { ...log, info: () => again() }, lost });
    await cut();
    await taken;
    await expect(hold()).rejects.toThrow(DatabaseHeld);
  });

  it('says so when another was quicker', async () => {
    let lose = () => {};
    const lost = new Promise<void>((resolve) => {
      lose = resolve;
    });
    await hold({ lost: lose });
    const next = hold({ patienceMs: 10_000 });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const waits = `SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`;
    await expect.poll(async () => (await client.query(waits)).rowCount).toBe(1);
    await client.end();
    await cut();
    await next;
    await lost;
  });
});
