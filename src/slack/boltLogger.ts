import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** What may never stand in a log line, whichever library writes it. */
const SECRETS = /xox[a-z]-[\w-]+|xapp-[\w-]+|([?&](?:ticket|token)=)[^&\s"']+/gi;

/** A line of a log without tokens and tickets, and short. */
export function withoutSecrets(text: string): string {
  return text
    .replace(SECRETS, (_, parameter: string | undefined) => `${parameter ?? ''}[secret]`)
    .slice(0, 300);
}

/**
 * Bolt's logger over ours. Bolt writes whole payloads at the level "debug", people's texts among
 * them, and parts of them at "info": neither is passed on.
 */
export function boltLogger(log: Logger): BoltLogger {
  const line = (parts: readonly unknown[]) =>
    withoutSecrets(
      parts.map((part) => (part instanceof Error ? part.name : String(part))).join(' '),
    );
  return {
    debug: () => {},
    info: () => {},
    // Its warnings are of connections that it lost and calls that failed; the adapter tells of
    // what matters in them itself.
    warn: (...parts) => log.debug({ bolt: line(parts) }, 'Bolt warns'),
    error: (...parts) => log.debug({ bolt: line(parts) }, 'Bolt reports an error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

/** What kind of error it was and where, without what it says: that may hold somebody's text. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name}${at ? ` ${at.trim()}` : ''}`;
}
