import { pino } from 'pino';
import { expect } from 'vitest';
import type { ActInfo } from '../../src/chat/act.ts';
import type { Choice, Form } from '../../src/chat/form.ts';
import type {
  Answer,
  CompletionRequest,
  HandedIn,
  Invocation,
  ReactionEvent,
} from '../../src/chat/invocation.ts';
import type { Message } from '../../src/chat/message.ts';
import {
  type Inbound,
  type Platform,
  PlatformFailure,
  type Taken,
} from '../../src/chat/platform.ts';
import type { ChannelRef } from '../../src/chat/references.ts';
import { createDiscordPlatform, type DiscordOptions } from '../../src/discord/platform.ts';
import { DiscordServer, type StartOptions } from '../servers/discord/index.ts';
import { ACTS } from './acts.ts';

export const TOKEN = 'NzkyNzE1NDU0MTk2MDg4ODQy.X-hvzA.secret-of-the-bot';

/** A core that says what a test tells it to say, and remembers what it was asked. */
export class StubInbound implements Inbound {
  readonly invocations: Invocation[] = [];
  readonly reactions: ReactionEvent[] = [];
  readonly completions: CompletionRequest[] = [];
  connections = 0;
  /** How the next submissions are taken in. */
  taking = { kept: true, crowded: false };
  readonly losses: string[] = [];
  answer: (invocation: Invocation) => Answer | Promise<Answer> = () => ({ kind: 'nothing' });
  choices: (request: CompletionRequest) => Promise<readonly Choice[]> = async () => [];
  readonly #watchers = new Set<() => void>();

  async invoke(invocation: Invocation): Promise<Answer> {
    this.invocations.push(invocation);
    this.#changed();
    return this.answer(invocation);
  }

  async take(handedIn: HandedIn): Promise<Taken> {
    return { ...this.taking, answer: this.invoke(handedIn) };
  }

  acknowledging(): void {}

  async reaction(event: ReactionEvent): Promise<void> {
    this.reactions.push(event);
    this.#changed();
  }

  complete(request: CompletionRequest): Promise<readonly Choice[]> {
    this.completions.push(request);
    return this.choices(request);
  }

  connected(): void {
    this.connections += 1;
    this.#changed();
  }

  lost(_: string, why: string): void {
    this.losses.push(why);
    this.#changed();
  }

  /** Settles as soon as `holds`, looking at every change. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

export interface RunningBot {
  server: DiscordServer;
  platform: Platform;
  inbound: StubInbound;
  /** Every line of the log, as JSON. */
  logged: string[];
  channel: ReturnType<DiscordServer['addChannel']>;
  person: ReturnType<DiscordServer['addUser']>;
  /** How the rest of the program names a channel of the server. */
  ref(channel: { id: string }): ChannelRef;
  stop(): Promise<void>;
}

export interface BotOptions {
  server?: StartOptions;
  acts?: readonly ActInfo[];
  platform?: Partial<DiscordOptions>;
  /** Runs before the bot connects. */
  before?: (server: DiscordServer) => void;
}

/** The platform over the real discord.js, connected to a local Discord with its commands there. */
export async function openBot(options: BotOptions = {}): Promise<RunningBot> {
  const server = await DiscordServer.start({ token: TOKEN, ...options.server });
  const channel = server.addChannel('rregulloret');
  const person = server.addUser('Arta');
  options.before?.(server);
  const { platform, logged } = makePlatform(server.api, TOKEN, options.acts, options.platform);
  const inbound = new StubInbound();
  await platform.start(inbound);
  const [first = ''] = (options.acts ?? ACTS).flatMap(({ names }) => names?.en.split(' ')[0] ?? []);
  await server.waitFor(() => server.commands.find(first), 'the commands');
  const stop = async (): Promise<void> => {
    await platform.stop();
    await server.stop();
  };
  const ref = ({ id }: { id: string }): ChannelRef => ({
    platform: 'discord',
    community: server.guild.id,
    channel: id,
  });
  return { server, platform, inbound, logged, channel, person, ref, stop };
}

/** A platform that nothing was asked of yet, and its log. */
export function makePlatform(
  apiUrl: string,
  token: string,
  acts: readonly ActInfo[] = ACTS,
  options: Partial<DiscordOptions> = {},
): { platform: Platform; logged: string[] } {
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  const platform = createDiscordPlatform({
    token,
    apiUrl,
    acts,
    language: 'en',
    log,
    machineNow: () => new Date(),
    ...options,
  });
  return { platform, logged };
}

export const note = (text: string, ...more: Message['parts']): Message => ({
  language: 'en',
  summary: text,
  parts: [{ kind: 'text', text }, ...more],
});

export const buttons = (
  ...all: { act: string; args?: string[]; label: string }[]
): Message['parts'][number] => ({
  kind: 'buttons',
  buttons: all.map(({ args = [], ...rest }) => ({ args, ...rest })),
});

export const form = (inputs: Form['inputs'], more: Partial<Form> = {}): Form => ({
  language: 'en',
  act: 'contribute',
  unfinished: 'u1',
  title: 'Contribute',
  inputs,
  step: 0,
  steps: 1,
  submitLabel: 'Submit',
  cancelLabel: 'Cancel',
  ...more,
});

/** A promise that a test settles itself. */
export function gate<T = void>(): { open: (value: T) => void; opened: Promise<T> } {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** The failure of something that must fail. */
export async function failing(work: Promise<unknown>): Promise<PlatformFailure> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(PlatformFailure);
  return error as PlatformFailure;
}
