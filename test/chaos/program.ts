import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { VARIABLE_NAMES } from '../../src/config.ts';
import { temporaryFolder } from '../storage/temporary.ts';
import { type FromChild, KILLED, PLAN, type Plan, type ToChild } from './wire.ts';

/** Packages in the older module format find Node's own modules by `require`. */
const REQUIRE = `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);`;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The child as one file: read and compiled anew at each of hundreds of starts. */
export interface Program {
  file: string;
  remove(): Promise<void>;
}

/** Bundles a program of this project; the packages it uses stay as they are. */
export async function bundle(entry: string): Promise<Program> {
  const folder = await temporaryFolder();
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'program.mjs');
  await build({
    entryPoints: [join(root, entry)],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Native code, WebAssembly that lies beside its code, and what is asked for only if it is there.
    external: [
      'libsql',
      '@resvg/resvg-js',
      'esbuild',
      '@prisma/client',
      'pg-native',
      'zlib-sync',
      'bufferutil',
      'utf-8-validate',
      'pg',
    ],
    banner: { js: REQUIRE },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
    plugins: [
      {
        name: 'own-address',
        setup({ onLoad }) {
          // Files that are found from their source's own place must still be found from there.
          onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
            const source = await readFile(path, 'utf8');
            const address = JSON.stringify(pathToFileURL(path).href);
            return {
              contents: source.replaceAll('import.meta.url', address),
              loader: path.endsWith('x') ? 'tsx' : 'ts',
            };
          });
        },
      },
    ],
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** One process of the bot, from its start to its end. */
export interface Life {
  readonly process: ChildProcess;
  /** Resolves with its next message, or with null once it is dead. */
  next(): Promise<FromChild | null>;
  send(message: ToChild): void;
  /** Kills it; resolves when it is dead. */
  kill(): Promise<void>;
  ended: Promise<End>;
}

export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Where it killed itself, if it did. */
  killedAt: string | null;
  /** What it said on standard error. */
  errors: string;
}

/** Starts the program on a database and a platform, with a kill in its plan or none. */
export function startLife(
  command: readonly [string, ...string[]],
  plan: Plan,
  environment: Readonly<Record<string, string>>,
): Life {
  const [file, ...args] = command;
  // An empty variable is as good as none, and keeps a .env file of the developer's out.
  const empty = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '']));
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...empty, PORT: '0', ...environment, [PLAN]: JSON.stringify(plan) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const messages: FromChild[] = [];
  let waiting: ((message: FromChild | null) => void) | undefined;
  let dead = false;
  function hand(message: FromChild | null): void {
    const taker = waiting;
    waiting = undefined;
    if (taker) taker(message);
    else if (message) messages.push(message);
  }
  child.on('message', (message: FromChild) => hand(message));
  const ended = once(child, 'close').then(([code, signal]): End => {
    dead = true;
    hand(null);
    const line = output.split('\n').find((one) => one.startsWith(KILLED));
    return { code, signal, killedAt: line?.slice(KILLED.length) ?? null, errors };
  });
  return {
    process: child,
    ended,
    next() {
      const message = messages.shift();
      if (message) return Promise.resolve(message);
      if (dead) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    send(message) {
      // It may have died this very moment: its end is told by `next`.
      if (child.connected) child.send(message, () => {});
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
