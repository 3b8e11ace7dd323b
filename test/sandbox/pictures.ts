/**
 * `npm run pictures`: takes the README's pictures of a delegate's way through the sandbox anew, on a
 * phone's screen, from the running bot.
 */
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser, openPage, PHONE } from './browser.ts';
import { become, startSandboxBot } from './newcomer.ts';
import { walkPath } from './path.ts';

const FOLDER = fileURLToPath(new URL('../../src/setup/sample/path/', import.meta.url));

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const { bot, stop } = await startSandboxBot();
const browser = await openBrowser();
try {
  const { page } = await openPage(browser, `${bot.address}/#/c/down-syndrome-kosova`, {
    ...PHONE,
    deviceScaleFactor: 1.5,
  });
  await become(page, /Down Syndrome Kosova/);
  let number = 0;
  const { taps } = await walkPath(page, async (name) => {
    number += 1;
    await page.screenshot({ path: `${FOLDER}${number}-${name}.png` });
  });
  process.stdout.write(`${number} pictures, ${taps} taps\n`);
} finally {
  await browser.close();
  await stop();
}
