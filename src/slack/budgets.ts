import { Gate, NoTurn, type Rate } from '../chat/limiter.ts';
import { PlatformFailure } from '../chat/platform.ts';

/**
 * Slack counts calls by method, app and workspace, in windows of a minute (docs.slack.dev, rate
 * limits). The tiers of the methods are those of their reference pages, which the Java SDK of Slack
 * carries as a table (slackapi/java-slack-sdk, MethodsRateLimits).
 */
const TIER_3 = 50;
const TIER_4 = 100;

interface Budget {
  most: number;
  /** Of these, what the background leaves to those who look at a screen. */
  reserve?: number;
  /** Whoever asks holds nothing meanwhile, and may wait as long as it takes. */
  patient?: boolean;
}

/** The methods that wait for their turn. Posts and edits wait in the queue of deliveries instead. */
const A_MINUTE: Readonly<Record<string, Budget>> = {
  'conversations.history': { most: TIER_3 },
  'conversations.replies': { most: TIER_3 },
  // Answers that reach a person nowhere else go to their direct messages.
  'conversations.open': { most: TIER_3, reserve: 10 },
  'reactions.get': { most: TIER_3, patient: true },
  'files.getUploadURLExternal': { most: TIER_4 },
  'files.completeUploadExternal': { most: TIER_4 },
  // A tier of its own: "hundreds of requests per minute".
  'chat.getPermalink': { most: 200 },
};

/** A minute with a margin: what leaves us evenly may arrive less evenly. */
export const SLACK_MINUTE_MS = 61_000;

/** A delivery is held while it waits; a longer wait is spent in the queue. */
const LONGEST_WAIT_MS = 5_000;

/** What is left of Slack's limits for each method that the background uses. */
export class Budgets {
  /** Ends the waits of those who are waiting when the program ends. */
  readonly ending: AbortSignal;
  readonly #end = new AbortController();
  readonly #gates: ReadonlyMap<string, Gate>;

  /** `minuteMs` is for test servers that scale time. */
  constructor(minuteMs = SLACK_MINUTE_MS) {
    this.ending = this.#end.signal;
    this.#gates = new Map(
      Object.entries(A_MINUTE).map(([method, { most }]) => [
        method,
        new Gate({ most, perMs: minuteMs } satisfies Rate),
      ]),
    );
  }

  /** Counts a call for a person, who never waits. */
  pass(method: string): void {
    this.#gates.get(method)?.pass();
  }

  /**
   * Resolves when the background may call a method. A wait that is too long for what is held
   * meanwhile is a {@link PlatformFailure}, which says when to come back.
   */
  async turn(method: string): Promise<void> {
    const { reserve, patient } = A_MINUTE[method] ?? {};
    const mostMs = patient ? undefined : LONGEST_WAIT_MS;
    try {
      await this.#gates.get(method)?.turn({ reserve, mostMs, signal: this.ending });
    } catch (error) {
      if (error instanceof NoTurn) throw later(error.waitMs);
      if (this.ending.aborted) throw later(LONGEST_WAIT_MS);
      throw error;
    }
  }

  /** Slack wants no more of a method for so long. True when the caller may wait for its turn anew. */
  refused(method: string, retryAfterMs: number): boolean {
    this.#gates.get(method)?.block(retryAfterMs);
    return A_MINUTE[method]?.patient ?? false;
  }

  /** The program ends: whoever waits is sent away. */
  end(): void {
    this.#end.abort();
  }
}

function later(ms: number): PlatformFailure {
  return new PlatformFailure('rateLimit', 'own_limit', { retryAfterMs: Math.ceil(ms) });
}
