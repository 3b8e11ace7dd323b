import { Limiter, type Rate } from '../chat/limiter.ts';
import type { PlatformName } from '../chat/references.ts';
import type { Settings } from '../storage/settings.ts';

/** What a delivery asks of its platform, and with it the budget that it waits for. */
export type Need =
  | 'post'
  | 'edit'
  /** To look whether an earlier attempt arrived, and to post if it did not. */
  | 'look'
  | 'upload';

/** What a row of the queue will ask of its platform; `uploads` are the kinds that are files. */
export function needOf(
  row: { kind: string; messageId: string | null; attemptedAt: Date | null },
  uploads: ReadonlySet<string>,
): Need {
  if (row.messageId) return 'edit';
  if (uploads.has(row.kind)) return 'upload';
  return row.attemptedAt ? 'look' : 'post';
}

/** One budget that some needs share. */
export interface Ceiling extends Rate {
  readonly of: readonly Need[];
  /**
   * Since when a call counts: its reply, unless given, so that it never counts too early; the call
   * itself where the window is short and slow replies would make it longer.
   */
  readonly since?: 'call' | 'reply';
}

/** How fast a platform may be written to. */
export interface Pace {
  /** Sends under way at once. */
  readonly atOnce: number;
  /** Least time between two sends into one channel. */
  readonly perChannelMs: number;
  /** A need may be under several; one under none does not wait. */
  readonly ceilings?: readonly Ceiling[];
}

export type Paces = Readonly<Record<PlatformName, Pace>>;

/**
 * More than any ceiling lets begin in the second that a slow reply takes, so that some channels
 * which do not answer hold up none of the others.
 */
const AT_ONCE = 20;

/**
 * Slack's windows are taken this much longer than it says: what leaves us evenly may arrive less
 * evenly, and answers to people are messages too. One in twenty is theirs.
 */
const SLACK_MARGIN = 1.05;

/** In the window of a minute, a second is margin enough. */
const SLACK_MINUTE_MS = 61_000;

/** Slack docs, rate limits: tier 3 "50+ per minute"; chat.update and conversations.history are. */
const SLACK_TIER_3 = 50;

/**
 * Looks after doubtful sends and after uploads share tier 3 of conversations.history and .replies.
 * Most uploads need two looks: Slack shares a file only after its reply.
 */
const SLACK_LOOKS = 10;
const SLACK_UPLOADS = 20;

/** Discord docs, rate limits: "All bots can make up to 50 requests per second to our API." */
const DISCORD_PER_SECOND = 50;

/** The paces of the platforms under the settings of staff. */
export function pacesUnder(settings: Pick<Settings, 'slackPostsPerMinute'>): Paces {
  return {
    slack: {
      atOnce: AT_ONCE,
      // Slack docs, rate limits: "1 per second" and channel.
      perChannelMs: 1_000,
      ceilings: [
        { of: ['post', 'look', 'upload'], ...slackPosts(settings.slackPostsPerMinute) },
        { of: ['edit'], most: SLACK_TIER_3, perMs: SLACK_MINUTE_MS },
        { of: ['look'], most: SLACK_LOOKS, perMs: SLACK_MINUTE_MS },
        { of: ['upload'], most: SLACK_UPLOADS, perMs: SLACK_MINUTE_MS },
      ],
    },
    discord: {
      atOnce: AT_ONCE,
      // Channels have limits of their own, which Discord tells in headers; discord.js keeps them.
      perChannelMs: 0,
      ceilings: [
        // In small helpings: a whole second's worth at once would keep people waiting behind it.
        { of: ['post', 'edit', 'look', 'upload'], most: 10, perMs: 50, since: 'call' },
        // From the call, so that slow replies do not count twice: the adapter counts them from theirs.
        {
          of: ['post', 'edit', 'look', 'upload'],
          most: DISCORD_PER_SECOND,
          perMs: 1_000,
          since: 'call',
        },
      ],
    },
    sandbox: { atOnce: 4, perChannelMs: 0 },
  };
}

/** Spread over the minute, so that whoever writes to the bot meanwhile finds room at any moment. */
function slackPosts(perMinute: number): Omit<Ceiling, 'of'> {
  const most = Math.max(1, Math.floor(perMinute / 60));
  return { most, perMs: (most / perMinute) * 60_000 * SLACK_MARGIN, since: 'call' };
}

/** So many channels refused by their platform within this time: it is not about the channels. */
const WIDE_CHANNELS = 3;
const WIDE_WITHIN_MS = 10_000;

interface Refusal {
  queue: string;
  at: number;
}

/** Says which delivery may begin now. Pure: times are milliseconds of a clock that never goes back. */
export class Pacer {
  #paces: Paces;
  readonly #limiters = new Map<string, Limiter>();
  readonly #refusals = new Map<string, Refusal[]>();
  readonly #blocked = new Map<string, number>();

  constructor(paces: Paces) {
    this.#paces = paces;
  }

  /** Goes on under other paces; what went before still counts. */
  set paces(paces: Paces) {
    this.#paces = paces;
  }

  pace(platform: PlatformName): Pace {
    return this.#paces[platform];
  }

  /** How long until a delivery with this need may begin; 0: now. */
  waitMs(platform: PlatformName, need: Need, now: number): number {
    const times = this.#budgets(platform, need).map((limiter) => limiter.at(now));
    return Math.max(this.blockedMs(platform, need, now), ...times.map((at) => at - now), 0);
  }

  /** Counts a delivery that begins. */
  take(platform: PlatformName, need: Need, now: number): void {
    for (const limiter of this.#budgets(platform, need)) limiter.take(now);
  }

  /**
   * The platform asked us to come back later. A single channel is left alone by its own delivery,
   * which waits; when several are refused within a short time, all of that need wait as long as it
   * said.
   */
  refused(
    platform: PlatformName,
    need: Need,
    refusal: { queue: string; retryAfterMs: number; now: number },
  ): void {
    const key = `${platform} ${need}`;
    const { queue, retryAfterMs, now } = refusal;
    const recent = (this.#refusals.get(key) ?? []).filter(
      (one) => one.queue !== queue && one.at > now - WIDE_WITHIN_MS,
    );
    recent.push({ queue, at: now });
    this.#refusals.set(key, recent);
    if (recent.length < WIDE_CHANNELS) return;
    this.#blocked.set(key, Math.max(this.#blocked.get(key) ?? 0, now + retryAfterMs));
  }

  /** How long the platform as a whole wants none of that need; 0: it takes them. */
  blockedMs(platform: PlatformName, need: Need, now: number): number {
    return Math.max(0, (this.#blocked.get(`${platform} ${need}`) ?? now) - now);
  }

  #budgets(platform: PlatformName, need: Need): Limiter[] {
    return ceilingsOf(this.#paces, platform, need).map(({ key, ceiling }) => {
      const limiter = this.#limiters.get(key) ?? new Limiter(ceiling);
      limiter.rate = ceiling;
      this.#limiters.set(key, limiter);
      return limiter;
    });
  }
}

/** The budgets that a need is counted in, each with a name that outlives a change of its rate. */
export function ceilingsOf(
  paces: Paces,
  platform: PlatformName,
  need: Need,
): { key: string; ceiling: Ceiling }[] {
  return (paces[platform].ceilings ?? [])
    .map((ceiling, index) => ({ key: `${platform} ${index}`, ceiling }))
    .filter(({ ceiling }) => ceiling.of.includes(need));
}
