import { REST, type RESTOptions } from 'discord.js';

/** Where Discord's API is. */
export const API = 'https://discord.com/api';

/**
 * A wait that discord.js does itself, in its queue of the route. Longer ones, and a 429 that does
 * not say how long, come back as a failure, so that a delivery is not held for minutes.
 */
const LONGEST_WAIT_MS = 5_000;

const TIMEOUT_MS = 10_000;

/** Settings of every call to Discord; an `apiUrl` replaces Discord's own address. */
export function restOptions(
  apiUrl: string | undefined,
  timeoutMs = TIMEOUT_MS,
): Partial<RESTOptions> {
  return {
    api: apiUrl ?? API,
    timeout: timeoutMs,
    // Half of Discord's 50 requests a second for each of the two clients (docs: topics/rate-limits).
    globalRequestsPerSecond: 25,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_WAIT_MS || retryAfter <= 0,
  };
}

/**
 * The client for whatever must happen at most once. discord.js repeats a call after a timeout or a
 * 5xx, although it may have been carried out; that decision is the delivery's, which looks first.
 */
export function onceOnly(token: string, apiUrl: string | undefined, timeoutMs?: number): REST {
  // As discord.js itself does at login.
  const bare = token.replace(/^(Bot|Bearer)\s*/i, '');
  return new REST({ ...restOptions(apiUrl, timeoutMs), retries: 0 }).setToken(bare);
}
