import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { SocketModeReceiver, type webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { boltLogger, describeError } from './boltLogger.ts';
import { clientOptions } from './clients.ts';
import { platformFailure } from './failures.ts';
import { pause, within } from './waiting.ts';

/** What the socket's client says no further attempt of ours can mend (socket-mode 3.1.0). */
const REFUSALS: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'not_allowed_token_type',
]);

export interface Waits {
  /** Before the first new attempt after a failed one; doubled with each failure. */
  firstMs: number;
  mostMs: number;
  /** Between attempts while Slack refuses the token: an outage of Slack's may look like that. */
  refusedMs: number;
  /** For the greeting after the socket is asked for. */
  helloMs: number;
}

/** The socket's client leaves 5 s unconnected at every of Slack's routine refreshes; we leave none. */
export const WAITS: Waits = { firstMs: 1_000, mostMs: 30_000, refusedMs: 300_000, helloMs: 20_000 };

export interface ConnectionOptions {
  appToken: string;
  apiUrl: string | undefined;
  log: Logger;
  machineNow: () => Date;
  waits?: Waits;
}

/** Slack refused the token: nothing but a new one helps. */
export class SocketRefused extends Error {
  override name = 'SocketRefused';
  readonly code: string;

  constructor(code: string) {
    super(`Slack refuses the connection: ${code}`);
    this.code = code;
  }
}

/**
 * Keeps one Socket Mode connection up. Bolt's own reconnecting is switched off: a refusal there
 * ends in an unhandled rejection and with it the whole program, a stop that races it is ignored,
 * and every refresh costs 5 s without a connection (socket-mode 3.1.0; slackapi/node-slack-sdk#2656
 * and #2752).
 */
export class Connection {
  readonly receiver: SocketModeReceiver;
  private readonly options: ConnectionOptions;
  private readonly waits: Waits;
  private readonly stopping = new AbortController();
  private readonly onUp: () => void;
  private url: string | null = null;
  private up = false;
  private lastSignAt: Date | null = null;
  private running: Promise<void> = Promise.resolve();

  /** `onUp` is called on every new connection. */
  constructor(options: ConnectionOptions, onUp: () => void) {
    this.options = options;
    this.waits = options.waits ?? WAITS;
    this.onUp = onUp;
    this.receiver = new SocketModeReceiver({
      appToken: options.appToken,
      autoReconnectEnabled: false,
      logger: boltLogger(options.log),
      installerOptions: { clientOptions: this.clientOptions() },
      customPropertiesExtractor: (args: { envelope_id?: unknown }) => ({
        envelopeId: String(args.envelope_id),
      }),
    });
    const { client } = this.receiver;
    client.on('ws_message', () => this.alive());
    client.on('authenticated', (opened: { url?: string }) => {
      this.url = opened.url ? new URL(opened.url).href : null;
    });
    client.on('disconnected', () => {
      this.up = false;
    });
  }

  get connected(): boolean {
    return this.up;
  }

  /** Machine time of the last frame, ping or pong from Slack. */
  get lastSign(): Date | null {
    return this.lastSignAt;
  }

  /** Resolves once connected. Rejects with {@link SocketRefused} or the failure of the attempt. */
  async start(): Promise<void> {
    for (const name of HEARTBEATS) subscribe(name, this.heartbeat);
    try {
      this.running = this.keep(await this.connect());
    } catch (error) {
      this.ignoreHeartbeats();
      throw error;
    }
  }

  /** Closes the connection; resolves when it is closed, or after `limitMs` all the same. */
  async stop(close: () => Promise<unknown>, limitMs: number): Promise<void> {
    const { log } = this.options;
    const closed = this.up ? this.whenLost() : Promise.resolve();
    this.stopping.abort();
    this.ignoreHeartbeats();
    // It may reject when it meets a connection that is just being made or lost; what counts is
    // that the socket is closed, and that is waited for.
    await close().catch((error: unknown) => {
      log.debug({ error: describeError(error) }, 'the Slack client did not stop cleanly');
    });
    const inTime = await within(limitMs, Promise.all([closed, this.running]));
    if (!inTime) log.warn('the connection to Slack did not close in time');
    this.up = false;
  }

  /** One attempt, until Slack's greeting. */
  private async connect(): Promise<Established> {
    const { client } = this.receiver;
    // Listened for before the attempt: a connection may be lost right after its greeting.
    const lost = this.whenLost();
    try {
      if (!(await within(this.waits.helloMs, client.start()))) throw new Error('no greeting');
      if (this.stopping.signal.aborted) throw new Error('stopped meanwhile');
    } catch (error) {
      await within(CLOSE_MS, client.disconnect());
      throw refusalOf(error) ?? error;
    }
    this.up = true;
    this.alive();
    this.onUp();
    return { lost };
  }

  private async keep(first: Established): Promise<void> {
    for (let current: Established | null = first; current; ) {
      await current.lost;
      if (this.stopping.signal.aborted) return;
      this.options.log.info('the connection to Slack was closed; connecting again');
      current = await this.reconnect();
    }
  }

  private async reconnect(): Promise<Established | null> {
    const { log } = this.options;
    const { signal } = this.stopping;
    let told = false;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        const established = await this.connect();
        log.info('connected to Slack again');
        return established;
      } catch (error) {
        if (signal.aborted) return null;
        if (error instanceof SocketRefused) {
          if (!told) log.error({ code: error.code }, REFUSED);
          told = true;
          await pause(this.waits.refusedMs, signal);
        } else {
          const failure = platformFailure(error);
          const backOff = this.waits.firstMs * 2 ** Math.min(failures, 10);
          const waitMs = Math.max(Math.min(backOff, this.waits.mostMs), failure.retryAfterMs ?? 0);
          log.warn({ code: failure.code, waitMs }, 'Slack cannot be reached');
          await pause(waitMs, signal);
        }
      }
    }
    return null;
  }

  private whenLost(): Promise<void> {
    return new Promise((resolve) => {
      this.receiver.client.once('disconnected', () => resolve());
    });
  }

  private readonly heartbeat = (message: unknown): void => {
    // The channels carry the frames of every socket of the process; only ours says we are alive.
    const socket = (message as { websocket?: { url?: unknown } }).websocket;
    if (this.url !== null && socket?.url === this.url) this.alive();
  };

  private alive(): void {
    this.lastSignAt = this.options.machineNow();
  }

  private ignoreHeartbeats(): void {
    for (const name of HEARTBEATS) unsubscribe(name, this.heartbeat);
  }

  private clientOptions(): webApi.WebClientOptions {
    const { fetch: bounded, ...options } = clientOptions(this.options);
    return {
      ...options,
      fetch: (url, init) => {
        const signals = init?.signal ? [init.signal, this.stopping.signal] : [this.stopping.signal];
        return (bounded ?? fetch)(url, { ...init, signal: AbortSignal.any(signals) });
      },
    };
  }
}

const REFUSED =
  'Slack refuses the connection: check SLACK_APP_TOKEN, and that the app is installed and enabled';

/** The client itself would wait 30 s for the other side to close (socket-mode 3.1.0). */
const CLOSE_MS = 3_000;

/** A connection that stood; `lost` resolves when it no longer does. */
interface Established {
  lost: Promise<void>;
}

/** undici's diagnostics channels; Socket Mode's heartbeats are WebSocket pings and pongs. */
const HEARTBEATS = ['undici:websocket:ping', 'undici:websocket:pong'];

function refusalOf(error: unknown): SocketRefused | null {
  const { code } = platformFailure(error);
  return REFUSALS.has(code) ? new SocketRefused(code) : null;
}
