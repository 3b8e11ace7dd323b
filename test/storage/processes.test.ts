import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, sqliteFile } from '../../src/storage/database.ts';
import { describePostgres } from './postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from './temporary.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const writer = ['--import', 'tsx', 'test/storage/writer.ts'];
/** The tests of this file start whole programs and write thousands of times to a disk. */
const SLOW = 120_000;

let storage: TemporaryStorage;
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await storage.dispose();
});

/** Starts a command in the project's folder; `lines` gets what it prints, as it prints it. */
function start(command: string, args: string[], onLine: (line: string) => void = () => {}) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    onLine(line);
  });
  const ended = once(child, 'close').then(([code]) => ({ code, lines, errors }));
  return { child, ended };
}

async function addOwn(times: number): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    await storage.transaction(async (tx) => {
      const { value } = await tx.counter.findUniqueOrThrow({ where: { name: 'shared' } });
      await tx.counter.update({ where: { name: 'shared' }, data: { value: value + 1 } });
    });
  }
}

async function counted(name: string): Promise<number | undefined> {
  return (await storage.db.counter.findUnique({ where: { name } }))?.value;
}

function sharing(engine: Engine): void {
  beforeEach(async () => {
    storage = await openTemporaryStorage(engine);
  });

  it('loses nothing while a second process writes', { timeout: SLOW }, async () => {
    await storage.db.counter.create({ data: { name: 'shared', value: 0 } });
    let begun = () => {};
    const other = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { ended } = start(process.execPath, [...writer, storage.url, 'shared', '300'], begun);
    await other;
    await addOwn(300);
    const { code, errors } = await ended;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(await counted('shared')).toBe(600);
  });
}

describe('two processes on SQLite', () => sharing('sqlite'));
describePostgres('two processes on PostgreSQL', () => sharing('postgresql'));

describe('a process that writes to SQLite', () => {
  beforeEach(async () => {
    storage = await openTemporaryStorage();
  });

  it('makes 5,000 transactions with 256 open files', { timeout: SLOW }, async () => {
    const command = `ulimit -n 256; exec "$0" "$@"`;
    const args = ['-c', command, process.execPath, ...writer, storage.url, 'many', '5000'];
    const { code, lines, errors } = await start('bash', args).ended;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(await counted('many')).toBe(5000);
    const openFiles = Number(/open files: (\d+)/.exec(lines.at(-1) ?? '')?.[1]);
    expect(openFiles).toBeLessThan(64);
  });

  it('keeps every commit that it told of when it is killed', { timeout: SLOW }, async () => {
    let told = 0;
    const args = [...writer, storage.url, 'killed', '100000'];
    const { child, ended } = start(process.execPath, args, (line) => {
      told = Number(line);
      if (told === 200) child.kill('SIGKILL');
    });
    await ended;
    expect(told).toBeGreaterThanOrEqual(200);
    // It may have committed once more than it could tell.
    expect([told, told + 1]).toContain(await counted('killed'));
    const check = await storage.db.$queryRaw`PRAGMA integrity_check`;
    expect(check).toEqual([{ integrity_check: 'ok' }]);
  });

  it('asks the system to put each commit on the disk', { timeout: SLOW }, async (test) => {
    expect(await storage.db.$queryRaw`PRAGMA synchronous`).toEqual([{ synchronous: 2 }]);
    expect(await storage.db.$queryRaw`PRAGMA journal_mode`).toEqual([{ journal_mode: 'wal' }]);
    if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0) {
      test.skip('strace cannot be used here, so the calls were not counted');
    }
    const record = `${sqliteFile(storage.url)}.calls`;
    const trace = ['-f', '-e', 'trace=fsync,fdatasync', '-o', record, process.execPath];
    const { code } = await start('strace', [...trace, ...writer, storage.url, 'traced', '100'])
      .ended;
    expect(code).toBe(0);
    const calls = readFileSync(record, 'utf8').match(/\bf(?:data)?sync\(\d+/g) ?? [];
    expect(calls.length).toBeGreaterThanOrEqual(100);
  });
});
