import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';
import { Gate, type Rate } from '../chat/limiter.ts';

/** Where Discord's API is. */
export const API = 'https://discord.com/api';

/**
 * A wait that discord.js does itself, in its queue of the route. Longer ones, and a 429 that does
 * not say how long, come back as a failure, so that a delivery is not held for minutes.
 */
const LONGEST_WAIT_MS = 5_000;

const TIMEOUT_MS = 10_000;

/** Discord docs, rate limits: "All bots can make up to 50 requests per second to our API." */
export const CEILING: Rate = { most: 50, perMs: 1_000 };

/** Same page: "Interaction endpoints are not bound to the bot's Global Rate Limit." */
const UNBOUND = /\/(interactions|webhooks)\//;

export interface RestChoices {
  /** In place of Discord's own address. */
  apiUrl?: string;
  /** How long one call may take. */
  timeoutMs?: number;
  /** {@link CEILING} unless given. */
  ceiling?: Rate;
}

/**
 * Settings of every call to Discord. The clients that are given the same settings share the ceiling
 * over all requests, and answers to people pass beside it. discord.js knows only a ceiling of each
 * client, under which answers would queue behind messages.
 */
export function restOptions({
  apiUrl,
  timeoutMs = TIMEOUT_MS,
  ceiling = CEILING,
}: RestChoices): Partial<RESTOptions> {
  const gate = new Gate(ceiling);
  return {
    api: apiUrl ?? API,
    timeout: timeoutMs,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_WAIT_MS || retryAfter <= 0,
    async makeRequest(url, init) {
      if (UNBOUND.test(new URL(url).pathname)) return DefaultRestOptions.makeRequest(url, init);
      const call = () => DefaultRestOptions.makeRequest(url, init);
      const response = await gate.through(call, {
        since: 'reply',
        signal: init.signal ?? undefined,
      });
      const seconds = Number(response.headers.get('retry-after'));
      if (response.headers.has('x-ratelimit-global') && seconds > 0) gate.block(seconds * 1_000);
      return response;
    },
  };
}

/**
 * The client for whatever must happen at most once. discord.js repeats a call after a timeout or a
 * 5xx, although it may have been carried out; that decision is the delivery's, which looks first.
 */
export function onceOnly(token: string, options: Partial<RESTOptions>): REST {
  // As discord.js itself does at login.
  const bare = token.replace(/^(Bot|Bearer)\s*/i, '');
  return new REST({ ...options, retries: 0 }).setToken(bare);
}
