import type { Locator, Page } from 'playwright-core';

/** What a delegate changes in the demonstration act: "may" becomes "must". */
export const ARTICLE = '5';
export const MAY = 'mund të dëgjojë';
export const MUST = 'detyrohet të dëgjojë';

export interface Walk {
  /** How often the screen was tapped. */
  taps: number;
  /** What the receipt says. */
  receipt: string;
}

/**
 * The way of a delegate with a phone from the card of a draft to a submitted change of one article.
 * Everything that is typed goes where the focus is: a field that must be tapped first is a tap.
 * `look` is called before each tap, and at the end.
 */
export async function walkPath(
  page: Page,
  look: (name: string) => Promise<void> = async () => {},
): Promise<Walk> {
  let taps = 0;
  const tap = async (name: string, target: Locator): Promise<void> => {
    await target.waitFor();
    await target.scrollIntoViewIfNeeded();
    await look(name);
    taps += 1;
    await target.tap();
  };
  const dialog = page.getByRole('dialog');

  const card = page.locator('article').filter({ hasText: 'DEMO-2026-002' }).first();
  await tap('card', card.getByRole('button', { name: 'Contribute', exact: true }));
  await dialog.waitFor();
  await page.keyboard.type(ARTICLE);
  await tap('article', dialog.locator('[type="submit"]'));
  const view = page.locator('.only-you').last();
  await tap('text', view.getByRole('button', { name: 'Propose a change' }));
  const field = page.getByLabel('The text as it should read');
  await field.waitFor();
  const text = await field.inputValue();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text.replace(MAY, MUST));
  await tap('change', dialog.locator('[type="submit"]'));
  await dialog.waitFor({ state: 'detached' });
  const receipt = page.locator('.only-you').filter({ hasText: 'DEMO-2026-002/K-001' }).last();
  await receipt.waitFor();
  await receipt.scrollIntoViewIfNeeded();
  await look('receipt');
  return { taps, receipt: (await receipt.textContent()) ?? '' };
}
