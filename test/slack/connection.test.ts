import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/chat/invocation.ts';
import { QUIET_MS, SILENT_MS } from '../../src/slack/connection.ts';
import { type Harness, type HarnessOptions, message, prepare, SECRETS } from './harness.ts';

let harness: Harness & { start(): Promise<void> };
const set = async (options: HarnessOptions = {}) => {
  harness = await prepare(options);
  return harness;
};

afterEach(async () => {
  expect(harness.log()).not.toMatch(SECRETS);
  await harness.end();
});

const count = (text: string) => harness.log().split(text).length - 1;
const hello: Answer = { kind: 'private', message: message('Hello') };

describe('start', () => {
  it('resolves when connected, and says so', async () => {
    const { platform, start, connections } = await set();
    expect(platform.health()).toEqual({ connected: false, lastEventAt: null });
    await start();
    expect(platform.health()).toEqual({ connected: true, lastEventAt: expect.any(Date) });
    expect(connections()).toBe(1);
  });

  it.each([
    ['auth.test', 'invalid_auth', 'Slack does not accept SLACK_BOT_TOKEN (invalid_auth).'],
    ['auth.test', 'account_inactive', 'Slack does not accept SLACK_BOT_TOKEN (account_inactive).'],
    [
      'apps.connections.open',
      'invalid_auth',
      'Slack does not accept SLACK_APP_TOKEN (invalid_auth).',
    ],
    [
      'apps.connections.open',
      'missing_scope',
      'Slack does not accept SLACK_APP_TOKEN (missing_scope).',
    ],
    ['apps.connections.open', 'internal_error', 'Slack cannot be reached (internal_error).'],
  ])('rejects with a sentence when %s says %s', async (method, error, sentence) => {
    const { server, platform, start } = await set();
    server.faults.next(method, { kind: 'error', error }, 10);
    const failed = await start().then(
      () => null,
      (reason: Error) => reason,
    );
    expect(failed?.message.startsWith(sentence)).toBe(true);
    expect(String(failed?.stack)).not.toMatch(SECRETS);
    expect(platform.health().connected).toBe(false);
  });

  it('rejects with a sentence when the tokens are wrong or nobody answers', async () => {
    const { start } = await set({ platform: { botToken: 'xoxb-wrong' } });
    await expect(start()).rejects.toThrow('SLACK_BOT_TOKEN');
    await harness.end();
    const other = await set({ platform: { appToken: 'xapp-wrong' } });
    await expect(other.start()).rejects.toThrow('SLACK_APP_TOKEN');
    const { apiUrl } = other.server;
    await harness.end();
    const away = await set({ platform: { apiUrl } });
    await expect(away.start()).rejects.toThrow('Slack cannot be reached (ECONNREFUSED)');
  });

  it('speaks the language of the bot', async () => {
    const { start } = await set({ platform: { botToken: 'xoxb-wrong', language: 'sq' } });
    await expect(start()).rejects.toThrow('Slack nuk e pranon SLACK_BOT_TOKEN');
  });
});

