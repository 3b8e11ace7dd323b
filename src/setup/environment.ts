import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, readConfig } from '../config.ts';

/**
 * The configuration of the environment, with `.env` beside package.json beneath it. Throws
 * ConfigError when a value is wrong.
 */
export function readEnvironment(): Config {
  const file = fileURLToPath(new URL('../../.env', import.meta.url));
  if (existsSync(file)) process.loadEnvFile(file);
  return readConfig(process.env);
}

/** A command was called wrongly; the message says how it is called. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Runs a command of the terminal: prints the lines it resolves with, and sets the exit code 1 when
 * it says that it was refused, was called wrongly, or could not end.
 */
export async function runCommand(
  command: () => Promise<{ lines: readonly string[]; refused?: boolean }>,
): Promise<void> {
  try {
    const { lines, refused = false } = await command();
    const stream = refused ? process.stderr : process.stdout;
    for (const line of lines) stream.write(`${line}\n`);
    if (refused) process.exitCode = 1;
  } catch (error) {
    tellOperator(error);
    process.exitCode = 1;
  }
}

/** Says on standard error why a program could not go on, one line each. */
export function tellOperator(error: unknown): void {
  const lines =
    error instanceof ConfigError
      ? error.lines
      : [error instanceof Error ? error.message : String(error)];
  for (const line of lines) process.stderr.write(`${line}\n`);
}
