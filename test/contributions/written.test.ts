import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileLost } from '../../src/chat/form.ts';
import { TEXT_LENGTH } from '../../src/contributions/longText.ts';
import { translate } from '../../src/i18n/index.ts';
import { buttonsOf, type Desk, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { press, publish } from '../chat/story.ts';
import { makeDocx } from '../documents/makeDocx.ts';
import { asks, haveArticles } from './law.ts';

let desk: Desk;
let number: string;
beforeEach(async () => {
  desk = await openDesk();
  number = await publish(desk);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const withArticles = async () => haveArticles(desk, (await desk.db.draft.findFirstOrThrow()).id);
const open = async (article: string, user = 'ana') => {
  const view = await asks(desk, user, 'kcsf', number, article);
  return opened(await press(desk, user, 'kcsf', view, 'contribution.article'));
};
const proposed = async () =>
  (
    await desk.db.contributionVersion.findFirstOrThrow({
      orderBy: [{ contribution: { ordinal: 'desc' } }, { version: 'desc' }],
    })
  ).proposedText;
const file = (name: string, bytes: Uint8Array) => ({
  name,
  size: bytes.length,
  read: async () => bytes,
});
/** Presses one of the buttons under an answer to what was written. */
const choose = (answer: Parameters<typeof told>[0], label: string) => {
  const button = buttonsOf(told(answer)).find((one) => one.label === label);
  if (!button) throw new Error(`no button ${label}`);
  return desk.presses('ana', 'dm-ana', button.act, button.args);
};

const long = (name: string) => `${name}. ${'Fjalë pas fjale, gjatë. '.repeat(150)}Fund.`;

describe('what a person writes to the bot', () => {
  it('takes the place of the article in the form that is open, and is submitted with a tap', async () => {
    await withArticles();
    await open('5');
    const answer = await desk.writes('ana', 'Ndërmarrja regjistrohet falas.');
    expect(textOf(told(answer))).toContain(
      `Your text for ${number} · Neni 5 now has 30 characters`,
    );
    const done = told(await choose(answer, 'Submit'));
    expect(textOf(done)).toContain(`${number}/K-001`);
    expect(await proposed()).toBe('Ndërmarrja regjistrohet falas.');
    // Pressed once more it shows the same and is no second contribution.
    expect(textOf(told(await choose(answer, 'Submit')))).toContain(`${number}/K-001`);
    expect(await desk.db.contribution.count()).toBe(1);
  });

  it('keeps the label and the heading of the article, which nobody writes again', async () => {
    const head = 'Neni 7\nGjelbërimi';
    const articles = [['Neni 7', 'Gjelbërimi', `${head}\n1. Një dru.\n2. Dy.`]] as const;
    await haveArticles(desk, (await desk.db.draft.findFirstOrThrow()).id, articles);
    for (const [typed, whole] of [
      ['1. Tre drurë.', `${head}\n1. Tre drurë.`],
      ['Gjelberimi\n1. Tre.', 'Neni 7\nGjelberimi\n1. Tre.'],
      ['Neni 7\nTjetër titull\n1. Tre.', 'Neni 7\nTjetër titull\n1. Tre.'],
    ] as const) {
      await open('7');
      told(await choose(await desk.writes('ana', typed), 'Submit'));
      expect(await proposed()).toBe(whole);
    }
    const files = { file: [file('a.txt', Buffer.from('1. Katër.'))] };
    told(await desk.submits('ana', 'kcsf', await open('7'), {}, { files }));
    expect(await proposed()).toBe(`${head}\n1. Katër.`);
  });

  it('goes on below in as many messages as they like, past every field', async () => {
    await withArticles();
    await open('5');
    const texts = ['a', 'b', 'c', 'd'].map(long);
    let answer = await desk.writes('ana', texts[0] ?? '');
    for (const text of texts.slice(1)) answer = await desk.writes('ana', text);
    const form = opened(await choose(answer, 'Open the form'));
    expect(form.steps).toBeGreaterThan(1);
    told(await choose(answer, 'Submit'));
    expect(await proposed()).toBe(texts.join('\n'));
  });

  it('can be gone on with in the form, step by step', async () => {
    await withArticles();
    await open('5');
    const answer = await desk.writes('ana', ['a', 'b'].map(long).join('\n\n'));
    let form = opened(await choose(answer, 'Open the form'));
    const { steps } = form;
    for (let step = 0; step < steps - 1; step += 1) {
      const typed = form.inputs.map(({ name, value }) => [name, value ?? ''] as const);
      form = opened(await desk.submits('ana', 'kcsf', form, Object.fromEntries(typed)));
    }
    told(await desk.submits('ana', 'kcsf', form, {}));
    expect(await proposed()).toBe(['a', 'b'].map(long).join('\n\n'));
  });

  it('also where the act is not known article by article', async () => {
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    await desk.submits('ana', 'kcsf', form, { kind: 'amend', proposedText: 'Fillimi.', file: '' });
    const second = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
    expect(second.unfinished).not.toBe(form.unfinished);
    const answer = await desk.writes('ana', long('x'));
    told(await choose(answer, 'Submit'));
    expect(await proposed()).toBe(long('x'));
  });

  it('goes on with what is revised', async () => {
    await withArticles();
    const receipt = told(await desk.submits('ana', 'kcsf', await open('5'), { text1: 'Një.' }));
    opened(await press(desk, 'ana', 'kcsf', receipt, 'contribution.revise'));
    told(await choose(await desk.writes('ana', 'Dy.'), 'Submit'));
    expect(await desk.db.contributionVersion.findFirst({ where: { version: 2 } })).toMatchObject({
      proposedText: 'Dy.',
    });
  });

  it('is moved to another form, or taken out again', async () => {
    await withArticles();
    await desk.submits('ana', 'kcsf', await open('6'), { text1: 'Gjashtë.', opinion: 'none' });
    desk.moveTo('2026-11-23 09:05');
    await open('5');
    const answer = await desk.writes('ana', 'Për nenin 6.');
    const moved = await choose(answer, `It is for ${number} · Neni 6`);
    expect(textOf(told(moved))).toContain(`${number} · Neni 6 now has 21 characters`);
    told(await choose(moved, `It is for ${number} · Neni 5`));
    const five = await open('5');
    expect(five.inputs[0]?.value).toBe('Për nenin 6.');
    const again = await desk.writes('ana', 'Edhe kjo.');
    expect(textOf(told(await choose(again, 'Take it out')))).toContain('Taken out of');
    expect((await open('5')).inputs[0]?.value).toBe('Për nenin 6.');
  });

  it('comes as a file, and says what is wrong with one', async () => {
    await withArticles();
    await open('5');
    const docx = makeDocx(['Neni 5', 'Falas.']);
    expect(refused(await desk.writes('ana', '', [file('a.odt', docx)]))).toContain(
      'txt, docx, pdf',
    );
    const lost = { name: 'a.docx', read: () => Promise.reject(new FileLost()) };
    expect(refused(await desk.writes('ana', '', [lost]))).toBe(translate('en', 'form.fileLost'));
    told(await choose(await desk.writes('ana', '', [file('a.docx', docx)]), 'Submit'));
    expect(await proposed()).toBe('Neni 5\nFalas.');
  });

  it('is refused beyond the greatest length, and what was there stays', async () => {
    await withArticles();
    const form = await open('5');
    told(await desk.writes('ana', 'x'.repeat(TEXT_LENGTH - 5)));
    expect(refused(await desk.writes('ana', 'yyyyyyyy'))).toContain('100');
    const row = await desk.db.unfinished.findUniqueOrThrow({ where: { id: form.unfinished } });
    expect(JSON.stringify(row.values)).not.toContain('yyyy');
  });

  it('is a command where it is one, unless it is a text of several lines', async () => {
    await withArticles();
    await open('5');
    expect(textOf(told(await desk.writes('ana', 'contributions')))).not.toContain('Your text');
    const text = 'Gjuha\ne punës është shqipja.';
    expect(textOf(told(await desk.writes('ana', text)))).toContain('Your text for');
  });

  it('is nothing where no form is open, and nobody else’s', async () => {
    await withArticles();
    expect(refused(await desk.writes('ana', 'Përshëndetje'))).toContain('Përshëndetje');
    await open('5');
    expect(refused(await desk.writes('ada', 'Tekst i huaj'))).toContain('Tekst');
    desk.moveTo('2026-11-23 14:00');
    expect(refused(await desk.writes('ana', 'Pas drekës'))).toContain('Pas');
  });

  it('acts once when it comes twice', async () => {
    await withArticles();
    await open('5');
    told(await desk.writes('ana', 'Një herë.', [], 'same'));
    expect((await desk.writes('ana', 'Një herë.', [], 'same')).kind).toBe('nothing');
    expect(textOf(told(await desk.writes('ana', 'Dy.')))).toContain('now has 13 characters');
  });

  it('is help when there is nothing in it, and empties no article', async () => {
    await withArticles();
    const form = await open('5');
    expect(textOf(told(await desk.writes('ana', ' ')))).toContain('contribute');
    const row = await desk.db.unfinished.findUniqueOrThrow({ where: { id: form.unfinished } });
    expect(row.values).toMatchObject({ text1: form.inputs[0]?.value });
  });

  it('is not lost when there is no room for it where it is moved', async () => {
    await withArticles();
    await open('6');
    told(await desk.writes('ana', 'x'.repeat(TEXT_LENGTH - 5)));
    desk.moveTo('2026-11-23 09:05');
    const five = await open('5');
    const answer = await desk.writes('ana', 'Teksti im.');
    expect(refused(await choose(answer, `It is for ${number} · Neni 6`))).toContain('100');
    const row = await desk.db.unfinished.findUniqueOrThrow({ where: { id: five.unfinished } });
    expect(row.values).toMatchObject({ text1: 'Teksti im.' });
  });

  it('is taken out only as what was written last, and not over what was typed since', async () => {
    await withArticles();
    const form = await open('5');
    const first = await desk.writes('ana', 'E para.');
    const second = await desk.writes('ana', 'E dyta.');
    expect(refused(await choose(first, 'Take it out'))).toBe(
      translate('en', 'contribution.written.notLast'),
    );
    await desk.submits('ana', 'kcsf', form, { text1: 'E shtypur.', opinion: 'nonsense' });
    expect(refused(await choose(second, 'Take it out'))).toContain('was changed since');
    const third = await desk.writes('ana', 'E treta.');
    told(await choose(third, 'Take it out'));
    told(await desk.submits('ana', 'kcsf', await open('5'), { opinion: '' }));
    expect(await proposed()).toBe('E shtypur.');
  });

  it('goes on below a file that was handed over in the form', async () => {
    await withArticles();
    const form = await open('5');
    const files = { file: [file('a.txt', Buffer.from('Nga skedari.'))] };
    await desk.submits('ana', 'kcsf', form, { opinion: 'nonsense' }, { files });
    const again = opened(await choose(await desk.writes('ana', 'Dhe kjo.'), 'Open the form'));
    told(await desk.submits('ana', 'kcsf', again, { opinion: '' }));
    expect(await proposed()).toBe('Nga skedari.\nDhe kjo.');
  });

  it('is the words beside a file and every file, in their order', async () => {
    await withArticles();
    await open('5');
    const files = ['Dy.', 'Tre.'].map((text) => file('a.txt', Buffer.from(text)));
    told(await choose(await desk.writes('ana', 'Një.', files), 'Submit'));
    expect(await proposed()).toBe('Një.\nDy.\nTre.');
  });

  it('goes to the form that was open then, whatever is opened while a file is read', async () => {
    await withArticles();
    await open('5');
    const slow = {
      name: 'a.txt',
      async read() {
        desk.moveTo('2026-11-23 09:01');
        await open('6');
        return Buffer.from('Për nenin 5.');
      },
    };
    const answer = await desk.writes('ana', '', [slow]);
    expect(textOf(told(answer))).toContain(`${number} · Neni 5 now has`);
  });

  it('is a text where more words follow a verb than it takes', async () => {
    await withArticles();
    await open('5');
    const line = 'Kontributet e anëtarëve paguhen çdo vit.';
    expect(textOf(told(await desk.writes('ana', line)))).toContain('Your text for');
    expect(textOf(told(await desk.writes('ana', '/contributions')))).not.toContain('Your text');
    told(await desk.writes('ana', 'CiviKos propozon ndryshime.'));
    told(await choose(await desk.writes('ana', 'Fund.'), 'Submit'));
    expect(await proposed()).toBe(`${line}\nCiviKos propozon ndryshime.\nFund.`);
  });

  it('asks before it goes into a text of days ago, and never into what is closed', async () => {
    await withArticles();
    await desk.submits('ana', 'kcsf', await open('5'), { text1: 'Fillimi.', opinion: 'nonsense' });
    desk.moveTo('2026-11-25 09:00');
    const asked = await desk.writes('ana', 'Faleminderit!');
    expect(textOf(told(asked))).toContain(translate('en', 'contribution.written.which'));
    expect(textOf(told(await choose(asked, `It is for ${number} · Neni 5`)))).toContain(
      'Now write it or send it again',
    );
    told(await desk.writes('ana', 'Vazhdimi.'));
    const { id } = await desk.db.draft.findFirstOrThrow();
    await desk.db.draft.update({ where: { id }, data: { state: 'closed' } });
    expect(refused(await desk.writes('ana', 'Edhe një fjalë e gjatë'))).toContain('Edhe një');
    const file1 = file('a.txt', Buffer.from('Tekst.'));
    expect(refused(await desk.writes('ana', '', [file1]))).toBe(
      translate('en', 'chat.nothingOpen'),
    );
  });

  it('keeps the head of the article in a revision, too', async () => {
    const head = 'Neni 7\nGjelbërimi';
    const articles = [['Neni 7', 'Gjelbërimi', `${head}\n1. Një dru.`]] as const;
    await haveArticles(desk, (await desk.db.draft.findFirstOrThrow()).id, articles);
    const text1 = `${head}\n1. Dy.`;
    const receipt = told(await desk.submits('ana', 'kcsf', await open('7'), { text1 }));
    opened(await press(desk, 'ana', 'kcsf', receipt, 'contribution.revise'));
    told(await choose(await desk.writes('ana', '1. Katër.'), 'Submit'));
    expect(await proposed()).toBe(`${head}\n1. Katër.`);
  });
});
