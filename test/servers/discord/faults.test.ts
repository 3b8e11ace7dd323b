import { type Client, Events, type TextChannel } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { USUAL_RATES } from '../seeded.ts';
import type { DiscordServer } from './index.ts';
import { startClient, startServer } from './support.ts';

const POST = 'POST /channels/:channel/messages';

interface Setting {
  server: DiscordServer;
  client: Client<true>;
  bot: TextChannel;
  texts: () => string[];
}

async function setUp(rest: { timeout?: number; retries?: number } = {}): Promise<Setting> {
  const server = await startServer();
  const channel = server.addChannel('general');
  const client = await startClient(server, { rest });
  const bot = (await client.channels.fetch(channel.id)) as TextChannel;
  return { server, client, bot, texts: () => server.messages(channel).map(({ text }) => text) };
}

const posts = (server: DiscordServer): number =>
  server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
    .length;

describe('faults and what discord.js makes of them', () => {
  it.each([false, true])('waits for a 429 and tries again (global: %s)', async (global) => {
    const { server, bot, texts } = await setUp();
    const limited: boolean[] = [];
    bot.client.rest.on('rateLimited', (data) => limited.push(data.global));
    const fault = server.faults.next(POST, { kind: 'rateLimited', retryAfter: 0.05, global });
    await bot.send('once');
    await fault.struck;
    expect([posts(server), texts(), limited.includes(true)]).toEqual([2, ['once'], global]);
  });

  it('retries a 5xx at once, three times, then throws', async () => {
    const { server, bot, texts } = await setUp();
    server.faults.next(POST, { kind: 'status', status: 502, html: true }, 3);
    await bot.send('fourth time lucky');
    server.faults.next(POST, { kind: 'status', status: 500 }, 4);
    await expect(bot.send('never')).rejects.toMatchObject({ status: 500 });
    expect([posts(server), texts()]).toEqual([8, ['fourth time lucky']]);
  });

  it('posts twice when the work was done before a 502, once with an enforced nonce', async () => {
    const { server, bot, texts } = await setUp();
    server.faults.next(POST, { kind: 'status', status: 502, workDone: true });
    await bot.send('bare');
    server.faults.next(POST, { kind: 'status', status: 502, workDone: true });
    await bot.send({ content: 'with nonce', nonce: 'n', enforceNonce: true });
    expect(texts()).toEqual(['bare', 'bare', 'with nonce']);
  });

  it('posts twice when the reply is lost to a reset, once with an enforced nonce', async () => {
    const { server, bot, texts } = await setUp();
    const fault = { kind: 'killed', workDone: true, how: 'reset' } as const;
    server.faults.next(POST, fault);
    await bot.send('bare');
    server.faults.next(POST, fault);
    await bot.send({ content: 'with nonce', nonce: 'n', enforceNonce: true });
    expect(texts()).toEqual(['bare', 'bare', 'with nonce']);
  });

  it('throws when the other side closes, although the work may be done', async () => {
    const { server, bot, texts } = await setUp();
    server.faults.next(POST, { kind: 'killed', workDone: true, how: 'closed' });
    await expect(bot.send('done')).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    server.faults.next(POST, { kind: 'killed', workDone: false, how: 'closed' });
    await expect(bot.send('not done')).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(texts()).toEqual(['done']);
  });

  it('posts again when the reply is slower than the timeout', async () => {
    const { server, bot, texts } = await setUp({ timeout: 500, retries: 1 });
    const fault = { kind: 'slow', until: new Promise(() => {}) } as const;
    server.faults.next(POST, fault);
    await bot.send('bare');
    server.faults.next(POST, fault);
    await bot.send({ content: 'with nonce', nonce: 'n', enforceNonce: true });
    expect(texts()).toEqual(['bare', 'bare', 'with nonce']);
  });

  it('strikes only the request that is meant, by pattern or predicate', async () => {
    const { server, bot, texts } = await setUp();
    server.faults.next(({ path }) => path.endsWith('/typing'), { kind: 'status', status: 404 });
    await bot.send('one');
    await expect(bot.sendTyping()).rejects.toMatchObject({ status: 404 });
    server.faults.next(POST, { kind: 'status', status: 404 });
    server.faults.clear();
    await bot.send('two');
    expect(texts()).toEqual(['one', 'two']);
  });

  it('keeps a rate: discord.js reads the headers and never meets a 429', async () => {
    const { server, bot, texts } = await setUp();
    await bot.send('0');
    server.limits.perRoute = { requests: 3, per: 200 };
    await Promise.all(['1', '2', '3', '4', '5'].map((text) => bot.send(text)));
    expect(texts()).toEqual(['0', '1', '2', '3', '4', '5']);
    const statuses = server.requests.map(({ status }) => status);
    expect(statuses).not.toContain(429);
  });

  it('answers 429 with the headers when a rate is exceeded', async () => {
    const { server, bot } = await setUp();
    server.limits.perRoute = { requests: 1, per: 60_000 };
    const get = () =>
      fetch(`${server.api}/v10/channels/${bot.id}`, {
        headers: { authorization: `Bot ${server.token}` },
      });
    const first = await get();
    expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
    const second = await get();
    expect(second.status).toBe(429);
    expect(second.headers.get('x-ratelimit-scope')).toBe('user');
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await second.json()).toMatchObject({ global: false });
  });
});

