import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type SlackServer, startSlackServer } from './server.ts';
import type { SlackServerOptions } from './settings.ts';

/** A started server and a real Bolt app connected to it by Socket Mode. */
export interface Stage {
  server: SlackServer;
  app: App;
  /** What the app and its clients logged as errors. */
  log: string[];
  /** Stops the app, then the server. */
  end(): Promise<void>;
}

/**
 * Starts a server and lets `listen` register the app's listeners before it connects. The app
 * reconnects after 300 ms instead of 5 s (`clientPingTimeout`).
 */
export async function stage(
  listen: (app: App, server: SlackServer) => void,
  options: SlackServerOptions = {},
): Promise<Stage> {
  const server = await startSlackServer(options);
  const log: string[] = [];
  const logger = quietLogger(log);
  const receiver = new SocketModeReceiver({
    appToken: server.appToken,
    clientPingTimeout: 300,
    logger,
    installerOptions: { clientOptions: { slackApiUrl: server.apiUrl } },
  });
  const app = new App({
    token: server.botToken,
    receiver,
    clientOptions: { slackApiUrl: server.apiUrl, retryConfig: { retries: 0 } },
    logger,
  });
  listen(app, server);
  await app.start();
  await server.connected();
  return {
    server,
    app,
    log,
    end: async () => {
      await app.stop();
      await server.waitFor(() => server.sockets.connections === 0, 'the app to leave');
      await server.close();
    },
  };
}

/** A logger that keeps errors in `log` instead of printing what a test provoked on purpose. */
export function quietLogger(log: string[]): Logger {
  const ignore = () => undefined;
  return {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (...parts: unknown[]) => void log.push(parts.map(String).join(' ')),
    setLevel: ignore,
    getLevel: () => LogLevel.ERROR,
    setName: ignore,
  };
}

/** What an app's listeners noted; every note wakes the server's `waitFor`. */
export class Notes {
  readonly all: unknown[] = [];
  private readonly server: SlackServer;

  constructor(server: SlackServer) {
    this.server = server;
  }

  /** Adds a note. */
  add(note: unknown): void {
    this.all.push(note);
    this.server.changed();
  }

  /** Resolves with the notes, and forgets them, once there are `count`. */
  async take(count: number): Promise<unknown[]> {
    await this.server.waitFor(() => this.all.length >= count, `${count} notes of the app`);
    return this.all.splice(0);
  }
}
