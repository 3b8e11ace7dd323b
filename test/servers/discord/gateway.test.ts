import { type Client, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { DiscordServer } from './index.ts';
import { INTENTS, once, startClient, startServer } from './support.ts';
import type { Channel } from './world.ts';

interface Setting {
  server: DiscordServer;
  client: Client<true>;
  channel: Channel;
  heard: () => string[];
}

async function setUp(): Promise<Setting> {
  const server = await startServer();
  const channel = server.addChannel('general');
  const client = await startClient(server);
  const ids: string[] = [];
  client.on(Events.MessageCreate, ({ id }) => ids.push(id));
  return { server, client, channel, heard: () => ids };
}

/** Lets something happen while the bot has no connection; the new one must wait for it. */
function inTheGap(server: DiscordServer, cut: () => void, happen: () => void): Promise<void> {
  const release = server.gateway.holdConnections();
  cut();
  return server
    .waitFor(() => server.gateway.connected.length === 0, 'the connection to be lost')
    .then(() => {
      happen();
      release();
    });
}

/** A bare connection that has had its HELLO. */
async function connect(server: DiscordServer): Promise<WebSocket> {
  const socket = new WebSocket(`${server.gatewayUrl}?v=10&encoding=json`);
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

describe('lost connections', () => {
  it.each([
    ['op 7', (server: DiscordServer) => server.gateway.askReconnect()],
    ['a killed connection', (server: DiscordServer) => server.gateway.drop()],
    ['close 4000', (server: DiscordServer) => server.gateway.close(4000)],
  ])('resumes after %s and replays what was missed', async (_, cut) => {
    const { server, client, channel, heard } = await setUp();
    const person = server.addUser('Arta');
    const before = person.say(channel, 'before');
    const resumed = once(client, Events.ShardResume);
    let missed = '';
    await inTheGap(
      server,
      () => cut(server),
      () => {
        missed = person.say(channel, 'missed').id;
      },
    );
    const [, replayed] = await resumed;
    expect(replayed).toBeGreaterThan(0);
    expect(heard()).toEqual([before.id, missed]);
  });

  // One test only: discord.js waits five seconds before it identifies again.
  it('loses what was missed after a refused resume', async () => {
    const { server, client, channel, heard } = await setUp();
    const person = server.addUser('Arta');
    const [former] = server.gateway.connected;
    const again = once(client, Events.ShardReady);
    server.gateway.refuseResume();
    await inTheGap(
      server,
      () => server.gateway.drop(),
      () => person.say(channel, 'missed'),
    );
    await again;
    expect(server.gateway.connected.map(({ id }) => id)).not.toContain(former?.id);
    const next = once(client, Events.MessageCreate);
    const after = person.say(channel, 'after');
    await next;
    expect(heard()).toEqual([after.id]);
  });

  it('resumes on the same connection after op 9 with true', async () => {
    const { server, client, channel, heard } = await setUp();
    const resumed = once(client, Events.ShardResume);
    server.gateway.invalidate(true);
    const missed = server.addUser('Arta').say(channel, 'missed');
    await resumed;
    expect(heard()).toEqual([missed.id]);
  });

  it('ends the session when the client says goodbye', async () => {
    const { server, client } = await setUp();
    await client.destroy();
    const frames = server.gateway.frames.length;
    const next = await startClient(server);
    expect(next.isReady()).toBe(true);
    expect(server.gateway.frames.slice(frames).map(({ op }) => op)).toContain(2);
  });

  it('answers heartbeats, asked or not', async () => {
    const server = await startServer({ settings: { heartbeatInterval: 40 } });
    const client = await startClient(server);
    const beats = () => server.gateway.frames.filter(({ op }) => op === 1).length;
    server.gateway.requestHeartbeat();
    await server.waitFor(() => beats() >= 3, 'three heartbeats');
    const resumed = once(client, Events.ShardResume);
    // Without an answer the next beat finds a zombie: the client reconnects and resumes.
    server.gateway.muted = true;
    await server.waitFor(() => server.gateway.connected.length === 0, 'the client to give up');
    server.gateway.muted = false;
    expect((await resumed)[0]).toBe(0);
  });
});

describe('close codes', () => {
  const identify = { op: 2, d: { token: 'local.discord.token', intents: 1, shard: [0, 1] } };
  const withData = (change: object) => ({ op: 2, d: { ...identify.d, ...change } });

  it.each<[number, unknown[]]>([
    [4001, [identify, { op: 99 }]],
    [4002, ['not json']],
    [4003, [{ op: 8, d: {} }]],
    [4004, [withData({ token: 'wrong' })]],
    [4005, [identify, identify]],
    [4007, [{ op: 6, d: { token: 'local.discord.token', seq: 99, session_id: 'SESSION' } }]],
    [4008, Array.from({ length: 121 }, () => ({ op: 1, d: null }))],
    [4010, [withData({ shard: [3, 1] })]],
    [4013, [withData({ intents: 1 << 30 })]],
    [4014, [withData({ intents: 1 << 15 })]],
  ])('closes with %i', async (code, frames) => {
    const server = await startServer();
    const client = code === 4007 ? await startClient(server) : undefined;
    const session = server.gateway.connected[0]?.id ?? '';
    const socket = await connect(server);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    for (const frame of frames) {
      const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
      socket.send(text.replace('SESSION', session));
    }
    expect(await closed).toBe(code);
    await client?.destroy();
  });

  it.each([
    ['a forgotten session', (server: DiscordServer) => server.gateway.forgetSessions()],
    ['too long an absence', (server: DiscordServer) => server.clock.advance(4 * 60_000)],
  ])('answers a resume with op 9 after %s', async (_, spoil) => {
    const server = await startServer();
    const first = await connect(server);
    first.send(JSON.stringify(identify));
    const session = await server.waitFor(() => server.gateway.connected[0], 'the session');
    server.gateway.drop();
    await server.waitFor(() => server.gateway.connected.length === 0, 'the loss');
    spoil(server);
    const second = await connect(server);
    const answer = new Promise((resolve) => second.once('message', resolve));
    const d = { token: server.token, session_id: session.id, seq: 1 };
    second.send(JSON.stringify({ op: 6, d }));
    expect(JSON.parse(String(await answer))).toEqual({ op: 9, d: false });
    second.terminate();
  });

  it('closes with 4012 for another version', async () => {
    const server = await startServer();
    const socket = new WebSocket(`${server.gatewayUrl}?v=6&encoding=json`);
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4012);
  });

  it('keeps discord.js out with intents that the application does not have', async () => {
    const server = await startServer();
    const intents = [...INTENTS, GatewayIntentBits.MessageContent];
    await expect(startClient(server, { intents })).rejects.toThrow('disallowed intents');
  });
});

it('finds members by name and by id', async () => {
  const server = await startServer();
  const arta = server.addUser('Arta');
  server.addUser('Blerim');
  const client = await startClient(server);
  const guild = client.guilds.cache.get(server.guild.id);
  const found = await guild?.members.fetch({ query: 'art' });
  expect([...(found?.keys() ?? [])]).toEqual([arta.id]);
  const named = await guild?.members.fetch({ user: [arta.id] });
  expect(named?.map(({ displayName }) => displayName)).toEqual(['Arta']);
});
