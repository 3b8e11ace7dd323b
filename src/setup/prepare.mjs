// Makes a fresh clone runnable: packages from the lock file, then both Prisma clients. It runs
// before every start and test, so it is plain JavaScript without dependencies, reads a few files
// when there is nothing to do, and needs neither network nor write access then.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const generated = join(root, 'src/storage/generated');
const engines = ['sqlite', 'postgresql'];
/** How long to wait for another preparation of this folder; a first install takes a minute or two. */
const LOCK_WAIT_MS = 10 * 60_000;

class Refusal extends Error {}

function readJson(...parts) {
  return JSON.parse(readFileSync(join(root, ...parts), 'utf8'));
}

/** Whether a version satisfies a range made of `^a.b` and `>=a.b` joined by `||`. */
function satisfies(version, range) {
  const [major, minor] = version.split('.').map(Number);
  return range.split('||').some((part) => {
    const match = /^\s*(\^|>=)(\d+)(?:\.(\d+))?/.exec(part);
    if (!match) throw new Refusal(`package.json: engines.node has a part I cannot read: ${part}`);
    const [wantedMajor, wantedMinor] = [Number(match[2]), Number(match[3] ?? 0)];
    if (major === wantedMajor) return minor >= wantedMinor;
    return match[1] === '>=' && major > wantedMajor;
  });
}

function checkNode() {
  const range = readJson('package.json').engines.node;
  if (!satisfies(process.versions.node, range)) {
    throw new Refusal(
      `Node ${process.versions.node} is too old or unsupported: this needs ${range}. ` +
        'Get one from https://nodejs.org/.',
    );
  }
}

/**
 * Whether every package of the lock file is there in its version, by npm's own record of what it
 * installed. Optional ones (other platforms' binaries) may be absent; so may development packages
 * when the program is only to be started.
 */
function packagesMissing() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return true;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages ?? {};
  const onlyStarting = process.env.npm_lifecycle_event === 'prestart';
  return Object.entries(readJson('package-lock.json').packages).some(([path, wanted]) => {
    if (path === '') return false;
    const present = installed[path];
    if (present) return present.version !== wanted.version;
    return !(wanted.optional || wanted.devOptional || (wanted.dev && onlyStarting));
  });
}

/** What a generated client was made from; another schema or Prisma version means another client. */
function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'prisma/schema.prisma')))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .update(readJson('package-lock.json').packages['node_modules/prisma'].version)
    .digest('hex');
}

function staleClients() {
  const wanted = fingerprint();
  return engines.filter((engine) => {
    const marker = join(generated, engine, '.made-from');
    return !existsSync(marker) || readFileSync(marker, 'utf8') !== wanted;
  });
}

/** Runs a command in the project; what it printed is shown only when it fails. */
function run(what, command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command.endsWith('.cmd'),
    });
    process.once('exit', () => child.kill());
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => reject(new Refusal(`${what} failed: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Refusal(`${what} failed (${signal ?? `exit ${code}`}):\n${output.trim()}`));
    });
  });
}

async function install() {
  console.error('Installing the packages of package-lock.json; this happens once.');
  const npm = process.env.npm_execpath;
  // The log level is set because a quiet outer npm would pass its own on and hide the reason.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const flags = ['ci', '--include=dev', '--ignore-scripts', ...quiet];
  if (npm?.endsWith('.js')) await run('npm ci', process.execPath, [npm, ...flags]);
  else await run('npm ci', process.platform === 'win32' ? 'npm.cmd' : 'npm', flags);
}

/**
 * Generates one client beside its final place and swaps it in, so that a reader never sees half of
 * it. The schema's provider and output lines are the only difference between the two databases.
 */
async function generateClient(engine, madeFrom) {
  const work = join(generated, `.work-${engine}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
    .replace(/^(\s*output\s*=\s*)"[^"]*"/m, '$1"./client"')
    .replace(/^(datasource\s+\w+\s*\{[^}]*?provider\s*=\s*)"[^"]*"/m, `$1"${engine}"`);
  writeFileSync(join(work, 'schema.prisma'), schema);
  await run(
    `prisma generate for ${engine}`,
    process.execPath,
    [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--no-hints', '--schema'].concat(
      join(work, 'schema.prisma'),
    ),
    {
      // The CLI looks for a native engine on the network before it generates, though generating
      // does not use it; any existing executable satisfies it (prisma/orm#5105, #17482).
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  );
  // Prisma's own command line needs the schema of this engine (prisma/prisma.config.ts).
  renameSync(join(work, 'schema.prisma'), join(work, 'client/schema.prisma'));
  writeFileSync(join(work, 'client/.made-from'), madeFrom);
  const place = join(generated, engine);
  if (existsSync(place)) renameSync(place, join(work, 'old'));
  renameSync(join(work, 'client'), place);
  rmSync(work, { recursive: true, force: true });
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits until no other preparation of this folder runs, then holds the lock until the exit. */
async function lock() {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const file = join(tmpdir(), `civikos-prepare-${process.getuid?.() ?? 'user'}-${key}`);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  const giveUpAt = Date.now() + LOCK_WAIT_MS;
  try {
    for (;;) {
      try {
        // A link is made whole or not at all, so nobody reads a lock without its owner's id.
        linkSync(mine, file);
        break;
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const owner = readOwner(file);
      if (owner !== undefined && !alive(owner)) discardStale(file, owner);
      else if (Date.now() > giveUpAt)
        throw new Refusal(
          `Another preparation (process ${owner}) does not end. If it is gone, remove ${file}`,
        );
      else await pause(100);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  process.on('exit', () => rmSync(file, { force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => process.exit(130));
}

function readOwner(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes the lock of a dead process; puts it back if a living one took its place meanwhile. */
function discardStale(file, owner) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (readOwner(aside) !== owner) linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}

try {
  checkNode();
  if (packagesMissing() || staleClients().length > 0) {
    await lock();
    if (packagesMissing()) await install();
    const madeFrom = fingerprint();
    await Promise.all(staleClients().map((engine) => generateClient(engine, madeFrom)));
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exit(1);
}
