import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { describeBrowser, openBrowser, openPage } from './browser.ts';
import { CARD, channel, openSandbox, type SandboxWorld } from './world.ts';

/** The sandbox of the test that runs; {@link describePage} makes it anew for each. */
export let world: SandboxWorld;

let browser: Browser;
let opened: Awaited<ReturnType<typeof openPage>>[] = [];
let made = 0;
const next = (): number => {
  made += 1;
  return made;
};

/** Opens the page in a browser of its own and waits until one can write. */
export async function open(
  options: BrowserContextOptions & { hash?: string } = {},
): Promise<{ page: Page; errors: string[] }> {
  const { hash = '#/c/kdi', ...rest } = options;
  const tab = await openPage(browser, `${world.base}/${hash}`, rest);
  opened.push(tab);
  await tab.page.locator('[data-composer]').first().waitFor();
  return tab;
}

export const as = (user: string) => ({ user, request: `r${next()}`, channel: 'kdi', thread: null });
export const post = (text: string, user = 'i-jashtem') => world.client.say({ ...as(user), text });
export const send = (content = CARD, where = 'kdi') =>
  world.platform.send(channel(where), content, { deliveryId: `d${next()}` });

/** Looks again until what is expected of it is so; a busy machine takes its time. */
export const until = <T>(look: () => T) => expect.poll(look, { timeout: 10_000 });

/** What has the focus, as a short text. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    const label =
      here?.getAttribute('aria-label') ??
      (here as HTMLInputElement | null)?.labels?.[0]?.textContent;
    return `${here?.tagName.toLowerCase()} ${(label ?? here?.textContent ?? '').trim()}`;
  });

/** How far the page is wider than the screen. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The errors of the pages that are open, taken out: they are no longer a failure of the test. */
export const takeErrors = (): string[] => opened.flatMap((tab) => tab.errors.splice(0));

/** Tests of the page in Chromium, a new sandbox for each; an error in a page fails its test. */
export function describePage(name: string, tests: () => void): void {
  describeBrowser(name, () => {
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
      world = await openSandbox();
    });
    afterEach(async () => {
      const errors = takeErrors();
      for (const tab of opened) await tab.close();
      opened = [];
      await world.close();
      expect(errors).toEqual([]);
    });

    tests();
  });
}
