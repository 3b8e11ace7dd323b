import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openOwnStorage } from '../../src/setup/ownStorage.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';

const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

it.each([
  ['the sandbox', {}, 'slack', 'connected to Slack or Discord'],
  ['a connected bot', TOKENS, 'sandbox', 'the database of a sandbox'],
] as const)('%s refuses the database of the other', async (_, tokens, platform, why) => {
  const storage = await openTemporaryStorage();
  const config = readConfig({ ...tokens, DATABASE_URL: storage.url });
  const opened = await openOwnStorage(config);
  await opened.close();
  await storage.db.channel.create({
    data: {
      platform,
      community: 'T1',
      externalId: 'C1',
      name: 'members',
      purpose: 'general',
      language: 'sq',
      linkedAt: new Date(0),
    },
  });
  await expect(openOwnStorage(config)).rejects.toThrow(why);
  await storage.dispose();
});

it('names the variable when PostgreSQL does not answer, and never the address', async () => {
  const config = readConfig({ DATABASE_URL: 'postgresql://user:secret@127.0.0.1:1/none' });
  const error = await openOwnStorage(config).catch((reason: unknown) => reason);
  expect(String(error)).toContain('DATABASE_URL: the PostgreSQL server cannot be used');
  expect(String(error)).not.toContain('secret');
});
