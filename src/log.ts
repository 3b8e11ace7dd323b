import { type Logger, pino } from 'pino';

/**
 * An error as the log may hold it: its name, its code and where it came from. Not its message:
 * database and platform errors quote what people wrote, and addresses that hold secrets.
 */
export function loggableError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    stack: frames.slice(0, 12).map((line) => line.trim()),
    cause: error.cause ? loggableError(error.cause) : undefined,
  };
}

/** One line of JSON for each event, on standard output. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, serializers: { err: loggableError } });
}
