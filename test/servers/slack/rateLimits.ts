/** Slack's posting limit, off until a test switches it on. */
export class RateLimits {
  private interval: number | undefined;
  private burst = 1;
  private readonly posts = new Map<string, number[]>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /**
   * From now on chat.postMessage answers 429 beyond `burst` messages in `intervalMs` in one
   * channel. Slack docs, "Rate limits": 1 per second per channel, short bursts tolerated.
   */
  enforce(intervalMs = 1_000, burst = 1): void {
    this.interval = intervalMs;
    this.burst = burst;
    this.posts.clear();
  }

  /** Lets everything through again. */
  off(): void {
    this.interval = undefined;
  }

  /** Counts a post; the seconds to wait (Retry-After) when it is one too many. */
  check(channel: string): number | undefined {
    if (this.interval === undefined) return undefined;
    const now = this.now();
    const since = now - this.interval;
    const recent = (this.posts.get(channel) ?? []).filter((at) => at > since);
    const first = recent[0];
    if (first !== undefined && recent.length >= this.burst) {
      this.posts.set(channel, recent);
      // The header carries whole seconds.
      return Math.max(1, Math.ceil((first + this.interval - now) / 1_000));
    }
    this.posts.set(channel, [...recent, now]);
    return undefined;
  }
}
