import { Client, type ClientOptions, Events, GatewayIntentBits, Partials } from 'discord.js';
import { onTestFinished } from 'vitest';
import { DiscordServer, type StartOptions } from './index.ts';

const { Guilds, GuildMessages, GuildMessageReactions, DirectMessages } = GatewayIntentBits;
export const INTENTS = [Guilds, GuildMessages, GuildMessageReactions, DirectMessages];
const PARTIALS = [Partials.Message, Partials.Channel, Partials.Reaction, Partials.User];

/** A server that ends with the test. */
export async function startServer(options: StartOptions = {}): Promise<DiscordServer> {
  const server = await DiscordServer.start(options);
  onTestFinished(() => server.stop());
  return server;
}

/** A discord.js client, unmodified, logged in at the server; both end with the test. */
export async function startClient(
  server: DiscordServer,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: INTENTS,
    partials: PARTIALS,
    ...options,
    rest: { api: server.api, version: '10', ...options.rest },
  });
  onTestFinished(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  await client.login(server.token);
  return ready;
}

/** One event of a client. */
export function once<Name extends keyof import('discord.js').ClientEvents>(
  client: Client,
  name: Name,
): Promise<import('discord.js').ClientEvents[Name]> {
  return new Promise((resolve) => {
    client.once(name, (...values) => resolve(values));
  });
}

export interface Refused {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly errors?: Record<string, unknown>;
}

/** A bare request with the bot's token, for what discord.js would not send. */
export async function raw(
  server: DiscordServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<Refused & Record<string, unknown>> {
  const response = await fetch(`${server.api}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { ...json, status: response.status } as Refused & Record<string, unknown>;
}

/** The codes of Discord's form errors with their paths: `embeds.0.title BASE_TYPE_MAX_LENGTH`. */
export function errorPaths(errors: unknown, path: readonly string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) => {
    if (key !== '_errors') return errorPaths(value, [...path, key]);
    const listed = value as { code: string }[];
    return listed.map(({ code }) => `${path.join('.')} ${code}`.trim());
  });
}

// Small parts of requests.

export const row = (...components: unknown[]) => ({ type: 1, components });
export const button = (change: object = {}) => ({
  type: 2,
  style: 1,
  custom_id: 'a',
  label: 'A',
  ...change,
});
export const option = (value: string, change: object = {}) => ({ label: 'A', value, ...change });
export const select = (change: object = {}) => ({
  type: 3,
  custom_id: 's',
  options: [option('1'), option('2')],
  ...change,
});
export const x = (count: number) => 'x'.repeat(count);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
