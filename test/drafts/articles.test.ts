import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../../src/chat/act.ts';
import type { Form, IncomingFile } from '../../src/chat/form.ts';
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
import { draftValues, fill, press } from '../chat/story.ts';
import { longPdf } from '../documents/hostile.ts';
import { makeDocx } from '../documents/makeDocx.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const ACT = [
  'Kuvendi i Republikës së Kosovës,',
  'KAPITULLI I',
  'DISPOZITAT E PËRGJITHSHME',
  'Neni 1',
  'Qëllimi',
  'Ky ligj rregullon ndërmarrjet sociale.',
  'Neni 2',
  'Fusha e zbatimit',
  '1. Ligji zbatohet në tërë territorin.',
  'Dispozita e veçantë',
  '2. Ministria nxjerr udhëzim.',
  'Neni 3',
  'Hyrja në fuqi',
  'Ky ligj hyn në fuqi pas publikimit.',
  'Kryetari i Kuvendit',
];

const file = (name: string, bytes: Uint8Array) => ({ name, read: async () => bytes });

/** Fills the form of a new draft with a file; the preview. */
async function preview(bytes: Uint8Array | null, over: Values = {}, name = 'ligji.docx') {
  return previewOf(bytes ? file(name, bytes) : null, over);
}

async function previewOf(given: IncomingFile | null, over: Values = {}) {
  const [first = {}, second = {}, third = {}] = draftValues(over);
  let form: Form = opened(await desk.uses('boss', 'office', 'draft.new'));
  form = opened(await fill(desk, 'boss', 'office', form, [first, second]));
  const values = { ...third, text: over.text ?? '' };
  const files: Record<string, IncomingFile[]> = given ? { file: [given] } : {};
  return told(await desk.submits('boss', 'office', form, values, { files }));
}

/** A contribution on the act as a whole. */
async function supportWhole(number: string): Promise<void> {
  const which = opened(await desk.presses('ana', 'kcsf', 'contribute', [number]));
  const form = opened(await desk.submits('ana', 'kcsf', which, { article: '' }));
  told(await desk.submits('ana', 'kcsf', form, { kind: 'support' }));
}

async function publishAct(lines: readonly string[] = ACT): Promise<string> {
  const shown = await preview(makeDocx(lines));
  const done = textOf(told(await press(desk, 'boss', 'office', shown, 'draft.publish')));
  return /\S+-\d{4}-\d{3}/.exec(done)?.[0] ?? '';
}

const rows = () => desk.db.article.findMany({ orderBy: { position: 'asc' } });
const idOf = async (label: string) => (await rows()).find((row) => row.label === label)?.id ?? '';

