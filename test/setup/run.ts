import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { VARIABLE_NAMES } from '../../src/config.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  error: string;
}

/** Runs a script of `src/setup/` as npm does, with only these variables set for the bot. */
export async function runScript(
  name: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  // Empty ones keep a `.env` of whoever runs the tests out.
  const empty = Object.fromEntries(VARIABLE_NAMES.map((variable) => [variable, '']));
  const child = spawn(process.execPath, ['--import', 'tsx', `src/setup/${name}`, ...args], {
    cwd: root,
    env: { ...process.env, ...empty, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, out: '', error: '' };
  child.stdout.on('data', (chunk) => {
    ended.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.error += chunk;
  });
  [ended.code] = await once(child, 'close');
  return ended;
}
