/** At most so many calls in any stretch of so many milliseconds. */
interface Window {
  most: number;
  perMs: number;
}

/** What a workspace allows. Times are milliseconds. */
export interface SlackLimits {
  /** Posts into one channel. Slack docs, "Rate limits": 1 per second. */
  channel: Window;
  /**
   * Posts over all channels: "several hundred messages per minute", here 300, "generous burst
   * behavior is also granted" (chat.postMessage). One more every so often, and at most `burst` at
   * once.
   */
  workspace: { everyMs: number; burst: number } | undefined;
  /** Calls of a method a minute, by tier: "50+ per minute", "100+ per minute". */
  tiers: { 3: number; 4: number; special: number } | undefined;
  /** Slack docs, "Rate limits": windows are per minute. */
  minuteMs: number;
}

/** What Slack documents; where it says "several hundred" or "50+", the least that it can mean. */
export const REAL_LIMITS: SlackLimits = {
  channel: { most: 1, perMs: 1_000 },
  workspace: { everyMs: 60_000 / 300, burst: 10 },
  tiers: { 3: 50, 4: 100, special: 200 },
  minuteMs: 60_000,
};

/** The same numbers in a time that runs `factor` times as fast. */
export function quicker(factor: number, limits: SlackLimits = REAL_LIMITS): SlackLimits {
  const { channel, workspace, minuteMs } = limits;
  return {
    ...limits,
    channel: { ...channel, perMs: channel.perMs / factor },
    workspace: workspace && { ...workspace, everyMs: workspace.everyMs / factor },
    minuteMs: minuteMs / factor,
  };
}

/**
 * The tiers that the methods' reference pages name (a table of all: slackapi/java-slack-sdk,
 * MethodsRateLimits).
 */
const TIERS: Readonly<Record<string, 3 | 4 | 'special'>> = {
  'chat.update': 3,
  'chat.delete': 3,
  'chat.postEphemeral': 4,
  'chat.getPermalink': 'special',
  'conversations.history': 3,
  'conversations.replies': 3,
  'conversations.open': 3,
  'conversations.info': 3,
  'files.info': 4,
  'files.getUploadURLExternal': 4,
  'files.completeUploadExternal': 4,
  'reactions.get': 3,
  'reactions.add': 3,
  'users.info': 4,
  'views.open': 4,
  'views.push': 4,
  'views.update': 4,
  'views.publish': 4,
};

/** Slack's limits, off until a test switches them on. */
export class RateLimits {
  /** How often each method was answered with 429. */
  readonly refused = new Map<string, number>();
  private limits: SlackLimits | undefined;
  private readonly taken = new Map<string, number[]>();
  /** What is left of the workspace's burst, and when that was counted. */
  private left = 0;
  private countedAt = 0;
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /**
   * From now on chat.postMessage answers 429 beyond `burst` messages in `intervalMs` in one
   * channel. Slack docs, "Rate limits": 1 per second per channel, short bursts tolerated.
   */
  enforce(intervalMs = 1_000, burst = 1): void {
    const channel = { most: burst, perMs: intervalMs };
    this.enforceAll({ ...REAL_LIMITS, channel, workspace: undefined, tiers: undefined });
  }

  /** From now on every call is counted; counting starts afresh. */
  enforceAll(limits: SlackLimits = REAL_LIMITS): void {
    this.limits = limits;
    this.taken.clear();
    this.refused.clear();
    this.left = limits.workspace?.burst ?? 0;
    this.countedAt = this.now();
  }

  /** Lets everything through again. */
  off(): void {
    this.limits = undefined;
  }

  /** How many calls were answered with 429, over all methods. */
  get refusals(): number {
    return [...this.refused.values()].reduce((sum, one) => sum + one, 0);
  }

  /** Counts a call; the seconds to wait (Retry-After) when it is one too many. */
  check(method: string, channel: string): number | undefined {
    const { limits } = this;
    if (limits === undefined) return undefined;
    const waitMs =
      method === 'chat.postMessage'
        ? this.post(channel, limits)
        : this.call(method, windowOf(method, limits));
    if (waitMs === 0) return undefined;
    this.refused.set(method, (this.refused.get(method) ?? 0) + 1);
    // The header carries whole seconds.
    return Math.max(1, Math.ceil(waitMs / 1_000));
  }

  private post(channel: string, limits: SlackLimits): number {
    const waitMs = Math.max(
      this.wait(`post ${channel}`, limits.channel),
      this.refill(limits.workspace),
    );
    if (waitMs > 0) return waitMs;
    this.count(`post ${channel}`, limits.channel);
    this.left -= 1;
    return 0;
  }

  /** Refills the workspace's burst; how long until it holds one more post. */
  private refill(workspace: SlackLimits['workspace']): number {
    if (workspace === undefined) return 0;
    const { everyMs, burst } = workspace;
    const now = this.now();
    this.left = Math.min(burst, this.left + (now - this.countedAt) / everyMs);
    this.countedAt = now;
    return this.left >= 1 ? 0 : (1 - this.left) * everyMs;
  }

  private call(method: string, window: Window | undefined): number {
    if (window === undefined) return 0;
    const waitMs = this.wait(method, window);
    if (waitMs === 0) this.count(method, window);
    return waitMs;
  }

  private wait(key: string, { most, perMs }: Window): number {
    const now = this.now();
    const recent = (this.taken.get(key) ?? []).filter((at) => at > now - perMs);
    this.taken.set(key, recent);
    const oldest = recent[recent.length - most];
    return oldest === undefined ? 0 : oldest + perMs - now;
  }

  private count(key: string, { most }: Window): void {
    const recent = this.taken.get(key) ?? [];
    this.taken.set(key, [...recent, this.now()].slice(-most));
  }
}

function windowOf(method: string, { tiers, minuteMs }: SlackLimits): Window | undefined {
  const tier = TIERS[method];
  if (tier === undefined || tiers === undefined) return undefined;
  return { most: tiers[tier], perMs: minuteMs };
}