describe('at publication', () => {
  it('says in the preview how many articles there are, and keeps them', async () => {
    const shown = await preview(makeDocx(ACT));
    expect(textOf(shown)).toContain('3 articles were found in the text.');
    expect(await rows()).toEqual([]);
    told(await press(desk, 'boss', 'office', shown, 'draft.publish'));
    const kept = await rows();
    expect(kept.map(({ kind, label, heading }) => [kind, label, heading])).toEqual([
      ['front', '', null],
      ['front', '', null],
      ['article', 'Neni 1', 'Qëllimi'],
      ['article', 'Neni 2', 'Fusha e zbatimit'],
      ['article', 'Neni 3', 'Hyrja në fuqi'],
      ['back', '', null],
    ]);
    expect(kept.map(({ text }) => text).join('')).toBe(ACT.join('\n'));
    expect(kept[2]).toMatchObject({ key: 'neni 1 qellimi', position: 2 });
  });

  it('says why there are none, and publishes all the same', async () => {
    expect(textOf(await preview(null))).toContain('Without a file or a text');
    const wrong = await preview(Buffer.from('%PDF-1.7 nothing'), {}, 'ligji.pdf');
    expect(textOf(wrong)).toContain('The document is damaged and cannot be read.');
    told(await press(desk, 'boss', 'office', wrong, 'draft.publish'));
    expect(await desk.db.draft.count()).toBe(1);
    expect(await rows()).toEqual([]);
    const memo = await preview(Buffer.from('Një strategji pa nene.'), {}, 'a.txt');
    expect(textOf(memo)).toContain('No article was found in the text');
  });

  it('takes the Albanian articles of an act in several languages, and says so', async () => {
    const [english, albanian] = [
      ['Article 1', 'Purpose', 'It governs.', 'Article 2', 'Scope', 'It applies.'],
      ['Neni 1', 'Qëllimi', 'Rregullon.', 'Neni 2', 'Fusha', 'Vlen.'],
    ];
    const shown = await preview(makeDocx([...english, ...albanian]));
    expect(textOf(shown)).toContain(
      '2 articles were found in the text. The act is in several languages. Articles: Albanian; also in the text: English.',
    );
    told(await press(desk, 'boss', 'office', shown, 'draft.publish'));
    expect((await rows()).map(({ label }) => label)).toEqual(['', 'Neni 1', 'Neni 2']);
    expect(textOf(await preview(makeDocx(albanian)))).not.toContain('several languages');
    const { number } = await desk.db.draft.findFirstOrThrow();
    const read = opened(await desk.presses('boss', 'office', 'articles.read', [number]));
    const files = { file: [file('a.docx', makeDocx([...english, ...albanian]))] };
    told(await desk.submits('boss', 'office', read, { language: 'first' }, { files }));
    expect((await rows()).find(({ kind }) => kind === 'article')?.label).toBe('Article 1');
  });

  it('answers others while a long act is read, and reads a file for what its bytes are', async () => {
    const order: string[] = [];
    let begins = () => {};
    const begun = new Promise<void>((resolve) => {
      begins = resolve;
    });
    const bytes = longPdf(150);
    const read = async () => {
      begins();
      return bytes;
    };
    const shown = previewOf({ name: 'ligji.docx', read });
    const reading = shown.then((message) => {
      expect(textOf(message)).toContain('150 articles were found');
      order.push('read');
    });
    await begun;
    told(await desk.uses('ana', 'kcsf', 'draft.list'));
    order.push('answered');
    await reading;
    expect(order).toEqual(['answered', 'read']);
  });

  it('takes a pasted text', async () => {
    const shown = await preview(null, { text: 'Neni 1\nNjë.\nNeni 2\nDy.' });
    expect(textOf(shown)).toContain('2 articles were found');
    told(await press(desk, 'boss', 'office', shown, 'draft.publish'));
    expect((await rows()).map(({ text }) => text)).toEqual(['Neni 1\nNjë.\n', 'Neni 2\nDy.']);
  });
});

describe('reading', () => {
  it('lists them by chapter, finds one by number or words, and shows it whole', async () => {
    const number = await publishAct();
    const list = told(await desk.uses('ana', 'kcsf', 'articles', { draft: number }));
    expect(textOf(list)).toContain('3 articles');
    expect(textOf(list)).toContain('KAPITULLI I DISPOZITAT E PËRGJITHSHME');
    const labels = buttonsOf(list).map(({ label }) => label);
    expect(labels).toContain('Neni 2 – Fusha e zbatimit');
    expect(labels).not.toContain('Read from another document');
    for (const article of ['2', 'neni 2', 'FUSHA zbatimit']) {
      const one = textOf(
        told(await desk.uses('ana', 'kcsf', 'articles', { draft: number, article })),
      );
      expect(one).toContain('Ministria nxjerr udhëzim.');
      expect(one).not.toContain('[Correct]');
    }
    const unknown = await desk.uses('ana', 'kcsf', 'articles', { draft: number, article: '77' });
    expect(refused(unknown)).toContain('77');
  });

  it('turns the pages of a long list and of a long article', async () => {
    const many = Array.from({ length: 25 }, (_one, index) => [
      `Neni ${index + 1}`,
      index === 0 ? 'Fjalë të gjata. '.repeat(400) : 'Tekst.',
    ]).flat();
    const number = await publishAct(many);
    const first = told(await desk.uses('ana', 'kcsf', 'articles', { draft: number }));
    expect(textOf(first)).toContain('Page 1 of 3');
    const next = buttonsOf(first).find(({ label }) => label === 'Next page');
    const second = told(await desk.presses('ana', 'kcsf', 'articles', next?.args ?? []));
    expect(buttonsOf(second).map(({ label }) => label)).toContain('Neni 11');
    const long = told(await desk.uses('ana', 'kcsf', 'articles', { draft: number, article: '1' }));
    expect(long.parts).toContainEqual({ kind: 'context', text: 'Page 1 of 3' });
  });
});

