import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../../src/storage/database.ts';
import { DiscordServer } from '../servers/discord/index.ts';
import type { Person } from '../servers/slack/person.ts';
import type { SeenView } from '../servers/slack/seen.ts';
import type { SlackServer } from '../servers/slack/server.ts';
import { startSlackServer } from '../servers/slack/server.ts';
import { temporaryFolder } from '../storage/temporary.ts';
import { openStage } from './program.ts';
import { BOT, CONNECTED, environment, look, publishTo } from './slackBot.ts';

// Programs are compiled and started, one after the other.
const SLOW = 240_000;
const ADDRESS = /^CiviKos sandbox: (http:\/\/127\.0\.0\.1:\d+)$/m;

let stage: Awaited<ReturnType<typeof openStage>>;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close(), SLOW);

describe('a second bot on one database', () => {
  it(
    'is refused in one line while the first runs, and other commands are not',
    async () => {
      const first = stage.start(BOT, { PORT: '0' });
      const [, address = ''] = await first.prints(ADDRESS);
      const second = stage.start(BOT, { PORT: '0' });
      const tick = [process.execPath, '--import', 'tsx', 'src/setup/tick.ts'] as const;
      const beside = stage.start([...tick, '--at', '2026-12-14T09:00', '--dry-run'], {});
      expect(await beside.ended).toMatchObject({ code: 0, stderr: '' });
      const { code, stdout, stderr } = await second.ended;
      expect(stderr).toBe(
        'DATABASE_URL: another CiviKos bot runs on this database. Stop that one first, or give this one a database of its own.\n',
      );
      expect(code).toBe(1);
      expect(stdout).not.toContain('CiviKos sandbox');
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
    },
    SLOW,
  );

  it(
    'waits for a first one that is just ending',
    async () => {
      const first = stage.start(BOT, { PORT: '0' });
      await first.prints(ADDRESS);
      const second = stage.start(BOT, { PORT: '0' });
      first.child.kill('SIGTERM');
      await second.prints(ADDRESS);
      expect(await first.ended).toMatchObject({ code: 0 });
    },
    SLOW,
  );
});

describe('the program on Discord', () => {
  it(
    'ends in one line when Discord no longer accepts its token',
    async () => {
      // As long as a token is, which the start checks.
      const token = 'NzkyNzE1NDU0MTk2MDg4ODQy.X-hvzA.secret-of-the-bot';
      const server = await DiscordServer.start({ token });
      const program = stage.start(BOT, {
        DISCORD_TOKEN: token,
        DISCORD_API_URL: server.api,
        BOT_LANGUAGE: 'en',
        PORT: '0',
      });
      await program.prints(/^CiviKos is connected: discord/m);
      server.gateway.close(4004);
      const { code, stdout, stderr } = await program.ended;
      await server.stop();
      expect(stderr).toMatch(/^Discord does not accept DISCORD_TOKEN\..*\n$/);
      expect(code).toBe(1);
      expect(stdout).not.toContain('secret-of-the-bot');
    },
    SLOW,
  );
});

