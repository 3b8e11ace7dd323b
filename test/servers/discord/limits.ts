import type { Clock } from './clock.ts';

export interface Rate {
  readonly requests: number;
  /** Milliseconds. */
  readonly per: number;
}

export interface Verdict {
  readonly headers: Record<string, string>;
  /** Seconds to wait when the request is over the limit. */
  readonly retryAfter: number | null;
}

interface Bucket {
  used: number;
  resetsAt: number;
}

/** Generous enough that discord.js never holds a request back. */
const UNLIMITED: Rate = { requests: 1000, per: 1000 };

/** Per-route rate limits. Off unless a rate is set; the headers are sent in any case. */
export class Limits {
  #perRoute: Rate | null = null;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

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

  /** Counts a request to a route (`METHOD template`) of a top-level resource. */
  count(route: string, resource: string): Verdict {
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
      headers['X-RateLimit-Scope'] = 'user';
      headers['Retry-After'] = seconds.toFixed(3);
    }
    return { headers, retryAfter: over ? seconds : null };
  }
}

/** The opaque name of a route's bucket. */
function nameOf(route: string): string {
  let hash = 0;
  for (const char of route) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
