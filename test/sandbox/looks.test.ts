import { expect, it } from 'vitest';
import { PHONE } from './browser.ts';
import { describePage, focused, open, overflow, post, send, until, world } from './pages.ts';
import { sentence } from './stub.ts';
import { channel } from './world.ts';

describePage('the looks of the sandbox page in Chromium', () => {
  it('moves the clock to the next working day and to a moment', async () => {
    const { page } = await open();
    const clock = page.getByRole('region', { name: 'Koha e provës' });
    expect(await clock.textContent()).toContain('12:00E enjte11 qershor 2026');
    await clock.getByRole('button', { name: 'Dita tjetër e punës' }).click();
    await until(() => clock.textContent()).toContain('08:00E premte12 qershor 2026');
    await clock.getByRole('button', { name: 'Shko te një moment…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Shko te një moment' });
    await dialog.getByLabel('Data').fill('');
    await dialog.getByRole('button', { name: 'Shko', exact: true }).click();
    expect(await dialog.getByRole('alert').textContent()).toBe('Shkruani një datë dhe një orë.');
    await dialog.getByLabel('Data').fill('2026-12-14');
    await dialog.getByLabel('Ora').fill('09:30');
    await page.keyboard.press('Enter');
    await until(() => clock.textContent()).toContain('09:30E hënë14 dhjetor 2026');
    expect(world.moves.at(-1)?.toISOString()).toBe('2026-12-14T08:30:00.000Z');
    const said = 'Tani është E hënë, 14 dhjetor 2026, 09:30.';
    await until(() => page.getByRole('log').textContent()).toContain(said);
    await until(() => focused(page)).toBe('button Shko te një moment…');
  });

  it('speaks three languages and remembers which', async () => {
    for (let n = 0; n < 3; n += 1) await send(sentence(`${n}`), 'sekretariati');
    const { page } = await open();
    await page.getByLabel('Srpski').check({ force: true });
    await page.getByRole('heading', { name: 'Kanali' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('sr-Latn');
    expect(await page.getByRole('link', { name: 'sekretariati' }).textContent()).toContain(
      '3 nepročitane poruke',
    );
    expect(await page.getByRole('region', { name: 'Probno vreme' }).textContent()).toContain(
      'Četvrtak11. jun 2026.',
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Kanali' }).waitFor();
    await page.getByLabel('English').check({ force: true });
    await page.getByRole('heading', { name: 'Channels' }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('option', { name: /^\/draft new/ }).waitFor();
  });

  it('is light or dark as the device is, or as one chooses', async () => {
    const { page } = await open({ colorScheme: 'dark' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(22, 24, 29)');
    await page.getByLabel('E çelët').check({ force: true });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.reload();
    await page.locator('[data-composer]').first().waitFor();
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.getByLabel('Sipas pajisjes').check({ force: true });
    expect(await ground()).toBe('rgb(22, 24, 29)');
  });

  it('fits a phone: drawer, thread, form and commands, none wider than the screen', async () => {
    const root = await send();
    await post(`Fjalë-e-gjatë-${'x'.repeat(300)}`);
    await world.platform.send(channel('kdi'), sentence('Afati u shty.'), {
      deliveryId: 'reply',
      threadOf: root,
    });
    const { page } = await open(PHONE);
    await page.getByText('Fjalë-e-gjatë').first().waitFor();
    expect(await overflow(page)).toBe(0);

    const menu = page.getByRole('button', { name: 'Hap menynë e kanaleve' });
    await menu.tap();
    const drawer = page.getByRole('dialog', { name: 'Kanalet dhe cilësimet' });
    await drawer.waitFor();
    expect(await page.locator('.middle').evaluate((element: HTMLElement) => element.inert)).toBe(
      true,
    );
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await until(() => focused(page)).toBe('button Hap menynë e kanaleve');

    await page.getByRole('button', { name: /^1 përgjigje/ }).tap();
    const thread = page.getByRole('complementary', { name: 'Përgjigjet' });
    await thread.getByText('Afati u shty.').waitFor();
    expect(await thread.evaluate((element) => element.getBoundingClientRect().width)).toBe(360);
    expect(await overflow(page)).toBe(0);
    await page.goBack();
    await thread.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Shfaq komandat' }).tap();
    await page.getByRole('listbox').waitFor();
    expect(await overflow(page)).toBe(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Kontribuo', exact: true }).tap();
    await page.getByLabel('Teksti i propozuar').waitFor();
    expect(await overflow(page)).toBe(0);
    for (const button of await page.locator('dialog button.button').all()) {
      const box = await button.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(40);
    }
  });

  it('names every control, field and landmark', async () => {
    await send();
    const { page } = await open();
    await page.locator('article').first().waitFor();
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, a, input, select, textarea')]
        .filter((element) => {
          const labels = (element as HTMLInputElement).labels?.length ?? 0;
          const name = element.getAttribute('aria-label') ?? element.textContent?.trim();
          return !name && labels === 0;
        })
        .map((element) => element.outerHTML),
    );
    expect(nameless).toEqual([]);
    for (const landmark of ['main', 'navigation', 'complementary', 'log'] as const) {
      expect(await page.getByRole(landmark).count()).toBe(1);
    }
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('CiviKos');
  });
});
