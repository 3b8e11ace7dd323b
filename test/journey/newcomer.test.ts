import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Bot, startBot } from '../../src/main.ts';
import { describeBrowser, openBrowser, openPage, PHONE } from '../sandbox/browser.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

/** A Monday morning in Kosovo; machine time stands still, civil time is the visitor's to move. */
const MONDAY = new Date('2026-11-23T09:00:00Z');

/** What the README promises a newcomer, in a real browser with the real bot. */
describeBrowser('a newcomer in the sandbox', () => {
  let browser: Browser;
  let storage: TemporaryStorage;
  let bot: Bot;

  beforeAll(async () => {
    browser = await openBrowser();
    storage = await openTemporaryStorage();
    await storage.close();
    const config = readConfig({
      DATABASE_URL: storage.url,
      PORT: '0',
      BOT_LANGUAGE: 'en',
      LOG_LEVEL: 'silent',
    });
    bot = await startBot(config, { cron: false, machineNow: () => MONDAY });
  });

  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await storage?.dispose();
  });

  it('publishes a draft, contributes as a member, moves the clock and sees the reminders', async () => {
    const { page, errors, close } = await openPage(browser, bot.address);
    page.setDefaultTimeout(10_000);
    await type(page, '/draft new');
    const form = page.getByRole('dialog');
    await form.getByLabel('Title in Albanian').fill('Projektligji për Prishtinën');
    await form.getByLabel('Institution').fill('MAPL');
    await form.getByRole('button', { name: 'Next' }).click();
    await form.getByLabel('Consultation closes on').fill('2026-12-14');
    await form.getByRole('button', { name: 'Next' }).click();
    await form.getByRole('button', { name: 'Preview' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('MAPL-2026-001 is published. It goes to 5 channels.').first().waitFor();

    await become(page, 'Delegate of KCSF');
    await open(page, 'kcsf');
    // The channel's language is Albanian, whatever the page's own is.
    const card = page.getByRole('article').filter({ hasText: 'MAPL-2026-001' }).first();
    await card.getByRole('button', { name: 'Kontribuo' }).click();
    await form.getByLabel('Neni').fill('Neni 5');
    await form.getByLabel('Teksti i propozuar').fill('Komuna e publikon procesverbalin.');
    await form.getByRole('button', { name: 'Dërgo' }).click();
    await page.getByText('Kontributi juaj është MAPL-2026-001/K-001').first().waitFor();
    await card.getByText('KCSF: 1 kontribut').waitFor();

    await become(page, 'Delegate of KDI');
    await open(page, 'kdi');
    const reminder = page.getByText('Kujtesë: MAPL-2026-001 – 5 ditë pune').first();
    for (let day = 0; day < 9; day += 1) {
      const before = await page.locator('time.clock-face').textContent();
      await page.getByRole('button', { name: 'Next working day' }).click();
      await expect.poll(() => page.locator('time.clock-face').textContent()).not.toBe(before);
    }
    await reminder.waitFor();
    expect(errors).toEqual([]);
    await close();
  }, 60_000);

  it('does the same on a phone, without scrolling sideways', async () => {
    const { page, errors, close } = await openPage(browser, bot.address, PHONE);
    page.setDefaultTimeout(10_000);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
    await page.getByText('MPMS-2026-001').first().waitFor();
    expect(errors).toEqual([]);
    await close();
  });
});

async function type(page: Page, line: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: /^Message to/ });
  await composer.fill(line);
  await composer.press('Escape');
  await composer.press('Enter');
}

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Viewing as/ }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
}

async function open(page: Page, channel: string): Promise<void> {
  await page.getByRole('navigation').getByText(channel, { exact: true }).click();
}
