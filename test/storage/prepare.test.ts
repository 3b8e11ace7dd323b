import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = [
  'package.json',
  'package-lock.json',
  'prisma/schema.prisma',
  'src/setup/prepare.mjs',
];
/** Each preparation runs Prisma's command line twice. */
const SLOW = 60_000;

/** In place of npm: notes how it was called and "installs" by linking to the real packages. */
const NPM = `
import { appendFileSync, symlinkSync } from 'node:fs';
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) {
  console.log('npm says why');
  process.exit(7);
}
symlinkSync(${JSON.stringify(join(root, 'node_modules'))}, 'node_modules', 'junction');
`;

describe('preparing a fresh clone', () => {
  let clone: string;
  beforeEach(async () => {
    clone = await realpath(await temporaryFolder());
    for (const path of COPIED) await cp(join(root, path), join(clone, path));
    await writeFile(join(clone, 'npm.js'), NPM);
  });
  afterEach(() => rm(clone, { recursive: true, force: true }));

  async function prepare(env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [join(clone, 'src/setup/prepare.mjs')], {
      env: { ...process.env, npm_execpath: join(clone, 'npm.js'), npm_lifecycle_event: '', ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    const [code] = await once(child, 'close');
    return { code, output };
  }
  const npmCalls = async () =>
    (await readFile(join(clone, 'npm-calls'), 'utf8')).trim().split('\n');
  const clientAge = async (engine: string) =>
    (await stat(join(clone, `src/storage/generated/${engine}/client.ts`))).mtimeMs;
  const INSTALLING = 'Installing the packages of package-lock.json; this happens once.\n';

  it('installs once, generates once, and again only for another schema', {
    timeout: SLOW,
  }, async () => {
    expect(await prepare()).toEqual({ code: 0, output: INSTALLING });
    const [call] = await npmCalls();
    expect(call).toMatch(/^ci --include=dev --ignore-scripts /);
    const provider = async (engine: string) =>
      (
        await readFile(join(clone, `src/storage/generated/${engine}/internal/class.ts`), 'utf8')
      ).match(/"activeProvider": "(\w+)"/)?.[1];
    expect(await provider('sqlite')).toBe('sqlite');
    expect(await provider('postgresql')).toBe('postgresql');

    const ages = [await clientAge('sqlite'), await clientAge('postgresql')];
    expect(await prepare()).toEqual({ code: 0, output: '' });
    expect(await npmCalls()).toHaveLength(1);
    expect([await clientAge('sqlite'), await clientAge('postgresql')]).toEqual(ages);

    await appendFile(join(clone, 'prisma/schema.prisma'), '\nmodel Extra {\n  id Int @id\n}\n');
    expect(await prepare()).toEqual({ code: 0, output: '' });
    const models = await readFile(join(clone, 'src/storage/generated/sqlite/models.ts'), 'utf8');
    expect(models).toContain('Extra');
  });

  it('is done once when two do it at the same time', { timeout: SLOW }, async () => {
    const both = await Promise.all([prepare(), prepare()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ output }) => output).sort()).toEqual(['', INSTALLING]);
    expect(await npmCalls()).toHaveLength(1);
  });

  it('shows what npm said when it fails, and starts over the next time', {
    timeout: SLOW,
  }, async () => {
    const failed = await prepare({ NPM_FAILS: '1' });
    expect(failed).toEqual({
      code: 1,
      output: `${INSTALLING}npm ci failed (exit 7):\nnpm says why\n`,
    });
    expect(await prepare()).toEqual({ code: 0, output: INSTALLING });
  });

  it('installs again when the lock file asks for another version', { timeout: SLOW }, async () => {
    await mkdir(join(clone, 'node_modules'));
    const lock = JSON.parse(await readFile(join(clone, 'package-lock.json'), 'utf8'));
    const asked = lock.packages['node_modules/hono'].version;
    lock.packages['node_modules/hono'].version = '0.0.1';
    await writeFile(join(clone, 'node_modules/.package-lock.json'), JSON.stringify(lock));
    const { code } = await prepare({ NPM_FAILS: '1' });
    expect(asked).not.toBe('0.0.1');
    expect(code).toBe(1);
    expect(await npmCalls()).toHaveLength(1);
  });

  it('ends in one clear line on a Node that is too old', async () => {
    const manifest = JSON.parse(await readFile(join(clone, 'package.json'), 'utf8'));
    manifest.engines.node = '^98.1 || >=99';
    await writeFile(join(clone, 'package.json'), JSON.stringify(manifest));
    const { code, output } = await prepare();
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toContain(`Node ${process.versions.node}`);
    expect(output).toContain('>=99');
  });
});
