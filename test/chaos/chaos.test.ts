import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/storage/database.ts';
import { describePostgres } from '../storage/postgres.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { broadcast } from './broadcast.ts';
import type { Community } from './community.ts';
import { openDiscordCommunity } from './discordCommunity.ts';
import { bundle, type Program } from './program.ts';
import { openSandboxCommunity } from './sandboxCommunity.ts';
import { openSlackCommunity } from './slackCommunity.ts';
import { submissions } from './submissions.ts';

// A small sample; `npm run chaos` does the whole.

/** Each life is a whole program; a busy machine takes a while for some ten of them. */
const SLOW = 240_000;
const CHANNELS = 12;
const KILLS = 4;

let program: Program;
beforeAll(async () => {
  program = await bundle('test/chaos/bot.ts');
}, SLOW);
afterAll(() => program.remove());

async function onDatabase<T>(
  community: Community,
  engine: Engine,
  work: (given: {
    community: Community;
    databaseUrl: string;
    command: readonly [string, ...string[]];
  }) => Promise<T>,
): Promise<T> {
  const storage = await openTemporaryStorage(engine, { migrate: false });
  await storage.close();
  try {
    const command = [process.execPath, program.file] as const;
    return await work({ community, databaseUrl: storage.url, command });
  } finally {
    await community.close();
    await storage.dispose();
  }
}

/** Counts the messages of one draft: a card in each channel, and a note in its thread. */
async function expectEachOnce(community: Community, engine: Engine, seed: number): Promise<void> {
  const figures = await onDatabase(community, engine, (given) =>
    broadcast({ ...given, kills: KILLS, seed }),
  );
  const { kills, rounds, wanted, lost, doubled, wrong } = figures;
  const struck = [...kills.values()].reduce((sum, times) => sum + times, 0);
  expect({ lost, doubled, wrong }).toEqual({ lost: [], doubled: [], wrong: [] });
  expect(struck).toBeGreaterThanOrEqual(KILLS);
  expect(wanted).toBe(2 * rounds * (CHANNELS + 1));
}

describe('a bot that is killed while it publishes', () => {
  it('brings everything once to Slack', { timeout: SLOW }, async () => {
    await expectEachOnce(await openSlackCommunity(CHANNELS), 'sqlite', 3);
  });

  it('brings everything once to Discord', { timeout: SLOW }, async () => {
    await expectEachOnce(await openDiscordCommunity(CHANNELS), 'sqlite', 4);
  });

  it('brings everything once to the sandbox', { timeout: SLOW }, async () => {
    await expectEachOnce(openSandboxCommunity(CHANNELS), 'sqlite', 5);
  });
});

describePostgres('a bot on PostgreSQL that is killed while it publishes', () => {
  it('brings everything once to Slack', { timeout: SLOW }, async () => {
    await expectEachOnce(await openSlackCommunity(CHANNELS), 'postgresql', 6);
  });
});

describe('a bot that is killed while people contribute', () => {
  it.each([
    ['Slack', openSlackCommunity],
    ['Discord', openDiscordCommunity],
  ] as const)('keeps once what it thanked for on %s', { timeout: SLOW }, async (_, open) => {
    const figures = await onDatabase(await open(4), 'sqlite', (given) =>
      submissions({ ...given, kills: 2, submissions: 20, seed: 1 }),
    );
    const { acknowledged, lost, doubled } = figures;
    expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
    expect(acknowledged).toBeGreaterThanOrEqual(20);
  });
});
