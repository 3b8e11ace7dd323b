import { afterEach, describe, expect, it } from 'vitest';
import { STUCK_MS } from '../../src/discord/watch.ts';
import { DiscordServer } from '../servers/discord/index.ts';
import { ACTS } from './acts.ts';
import { gate, makePlatform, note, openBot, type RunningBot, StubInbound, TOKEN } from './bot.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options?: Parameters<typeof openBot>[0]): Promise<RunningBot> {
  const bot = await openBot(options);
  closing.push(() => bot.stop());
  return bot;
}

async function bareServer(): Promise<DiscordServer> {
  const server = await DiscordServer.start({ token: TOKEN });
  closing.push(() => server.stop());
  return server;
}

describe('registration', () => {
  const puts = ({ server }: { server: DiscordServer }): number =>
    server.requests.filter(({ method }) => method === 'PUT').length;

  it('gives the guild the commands, and does not repeat itself at the next start', async () => {
    const bot = await open();
    expect(puts(bot)).toBe(1);
    const next = makePlatform(bot.server.api, TOKEN);
    await next.platform.start(new StubInbound());
    const asked = (): boolean =>
      bot.server.requests.filter(({ method, path }) => method === 'GET' && /commands/.test(path))
        .length === 2;
    await expect.poll(asked).toBe(true);
    await next.platform.stop();
    expect(puts(bot)).toBe(1);
  });

  it('replaces the commands when a verb has changed', async () => {
    const bot = await open();
    const acts = ACTS.filter(({ id }) => id !== 'announce');
    const next = makePlatform(bot.server.api, TOKEN, acts);
    await next.platform.start(new StubInbound());
    await bot.server.waitFor(() => !bot.server.commands.find('announce'), 'the change');
    await next.platform.stop();
    expect(next.logged.join()).toContain('"remove":["announce"]');
  });

  it('that is refused is told to the operator, and the bot runs on', async () => {
    const server = await bareServer();
    const channel = server.addChannel('c');
    server.faults.next(({ path }) => path.endsWith('/commands'), {
      kind: 'status',
      status: 403,
    });
    const { platform, logged } = makePlatform(server.api, TOKEN);
    await platform.start(new StubInbound());
    await expect.poll(() => logged.join()).toContain('could not be registered');
    const ref = { platform: 'discord' as const, community: server.guild.id, channel: channel.id };
    await platform.send(ref, note('Here'), { deliveryId: 'd' });
    await platform.stop();
    expect(server.messages(channel)).toHaveLength(1);
  });
});

describe('start', () => {
  it.each([
    ['a token that Discord refuses', 'wrong.token.here', /^Discord does not accept DISCORD_TOKEN/],
    ['an empty token', '', /^Discord does not accept DISCORD_TOKEN/],
  ])('rejects %s with a sentence that does not repeat it', async (_, token, sentence) => {
    const server = await bareServer();
    const { platform, logged } = makePlatform(server.api, token);
    const error = (await platform.start(new StubInbound()).catch((e: unknown) => e)) as Error;
    expect(error.message).toMatch(sentence);
    if (token) expect(`${error.message}${error.stack}${logged}`).not.toContain(token);
    expect(platform.health().connected).toBe(false);
    await platform.stop();
  });

  it('rejects an address where there is no Discord', async () => {
    const server = await DiscordServer.start();
    const { api } = server;
    await server.stop();
    const { platform } = makePlatform(api, TOKEN);
    await expect(platform.start(new StubInbound())).rejects.toThrow(
      /^Discord cannot be reached at http.*ECONNREFUSED.*DISCORD_API_URL/,
    );
  });
});

