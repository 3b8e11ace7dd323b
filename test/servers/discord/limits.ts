import type { Clock } from './clock.ts';

export interface Rate {
  readonly requests: number;
  /** Milliseconds. */
  readonly per: number;
}

/** Docs: topics/rate-limits: "All bots can make up to 50 requests per second to our API." */
export const REAL_GLOBAL: Rate = { requests: 50, per: 1_000 };

/**
 * Messages into one channel, as bots see it in the headers (the documentation says that these
 * numbers change, and must be read there).
 */
export const REAL_PER_ROUTE: Rate = { requests: 5, per: 5_000 };

export interface Verdict {
  readonly headers: Record<string, string>;
  /** Seconds to wait when the request is over the limit. */
  readonly retryAfter: number | null;
  /** True: it is over the limit of all requests of the bot. */
  readonly global: boolean;
}

interface Bucket {
  used: number;
  resetsAt: number;
}

/** Generous enough that discord.js never holds a request back. */
const UNLIMITED: Rate = { requests: 1000, per: 1000 };

/** Rate limits, per route and of the bot as a whole. Off unless set; the headers come in any case. */
export class Limits {
  /** How many requests were answered with 429. */
  refusals = 0;
  #perRoute: Rate | null = null;
  #global: Rate | null = null;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  #recent: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get perRoute(): Rate | null {
    return this.#perRoute;
  }

  /**
   * For example `{ requests: 5, per: 5000 }`: five per five seconds, per route and channel; null
   * for none. Counting starts afresh.
   */
  set perRoute(rate: Rate | null) {
    this.#perRoute = rate;
    this.#buckets.clear();
  }

  get global(): Rate | null {
    return this.#global;
  }

  /** Of all requests together, in a window that slides: stricter than one that is reset. */
  set global(rate: Rate | null) {
    this.#global = rate;
    this.#recent = [];
  }

  /** Counts a request to a route (`METHOD template`) of a top-level resource. */
  count(route: string, resource: string): Verdict {
    const wait = this.#countGlobally(route);
    if (wait > 0) {
      this.refusals += 1;
      const headers = {
        'X-RateLimit-Global': 'true',
        'X-RateLimit-Scope': 'global',
        'Retry-After': (wait / 1000).toFixed(3),
      };
      return { headers, retryAfter: wait / 1000, global: true };
    }
    const rate = this.perRoute ?? UNLIMITED;
    const now = this.#clock.now();
    const key = `${route} ${resource}`;
    const known = this.#buckets.get(key);
    const bucket = known && known.resetsAt > now ? known : { used: 0, resetsAt: now + rate.per };
    this.#buckets.set(key, bucket);
    bucket.used += 1;
    const over = this.perRoute !== null && bucket.used > rate.requests;
    const seconds = (bucket.resetsAt - now) / 1000;
    const headers: Record<string, string> = {
      'X-RateLimit-Limit': String(rate.requests),
      'X-RateLimit-Remaining': String(Math.max(rate.requests - bucket.used, this.perRoute ? 0 : 1)),
      'X-RateLimit-Reset': (bucket.resetsAt / 1000).toFixed(3),
      'X-RateLimit-Reset-After': seconds.toFixed(3),
      'X-RateLimit-Bucket': nameOf(route),
    };
    if (over) {
      this.refusals += 1;
      headers['X-RateLimit-Scope'] = 'user';
      headers['Retry-After'] = seconds.toFixed(3);
    }
    return { headers, retryAfter: over ? seconds : null, global: false };
  }

  /** Milliseconds to wait; 0 when it is within the limit, which then counts it. */
  #countGlobally(route: string): number {
    const rate = this.#global;
    // Docs, same page: "Interaction endpoints are not bound to the bot's Global Rate Limit."
    if (!rate || /^\w+ \/(interactions|webhooks)\//.test(route)) return 0;
    const now = this.#clock.now();
    this.#recent = this.#recent.filter((at) => at > now - rate.per);
    const oldest = this.#recent[this.#recent.length - rate.requests];
    if (oldest !== undefined) return oldest + rate.per - now;
    this.#recent.push(now);
    return 0;
  }
}

/** The opaque name of a route's bucket. */
function nameOf(route: string): string {
  let hash = 0;
  for (const char of route) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
