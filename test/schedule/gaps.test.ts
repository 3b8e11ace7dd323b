import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bot, startBot } from '../../src/bot.ts';
import { DiscordServer } from '../servers/discord/index.ts';
import { startSlackServer } from '../servers/slack/server.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { publish } from './world.ts';

const NOW = new Date('2026-10-13T09:00:00Z');
const unhurried = { atOnce: 4, perChannelMs: 0 };

let storage: TemporaryStorage;
let bot: Bot | undefined;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(async () => {
  await bot?.stop();
  bot = undefined;
  for (const close of closing.splice(0)) await close();
  await storage.dispose();
});

type Connection = Pick<Parameters<typeof startBot>[0], 'slack' | 'discord'>;

/** The whole bot, on the database as it is. */
async function start(connection: Connection): Promise<void> {
  bot = await startBot(
    {
      ...connection,
      sandbox: false,
      databaseUrl: storage.url,
      port: 0,
      portChosen: true,
      zone: 'Europe/Belgrade',
      language: 'en',
      admins: [],
      logLevel: 'silent',
    },
    {
      civil: { now: () => NOW },
      cron: false,
      paces: { slack: unhurried, discord: unhurried },
      sweepPacesMs: { slack: 0, discord: 0 },
    },
  );
  await bot.settled();
}

/** Likewise, with one open draft for one organisation's channel. */
async function startWithCard(
  connection: Connection,
  place: { platform: 'slack' | 'discord'; community: string; externalId: string },
): Promise<void> {
  await storage.db.channel.create({
    data: {
      ...place,
      name: 'kdi',
      purpose: 'member',
      language: 'en',
      linkedAt: NOW,
      organisation: { create: { name: 'KDI', nameKey: 'kdi', createdAt: NOW } },
    },
  });
  await publish(storage, '2026-10-12T08:00:00Z', '2026-10-12', '2026-11-03');
  await start(connection);
}

const kept = () =>
  expect.poll(async () => (await storage.db.reaction.findMany()).length, { timeout: 10_000 });

it('counts what was put on a card while Slack was not connected', async () => {
  // No event ever tells of a reaction here: only a sweep can bring it.
  const server = await startSlackServer({ events: [] });
  closing.push(() => server.close());
  const channel = server.addChannel('kdi', { member: true });
  const { botToken, appToken, apiUrl } = server;
  const place = { platform: 'slack', community: server.team.id, externalId: channel.id } as const;
  await startWithCard({ slack: { botToken, appToken, apiUrl } }, place);
  const [card] = server.messages(channel);
  if (!card) throw new Error('no card');
  const arta = server.addUser('arta');
  arta.react(card, 'eyes');
  server.sockets.kill();
  await kept().toBe(1);
  arta.unreact(card, 'eyes');
  server.sockets.disconnect('refresh_requested');
  await kept().toBe(0);
});

it('counts what was put on a card while Discord had forgotten the session', async () => {
  const server = await DiscordServer.start();
  closing.push(() => server.stop());
  const channel = server.addChannel('kdi');
  const place = {
    platform: 'discord',
    community: server.guild.id,
    externalId: channel.id,
  } as const;
  await startWithCard({ discord: { token: server.token, apiUrl: server.api } }, place);
  const [card] = server.messages(channel);
  if (!card) throw new Error('no card');
  const arta = server.addUser('Arta');
  server.gateway.invalidate(false);
  arta.react(card, '👀');
  await kept().toBe(1);
});

it('counts what was put on a card before the start', async () => {
  const server = await startSlackServer({ events: [] });
  closing.push(() => server.close());
  const channel = server.addChannel('kdi', { member: true });
  const { botToken, appToken, apiUrl } = server;
  const place = { platform: 'slack', community: server.team.id, externalId: channel.id } as const;
  await startWithCard({ slack: { botToken, appToken, apiUrl } }, place);
  await bot?.stop();
  const [card] = server.messages(channel);
  if (!card) throw new Error('no card');
  server.addUser('arta').react(card, '+1');
  await start({ slack: { botToken, appToken, apiUrl } });
  await kept().toBe(1);
});