describe('the connection', () => {
  it('is healthy while it stands, and says when it is back', async () => {
    const bot = await open();
    expect(bot.platform.health()).toEqual({ connected: true, lastEventAt: expect.any(Date) });
    expect(bot.inbound.connections).toBe(1);
    bot.server.gateway.drop();
    await bot.inbound.until(() => bot.inbound.connections === 2);
    expect(bot.platform.health().connected).toBe(true);
    await bot.platform.send(bot.ref(bot.channel), note('Back'), { deliveryId: 'd' });
    expect(bot.server.messages(bot.channel)).toHaveLength(1);
  });

  it('is made anew when Discord no longer answers heartbeats', async () => {
    const bot = await open({ server: { settings: { heartbeatInterval: 100 } } });
    bot.server.gateway.muted = true;
    const resumes = (): number => bot.server.gateway.frames.filter(({ op }) => op === 6).length;
    await bot.server.waitFor(() => resumes() > 0, 'a new connection');
    bot.server.gateway.muted = false;
    await bot.inbound.until(() => bot.inbound.connections >= 2);
    expect(bot.platform.health().connected).toBe(true);
  });

  it('says that it is new when Discord forgot the session', async () => {
    const bot = await open();
    bot.server.gateway.invalidate(false);
    await bot.inbound.until(() => bot.inbound.connections === 2);
    expect(bot.server.gateway.frames.filter(({ op }) => op === 2)).toHaveLength(2);
    bot.server.gateway.refuseResume();
    bot.server.gateway.drop();
    await bot.inbound.until(() => bot.inbound.connections === 3);
    expect(bot.server.gateway.frames.filter(({ op }) => op === 2)).toHaveLength(3);
    expect(bot.inbound.losses).toEqual([]);
  });

  it.each([
    [4004, 'Discord nuk e pranon DISCORD_TOKEN.'],
    [4010, 'Discord e mbylli lidhjen përfundimisht (4010).'],
    [4011, 'Discord e mbylli lidhjen përfundimisht (4011).'],
    [4012, 'Discord e mbylli lidhjen përfundimisht (4012).'],
    [4013, '“intents”'],
    [4014, '“intents”'],
  ])('is lost for good when it is closed with %i', async (code, sentence) => {
    const bot = await open({ platform: { language: 'sq' } });
    bot.server.gateway.close(code);
    await bot.inbound.until(() => bot.inbound.losses.length > 0);
    expect(bot.inbound.losses).toHaveLength(1);
    expect(bot.inbound.losses[0]).toContain(sentence);
    expect(bot.platform.health().connected).toBe(false);
  });

  it('is lost for good when it stays away while Discord can be reached, not before', async () => {
    let ahead = 0;
    const machineNow = (): Date => new Date(Date.now() + ahead);
    const bot = await open({ platform: { machineNow, lookMs: 10 } });
    const release = bot.server.gateway.holdConnections();
    bot.server.gateway.drop();
    await expect.poll(() => bot.platform.health().connected).toBe(false);
    const outage = bot.server.faults.next('GET /gateway/bot', { kind: 'status', status: 503 }, 4);
    await expect.poll(() => bot.server.gateway.connected.length).toBe(0);
    const looked = (): boolean => bot.logged.join('').includes('cannot be reached');
    const step = setInterval(() => {
      if (!looked()) ahead += STUCK_MS / 4;
    }, 20);
    await outage.struck;
    clearInterval(step);
    expect(bot.inbound.losses).toEqual([]);
    await bot.inbound.until(() => bot.inbound.losses.length > 0);
    expect(bot.inbound.losses[0]).toContain('does not come back');
    release();
  });

  it('takes no more in once it stops, and lets what runs end', async () => {
    const bot = await open();
    const work = gate<{ kind: 'nothing' }>();
    bot.inbound.answer = () => work.opened;
    const answered = bot.person.command(bot.channel, 'draft show', { draft: 'D' });
    await bot.inbound.until(() => bot.inbound.invocations.length === 1);
    let stopped = false;
    const stop = bot.platform.stop().then(() => {
      stopped = true;
    });
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    work.open({ kind: 'nothing' });
    await stop;
    await answered;
    expect(bot.platform.health().connected).toBe(false);
    expect(bot.server.gateway.connected).toEqual([]);
    await bot.platform.stop();
  });

  it('ends although a post hangs', async () => {
    const bot = await open();
    const never = gate();
    bot.server.faults.next('POST /channels/:c/messages', { kind: 'slow', until: never.opened });
    const sent = bot.platform
      .send(bot.ref(bot.channel), note('Hangs'), { deliveryId: 'd' })
      .catch((error: unknown) => error);
    await bot.server.waitFor(() => bot.server.messages(bot.channel).length === 1, 'the post');
    await bot.platform.stop();
    never.open();
    expect(await sent).toMatchObject({ failure: 'doubtful' });
  });
});
