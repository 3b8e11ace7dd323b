import { webApi } from '@slack/bolt';
import { type FailureClass, PlatformFailure } from '../chat/platform.ts';

/**
 * Slack's errors by what they mean for a send. Names from the method references of
 * chat.postMessage, chat.update, conversations.open and files.completeUploadExternal. What is in
 * no list was refused for a reason nobody foresaw: nothing was done, so it is permanent.
 */
const RATE_LIMITS: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
]);

/** Slack says of these that "some aspect of the operation" may have succeeded. */
const DOUBTFUL: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** About the content, not about where it goes. */
export const INVALID: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'block_mismatch',
  'msg_too_long',
  'no_text',
  'invalid_arguments',
  'invalid_attachments',
  'too_many_attachments',
  'attachment_payload_limit_exceeded',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'markdown_text_conflict',
]);

/** Where Slack gives no time (a 429 without Retry-After): longer than its one-minute window. */
const RATE_LIMIT_MS = 61_000;

/** The class of one of Slack's own error words. */
export function classOfError(error: string): FailureClass {
  if (RATE_LIMITS.has(error)) return 'rateLimit';
  if (DOUBTFUL.has(error)) return 'doubtful';
  return INVALID.has(error) ? 'invalid' : 'permanent';
}

/** Turns whatever a Web API call threw into a {@link PlatformFailure}; never carries content. */
export function platformFailure(error: unknown): PlatformFailure {
  if (error instanceof PlatformFailure) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const retryAfterMs = Math.max(1, error.retryAfter) * 1_000;
    return new PlatformFailure('rateLimit', 'ratelimited', { retryAfterMs });
  }
  if (error instanceof webApi.WebAPIPlatformError) return refused(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) return httpFailure(error.statusCode);
  // The client throws a bare Error for a 429 without Retry-After (web-api 8.2, makeRequest).
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return new PlatformFailure('rateLimit', 'ratelimited', { retryAfterMs: RATE_LIMIT_MS });
  }
  return new PlatformFailure('doubtful', networkCode(error));
}

/** The failure of a status that is not 200, outside the Web API as well. */
export function httpFailure(status: number): PlatformFailure {
  return status === 429
    ? new PlatformFailure('rateLimit', 'ratelimited', { retryAfterMs: RATE_LIMIT_MS })
    : new PlatformFailure('doubtful', `http_${status}`);
}

function refused(error: string): PlatformFailure {
  // A body that is no JSON comes as the error's name (web-api 8.2, buildResult): an HTML page.
  if (!/^[a-z0-9_.]{1,80}$/.test(error))
    return new PlatformFailure('doubtful', 'unreadable_answer');
  const failure = classOfError(error);
  return new PlatformFailure(failure, error, {
    retryAfterMs: failure === 'rateLimit' ? RATE_LIMIT_MS : undefined,
  });
}

/** `ECONNRESET`, `TimeoutError`, … from the depth of a fetch error's causes. */
function networkCode(error: unknown): string {
  let current = error;
  let name = 'network_error';
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z_]+$/.test(current.code)) {
      return current.code;
    }
    if (current.name === 'TimeoutError') return 'timeout';
    if (current.name === 'AbortError') name = 'aborted';
    current = current.cause;
  }
  return name;
}

/** Does something with Slack; what it throws are {@link PlatformFailure}s, and mistakes of ours. */
export async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What is no failure of the platform is a mistake of ours and must be seen as one.
    if (error instanceof RangeError || error instanceof TypeError) {
      if (!(error.cause instanceof Error)) throw error;
    }
    throw platformFailure(error);
  }
}
