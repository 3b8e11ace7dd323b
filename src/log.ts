import { type DestinationStream, type Logger, pino } from 'pino';

/** A stack frame of V8; a line of a message that only begins like one has no position. */
const FRAME = /^\s+at (.*:\d+:\d+\)?|async Promise\.\w+ \(index \d+\))$/;

/** A code is a word of a platform or a database; anything longer could quote somebody. */
const CODE = /^[\w.-]{1,64}$/;

/** How many causes of causes are told; an error may be its own cause. */
const CAUSES = 4;

/**
 * An error as the log may hold it: its name, its code and where it came from. Not its message:
 * database and platform errors quote what people wrote, and addresses that hold secrets.
 */
export function loggableError(error: unknown, causes = CAUSES): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  // The stack begins with the message, and lines of that may look like frames.
  const stack = error.stack ?? '';
  const at = stack.indexOf(error.message);
  const frames = stack
    .slice(at < 0 ? 0 : at + error.message.length)
    .split('\n')
    .filter((line) => FRAME.test(line));
  return {
    type: error.name,
    code:
      typeof code === 'number' || (typeof code === 'string' && CODE.test(code)) ? code : undefined,
    stack: frames.slice(0, 12).map((line) => line.trim()),
    cause: error.cause && causes > 0 ? loggableError(error.cause, causes - 1) : undefined,
  };
}

/** One line of JSON for each event, on standard output unless told otherwise. */
export function createLogger(level: string, to: DestinationStream = process.stdout): Logger {
  const told = (error: unknown) => loggableError(error);
  return pino({ level, base: null, serializers: { err: told, error: told } }, to);
}

/** A logger for node-cron, which would write to the terminal, e.g. of a minute that it missed. */
export function cronLog(log: Logger) {
  const told = (what: string | Error) => ({ cron: what instanceof Error ? what.name : what });
  return {
    info: (what: string) => log.debug(told(what), 'the clock'),
    // Each minute that a sleep left out is a warning of its own.
    warn: (what: string) => log.debug(told(what), 'the clock'),
    error: (what: string | Error) => log.error(told(what), 'the clock'),
    debug: (what: string | Error) => log.debug(told(what), 'the clock'),
  };
}
