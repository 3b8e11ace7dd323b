import { readdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { describeBrowser, openBrowser, openPage } from './browser.ts';
import { become, startSandboxBot } from './newcomer.ts';

const link = (page: Page, channel: string) =>
  page.getByRole('navigation').getByRole('link', { name: channel });
const dialog = (page: Page) => page.getByRole('dialog');

describeBrowser('a newcomer at the sandbox', () => {
  it('publishes a draft, contributes as a member, moves the clock and sees the reminders', async () => {
    const { bot, stop } = await startSandboxBot();
    const browser = await openBrowser();
    const { page, errors } = await openPage(browser, bot.address);
    try {
      // The secretariat publishes.
      await page.getByRole('heading', { level: 2, name: 'secretariat' }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('draft new');
      await page.keyboard.press('Enter');
      await page.getByLabel('Title in Albanian').fill('Projektligji për Gjelbërimin');
      await page.getByLabel('Kind of document').selectOption({ label: 'draft law' });
      await page.getByLabel('Institution').fill('MMPH');
      await page.keyboard.press('Enter');
      await page.getByLabel('Received on').fill('2026-11-23');
      await page.getByLabel('Consultation opens on').fill('2026-11-23');
      await page.getByLabel('Consultation closes on').fill('2026-12-14');
      await dialog(page).locator('[type="submit"]').click();
      await page.getByLabel('Link to the document').fill('https://konsultimet.rks-gov.net/');
      await dialog(page).locator('[type="submit"]').click();
      await dialog(page).waitFor({ state: 'detached' });
      await page.locator('.only-you').getByRole('button', { name: 'Publish', exact: true }).click();
      const card = page.locator('article').filter({ hasText: 'MMPH-2026-001' });
      await card
        .filter({ hasNot: page.locator('.only-you-line') })
        .first()
        .waitFor();

      // A member contributes.
      await become(page, /Down Syndrome Kosova/);
      await link(page, 'down-syndrome-kosova').click();
      const own = card.filter({ hasText: 'Down Syndrome Kosova: nothing said yet' });
      await own.getByRole('button', { name: 'Contribute' }).click();
      await page.getByLabel('What you propose').selectOption({ label: 'Amendment' });
      await page.getByLabel('Proposed text').fill('Every new street gets trees.');
      await page.getByLabel('Justification').fill('They give shade.');
      await dialog(page).locator('[type="submit"]').click();
      await dialog(page).waitFor({ state: 'detached' });
      await page.locator('.only-you').getByText('MMPH-2026-001/K-001').first().waitFor();
      await card.filter({ hasText: 'Down Syndrome Kosova: 1 contribution' }).first().waitFor();

      // The secretariat sees it, and moves the clock to five working days before it is due.
      await become(page, /^Secretariat/);
      await link(page, 'secretariat').click();
      await page.getByText('Every new street gets trees.').first().waitFor();
      await page.getByRole('button', { name: 'Next working day' }).click();
      await page.getByText('Minutes of the working group published').first().waitFor();
      await page.getByRole('button', { name: 'Go to a moment…' }).click();
      await page.getByLabel('Date').fill('2026-12-04');
      await page.getByLabel('Time', { exact: true }).fill('09:00');
      await page.keyboard.press('Enter');

      // An organisation that said nothing is reminded in its own language; the other is not.
      await link(page, 'kdi').click();
      const reminder = page.locator('article').filter({ hasText: /Kujtesë/ });
      await reminder.filter({ hasText: 'MMPH-2026-001' }).first().waitFor();
      await bot.settled();
      await link(page, 'down-syndrome-kosova').click();
      await card.first().waitFor();
      const told = page.locator('article').filter({ hasText: 'Reminder' });
      expect(await told.filter({ hasText: 'MMPH-2026-001' }).count()).toBe(0);
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
      await stop();
    }
  }, 60_000);
});

describe('the style sheets', () => {
  it('are all in the page', async () => {
    const folder = new URL('../../src/sandbox/page/styles/', import.meta.url);
    const index = await readFile(new URL('index.css', folder), 'utf8');
    const imported = [...index.matchAll(/@import ["']\.\/([^"']+)["']/g)].map((match) => match[1]);
    const there = (await readdir(folder)).filter((name) => name !== 'index.css');
    expect(imported.toSorted()).toEqual(there.toSorted());
  });
});