describe('the program on Slack', () => {
  let server: SlackServer;
  let folder: string;
  let url: string;
  beforeEach(async () => {
    // Patient, so that a busy machine does not make Slack turn requests down.
    server = await startSlackServer({ triggerLifetimeMs: 60_000, ackTimeoutMs: 30_000 });
    folder = await temporaryFolder();
    url = `file:${join(folder, 'bot.db')}`;
  });
  afterEach(async () => {
    await stage.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }, SLOW);

  const start = () => stage.start(BOT, environment(server, url));
  const posts = () => server.calls.filter(({ method }) => method === 'chat.postMessage').length;

  async function published(count: number) {
    const storage = await openStorage(url);
    try {
      return await publishTo(storage, server, count);
    } finally {
      await storage.close();
    }
  }

  const states = () =>
    look(url, async ({ db }) => {
      const rows = await db.delivery.findMany({ where: { kind: 'draft' } });
      return rows.map(({ state, attemptedAt }) => (attemptedAt ? state : `${state}, untouched`));
    });

  it(
    'takes up at once what it was sending when it was killed',
    async () => {
      const { channels } = await published(2);
      // The reply comes too late: the message is there, and nobody was told.
      const held = server.faults.next('chat.postMessage', { kind: 'hold' }, 2);
      const first = start();
      await server.waitFor(() => held.hits === 2, 'both posts', 30_000);
      first.child.kill('SIGKILL');
      await first.ended;
      expect(await states()).toEqual(['sending', 'sending']);
      const second = start();
      await second.prints(CONNECTED);
      // A lease lasts a minute: this gives up before one could have run out.
      await expect.poll(states, { timeout: 30_000 }).toEqual(['sent', 'sent']);
      for (const channel of channels) expect(server.messages(channel)).toHaveLength(1);
      expect(posts()).toBe(2);
    },
    SLOW,
  );

  it(
    'ends in one line when Slack refuses its token on a new connection',
    async () => {
      const program = start();
      await program.prints(CONNECTED);
      const refused = { kind: 'error', error: 'invalid_auth' } as const;
      server.faults.next('apps.connections.open', refused, 99);
      server.sockets.kill();
      const { code, stderr } = await program.ended;
      expect(stderr).toMatch(/^Slack does not accept SLACK_APP_TOKEN \(invalid_auth\)\..*\n$/);
      expect(code).toBe(1);
    },
    SLOW,
  );

  it(
    'ends in order in the middle of a broadcast, and the next start completes it',
    async () => {
      const { channels } = await published(40);
      // The first replies come; of all others nobody knows whether they would.
      server.faults.next('chat.postMessage', { kind: 'slow', ms: 5 }, 4);
      const hung = server.faults.next('chat.postMessage', { kind: 'hold' }, 99);
      const first = start();
      await server.waitFor(() => hung.hits >= 3, 'posts that hang', 30_000);
      first.child.kill('SIGTERM');
      expect(await first.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
      const left = await states();
      // Whatever may have been posted is known as such, so that it is looked for first.
      expect(left).not.toContain('sending, untouched');
      expect(left).toContain('pending, untouched');
      server.faults.clear();
      const second = start();
      await second.prints(CONNECTED);
      await expect
        .poll(async () => (await states()).filter((state) => state !== 'sent'), {
          // Ten are looked for in a minute, and more than that may have hung.
          timeout: 150_000,
        })
        .toEqual([]);
      for (const channel of channels) expect(server.messages(channel)).toHaveLength(1);
    },
    SLOW,
  );

  it(
    'keeps every submission that it acknowledged when it is told to end',
    async () => {
      const { channels, number } = await published(6);
      const first = start();
      await first.prints(CONNECTED);
      const forms: { person: Person; view: SeenView }[] = [];
      for (const [n, channel] of channels.entries()) {
        const person = server.addUser(`p${n}`);
        const reply = await person.command(channel, `contribute ${number}`);
        forms.push({ person, view: await reply.modal() });
      }
      const submitting = forms.map(({ person, view }) =>
        person.submit(view, { 'Proposed text': `Text of ${person.name}` }),
      );
      await Promise.race(submitting);
      first.child.kill('SIGTERM');
      const replies = await Promise.all(submitting);
      expect(await first.ended).toMatchObject({ code: 0, stderr: '' });
      const kept = () =>
        look(url, async ({ db }) => {
          const rows = await db.contributionVersion.findMany();
          return rows.map(({ proposedText }) => proposedText).sort();
        });
      // Thanked at once, or told that it is kept when many came together; not "say it once more".
      const isTaken = (n: number) =>
        replies[n]?.outcome === 'acknowledged' && replies[n]?.ack.response_action !== 'errors';
      const thanked = forms.filter((_, n) => isTaken(n));
      expect(thanked.length).toBeGreaterThan(0);
      expect(await kept()).toEqual(
        expect.arrayContaining(thanked.map(({ person }) => `Text of ${person.name}`)),
      );
      // Those who were not answered still have their text before them, and submit once more.
      const second = start();
      await second.prints(CONNECTED);
      await server.connected();
      for (const [n, { person, view }] of forms.entries()) {
        if (isTaken(n)) continue;
        const again = await person.submit(view, { 'Proposed text': `Text of ${person.name}` });
        expect(again.outcome).toBe('acknowledged');
      }
      expect(await kept()).toEqual(forms.map(({ person }) => `Text of ${person.name}`));
    },
    SLOW,
  );
});
