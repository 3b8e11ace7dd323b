import { pino } from 'pino';
import type { Answer, HandedIn, Invocation, ReactionEvent } from '../../src/chat/invocation.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Platform, Taken } from '../../src/chat/platform.ts';
import type { ChannelRef } from '../../src/chat/references.ts';
import { createSlackPlatform, type SlackOptions } from '../../src/slack/platform.ts';
import { type SlackServer, startSlackServer } from '../servers/slack/server.ts';
import type { SlackServerOptions } from '../servers/slack/settings.ts';

/** The real adapter with the real Bolt on a local Slack; the core is what the test says it is. */
export interface Harness {
  server: SlackServer;
  platform: Platform;
  invocations: Invocation[];
  reactions: ReactionEvent[];
  /** How often the connection was announced as new. */
  connections(): number;
  /** The sentences with which the connection was called lost for good. */
  lost: string[];
  /** Everything logged so far, one JSON line each. */
  log(): string;
  channel(id: string): ChannelRef;
  end(): Promise<void>;
}

export interface HarnessOptions {
  answer?: (invocation: Invocation) => Answer | Promise<Answer>;
  /** How submissions are taken in; kept and without a crowd unless given. */
  taking?: Partial<Omit<Taken, 'answer'>>;
  server?: SlackServerOptions;
  platform?: Partial<SlackOptions>;
}

/** Waits short enough for a test, long enough to be told apart. */
export const WAITS = { firstMs: 20, mostMs: 100, refusedMs: 50, helloMs: 3_000, watchMs: 20 };

/** A started server and a platform that is not started yet. */
export async function prepare(
  options: HarnessOptions = {},
): Promise<Harness & { start(): Promise<void> }> {
  const server = await startSlackServer(options.server);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const platform = createSlackPlatform({
    botToken: server.botToken,
    appToken: server.appToken,
    apiUrl: server.apiUrl,
    language: 'en',
    log,
    machineNow: () => new Date(),
    waits: WAITS,
    ...options.platform,
  });
  const invocations: Invocation[] = [];
  const reactions: ReactionEvent[] = [];
  const lost: string[] = [];
  let connections = 0;
  const inbound = {
    invoke: async (invocation: Invocation): Promise<Answer> => {
      invocations.push(invocation);
      server.changed();
      return (await options.answer?.(invocation)) ?? { kind: 'nothing' };
    },
    take: async (submission: HandedIn): Promise<Taken> => ({
      kept: true,
      crowded: false,
      ...options.taking,
      answer: inbound.invoke(submission),
    }),
    acknowledging() {},
    reaction: async (event: ReactionEvent) => {
      reactions.push(event);
      server.changed();
    },
    complete: async () => [],
    connected: () => {
      connections += 1;
      server.changed();
    },
    lost: (_: string, why: string) => {
      lost.push(why);
      server.changed();
    },
  };
  return {
    server,
    platform,
    invocations,
    reactions,
    connections: () => connections,
    lost,
    log: () => lines.join(''),
    channel: (id) => ({ platform: 'slack', community: server.team.id, channel: id }),
    start: () => platform.start(inbound),
    end: async () => {
      await platform.stop();
      await server.close();
    },
  };
}

/** A platform connected to a started server. */
export async function connect(options: HarnessOptions = {}): Promise<Harness> {
  const harness = await prepare(options);
  await harness.start();
  return harness;
}

/** A message of one sentence with buttons of the act `demo`. */
export function message(text: string, ...labels: string[]): Message {
  return {
    language: 'en',
    summary: text,
    parts: [
      { kind: 'text', text },
      {
        kind: 'buttons',
        buttons: labels.map((label) => ({ act: 'demo', args: [label], label })),
      },
    ],
  };
}

/** Values that are in no log line, whatever happened. */
export const SECRETS = /xox[abp]-\w|xapp-\w|ticket=(?!\[)/;
