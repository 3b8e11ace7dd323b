import { App } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Inbound, Platform } from '../chat/platform.ts';
import { within } from '../chat/waiting.ts';
import { type Key, type Language, translate } from '../i18n/index.ts';
import { Answers } from './answers.ts';
import { boltLogger, describeError } from './boltLogger.ts';
import { Budgets } from './budgets.ts';
import { clientOptions, createClients } from './clients.ts';
import { Connection, type Waits } from './connection.ts';
import { classOfError, platformFailure } from './failures.ts';
import { listen } from './listeners.ts';
import { SCOPES } from './manifest.ts';
import { createMessages, type Identity } from './messages.ts';
import { Names } from './names.ts';
import { SocketRefused } from './socket.ts';
import { Submissions } from './submissions.ts';

export interface SlackOptions {
  botToken: string;
  appToken: string;
  /** A proxy or a test server in place of https://slack.com/api/. */
  apiUrl?: string;
  /** For sentences to the operator. */
  language: Language;
  log: Logger;
  machineNow: () => Date;
  waits?: Waits;
  /** How long a submitted form may take before it is acknowledged without an answer. */
  patienceMs?: number;
  /** How long one call to Slack may take. */
  timeoutMs?: number;
  /** How long the minute of Slack's limits is. */
  minuteMs?: number;
}

export interface SlackPlatform extends Platform {
  /** Resolves when every request that came in so far has been answered and the answer shown. */
  idle(): Promise<void>;
}

/** The program has 5 s to end; the rest of it needs some of them. */
const DRAIN_MS = 2_000;
const CLOSE_MS = 1_500;

/** Slack as a chat of the product: Socket Mode in, the Web API out. */
export function createSlackPlatform(options: SlackOptions): SlackPlatform {
  const { botToken: token, apiUrl, language, machineNow } = options;
  const log = options.log.child({ platform: 'slack' });
  const budgets = new Budgets(options.minuteMs);
  const clients = createClients({ token, apiUrl, log, timeoutMs: options.timeoutMs }, budgets);
  const running = new Set<Promise<void>>();
  let accepting = false;
  let inbound: Inbound | null = null;
  let identity: Identity | null = null;
  let stopped: Promise<void> | null = null;

  const connection = new Connection({
    appToken: options.appToken,
    apiUrl,
    log,
    machineNow,
    waits: options.waits,
    onUp: () => inbound?.connected('slack'),
    onRefused: (code) =>
      inbound?.lost('slack', translate(language, 'slack.appTokenRefused', { code })),
  });

  function known(): Identity {
    if (!identity) throw new Error('the Slack platform is used before it is started');
    return identity;
  }

  /** Runs a listener; no failure of one may reach Bolt, which would write it out in full. */
  async function run(what: string, work: () => Promise<void>): Promise<void> {
    if (!accepting) return;
    const job = work().catch((error: unknown) => {
      log.error({ error: describeError(error) }, `${what} could not be answered`);
    });
    running.add(job);
    await job;
    running.delete(job);
  }

  async function start(to: Inbound): Promise<void> {
    inbound = to;
    identity = await authenticate();
    const answers = new Answers(clients, log);
    const bolt = { identity, token };
    const app = new App({
      receiver: connection.receiver,
      // Given as a function, Bolt asks Slack for nothing before we do; as a token it calls
      // auth.test at once and fails where nobody can catch it.
      authorize: async () => ({
        botToken: bolt.token,
        botId: bolt.identity.botId,
        botUserId: bolt.identity.userId,
      }),
      clientOptions: clientOptions({ apiUrl, log }),
      logger: boltLogger(log),
      convoStore: false,
    });
    app.error(async (error) => {
      log.error({ error: describeError(error) }, 'Bolt could not handle a request');
    });
    listen(app, {
      identity,
      inbound: to,
      answers,
      submissions: new Submissions(answers, clients, log, options.patienceMs),
      names: new Names(clients.patient, machineNow),
      files: { client: clients.patient, token, apiUrl },
      log,
      run,
    });
    accepting = true;
    try {
      await connection.start();
    } catch (error) {
      accepting = false;
      if (error instanceof SocketRefused) throw operatorError('slack.appTokenRefused', error.code);
      throw operatorError('slack.unreachable', platformFailure(error).code);
    }
  }

  async function stop(): Promise<void> {
    accepting = false;
    budgets.end();
    if (!(await within(DRAIN_MS, Promise.all(running)))) {
      log.warn({ requests: running.size }, 'stopping while requests were being answered');
    }
    await connection.stop(CLOSE_MS);
  }

  async function authenticate(): Promise<Identity> {
    try {
      const found = await clients.patient.auth.test();
      const { team_id: team, user_id: userId, bot_id: botId } = found;
      if (!team || !userId || !botId) throw operatorError('slack.notBotToken');
      const granted = found.response_metadata?.scopes;
      const missing = SCOPES.map(({ scope }) => scope).filter(
        (scope) => granted !== undefined && !granted.includes(scope),
      );
      if (missing.length > 0)
        log.warn({ missing }, 'the Slack app lacks permissions; install it again');
      return { team, userId, botId };
    } catch (error) {
      if (error instanceof OperatorError) throw error;
      const { code } = platformFailure(error);
      throw classOfError(code) === 'permanent' && platformFailure(error).failure === 'permanent'
        ? operatorError('slack.botTokenRefused', code)
        : operatorError('slack.unreachable', code);
    }
  }

  function operatorError(key: Key, code = ''): OperatorError {
    return new OperatorError(translate(language, key, { code }));
  }

  return {
    name: 'slack',
    ...createMessages(clients, known, machineNow),
    start,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    health: () => ({ connected: connection.connected, lastEventAt: connection.lastSign }),
  };
}

/** A sentence for who runs the bot; holds no secret. */
class OperatorError extends Error {
  override name = 'OperatorError';
}