it('says what was seen when a wait fails', async () => {
  const { server, bot } = await setUp();
  await bot.send('something else');
  server.settings.patience = 20;
  await expect(server.waitFor(() => false, 'a miracle')).rejects.toThrow(
    /Waited in vain for a miracle\.[\s\S]*something else/,
  );
});

it('clears the token of a client that is refused', async () => {
  const { client } = await setUp();
  client.rest.setToken('wrong');
  const refused = client.rest.get('/users/@me');
  await expect(refused).rejects.toMatchObject({ status: 401 });
  expect(client.listenerCount(Events.Error)).toBe(0);
});

describe('faults of a server under load', () => {
  it.each([true, false])(
    'a request may hang until the client gives up (work done: %s)',
    async (workDone) => {
      const { server, bot, texts } = await setUp({ timeout: 100, retries: 0 });
      server.faults.next(POST, { kind: 'hang', workDone });
      await expect(bot.send('patience')).rejects.toThrow();
      expect(texts()).toEqual(workDone ? ['patience'] : []);
    },
  );

  it('a 429 may not say how long to wait', async () => {
    const { server, bot } = await setUp();
    server.faults.next(POST, { kind: 'rateLimited', retryAfter: null });
    bot.client.rest.options.rejectOnRateLimit = () => true;
    await expect(bot.send('never')).rejects.toMatchObject({ retryAfter: 0 });
  });

  it('at random they are the same for the same seed and requests', async () => {
    const { server, bot } = await setUp();
    // The real client would hold requests back after a 429, by its own clock.
    const request = {
      method: 'POST',
      headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'again' }),
    };
    const run = async () => {
      server.faults.atRandom(5, { ...USUAL_RATES, hangs: 0, hangsDone: 0 });
      const ends: (number | string)[] = [];
      for (let times = 0; times < 60; times += 1) {
        const sent = fetch(`${server.api}/v10/channels/${bot.id}/messages`, request);
        ends.push(
          await sent.then(
            ({ status }) => status,
            () => 'cut',
          ),
        );
      }
      server.faults.clear();
      return ends;
    };
    const first = await run();
    expect(new Set(first).size).toBeGreaterThan(2);
    expect(await run()).toEqual(first);
  });

  it('an onlooker sees each moment of a request, and may have it abandoned', async () => {
    const { server, bot, texts } = await setUp({ retries: 0 });
    const seen: string[] = [];
    server.faults.onlooker = async (moment) => {
      seen.push(`${moment}: ${texts().length}`);
      return undefined;
    };
    await bot.send('seen');
    await server.waitFor(() => seen.length === 3, 'all moments');
    expect(seen).toEqual(['arrived: 0', 'worked: 1', 'replied: 1']);
    server.faults.onlooker = async () => 'abandon' as const;
    await expect(bot.send('never')).rejects.toThrow();
    expect(texts()).toEqual(['seen']);
  });
});
