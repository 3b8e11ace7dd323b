import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { boltLogger } from './boltLogger.ts';

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

export interface Clients {
  /**
   * For what must not happen twice. The SDK by itself repeats a post whose reply was lost, up to
   * ten times, and waits for ever: openclaw/openclaw#22780.
   */
  once: WebClient;
  /** For reading and for answers to a person, where two are better than none. */
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

export function createClients({ token, ...options }: ClientOptions): Clients {
  return {
    once: new webApi.WebClient(token, clientOptions(options)),
    patient: new webApi.WebClient(token, {
      ...clientOptions(options),
      retryConfig: { retries: 2, minTimeout: 300, factor: 2 },
      rejectRateLimitedCalls: false,
    }),
  };
}

/** `fetch` that gives up; Bolt's `respond()` sets no limit of its own. */
function boundedFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) });
}