describe('the connection', () => {
  it.each(['refresh', 'kill'])('comes back after a %s, and misses no event', async (how) => {
    const { server, platform, start, connections, reactions } = await set({ answer: () => hello });
    const channel = server.addChannel('drafts', { member: true });
    await start();
    await platform.send(harness.channel(channel.id), message('Card'), { deliveryId: 'd1' });
    const arta = server.addUser('arta');
    if (how === 'kill') server.sockets.kill();
    else server.sockets.disconnect('refresh_requested');
    const [card] = server.messages(channel);
    if (card) arta.react(card, 'eyes');
    await server.waitFor(() => connections() === 2, 'the connection back');
    await server.waitFor(() => reactions.length === 1, 'the reaction');
    expect(platform.health().connected).toBe(true);
    const shown = await (await arta.command(channel, 'hello')).answer();
    expect(shown.visible).toContain('Hello');
    expect(harness.log()).toContain('connected to Slack again');
  });

  it('outlives a refusal that Slack takes back', async () => {
    const { server, start, platform, connections } = await set();
    await start();
    const refused = { kind: 'error', error: 'invalid_auth' } as const;
    server.faults.next('apps.connections.open', refused);
    server.sockets.kill();
    await server.waitFor(() => connections() === 2, 'the connection back');
    expect(platform.health().connected).toBe(true);
    expect(harness.lost).toEqual([]);
  });

  it.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
    'is lost for good when Slack says %s',
    async (error) => {
      const { server, start, platform } = await set({ platform: { language: 'sr' } });
      await start();
      const order = server.faults.next('apps.connections.open', { kind: 'error', error }, 99);
      server.sockets.disconnect('link_disabled');
      await server.waitFor(() => harness.lost.length > 0, 'the end');
      expect(harness.lost).toHaveLength(1);
      expect(harness.lost[0]).toContain(`Slack ne prihvata SLACK_APP_TOKEN (${error}).`);
      expect(platform.health().connected).toBe(false);
      expect(order.hits).toBe(2);
    },
  );

  it('is made anew when it is silent', async () => {
    let ahead = 0;
    const machineNow = () => new Date(Date.now() + ahead);
    const { server, start, platform, connections, reactions } = await set({
      platform: { machineNow },
    });
    const channel = server.addChannel('drafts', { member: true });
    await start();
    await platform.send(harness.channel(channel.id), message('Card'), { deliveryId: 'd1' });
    server.sockets.freeze();
    expect(platform.health().connected).toBe(true);
    ahead = SILENT_MS + 1_000;
    await server.waitFor(() => connections() === 2, 'the connection back', 10_000);
    const [card] = server.messages(channel);
    if (card) server.addUser('arta').react(card, 'eyes');
    await server.waitFor(() => reactions.length === 1, 'the reaction');
    expect(server.sockets.connections).toBe(1);
    expect(platform.health().connected).toBe(true);
  });

  it('is renewed without a gap when nothing came through it for long', async () => {
    let ahead = 0;
    const machineNow = () => new Date(Date.now() + ahead);
    const { server, start, platform, connections } = await set({
      platform: { machineNow },
      server: { pingIntervalMs: 5 },
      answer: () => hello,
    });
    await start();
    server.sockets.deafen();
    const beat = setInterval(() => server.changed(), 5);
    /** Lets machine time go on while the socket answers pings all the same. */
    const pass = async (ms: number) => {
      for (const end = ahead + ms; ahead < end; ) {
        const before = machineNow().getTime();
        ahead += SILENT_MS / 2;
        const sign = () => (platform.health().lastEventAt?.getTime() ?? 0) > before;
        await server.waitFor(sign, 'a sign of life');
      }
    };
    const failed = server.faults.next('apps.connections.open', { kind: 'status', status: 500 });
    await pass(QUIET_MS);
    await server.waitFor(() => failed.hits === 1, 'an attempt that fails');
    expect(platform.health().connected).toBe(true);
    await pass(SILENT_MS);
    await server.waitFor(() => connections() === 2, 'the new connection');
    await server.waitFor(() => server.sockets.deafened === 0, 'the end of the old one');
    clearInterval(beat);
    expect(harness.log()).not.toContain('the connection to Slack was closed');
    const shown = await (
      await server.addUser('arta').command(server.addChannel('c'), 'x')
    ).answer();
    expect(shown.visible).toContain('Hello');
    expect(platform.health().connected).toBe(true);
  });

  it('outlives errors and limits of Slack', async () => {
    const { server, start, connections } = await set();
    await start();
    server.faults.next('apps.connections.open', { kind: 'status', status: 500 }, 2);
    server.faults.next('apps.connections.open', { kind: 'html' });
    server.faults.next('apps.connections.open', { kind: 'dropRequest' });
    server.sockets.kill();
    await server.waitFor(() => connections() === 2, 'the connection back');
    expect(count('Slack cannot be reached')).toBe(4);
  });

  it('shows signs of life between events', async () => {
    const { server, start, platform } = await set({ server: { pingIntervalMs: 20 } });
    await start();
    const first = platform.health().lastEventAt?.getTime() ?? 0;
    const timer = setInterval(() => server.changed(), 10);
    await server.waitFor(
      () => (platform.health().lastEventAt?.getTime() ?? 0) > first,
      'a later sign of life',
    );
    clearInterval(timer);
  });
});

describe('stop', () => {
  it('lets a request that runs end, and takes no new one', async () => {
    let release = (_: Answer) => {};
    const { server, start, platform, invocations } = await set({
      answer: () =>
        new Promise<Answer>((resolve) => {
          release = resolve;
        }),
      server: { ackTimeoutMs: 200 },
    });
    await start();
    const channel = server.addChannel('drafts');
    const arta = server.addUser('arta');
    const first = await arta.command(channel, 'first');
    await server.waitFor(() => invocations.length === 1, 'the request');
    const stopped = platform.stop();
    const second = await arta.command(channel, 'second');
    expect(second.outcome).toBe('failed');
    release(hello);
    expect((await first.answer()).visible).toContain('Hello');
    await stopped;
    expect(invocations).toHaveLength(1);
    expect(platform.health().connected).toBe(false);
    await server.waitFor(() => server.sockets.connections === 0, 'no connection');
  });

  it('ends although a request does not', async () => {
    const { server, start, platform, invocations } = await set({
      answer: () => new Promise<Answer>(() => {}),
    });
    await start();
    await server.addUser('arta').command(server.addChannel('drafts'), 'first');
    await server.waitFor(() => invocations.length === 1, 'the request');
    await platform.stop();
    expect(harness.log()).toContain('stopping while requests were being answered');
    await server.waitFor(() => server.sockets.connections === 0, 'no connection');
  });

  it('ends in the middle of a reconnect, and stays away', async () => {
    const { server, start, platform, connections } = await set();
    await start();
    const held = server.faults.next('apps.connections.open', { kind: 'hold' });
    server.sockets.kill();
    await server.waitFor(() => held.hits === 1, 'the attempt');
    await platform.stop();
    held.release();
    expect(connections()).toBe(1);
    expect(server.sockets.connections).toBe(0);
    expect(platform.health().connected).toBe(false);
  });

  it('ends where nothing was started', async () => {
    const { platform } = await set();
    await platform.stop();
    expect(platform.health().connected).toBe(false);
  });

  it('ends while Slack refuses, however often it is asked to', async () => {
    const { server, start, platform } = await set();
    await start();
    const order = server.faults.next(
      'apps.connections.open',
      { kind: 'error', error: 'invalid_auth' },
      99,
    );
    server.sockets.kill();
    await server.waitFor(() => order.hits > 0, 'a refusal');
    await platform.stop();
    await platform.stop();
    expect(platform.health().connected).toBe(false);
  });
});
