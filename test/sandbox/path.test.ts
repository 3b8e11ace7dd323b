import { expect, it } from 'vitest';
import { describeBrowser, openBrowser, openPage, PHONE } from './browser.ts';
import { become, startSandboxBot } from './newcomer.ts';
import { overflow } from './pages.ts';
import { ARTICLE, MAY, MUST, walkPath } from './path.ts';

describeBrowser('a delegate with a phone', () => {
  it('goes from the card to a submitted change of one article in at most five taps', async () => {
    const { bot, stop } = await startSandboxBot();
    const browser = await openBrowser();
    const { page, errors } = await openPage(
      browser,
      `${bot.address}/#/c/down-syndrome-kosova`,
      PHONE,
    );
    try {
      await become(page, /Down Syndrome Kosova/);
      const walk = await walkPath(page, async () => {
        expect(await overflow(page)).toBe(0);
      });
      expect(walk.taps).toBeLessThanOrEqual(5);
      expect(walk.receipt).toContain(`Neni ${ARTICLE}`);
      const { proposedText, currentText } =
        await bot.storage.db.contributionVersion.findFirstOrThrow({
          where: { contribution: { draft: { number: 'DEMO-2026-002' } } },
        });
      expect(currentText).toContain(MAY);
      expect(proposedText).toBe(currentText?.replace(MAY, MUST));
      expect(errors).toEqual([]);
    } finally {
      await browser.close();
      await stop();
    }
  });
});
