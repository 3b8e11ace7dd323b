import { expect, it } from 'vitest';
import { drawPicture } from '../../src/charts/picture.ts';
import { as, describePage, focused, open, post, send, takeErrors, until, world } from './pages.ts';
import { sentence } from './stub.ts';
import { channel } from './world.ts';

describePage('the sandbox page in Chromium', () => {
  it('takes a form from the slash to its end by keyboard alone', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    const list = page.getByRole('listbox', { name: 'Komandat' });
    await list.waitFor();
    await page.keyboard.type('kontr');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Kontributi juaj' });
    await dialog.waitFor();
    await until(() => focused(page)).toBe('input Neni (opsionale)');

    // Focus goes round inside the dialog.
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () =>
          document.activeElement === document.body || !!document.activeElement?.closest('dialog'),
      );
      expect(inside).toBe(true);
    }

    await dialog.getByLabel('Neni').focus();
    await page.keyboard.type('Neni 5');
    await page.keyboard.press('Enter');
    const kind = dialog.getByLabel('Lloji');
    await until(() => kind.getAttribute('aria-invalid')).toBe('true');
    await until(() => focused(page)).toBe('select Lloji');
    const described = await kind.evaluate((field) =>
      (field.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' '),
    );
    expect(described).toBe('Plotësoni fushën «Lloji».');
    expect(await dialog.getByRole('alert').textContent()).toContain('Kontrolloni 2 fusha');
    expect(await dialog.getByLabel('Neni').inputValue()).toBe('Neni 5');

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Teksti i ri.');
    await dialog.getByLabel('Neni').focus();
    await page.keyboard.press('Enter');
    await until(() => focused(page)).toBe('textarea Arsyetimi');
    expect(await dialog.getByText('Hapi 2 nga 2').count()).toBe(1);
    await page.keyboard.type('Sepse.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await until(() => focused(page)).toBe('textarea Mesazh në #kdi');
    const log = page.getByRole('log');
    await until(() => log.textContent()).toContain('Kontributi MAPL-2026-003/K-007');
    expect(await page.locator('.only-you').textContent()).toContain('Vetëm ju e shihni këtë');
    expect(world.stub.invocations.at(-1)).toMatchObject({ values: { why: 'Sepse.' } });
  });

  it('goes back a step and forgets nothing that was typed', async () => {
    await send();
    const { page } = await open();
    const button = page.getByRole('button', { name: 'Kontribuo', exact: true });
    await button.click();
    await page.getByLabel('Teksti i propozuar').fill('Teksti im.');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('button Kontribuo');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Teksti i propozuar').inputValue()).toBe('Teksti im.');
    await page.getByLabel('Lloji').selectOption('add');
    await page.getByRole('button', { name: 'Tjetra' }).click();
    await page.getByLabel('Arsyetimi').fill('Sepse.');
    await page.getByRole('button', { name: 'Prapa' }).click();
    await page.getByLabel('Teksti i propozuar').waitFor();
    await page.getByLabel('Lloji').selectOption('add');
    await page.getByLabel('Teksti i propozuar').fill('Tjetër.');
    await page.getByRole('button', { name: 'Tjetra' }).click();
    expect(await page.getByLabel('Arsyetimi').inputValue()).toBe('Sepse.');
  });

  it('hands over a file', async () => {
    await send();
    const { page } = await open();
    await page.getByRole('button', { name: 'Kontribuo', exact: true }).click();
    await page.getByLabel('Lloji').selectOption('add');
    await page.getByLabel('Teksti i propozuar').fill('Teksti.');
    await page.getByRole('button', { name: 'Tjetra' }).click();
    await page.getByLabel('Arsyetimi').fill('Sepse.');
    const file = { name: 'letra.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') };
    await page.getByLabel('Dokumenti').setInputFiles(file);
    await page.getByRole('button', { name: 'Dërgo kontributin' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(world.stub.files).toEqual([Buffer.from('%PDF')]);
  });

  it('completes an option from what the bot knows', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('shfaq');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Tab');
    const values = page.getByRole('listbox', { name: 'Vlerat e mundshme' });
    await until(() => values.getByRole('option').count()).toBe(2);
    const composer = page.getByLabel('Mesazh në #kdi');
    await page.keyboard.press('ArrowDown');
    const active = await composer.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).textContent()).toBe('MF-2026-011');
    await page.keyboard.press('Enter');
    expect(await composer.inputValue()).toBe('/projektakt shfaq MF-2026-011 ');
    await page.keyboard.press('Escape');
    await values.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.locator('.only-you').waitFor();
    expect(world.stub.invocations.at(-1)).toMatchObject({ text: 'projektakt shfaq MF-2026-011' });
  });

  it('opens a thread beside the channel and gives the focus back', async () => {
    const root = await send();
    await world.platform.send(channel('kdi'), sentence('Afati u shty.'), {
      deliveryId: 'reply',
      threadOf: root,
    });
    const { page } = await open();
    await page.getByRole('button', { name: /^1 përgjigje/ }).click();
    const thread = page.getByRole('complementary', { name: 'Përgjigjet' });
    await thread.getByText('Afati u shty.').waitFor();
    await until(() => focused(page)).toBe('textarea Përgjigje');
    await page.keyboard.type('Faleminderit.');
    await page.keyboard.press('Enter');
    await thread.locator('article').getByText('Faleminderit.').waitFor();
    await page.getByRole('button', { name: /^2 përgjigje/ }).waitFor();
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });
    await until(() =>
      page.evaluate(() => (document.activeElement as HTMLElement).dataset.message),
    ).toBe(root);
    // The browser's own "back" opens it again.
    await page.goBack();
    await thread.waitFor();
  });

  it('shows what others write as it comes, and marks other channels', async () => {
    await post('E para.');
    const { page } = await open();
    await page.getByText('E para.').waitFor();
    await post('E dyta <img src=x onerror=alert(1)>.');
    await page.locator('article').getByText('E dyta <img src=x onerror=alert(1)>.').waitFor();
    expect(await page.locator('.list img').count()).toBe(0);
    await until(() => page.getByRole('log').textContent()).toContain('Një i jashtëm: E dyta');
    expect(await page.getByRole('log').textContent()).not.toContain('E para');
    await send(sentence('Ngjarje.'), 'sekretariati');
    const link = page.getByRole('link', { name: 'sekretariati' });
    await until(() => link.textContent()).toContain('1 mesazh i palexuar');
    await until(() => page.title()).toBe('(1) #kdi – CiviKos');
    await link.click();
    await page.getByText('Ngjarje.').first().waitFor();
    await until(() => link.textContent()).not.toContain('palexuar');
    await page.locator('.divider.new').waitFor();
  });

  it('stays at the end when a picture gets its height', async () => {
    const { page } = await open();
    for (let line = 0; line < 20; line += 1) await post(`Rreshti ${line}`);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="500"/>';
    const bytes = await drawPicture(svg);
    const picture = { name: 'plan.png', bytes, alt: 'Të kryera: 11' };
    await world.platform.upload(channel('kdi'), picture, sentence('Plani.'), { deliveryId: 'p1' });
    await until(() =>
      page.getByAltText('Të kryera: 11').evaluate((image) => image.clientHeight),
    ).toBeGreaterThan(100);
    // The bottom of the picture is in view.
    await until(() =>
      page.getByAltText('Të kryera: 11').evaluate((image) => {
        const list = image.closest('section');
        const end = list?.getBoundingClientRect().bottom ?? Number.NaN;
        return image.getBoundingClientRect().bottom - end;
      }),
    ).toBeLessThanOrEqual(0);
  });

  it('comes back after the bot was away, with what was missed', async () => {
    const { page } = await open();
    await world.platform.stop();
    await page.getByText('Lidhja u ndërpre.').waitFor();
    await world.platform.start(world.stub);
    await send(sentence('Ndërkohë.'));
    await page.locator('article').getByText('Ndërkohë.').waitFor();
    await page.getByText('Lidhja u ndërpre.').waitFor({ state: 'detached' });
    // The refused attempts to connect are the only errors there may be.
    expect(takeErrors().filter((error) => !/503|ERR_/.test(error))).toEqual([]);
  });

  it('switches the person, who sees their own', async () => {
    await world.client.say({ ...as('delegati-kdi'), text: '/menu' });
    const { page } = await open();
    await until(() => page.locator('article').count()).toBe(0);
    await page.getByRole('button', { name: /^Po e shihni si: Sekretariati/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { checked: true, name: /Sekretariati/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.only-you').getByText('Çfarë doni?').waitFor();
    expect(await focused(page)).toContain('button Po e shihni si: Delegati i KDI-së');
    await page.getByRole('button', { name: 'Ndryshoje' }).click();
    await page.getByText('U ndryshua.').first().waitFor();
    expect(await page.locator('article').count()).toBe(1);
    // The button is gone; the focus stays with its message, and then with the channel.
    await until(() => focused(page)).toContain('article CiviKos');
    await page.getByRole('button', { name: 'Largoje' }).focus();
    await page.keyboard.press('Enter');
    await until(() => page.locator('article').count()).toBe(0);
    await until(() => focused(page)).toBe('textarea Mesazh në #kdi');
    await page.reload();
    await page.getByRole('button', { name: /Delegati i KDI-së/ }).waitFor();
  });

  it('puts an emoji on a message and takes it off, by keyboard', async () => {
    const message = await send();
    const { page } = await open();
    const article = page.locator(`[data-message="${message}"]`);
    await article.focus();
    await article.getByRole('button', { name: 'Shto reagim' }).first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const reaction = article.getByRole('button', { name: '✍️ nga Sekretariati' });
    await until(() => reaction.getAttribute('aria-pressed')).toBe('true');
    expect(world.stub.reactions).toMatchObject([{ emoji: '✍', added: true }]);
    await reaction.focus();
    await page.keyboard.press('Enter');
    await reaction.waitFor({ state: 'detached' });
    await until(() => focused(page)).toContain('article CiviKos');
  });

  it('goes through messages and channels with the arrows', async () => {
    await send();
    await post('Një.');
    await post('Dy.');
    const { page } = await open();
    await page.getByText('Dy.').first().waitFor();
    await page.locator('article').last().focus();
    const at = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('article')].indexOf(document.activeElement as HTMLElement),
      );
    await page.keyboard.press('ArrowUp');
    expect(await at()).toBe(1);
    await page.keyboard.press('Home');
    expect(await at()).toBe(0);
    await page.keyboard.press('End');
    expect(await at()).toBe(2);
    await page.getByRole('link', { name: 'sekretariati' }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain('kdi');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('textarea Mesazh në #kdi');
  });
});
