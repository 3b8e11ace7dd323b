import type { Page } from 'playwright-core';
import { startBot } from '../../src/bot.ts';
import type { CivilClock } from '../../src/clock.ts';
import type { Language } from '../../src/i18n/languages.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';

/** A Monday morning in Kosovo. */
const MONDAY = new Date('2026-11-23T09:00:00+01:00');

const unhurried = { atOnce: 4, perChannelMs: 0 };

/** The whole bot with its sandbox and the small world in which that begins. */
export async function startSandboxBot(language: Language = 'en') {
  const storage = await openTemporaryStorage();
  await storage.close();
  let now = MONDAY;
  const civil: CivilClock = {
    now: () => now,
    async moveTo(at) {
      now = at;
    },
    nextWorkingDay: () => new Date('2026-11-24T09:00:00+01:00'),
  };
  const bot = await startBot(
    {
      sandbox: true,
      databaseUrl: storage.url,
      port: 0,
      portChosen: true,
      zone: 'Europe/Belgrade',
      language,
      admins: [],
      logLevel: 'silent',
    },
    { civil, cron: false, paces: { slack: unhurried, discord: unhurried, sandbox: unhurried } },
  );
  return {
    bot,
    async stop() {
      await bot.stop();
      await storage.dispose();
    },
  };
}

/** Whoever looks at the page is somebody else from now on. */
export async function become(page: Page, name: RegExp): Promise<void> {
  const people = page.getByRole('button', { name: /^Viewing as/ });
  // On a phone it stands in the list of channels.
  const menu = page.getByRole('button', { name: 'Open the list of channels' });
  await people.or(menu).first().waitFor();
  if (!(await people.isVisible())) await menu.click();
  await people.click();
  await page.getByRole('menuitemradio', { name }).click();
}
