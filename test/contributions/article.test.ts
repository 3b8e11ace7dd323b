import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIELD_LENGTH, TEXT_LENGTH } from '../../src/contributions/longText.ts';
import { translate } from '../../src/i18n/index.ts';
import {
  buttonsOf,
  channelRef,
  type Desk,
  errorsOf,
  openDesk,
  opened,
  refused,
  textOf,
  told,
  userRef,
} from '../chat/desk.ts';
import { press, publish } from '../chat/story.ts';
import { makeDocx } from '../documents/makeDocx.ts';
import { ARTICLES, asks, haveArticles } from './law.ts';

let desk: Desk;
let number: string;
let draftId: string;
beforeEach(async () => {
  desk = await openDesk();
  number = await publish(desk);
  draftId = (await desk.db.draft.findFirstOrThrow()).id;
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const ask = (typed: string, user = 'ana', channel = 'kcsf') =>
  asks(desk, user, channel, number, typed);
const write = async (typed: string, act = 'contribution.article') =>
  opened(await press(desk, 'ana', 'kcsf', await ask(typed), act));
const add = async (typed: string) => {
  const view = await ask(typed);
  const button = buttonsOf(view).find(({ args }) => args[1] === 'add');
  return opened(await desk.presses('ana', 'kcsf', button?.act ?? '', button?.args ?? []));
};
const version = () =>
  desk.db.contributionVersion.findFirstOrThrow({
    orderBy: [{ contribution: { ordinal: 'desc' } }, { version: 'desc' }],
  });
const rule = ARTICLES[1][2];
const file = (name: string, bytes: Uint8Array) => ({
  file: [{ name, size: bytes.length, read: async () => bytes }],
});

describe('without articles', () => {
  it('the form is what it was', async () => {
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    expect(form.inputs.map(({ name }) => name)).toEqual([
      'kind',
      'article',
      'proposedText',
      'justification',
      'file',
    ]);
    expect(form.steps).toBe(1);
  });

  it('an article that is named with the command stands in its field', async () => {
    const form = opened(await desk.types('ana', 'kcsf', `contribute ${number} neni 5`));
    expect(form.inputs.find(({ name }) => name === 'article')?.value).toBe('neni 5');
  });

  it('the words of a title still name the draft', async () => {
    const form = opened(await desk.types('ana', 'kcsf', 'contribute projektligji per sociale'));
    expect(form.intro).toContain(number);
    expect(form.inputs.find(({ name }) => name === 'article')?.value).toBeFalsy();
  });
});

describe('an article is found', () => {
  beforeEach(() => haveArticles(desk, draftId));

  it.each([
    ['5', 'Neni 5 – Regjistrimi'],
    ['neni 5', 'Neni 5 – Regjistrimi'],
    ['Član 5', 'Neni 5 – Regjistrimi'],
    ['5a', 'Neni 5A – Afati i regjistrimit'],
    ['5 A', 'Neni 5A – Afati i regjistrimit'],
    ['financimi', 'Neni 6 – Financimi'],
    ['tridhjete dite', 'Neni 5A – Afati i regjistrimit'],
    ['kuvendi', 'Before the first article'],
  ])('by “%s”', async (typed, title) => {
    expect((await ask(typed)).summary).toBe(`${number}: ${title}`);
  });

  it('among several by a button', async () => {
    const choice = await ask('regjistrim');
    expect(buttonsOf(choice).map(({ label }) => label)).toEqual([
      'Neni 5 – Regjistrimi',
      'Neni 5A – Afati i regjistrimit',
    ]);
    const view = told(await press(desk, 'ana', 'kcsf', choice, 'contribution.view'));
    expect(textOf(view)).toContain(rule);
  });

  it('or not, which is said beside the field, and what was typed is kept', async () => {
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    const again = await desk.submits('ana', 'kcsf', form, { article: 'dogana' });
    expect(errorsOf(again).article).toBe(
      translate('en', 'contribution.article.unknown', { text: 'dogana' }),
    );
    expect(told(await desk.submits('ana', 'kcsf', form, { article: '6' })).summary).toContain(
      'Neni 6',
    );
    // Pressed once more, the form that has ended shows the same.
    expect(told(await desk.submits('ana', 'kcsf', form, { article: '6' })).summary).toContain(
      'Neni 6',
    );
  });

  it('with the command at once', async () => {
    expect(told(await desk.types('ana', 'kcsf', `contribute ${number} 5a`)).summary).toContain(
      'Neni 5A',
    );
    expect(refused(await desk.types('ana', 'kcsf', `contribute ${number} dogana`))).toBe(
      translate('en', 'contribution.article.unknown', { text: 'dogana' }),
    );
  });

  it('while one types behind the draft, in the order of the act', async () => {
    const offered = async (typed: string, draft = number, act = 'contribute') => {
      const request = { user: userRef('ana'), channel: channelRef('kcsf'), act, typed };
      const given: Record<string, string> = draft === '' ? {} : { draft };
      return (await desk.router.complete({ ...request, option: 'article', given })).map(
        ({ value, label }) => [value, label],
      );
    };
    expect(await offered('')).toEqual(
      ARTICLES.map(([label, heading]) => [label, `${label} – ${heading}`]),
    );
    expect(await offered('5')).toEqual([
      ['Neni 5', 'Neni 5 – Regjistrimi'],
      ['Neni 5A', 'Neni 5A – Afati i regjistrimit'],
    ]);
    expect(await offered('nenit financ')).toEqual([]);
    expect(await offered('financ', number, 'articles')).toEqual([['Neni 6', 'Neni 6 – Financimi']]);
    expect(await offered('', '')).toEqual([]);
    expect(await offered('', 'XYZ-2026-001')).toEqual([]);
  });

  it('and a file for the whole act is not lost when an article is asked for meanwhile', async () => {
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    const whole = opened(await desk.submits('ana', 'kcsf', form, { article: '' }));
    const files = file('a.txt', Buffer.from('I tërë akti.'));
    await desk.submits('ana', 'kcsf', whole, { kind: '' }, { files });
    await ask('6');
    const mine = textOf(told(await desk.uses('ana', 'kcsf', 'contributions')));
    expect(mine).toContain(`${number}, last changed`);
  });

  it('or the whole act is meant', async () => {
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    const whole = opened(await desk.submits('ana', 'kcsf', form, { article: '' }));
    expect(whole.inputs.map(({ name }) => name)).toEqual([
      'kind',
      'proposedText',
      'justification',
      'file',
    ]);
    const left = { kind: 'comment', proposedText: 'Mungon preambula.' };
    // What was begun on the whole act is still there when an article is asked for meanwhile.
    await desk.submits('ana', 'kcsf', whole, { ...left, kind: '' });
    await ask('6');
    const first = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    const again = opened(await desk.submits('ana', 'kcsf', first, { article: '' }));
    expect(again.inputs.find(({ name }) => name === 'proposedText')?.value).toBe(left.proposedText);
    told(await desk.submits('ana', 'kcsf', again, left));
    expect(await version()).toMatchObject({ kind: 'comment', article: null, articleId: null });
  });
});

describe('a proposal for an article', () => {
  beforeEach(() => haveArticles(desk, draftId));

  it('begins with the present text and is an amendment when that is changed', async () => {
    const form = await write('5');
    expect(form.intro).toContain('Neni 5. ');
    expect(form.inputs[0]?.value).toBe(rule);
    const receipt = textOf(
      told(await desk.submits('ana', 'kcsf', form, { text1: rule.replace('mund', 'duhet') })),
    );
    expect(receipt).toContain('Amendment · Neni 5');
    expect(receipt).toContain('Ndërmarrja sociale [−mund−][+duhet+] të regjistrohet');
    expect(await version()).toMatchObject({
      kind: 'amend',
      article: 'Neni 5',
      currentText: rule,
      proposedText: rule.replace('mund', 'duhet'),
    });
    const { id } = await desk.db.contribution.findFirstOrThrow();
    expect(await desk.shown('contribution', id, 'office')).toContain('[−mund−][+duhet+]');
  });

  it('leaves out the empty lines that lead to the next article', async () => {
    await desk.db.article.updateMany({
      where: { draftId, text: rule },
      data: { text: `${rule}\n\n` },
    });
    const form = await write('5');
    expect(form.inputs[0]?.value).toBe(rule);
    told(await desk.submits('ana', 'kcsf', form, { text1: `${rule} Shtesë.` }));
    expect(await version()).toMatchObject({ currentText: rule, proposedText: `${rule} Shtesë.` });
  });

  it('is a deletion when the text is emptied', async () => {
    told(await desk.submits('ana', 'kcsf', await write('5'), { text1: '' }));
    expect(await version()).toMatchObject({
      kind: 'delete',
      currentText: rule,
      proposedText: null,
    });
  });

  it('is an opinion when the text is left', async () => {
    const form = await write('5');
    expect(errorsOf(await desk.submits('ana', 'kcsf', form, { text1: rule }))).toEqual({
      justification: translate('en', 'contribution.nothingChanged'),
    });
    told(await desk.submits('ana', 'kcsf', form, { justification: 'Pse?' }));
    expect(await version()).toMatchObject({ kind: 'comment', proposedText: null });
    const other = await write('6');
    told(await desk.submits('ana', 'kcsf', other, { opinion: 'support' }));
    expect(await version()).toMatchObject({ kind: 'support', article: 'Neni 6' });
    const third = await write('1');
    told(await desk.submits('ana', 'kcsf', third, { opinion: 'object', justification: 'Jo.' }));
    expect(await version()).toMatchObject({ kind: 'object', article: 'Neni 1' });
  });

  it('is an addition when a new article is to follow', async () => {
    const form = await add('5');
    expect(form.inputs[0]?.value).toBeFalsy();
    expect(errorsOf(await desk.submits('ana', 'kcsf', form, { text1: '' }))).toHaveProperty(
      'text1',
    );
    const receipt = told(await desk.submits('ana', 'kcsf', form, { text1: 'Neni i ri.' }));
    expect(textOf(receipt)).toContain('Addition · after Neni 5');
    expect(await version()).toMatchObject({ kind: 'add', currentText: null });
  });

  it('is revised from what was proposed, and the kind follows anew', async () => {
    const receipt = told(await desk.submits('ana', 'kcsf', await write('5'), { text1: 'Tjetër.' }));
    const form = opened(await press(desk, 'ana', 'kcsf', receipt, 'contribution.revise'));
    expect(form.inputs[0]?.value).toBe('Tjetër.');
    told(await desk.submits('ana', 'kcsf', form, { text1: rule, opinion: 'support' }));
    expect(await version()).toMatchObject({ version: 2, kind: 'support', currentText: rule });
    const mine = told(await desk.uses('ana', 'kcsf', 'contributions'));
    const history = textOf(told(await press(desk, 'ana', 'kcsf', mine, 'contribution.history')));
    expect(history).toContain('Version 2 · ');
    expect(history).toMatch(/\[−Tjetër\.−\]\[\+1\. Ndërmarrja|\[−Tjetër\. ?−\]\[\+1/);
    expect(history).toContain('Version 1 · ');
  });

  it('of one article is not lost when another is begun', async () => {
    const form = await write('5');
    await desk.submits('ana', 'kcsf', form, { text1: rule, justification: '' });
    const other = await write('6');
    expect(other.inputs[0]?.value).toBe(ARTICLES[3][2]);
    const five = await desk.db.unfinished.findUniqueOrThrow({ where: { id: form.unfinished } });
    expect(five.state).toBe('open');
    const mine = textOf(told(await desk.uses('ana', 'kcsf', 'contributions')));
    expect(mine).toContain(`${number} · Neni 5, last changed`);
  });

  it('whose article was cut anew is said, and what was typed stays', async () => {
    const form = await write('5');
    await desk.db.article.deleteMany();
    await haveArticles(desk, draftId);
    expect(refused(await desk.submits('ana', 'kcsf', form, { text1: 'Shkrova.' }))).toBe(
      translate('en', 'contribution.article.gone'),
    );
    const row = await desk.db.unfinished.findUniqueOrThrow({ where: { id: form.unfinished } });
    expect(row.values).toMatchObject({ text1: 'Shkrova.' });
  });
});

describe('a long text', () => {
  const paragraph = (name: string) => `${name} ${'fjalë pas fjale '.repeat(120)}fund.`;
  const long = ['a', 'b', 'c', 'd', 'e'].map(paragraph).join('\n\n');

  it('stands in parts over several steps and comes together again', async () => {
    await haveArticles(desk, draftId, [['Neni 7', 'Gjatë', long]]);
    const form = await write('7');
    expect(form.steps).toBe(3);
    expect(form.inputs.map(({ name }) => name)).toEqual(['text1', 'text2', 'text3']);
    for (const { value } of form.inputs) expect(value?.length).toBeLessThan(FIELD_LENGTH);
    const typed = Object.fromEntries(form.inputs.map(({ name, value }) => [name, value ?? '']));
    const second = opened(await desk.submits('ana', 'kcsf', form, typed));
    const changed = second.inputs[1]?.value?.replace('e fjalë', 'E FJALË') ?? '';
    const end = opened(
      await desk.submits('ana', 'kcsf', second, {
        text4: second.inputs[0]?.value ?? '',
        text5: changed,
      }),
    );
    told(await desk.submits('ana', 'kcsf', end, { justification: '' }));
    expect((await version()).proposedText).toBe(long.replace('\ne fjalë', '\nE FJALË'));
  });

  it('goes on in a further step when the field is full', async () => {
    await haveArticles(desk, draftId);
    const form = await write('5');
    const full = 'x'.repeat(FIELD_LENGTH);
    const more = opened(
      await desk.submits('ana', 'kcsf', form, { text1: full, justification: 'Gjatë.' }),
    );
    expect(more.inputs.map(({ name }) => name)).toEqual(['text2', 'text3', 'text4']);
    told(await desk.submits('ana', 'kcsf', more, { text2: 'fund' }));
    expect(await version()).toMatchObject({
      proposedText: `${full}\nfund`,
      justification: 'Gjatë.',
    });
  });

  it('comes as a file, in the encodings that people have', async () => {
    await haveArticles(desk, draftId);
    const bytes = Buffer.from(`\ufeffKy është teksti.\r\n${'x'.repeat(5_000)}`, 'utf16le');
    const form = await write('5');
    const files = file('neni.TXT', bytes);
    const receipt = told(await desk.submits('ana', 'kcsf', form, { text1: rule }, { files }));
    const { proposedText } = await version();
    expect(proposedText).toBe(`Ky është teksti.\n${'x'.repeat(5_000)}`);
    const reference = /\S+\/K-\d{3}/.exec(textOf(receipt))?.[0] ?? '';
    const page = told(await desk.presses('ana', 'kcsf', 'contribution.text', [reference]));
    expect(textOf(page)).toContain('Part 1 of 4');
    const next = told(await press(desk, 'ana', 'kcsf', page, 'contribution.text'));
    expect(next.parts).toContainEqual({ kind: 'context', text: 'Part 2 of 4' });
  });

  it('comes as a Word document', async () => {
    await haveArticles(desk, draftId);
    const files = file('neni.docx', makeDocx(['Neni 5', 'Ndërmarrja regjistrohet falas.']));
    told(await desk.submits('ana', 'kcsf', await write('5'), { text1: rule }, { files }));
    expect((await version()).proposedText).toBe('Neni 5\nNdërmarrja regjistrohet falas.');
  });

  it.each([
    ['a.docx', Buffer.from('PK\u0003\u0004 and nothing more'), 'document.text.damaged'],
    ['a.txt', Buffer.from('a\0b'.repeat(9)), 'document.text.notText'],
    ['a.txt', Buffer.from(' \n '), 'document.text.empty'],
    ['a.odt', Buffer.from('x'), 'form.badFile'],
    ['a.txt', Buffer.from('x'.repeat(TEXT_LENGTH + 1)), 'form.tooLong'],
  ] as const)(
    'in a file %s that is none is refused, and what was typed is kept',
    async (...row) => {
      const [name, bytes, key] = row;
      await haveArticles(desk, draftId);
      const form = await write('5');
      const files = file(name, bytes);
      const answer = await desk.submits('ana', 'kcsf', form, { text1: 'Ruaje.' }, { files });
      expect(errorsOf(answer).file).toBe(
        translate('en', key, {
          kinds: 'txt, docx, pdf',
          max: TEXT_LENGTH,
          length: TEXT_LENGTH + 1,
        }),
      );
      expect(await desk.db.contribution.count()).toBe(0);
      const left = await desk.db.unfinished.findUniqueOrThrow({ where: { id: form.unfinished } });
      expect(left.values).toMatchObject({ text1: 'Ruaje.' });
    },
  );
});
