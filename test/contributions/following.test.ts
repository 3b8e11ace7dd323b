import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitAct } from '../../src/documents/act/split.ts';
import { articlesOfDraft, replaceArticles } from '../../src/drafts/keepArticles.ts';
import { translate } from '../../src/i18n/index.ts';
import {
  buttonsOf,
  type Desk,
  errorsOf,
  openDesk,
  opened,
  refused,
  textOf,
  told,
} from '../chat/desk.ts';
import { press, publish } from '../chat/story.ts';
import { asks, haveArticles } from './law.ts';

let desk: Desk;
let number: string;
let draftId: string;
beforeEach(async () => {
  desk = await openDesk();
  number = await publish(desk);
  draftId = (await desk.db.draft.findFirstOrThrow()).id;
  await haveArticles(desk, draftId);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

/** Opens the form of an article and leaves something in it that is not submitted. */
async function begin(article: string) {
  const view = await asks(desk, 'ana', 'kcsf', number, article);
  const form = opened(await press(desk, 'ana', 'kcsf', view, 'contribution.article'));
  await desk.submits('ana', 'kcsf', form, { text1: 'Tekst i ri.', opinion: 'nonsense' });
  return form;
}

const read = (text: string) =>
  desk.work((work) => replaceArticles(work, draftId, splitAct(text) ?? []));

async function resumed() {
  const list = told(await desk.uses('ana', 'kcsf', 'contributions'));
  const button = buttonsOf(list).find(({ act }) => act === 'form.resume');
  return opened(await desk.presses('ana', 'kcsf', 'form.resume', button?.args ?? []));
}

describe('what somebody began on an article, when the act is read anew', () => {
  it('stays with the article of the same number, and says that its text is another', async () => {
    await begin('5');
    await read('Neni 1\nQëllimi\nRi.\nNeni 5\nRegjistrimi\nTjetër tekst.\n');
    const form = await resumed();
    expect(form.inputs.find(({ name }) => name === 'text1')?.value).toBe('Tekst i ri.');
    expect(form.intro).toContain(translate('en', 'contribution.article.changed'));
    // Said once more where the form was open all the time, and then it is what its author wants.
    const warned = await desk.submits('ana', 'kcsf', form, { opinion: '' });
    expect(errorsOf(warned).text1).toBe(translate('en', 'contribution.article.changed'));
    const done = told(await desk.submits('ana', 'kcsf', form, { opinion: '' }));
    expect(textOf(done)).toContain('Neni 5');
    expect(await desk.db.contributionVersion.findFirst()).toMatchObject({
      currentText: expect.stringContaining('Tjetër tekst.'),
      proposedText: 'Tekst i ri.',
    });
  });

  it('says nothing of the kind while the text is the same', async () => {
    await begin('5');
    expect((await resumed()).intro).not.toContain(translate('en', 'contribution.article.changed'));
  });

  it('keeps an article that the new text no longer has, and can be submitted', async () => {
    await begin('5a');
    const { left } = await read('Neni 1\nQëllimi\nRi.\nNeni 2\nTjetër\nTekst.\n');
    expect(left).toBe(1);
    const done = told(await desk.submits('ana', 'kcsf', await resumed(), { opinion: '' }));
    expect(textOf(done)).toContain('Neni 5A');
  });

  it('is no opinion about another text when nothing was changed in it', async () => {
    const view = await asks(desk, 'ana', 'kcsf', number, '5');
    const form = opened(await press(desk, 'ana', 'kcsf', view, 'contribution.article'));
    await read('Neni 1\nQëllimi\nRi.\nNeni 5\nRegjistrimi\nTjetër tekst.\n');
    const text1 = form.inputs[0]?.value ?? '';
    const values = { text1, opinion: 'support', justification: 'Pajtohemi.' };
    told(await desk.submits('ana', 'kcsf', form, values));
    expect(await desk.db.contributionVersion.findFirst()).toMatchObject({
      kind: 'support',
      proposedText: null,
      currentText: expect.stringContaining('Tjetër tekst.'),
    });
  });

  it('leaves nothing behind of an article whose form was only opened', async () => {
    const view = await asks(desk, 'ana', 'kcsf', number, '5a');
    opened(await press(desk, 'ana', 'kcsf', view, 'contribution.article'));
    expect(await read('Neni 1\nQëllimi\nRi.\nNeni 2\nTjetër\nTekst.\n')).toEqual({ left: 0 });
  });

  const merge = async (label: string) => {
    const row = (await articlesOfDraft(desk.db, draftId)).find((one) => one.label === label);
    const args = [row?.id ?? '', 'yes'];
    told(await desk.presses('boss', 'office', 'article.merge', args));
  };

  it.each([
    ['5a', 'Ndërmarrja sociale mund të regjistrohet pranë ministrisë.\nTekst i ri.'],
    ['5', 'Tekst i ri.\nRegjistrimi bëhet brenda tridhjetë ditësh.'],
  ])(
    'goes on as a text for both when staff merge article %s with its neighbour',
    async (article, text) => {
      await begin(article);
      await merge('Neni 5A');
      const form = await resumed();
      expect(form.intro).toContain('Neni 5.');
      expect(form.intro).not.toContain(translate('en', 'contribution.article.changed'));
      told(await desk.submits('ana', 'kcsf', form, { opinion: '' }));
      expect((await desk.db.contributionVersion.findFirst())?.proposedText).toContain(text);
    },
  );

  it('takes no form of staff with it: what they were correcting is gone', async () => {
    const row = (await articlesOfDraft(desk.db, draftId)).find(({ label }) => label === 'Neni 5A');
    const form = opened(await desk.presses('boss', 'office', 'article.edit', [row?.id ?? '']));
    await merge('Neni 5A');
    const sent = Object.fromEntries(form.inputs.map(({ name, value }) => [name, value ?? '']));
    expect(refused(await desk.submits('boss', 'office', form, sent))).toBe(
      translate('en', 'article.gone'),
    );
    const texts = (await articlesOfDraft(desk.db, draftId)).map((one) => one.text);
    expect(texts.join('\n')).toContain('Ndërmarrja sociale mund të regjistrohet');
  });
});
