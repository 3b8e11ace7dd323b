import type { App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { pause, within } from '../chat/waiting.ts';
import { platformFailure } from './failures.ts';
import { Socket, SocketRefused } from './socket.ts';

export interface Waits {
  /** Before the first new attempt after a failed one; doubled with each failure. */
  firstMs: number;
  mostMs: number;
  /** Before Slack is asked once more after it refused the token: an outage may look like that. */
  refusedMs: number;
  /** For the greeting after the socket is asked for. */
  helloMs: number;
  /** Between looks at whether the socket still lives. */
  watchMs: number;
}

/** The socket's client leaves 5 s unconnected at every of Slack's routine refreshes; we leave none. */
export const WAITS: Waits = {
  firstMs: 1_000,
  mostMs: 30_000,
  refusedMs: 5_000,
  helloMs: 20_000,
  watchMs: 5_000,
};

/**
 * A socket without a frame, ping or pong for this long is dead, whatever it says. The client ends
 * one itself after 30 s without a ping (socket-mode 3.1.0): this stands behind it.
 */
export const SILENT_MS = 60_000;

/**
 * A socket may answer pings while Slack brings nothing through it any more, for days
 * (slackapi/node-slack-sdk#1652, bolt-js#1061, #1906). From outside that looks like a quiet day, so
 * one that brought nothing for an hour is replaced. That costs 24 calls on the quietest day, and
 * bounds a deaf connection to an hour, in which Slack tells people that the app does not respond.
 */
export const QUIET_MS = 60 * 60_000;

/** Slack waits this long for an acknowledgement, on the socket by which it asked. */
const ACK_MS = 3_000;

/** Refusals in a row that are believed. */
const REFUSALS_BELIEVED = 2;

export interface ConnectionOptions {
  appToken: string;
  apiUrl: string | undefined;
  log: Logger;
  machineNow: () => Date;
  waits?: Waits;
  /** Called on every new connection. */
  onUp: () => void;
  /** Called once, when Slack refuses for good: with its own word for why. */
  onRefused: (code: string) => void;
}

/** Keeps one Socket Mode connection up, and notices when it only seems to be. */
export class Connection {
  /** What Bolt takes for its receiver; the sockets behind it come and go. */
  readonly receiver: Receiver;
  private readonly options: ConnectionOptions;
  private readonly waits: Waits;
  private readonly stopping = new AbortController();
  private app: App | null = null;
  private socket: Socket | null = null;
  private lastSignAt: Date | null = null;
  /** Sockets that were replaced and still bring acknowledgements. */
  private readonly leaving = new Set<Promise<void>>();
  private running: Promise<void> = Promise.resolve();

  constructor(options: ConnectionOptions) {
    this.options = options;
    this.waits = options.waits ?? WAITS;
    this.receiver = {
      init: (app) => {
        this.app = app;
      },
      // Ours to do: Bolt's App.start and App.stop are not used.
      start: async () => {},
      stop: async () => {},
    };
  }

  get connected(): boolean {
    return this.socket !== null;
  }

  /** Machine time of the last frame, ping or pong from Slack. */
  get lastSign(): Date | null {
    return this.socket?.lastSign ?? this.lastSignAt;
  }

  /** Resolves once connected. Rejects with {@link SocketRefused} or the failure of the attempt. */
  async start(): Promise<void> {
    this.running = this.keep(await this.open());
  }

  /** Closes the connection; resolves when it is closed, or after `limitMs` all the same. */
  async stop(limitMs: number): Promise<void> {
    this.stopping.abort();
    const closed = this.socket?.close() ?? Promise.resolve();
    const inTime = await within(limitMs, Promise.all([closed, this.running, ...this.leaving]));
    if (!inTime) this.options.log.warn('the connection to Slack did not close in time');
    this.down();
  }

  /** One attempt, until Slack's greeting. */
  private async open(): Promise<Socket> {
    if (!this.app) throw new Error('the connection is started before Bolt');
    const socket = await Socket.open({
      ...this.options,
      helloMs: this.waits.helloMs,
      stopping: this.stopping.signal,
      app: this.app,
    });
    this.socket = socket;
    this.options.onUp();
    return socket;
  }

  private async keep(first: Socket): Promise<void> {
    const { log } = this.options;
    const { signal } = this.stopping;
    for (let socket: Socket | null = first; socket; ) {
      const end = await this.watch(socket);
      if (signal.aborted) return;
      if (end === 'quiet') {
        socket = await this.renew(socket);
        continue;
      }
      this.down();
      if (end === 'silent') {
        log.warn('the connection to Slack is silent; connecting again');
        await socket.close();
      } else log.info('the connection to Slack was closed; connecting again');
      socket = await this.reconnect();
    }
  }

  /** Resolves when something is to be done about a socket, and says why. */
  private watch(socket: Socket): Promise<'lost' | 'silent' | 'quiet'> {
    const { machineNow } = this.options;
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        const now = machineNow().getTime();
        // A clock that was set back must not make a dead socket look fresh.
        const since = (moment: Date) => Math.abs(now - moment.getTime());
        if (since(socket.lastSign) > SILENT_MS) end('silent');
        else if (since(socket.lastEnvelope) > QUIET_MS) end('quiet');
      }, this.waits.watchMs);
      const end = (why: 'lost' | 'silent' | 'quiet') => {
        clearInterval(timer);
        resolve(why);
      };
      void socket.lost.then(() => end('lost'));
    });
  }

  /** Puts a new socket in the place of one that still stands, without a gap between them. */
  private async renew(old: Socket): Promise<Socket> {
    const { log, machineNow } = this.options;
    try {
      const socket = await this.open();
      log.info('the connection to Slack brought nothing for long; it was renewed');
      this.leave(old);
      return socket;
    } catch (error) {
      const { code } = platformFailure(error);
      log.warn({ code }, 'the connection to Slack cannot be renewed; it is kept');
      // It stands, as far as anybody can tell. The next attempt comes as after any failed one.
      old.lastEnvelope = new Date(machineNow().getTime() - QUIET_MS + this.waits.mostMs);
      return old;
    }
  }

  private leave(old: Socket): void {
    const left = pause(Math.min(ACK_MS, this.waits.mostMs), this.stopping.signal)
      .then(() => old.close())
      .finally(() => this.leaving.delete(left));
    this.leaving.add(left);
  }

  private async reconnect(): Promise<Socket | null> {
    const { log, onRefused } = this.options;
    const { signal } = this.stopping;
    let refusals = 0;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        const socket = await this.open();
        log.info('connected to Slack again');
        return socket;
      } catch (error) {
        if (signal.aborted) return null;
        if (error instanceof SocketRefused) {
          refusals += 1;
          log.error({ code: error.code }, 'Slack refuses the connection');
          if (refusals === REFUSALS_BELIEVED) {
            onRefused(error.code);
            return null;
          }
          await pause(this.waits.refusedMs, signal);
        } else {
          refusals = 0;
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

  private down(): void {
    this.lastSignAt = this.lastSign;
    this.socket = null;
  }
}
