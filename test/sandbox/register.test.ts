import { expect, it } from 'vitest';
import { describeBrowser, openBrowser, openPage, PHONE } from './browser.ts';
import { become, startSandboxBot } from './newcomer.ts';
import { overflow } from './pages.ts';

describeBrowser('a visitor of the sandbox', () => {
  it('follows a proposal from the draft to the answer, and takes the year’s report away', async () => {
    const { bot, stop } = await startSandboxBot();
    const browser = await openBrowser();
    const { page, errors } = await openPage(browser, `${bot.address}/#/c/demo-a`, PHONE);
    const type = async (line: string) => {
      const box = page.getByPlaceholder('Message, or / for commands');
      await box.fill(line);
      // The first closes what is offered to complete.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
    };
    try {
      await become(page, /organisation A/);
      const told = page.locator('article').filter({ hasText: 'DEMO-2026-001/K-001' });
      await told.getByRole('button', { name: 'Path' }).first().click();
      const path = page.locator('.only-you').last();
      for (const text of [
        'Supported by 1 organisation: Demonstration organisation B',
        'submitted',
        'in the frozen bundle DEMO-2026-001/P-1',
        'handed over to DEMO',
        'DEMO-1',
        'Partly accepted',
      ]) {
        await path.getByText(text, { exact: false }).first().waitFor();
      }
      expect(await overflow(page)).toBe(0);
      await type('/report year 2026');
      const report = page.locator('.only-you').filter({ hasText: 'Drafts received' }).last();
      await report.getByRole('button', { name: 'DOCX' }).click();
      await page.goto(`${bot.address}/#/c/dm:delegate-demo-a`);
      await page.getByRole('link', { name: /\.docx/ }).waitFor();
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
      await stop();
    }
  });
});
