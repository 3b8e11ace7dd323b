import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type App, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { within } from '../chat/waiting.ts';
import { boltLogger, describeError } from './boltLogger.ts';
import { clientOptions } from './clients.ts';
import { platformFailure } from './failures.ts';

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

/** The other side may never answer a close; the client itself would wait 30 s (socket-mode 3.1.0). */
const CLOSE_MS = 3_000;

/** undici's diagnostics channels; Socket Mode's heartbeats are WebSocket pings and pongs. */
const HEARTBEATS = ['undici:websocket:ping', 'undici:websocket:pong'];

export interface SocketOptions {
  appToken: string;
  apiUrl: string | undefined;
  log: Logger;
  machineNow: () => Date;
  /** How long Slack may take for the greeting after the socket is asked for. */
  helloMs: number;
  /** Calls the asking off. */
  stopping: AbortSignal;
  /** Where what comes in is brought. */
  app: App;
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
 * One connection of Socket Mode, from its greeting to its end. Bolt's own reconnecting is switched
 * off: a refusal there ends in an unhandled rejection and with it the whole program, a stop that
 * races it is ignored, and every refresh costs 5 s without a connection (socket-mode 3.1.0;
 * slackapi/node-slack-sdk#2656 and #2752).
 */
export class Socket {
  /** Resolves when the connection no longer stands. */
  readonly lost: Promise<void>;
  /** Machine time of the last frame, ping or pong from Slack. */
  lastSign: Date;
  /** Machine time of the last thing that Slack wanted of the app; at first that of the greeting. */
  lastEnvelope: Date;
  private readonly client: SocketModeReceiver['client'];
  private readonly machineNow: () => Date;
  private readonly log: Logger;
  private url: string | null = null;
  private end: () => void = () => {};

  private constructor(options: SocketOptions) {
    const { machineNow } = options;
    this.machineNow = machineNow;
    this.log = options.log;
    this.lastSign = machineNow();
    this.lastEnvelope = this.lastSign;
    const receiver = new SocketModeReceiver({
      appToken: options.appToken,
      autoReconnectEnabled: false,
      logger: boltLogger(options.log),
      installerOptions: { clientOptions: stoppable(options) },
      customPropertiesExtractor: (args: { envelope_id?: unknown }) => ({
        envelopeId: String(args.envelope_id),
      }),
    });
    receiver.init(options.app);
    this.client = receiver.client;
    this.client.on('ws_message', () => this.alive());
    this.client.on('slack_event', () => {
      this.lastEnvelope = machineNow();
    });
    this.client.on('authenticated', (opened: { url?: string }) => {
      this.url = opened.url ? new URL(opened.url).href : null;
    });
    for (const name of HEARTBEATS) subscribe(name, this.heartbeat);
    this.lost = new Promise((resolve) => {
      this.end = () => {
        for (const name of HEARTBEATS) unsubscribe(name, this.heartbeat);
        resolve();
      };
      this.client.once('disconnected', this.end);
    });
  }

  /**
   * Resolves once Slack has greeted. Rejects with {@link SocketRefused} or the failure of the attempt,
   * of which nothing is left then.
   */
  static async open(options: SocketOptions): Promise<Socket> {
    const socket = new Socket(options);
    try {
      if (!(await within(options.helloMs, socket.client.start()))) throw new Error('no greeting');
      if (options.stopping.aborted) throw new Error('stopped meanwhile');
    } catch (error) {
      await socket.close();
      throw refusalOf(error) ?? error;
    }
    socket.alive();
    socket.lastEnvelope = socket.lastSign;
    return socket;
  }

  /** Ends the connection; resolves when it is closed, or cut where the other side does not answer. */
  async close(): Promise<void> {
    try {
      const closed = await within(CLOSE_MS, this.client.disconnect());
      // The client cuts a connection that it is asked to end while it waits for that end.
      if (!closed) await within(CLOSE_MS, this.client.disconnect());
    } catch (error) {
      // It may throw when it meets a connection that is just being made or lost.
      this.log.debug(
        { error: describeError(error) },
        'a connection to Slack did not close cleanly',
      );
    }
    this.end();
  }

  private readonly heartbeat = (message: unknown): void => {
    // The channels carry the frames of every socket of the process; only ours says we are alive.
    const socket = (message as { websocket?: { url?: unknown } }).websocket;
    if (this.url !== null && socket?.url === this.url) this.alive();
  };

  private alive(): void {
    this.lastSign = this.machineNow();
  }
}

/** The client's options, with which every call ends when the connection is to stop. */
function stoppable(options: SocketOptions): webApi.WebClientOptions {
  const { fetch: bounded, ...others } = clientOptions(options);
  const { stopping } = options;
  return {
    ...others,
    fetch: (url, init) => {
      const signals = init?.signal ? [init.signal, stopping] : [stopping];
      return (bounded ?? fetch)(url, { ...init, signal: AbortSignal.any(signals) });
    },
  };
}

function refusalOf(error: unknown): SocketRefused | null {
  const { code } = platformFailure(error);
  return REFUSALS.has(code) ? new SocketRefused(code) : null;
}
