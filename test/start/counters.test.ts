import { expect, it } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';

it('a running bot counts what it delivers, and follows what it publishes to the end', async () => {
  const storage = await openTemporaryStorage();
  await storage.close();
  const bot = await startBot(
    {
      sandbox: true,
      databaseUrl: storage.url,
      port: 0,
      portChosen: true,
      zone: 'Europe/Belgrade',
      language: 'en',
      admins: [],
      logLevel: 'silent',
    },
    { cron: false },
  );
  try {
    await bot.settled();
    const sent = await bot.storage.db.delivery.count({ where: { state: 'sent' } });
    expect(sent).toBeGreaterThan(0);
    expect(bot.counters.byPlatform.get('sandbox')).toMatchObject({ posted: sent, parked: 0 });
    expect(bot.counters.lastSuccess).toBeInstanceOf(Date);
    const batches = await bot.storage.db.batch.findMany();
    expect(batches.length).toBeGreaterThan(0);
    expect(batches.filter(({ endedAt }) => !endedAt)).toEqual([]);
  } finally {
    await bot.stop();
    await storage.dispose();
  }
});
