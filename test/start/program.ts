import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VARIABLE_NAMES } from '../../src/config.ts';
import { temporaryFolder } from '../storage/temporary.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  child: ChildProcess;
  /** The first match of a pattern in what it prints; rejects when it ends without. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Resolves once it ended and nobody holds its output any more: no process is left behind. */
  ended: Promise<End>;
}

/** Starts programs as a user does, on a database of their own, and ends what is left of them. */
export async function openStage() {
  const folder = await temporaryFolder();
  const started: Program[] = [];
  // An empty variable is as good as none, and keeps a .env file of the developer's out.
  const empty = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, '']));

  return {
    start(command: readonly [string, ...string[]], environment: Record<string, string>): Program {
      const [file, ...args] = command;
      const child = spawn(file, args, {
        cwd: root,
        env: {
          ...process.env,
          ...empty,
          DATABASE_URL: `file:${join(folder, 'bot.db')}`,
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that whatever it left behind can be ended too.
        detached: true,
      });
      const program = watch(child);
      started.push(program);
      return program;
    },
    async close() {
      for (const { child } of started) {
        if (child.pid === undefined) continue;
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch (error) {
          // Nothing of the group is left, as it should be.
          if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
        }
      }
      await Promise.all(started.map(({ ended }) => ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function watch(child: ChildProcess): Program {
  let stdout = '';
  let stderr = '';
  let gone = false;
  let look = () => {};
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    look();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]): End => {
    gone = true;
    look();
    return { code, signal, stdout, stderr };
  });
  return {
    child,
    ended,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          const match = stdout.match(pattern);
          if (match) resolve(match);
          else if (gone) reject(new Error(`it ended without ${pattern}: ${stdout}${stderr}`));
        };
        look();
      }),
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { port, close } = await takePort(0);
  await close();
  return port;
}

/** Takes a port; rejects when somebody has it. */
export async function takePort(wanted: number) {
  const server = createServer();
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return {
    port: address.port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
