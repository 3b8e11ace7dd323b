import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { pause } from '../chat/waiting.ts';
import { boltLogger } from './boltLogger.ts';
import type { Budgets } from './budgets.ts';

export type WebClient = webApi.WebClient;

/** Longer than Slack ever takes for a message, shorter than the lease of a delivery. */
const TIMEOUT_MS = 10_000;

export interface ClientOptions {
  token: string;
  apiUrl: string | undefined;
  log: Logger;
  /** For one call; {@link TIMEOUT_MS} unless given. */
  timeoutMs?: number;
}

/** Three clients, so that what one waits for holds up no call of another. */
export interface Clients {
  /**
   * For what must not happen twice. The SDK by itself repeats a post whose reply was lost, up to
   * ten times, and waits for ever: openclaw/openclaw#22780.
   */
  once: WebClient;
  /** For reading in the background: waits for its turn, so that nobody at a screen has to. */
  reading: WebClient;
  /** For answers to a person, where two are better than none; they never wait for a turn. */
  patient: WebClient;
}

/** The options that Bolt and its socket need; each gets a copy, because Bolt writes into it. */
export function clientOptions({
  apiUrl,
  log,
  timeoutMs = TIMEOUT_MS,
}: Omit<ClientOptions, 'token'>): webApi.WebClientOptions {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout: timeoutMs,
    // Given here, it is not replaced by the hundred retries that the socket's client writes into
    // options that it shares with the listeners (socket-mode 3.1.0).
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(log),
    fetch: boundedFetch,
  };
}

export function createClients({ token, ...options }: ClientOptions, budgets: Budgets): Clients {
  const once = clientOptions(options);
  const again = { ...once, retryConfig: { retries: 2, minTimeout: 300, factor: 2 } };
  return {
    once: new BackgroundClient(token, once, budgets),
    reading: new BackgroundClient(token, again, budgets),
    patient: new PersonsClient(token, again, budgets),
  };
}

/** How often a call is made anew after Slack said that it comes too early. */
const REPEATS = 2;

/** Nobody looks at the screen any more after the minute that Slack's limits are counted in. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/** Calls that wait for their turn before they are made, where {@link Budgets} knows the method. */
class BackgroundClient extends webApi.WebClient {
  readonly #budgets: Budgets;

  constructor(token: string, options: webApi.WebClientOptions, budgets: Budgets) {
    super(token, options);
    this.#budgets = budgets;
  }

  override async apiCall(method: string, options?: Options): Promise<webApi.WebAPICallResult> {
    for (let repeats = 0; ; repeats += 1) {
      await this.#budgets.turn(method);
      try {
        return await super.apiCall(method, options);
      } catch (error) {
        const waitMs = retryAfterMs(error);
        if (waitMs === null) throw error;
        if (!this.#budgets.refused(method, waitMs) || repeats === REPEATS) throw error;
      }
    }
  }
}

/**
 * Calls that are made at once and only counted. The SDK by itself lets all calls of a client wait
 * after a limit of one method.
 */
class PersonsClient extends webApi.WebClient {
  readonly #budgets: Budgets;

  constructor(token: string, options: webApi.WebClientOptions, budgets: Budgets) {
    super(token, options);
    this.#budgets = budgets;
  }

  override async apiCall(method: string, options?: Options): Promise<webApi.WebAPICallResult> {
    for (let repeats = 0; ; repeats += 1) {
      this.#budgets.pass(method);
      try {
        return await super.apiCall(method, options);
      } catch (error) {
        const waitMs = retryAfterMs(error);
        const { ending } = this.#budgets;
        if (waitMs === null || waitMs > LONGEST_RETRY_AFTER_MS) throw error;
        if (repeats === REPEATS || ending.aborted) throw error;
        await pause(waitMs, ending);
      }
    }
  }
}

type Options = Parameters<WebClient['apiCall']>[1];

/** Null when it is no limit that Slack spoke of. */
function retryAfterMs(error: unknown): number | null {
  return error instanceof webApi.WebAPIRateLimitedError
    ? Math.max(1, error.retryAfter) * 1_000
    : null;
}

/** `fetch` that gives up; Bolt's `respond()` sets no limit of its own. */
function boundedFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) });
}
