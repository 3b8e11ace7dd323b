import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { PlatformFailure } from '../chat/platform.ts';

/**
 * Codes with which Discord refuses the content of a message (docs:
 * topics/opcodes-and-status-codes): an empty message, an invalid form body, invalid JSON.
 */
export const INVALID = new Set([50006, 50035, 50109]);
/**
 * Refusals that pass with time (same page): slow mode, write limits of an announcement or a channel,
 * too many edits of messages older than an hour, an overloaded part of the API.
 */
const LATER = new Set([20016, 20022, 20028, 30046, 130000]);
/** Discord does not publish these limits; a bot counted 3 old edits in 20 s (starboard-4#118). */
const LATER_RETRY_MS = 30_000;
/** Nothing can be shown any more: unknown webhook or interaction, invalid webhook token. */
const LOST = new Set([10015, 10062, 50027]);

export const UNKNOWN_CHANNEL = 10003;
export const ALREADY_ACKNOWLEDGED = 40060;
export const WRONG_CHANNEL_TYPE = 50024;
export const THREAD_EXISTS = 160004;

/** The connection never came about, so nothing was asked of Discord. */
const NEVER_SENT = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const UNREACHABLE_RETRY_MS = 10_000;
/** A token that is refused, a proxy in between: a person has to act, so there is no hurry. */
const REFUSED_RETRY_MS = 60_000;
/** When Discord asks us to wait without saying how long. */
const UNSAID_RETRY_MS = 5_000;

/** Discord's own code of a refusal; null for any other error. */
export function codeOf(error: unknown): number | null {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null;
}

/** True when the token of an interaction is used up or was never accepted: no answer can arrive. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && LOST.has(code);
}

export function isInvalid(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && INVALID.has(code);
}

/**
 * What a failed call means for whoever wants to repeat it. The cause is left out on purpose: it
 * carries the request, and with it texts and tokens, which must reach no log.
 */
export function failureOf(error: unknown): PlatformFailure {
  if (error instanceof PlatformFailure) return error;
  if (error instanceof RateLimitError) {
    return rateLimit('429', error.retryAfter > 0 ? Math.ceil(error.retryAfter) : UNSAID_RETRY_MS);
  }
  if (error instanceof HTTPError) return new PlatformFailure('doubtful', `http ${error.status}`);
  if (error instanceof DiscordAPIError) return refusalOf(error);
  const code = networkCode(error);
  if (NEVER_SENT.has(code)) return rateLimit(code, UNREACHABLE_RETRY_MS);
  // discord.js says so once a 401 has made it forget its token, and after a stop.
  if (error instanceof Error && error.message.startsWith('Expected token to be set')) {
    return rateLimit('no token', REFUSED_RETRY_MS);
  }
  return new PlatformFailure('doubtful', code);
}

function refusalOf(error: DiscordAPIError): PlatformFailure {
  // 401: the token was reset. Messages must wait for the operator, not be given up.
  if (error.status === 401) return rateLimit('401', REFUSED_RETRY_MS);
  const code = codeOf(error);
  // Only Discord itself answers in JSON with a code; a proxy's "no" says nothing about the message.
  if (code === null && [403, 407, 429].includes(error.status)) {
    return rateLimit(`http ${error.status}`, REFUSED_RETRY_MS);
  }
  if (code !== null && LATER.has(code)) return rateLimit(String(code), LATER_RETRY_MS);
  if (error.status === 408) return new PlatformFailure('doubtful', 'http 408');
  const failure = isInvalid(error) ? 'invalid' : 'permanent';
  return new PlatformFailure(failure, code ? String(code) : `http ${error.status}`);
}

const rateLimit = (code: string, retryAfterMs: number): PlatformFailure =>
  new PlatformFailure('rateLimit', code, { retryAfterMs });

/** The name of a network error, e.g. `ECONNRESET` or `AbortError` (a timeout); never its text. */
export function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** What of an error may be logged: codes and the names of refused fields, no texts, no addresses. */
export function loggable(error: unknown): Record<string, unknown> {
  if (error instanceof DiscordAPIError) {
    const { code, status, method, rawError } = error;
    const fields = 'errors' in rawError ? [...refusedFields(rawError.errors)].slice(0, 10) : [];
    return { code, status, method, fields };
  }
  if (error instanceof HTTPError) return { status: error.status, method: error.method };
  if (error instanceof RateLimitError) return { code: '429', retryAfterMs: error.retryAfter };
  if (error instanceof PlatformFailure) return { failure: error.failure, code: error.code };
  const code = networkCode(error);
  const isNetwork = error instanceof Error && ('code' in error || error.name === 'AbortError');
  if (isNetwork || !(error instanceof Error)) return { code };
  // The stack without its first lines, which repeat the error's text.
  const lines = (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line));
  return { code, stack: lines.slice(0, 4) };
}

/** `embeds.0.description: BASE_TYPE_MAX_LENGTH` for each refused field. */
function* refusedFields(errors: unknown, path = ''): Generator<string> {
  if (typeof errors !== 'object' || errors === null) return;
  for (const [key, value] of Object.entries(errors)) {
    if (key !== '_errors') yield* refusedFields(value, path ? `${path}.${key}` : key);
    else if (Array.isArray(value)) {
      for (const { code } of value as { code?: unknown }[]) yield `${path}: ${String(code)}`;
    }
  }
}