describe('mending', () => {
  it('corrects one, and is not for members', async () => {
    const number = await publishAct();
    const id = await idOf('Neni 2');
    expect(refused(await desk.presses('ana', 'kcsf', 'article.edit', [id]))).not.toBe('');
    const form = opened(await desk.presses('boss', 'office', 'article.edit', [id]));
    const values = { label: 'Neni 2A', heading: 'Zbatimi', text: 'Neni 2A\nZbatimi\nI ri.' };
    const done = textOf(told(await desk.submits('boss', 'office', form, values)));
    expect(done).toContain(`${number}, Neni 2A: saved.`);
    const kept = (await rows()).find((row) => row.id === id);
    expect(kept).toMatchObject({ key: 'neni 2a zbatimi', text: 'Neni 2A\nZbatimi\nI ri.\n' });
  });

  it('splits and merges without losing a letter, and contributions move along', async () => {
    const number = await publishAct();
    const form = opened(
      await desk.presses('boss', 'office', 'article.split', [await idOf('Neni 2')]),
    );
    const no = await desk.submits('boss', 'office', form, { line: 'Neni 9' });
    expect(errorsOf(no).line).toContain('No line');
    told(await desk.submits('boss', 'office', form, { line: 'dispozita e vecante' }));
    expect((await rows()).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect((await rows()).map(({ text }) => text).join('')).toBe(ACT.join('\n'));

    const made = await idOf('Dispozita e veçantë');
    await supportWhole(number);
    await desk.db.contributionVersion.updateMany({ data: { articleId: made } });
    const ask = told(await desk.presses('boss', 'office', 'article.merge', [made]));
    expect(textOf(ask)).toContain('becomes part of Neni 2');
    told(await press(desk, 'boss', 'office', ask, 'article.merge'));
    expect((await rows()).map(({ text }) => text).join('')).toBe(ACT.join('\n'));
    const version = await desk.db.contributionVersion.findFirstOrThrow();
    expect(version.articleId).toBe(await idOf('Neni 2'));
    expect(refused(await desk.presses('boss', 'office', 'article.merge', [made]))).toContain(
      'no longer',
    );
  });

  it('reads them anew, and contributions go on pointing', async () => {
    const number = await publishAct();
    const [one, three] = [await idOf('Neni 1'), await idOf('Neni 3')];
    await supportWhole(number);
    await desk.db.contributionVersion.updateMany({ data: { articleId: three } });
    const read = opened(await desk.presses('boss', 'office', 'articles.read', [number]));
    const none = await desk.submits('boss', 'office', read, { language: 'first' });
    expect(errorsOf(none).file).toContain('Hand over a file');
    const text = 'Neni 1\nI ri.\nNeni 2\nEdhe ky.';
    const answer = await desk.submits('boss', 'office', read, { language: 'first', text });
    expect(textOf(told(answer))).toContain('2 articles were read. 1 earlier article');
    const kept = await rows();
    expect(kept.map(({ label }) => label)).toEqual(['Neni 1', 'Neni 2', 'Neni 3']);
    expect(kept[0]).toMatchObject({ id: one, text: 'Neni 1\nI ri.\n' });
    expect(kept[2]?.id).toBe(three);
  });
});
