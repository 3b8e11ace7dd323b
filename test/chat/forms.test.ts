import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contribute as contributeAct } from '../../commands/contribute.ts';
import type { FormSpec } from '../../src/chat/act.ts';
import { FileTooLarge, type IncomingFile } from '../../src/chat/form.ts';
import { MAX_FILE_BYTES } from '../../src/chat/formFiles.ts';
import { translate } from '../../src/i18n/index.ts';
import { type Desk, errorsOf, openDesk, opened, refused, textOf, told } from './desk.ts';
import { contribute, draftValues, fill, press, publish } from './story.ts';

let desk: Desk;
let draft: string;
beforeEach(async () => {
  desk = await openDesk();
  draft = await publish(desk);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const open = async (user = 'ana', channel = 'kcsf') =>
  opened(await desk.presses(user, channel, 'contribute', [draft]));
const valuesOf = (form: { inputs: readonly { name: string; value?: string }[] }) =>
  Object.fromEntries(form.inputs.map(({ name, value }) => [name, value]));

describe('what was typed', () => {
  it('is kept as typed when it is refused, and the form shows it again', async () => {
    const typed = {
      kind: 'amend',
      article: 'Neni 5\nparagrafi 2',
      proposedText: '',
      justification: 'E mban mend.',
    };
    const answer = await desk.submits('ana', 'kcsf', await open(), typed);
    expect(errorsOf(answer)).toEqual({ article: translate('en', 'form.oneLine') });
    if (answer.kind !== 'invalid') throw new Error('a form was expected');
    expect(valuesOf(answer.form)).toEqual(typed);
    expect(valuesOf(await open())).toEqual(typed);
  });

  it('tells all that is wrong in a step at once', async () => {
    const answer = await desk.submits('ana', 'kcsf', await open(), {
      kind: 'sing',
      article: 'x'.repeat(121),
      proposedText: 'x\u0000',
    });
    expect(Object.keys(errorsOf(answer))).toEqual(['kind', 'article', 'proposedText']);
  });

  it('is brought to one form: NFC, line feeds, no space around', async () => {
    const form = await open();
    await desk.submits('ana', 'kcsf', form, {
      kind: 'comment',
      justification: '  e\u0308\r\nc\u0327 \r ',
    });
    const row = await desk.db.contributionVersion.findFirstOrThrow();
    expect(row.justification).toBe('ë\nç');
  });

  it('is gone on with from the list, also days later', async () => {
    const form = await open();
    await desk.submits('ana', 'kcsf', form, { kind: 'amend', article: 'Neni 7' });
    desk.moveTo('2026-11-27 10:00');
    const mine = told(await desk.uses('ana', 'all', 'contributions'));
    expect(textOf(mine)).toContain(`${draft}, last changed 23 Nov 2026, 09:00`);
    const again = opened(await press(desk, 'ana', 'all', mine, 'form.resume'));
    expect(again.unfinished).toBe(form.unfinished);
    expect(valuesOf(again)).toMatchObject({ kind: 'amend', article: 'Neni 7' });
    const done = await desk.submits('ana', 'kcsf', again, { proposedText: 'E re.' });
    // What this submission did not name stands as it was kept.
    expect(textOf(told(done))).toContain('Amendment · Neni 7');
    expect(textOf(told(await desk.uses('ana', 'all', 'contributions')))).not.toContain(
      'Unfinished',
    );
  });

  it('may hold a file of an earlier submission, which is read again before it is submitted', async () => {
    const read = vi.spyOn(contributeAct.form as FormSpec, 'handedOver');
    const form = await open();
    const bytes = Buffer.from('Teksti nga skedari.');
    const files = { file: [{ name: 'a.txt', size: bytes.length, read: async () => bytes }] };
    await desk.submits('ana', 'kcsf', form, { kind: '' }, { files });
    read.mockClear();
    told(await desk.submits('ana', 'kcsf', form, { kind: 'amend' }));
    expect(read.mock.calls.map(([held]) => Buffer.from(held.get('file') ?? []).toString())).toEqual(
      ['Teksti nga skedari.'],
    );
    expect(await desk.db.contributionVersion.findFirst()).toMatchObject({
      proposedText: 'Teksti nga skedari.',
    });
    read.mockRestore();
  });

  it('is nobody else’s: another person begins an empty form of their own', async () => {
    const form = await open();
    await desk.submits('ana', 'kcsf', form, { kind: 'amend', article: 'Sekret' });
    const hers = await open('ada');
    expect(hers.unfinished).not.toBe(form.unfinished);
    expect(valuesOf(hers).article).toBeUndefined();
    const list = textOf(told(await desk.uses('ada', 'kcsf', 'contributions')));
    expect(list).toBe(translate('en', 'contribution.list.none'));
  });

  it('goes step by step, and each step is kept', async () => {
    const form = opened(await desk.uses('boss', 'office', 'draft.new'));
    expect([form.step, form.steps]).toEqual([0, 3]);
    const [first = {}, second = {}] = draftValues({ institution: 'MSh' });
    await fill(desk, 'boss', 'office', form, [first]);
    const back = opened(await desk.uses('boss', 'office', 'draft.new'));
    expect(valuesOf(back)).toMatchObject(first);
    const third = opened(await desk.submits('boss', 'office', { ...form, step: 1 }, second));
    expect(third.step).toBe(2);
  });
});

describe('a form that was opened and left untouched', () => {
  it('begins as things stand when it is opened again', async () => {
    opened(await desk.presses('boss', 'office', 'draft.edit', [draft]));
    const extend = opened(await desk.presses('boss', 'office', 'draft.extend', [draft]));
    told(await desk.submits('boss', 'office', extend, { closesOn: '2026-12-21' }));
    const fresh = opened(await desk.presses('boss', 'office', 'draft.edit', [draft]));
    const row = await desk.db.unfinished.findUniqueOrThrow({ where: { id: fresh.unfinished } });
    // Saving an old copy of the dates would have taken the extension back.
    expect(row.values).toMatchObject({ closesOn: '2026-12-21', due: '2026-12-18 12:00' });
  });
});

describe('submitting twice', () => {
  const values = { kind: 'support', justification: 'Mirë.' };
  const count = () => desk.db.contribution.count();

  it.each([
    ['the same request', 'twice:1', 'twice:1'],
    ['another request', 'twice:1', 'twice:2'],
  ])('with %s is one contribution with one receipt', async (_, first, second) => {
    const form = await open();
    const one = await desk.submits('ana', 'kcsf', form, values, { id: first });
    const two = await desk.submits('ana', 'kcsf', form, values, { id: second });
    expect(textOf(told(one))).toContain(`${draft}/K-001`);
    expect(two).toEqual(one);
    expect(await count()).toBe(1);
  });

  it('at the same moment is one contribution with one receipt', async () => {
    const form = await open();
    const answers = await Promise.all(
      [1, 2, 3].map((id) => desk.submits('ana', 'kcsf', form, values, { id: `race:${id}` })),
    );
    expect(await count()).toBe(1);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('of a new form about the same draft is a second contribution', async () => {
    await contribute(desk, 'ana', 'kcsf', draft);
    expect(await contribute(desk, 'ana', 'kcsf', draft)).toBe(`${draft}/K-002`);
  });

  it('of a published draft says its number', async () => {
    const { id } = await desk.db.unfinished.findFirstOrThrow({ where: { act: 'draft.new' } });
    const form = { act: 'draft.new', unfinished: id, step: 2 };
    const answer = textOf(told(await desk.submits('boss', 'office', form, {})));
    expect(answer).toContain(draft);
    expect(await desk.db.draft.count()).toBe(1);
  });
});

describe('files', () => {
  function file(name: string, bytes: Uint8Array | number): IncomingFile {
    return {
      name,
      async read(max) {
        const length = typeof bytes === 'number' ? bytes : bytes.length;
        if (length > max) throw new FileTooLarge();
        return typeof bytes === 'number' ? new Uint8Array(length) : bytes;
      },
    };
  }

  async function hand(given: IncomingFile) {
    const form = opened(await desk.uses('boss', 'office', 'draft.new'));
    const [first = {}, second = {}, third = {}] = draftValues();
    const last = opened(await fill(desk, 'boss', 'office', form, [first, second]));
    return desk.submits(
      'boss',
      'office',
      last,
      { ...third, summary: 'Kept' },
      {
        files: { file: [given] },
      },
    );
  }

  const kinds = 'pdf, docx, doc, odt, txt, zip';
  it.each([
    ['too large', 'ligji.pdf', MAX_FILE_BYTES + 1, 'form.fileTooLarge', { mib: 10 }],
    ['empty', 'ligji.pdf', 0, 'form.emptyFile', {}],
    ['of the wrong kind', 'ligji.exe', 10, 'form.badFile', { kinds }],
    ['without an ending', 'ligji', 10, 'form.badFile', { kinds }],
    ['with two endings', 'ligji.pdf.js', 10, 'form.badFile', { kinds }],
  ] as const)('%s are refused, and the rest is kept', async (_, name, size, key, params) => {
    const answer = await hand(file(name, size));
    expect(errorsOf(answer)).toEqual({ file: translate('en', key, params) });
    expect(await desk.db.storedFile.count()).toBe(0);
    if (answer.kind !== 'invalid') throw new Error('a form was expected');
    expect(valuesOf(answer.form).summary).toBe('Kept');
  });

  it('of exactly the limit are taken, and stand in the preview', async () => {
    const preview = told(await hand(file('Projektligji ë.PDF', MAX_FILE_BYTES)));
    expect(textOf(preview)).toContain('Projektligji ë.PDF (in the thread)');
    const stored = await desk.db.storedFile.findFirstOrThrow({ omit: { bytes: true } });
    expect(stored.size).toBe(MAX_FILE_BYTES);
  });

  it('that fail to arrive are a fault that keeps what was typed beside them', async () => {
    const broken = { name: 'a.pdf', read: () => Promise.reject(new Error('the line broke')) };
    const answer = await hand(broken);
    expect(textOf(told(answer))).toBe(translate('en', 'chat.error', { id: 'e1' }));
    expect(desk.errors.splice(0)).toHaveLength(1);
    const row = await desk.db.unfinished.findFirstOrThrow({ where: { state: 'open' } });
    expect(row.values).toMatchObject({ closesOn: '2026-12-14', summary: 'Kept' });
  });

  it('must come where a form needs one', async () => {
    const form = opened(await desk.uses('boss', 'office', 'organisation.import'));
    const answer = await desk.submits('boss', 'office', form, {});
    expect(errorsOf(answer)).toEqual({ file: translate('en', 'form.required') });
  });
});

describe('the inbox', () => {
  it('adds an organisation once', async () => {
    const add = () =>
      desk.uses('boss', 'office', 'organisation.add', { name: 'YIHR' }, 'slack:req:1');
    expect(textOf(told(await add()))).toContain('YIHR');
    expect(await add()).toEqual({ kind: 'nothing' });
    expect(await desk.db.organisation.count({ where: { name: 'YIHR' } })).toBe(1);
  });

  it('does not take a stance back when the press is repeated', async () => {
    const say = (id: string) => desk.presses('ana', 'kcsf', 'draft.interested', [draft], id);
    told(await say('p1'));
    expect(await say('p1')).toEqual({ kind: 'nothing' });
    expect(await desk.db.stance.count()).toBe(1);
    // Another press of the same button does.
    told(await say('p2'));
    expect(await desk.db.stance.count()).toBe(0);
  });

  it.each([
    ['the same press repeated', ['p1', 'p1']],
    ['two presses', ['p1', 'p2']],
  ])('publishes once: %s', async (_, requests) => {
    const form = opened(await desk.uses('boss', 'office', 'draft.new'));
    const preview = told(await fill(desk, 'boss', 'office', form, [...draftValues()]));
    const button = preview.parts
      .flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))
      .find(({ act }) => act === 'draft.publish');
    const deliveries = await desk.db.delivery.count();
    const answers = await Promise.all(
      requests.map((id) => desk.presses('boss', 'office', 'draft.publish', button?.args ?? [], id)),
    );
    expect(answers.map(({ kind }) => kind).sort()).toEqual(
      new Set(requests).size === 1 ? ['nothing', 'private'] : ['private', 'private'],
    );
    expect(await desk.db.draft.count()).toBe(2);
    // Four cards, and the one message that tells how far they have come.
    expect(await desk.db.delivery.count()).toBe(deliveries + 5);
  });

  it('lets a request that was refused come again', async () => {
    const refusedOnce = await desk.uses('zef', 'all', 'draft.new', {}, 'r1');
    expect(refused(refusedOnce)).toBe(translate('en', 'access.staffOnly'));
    told(await desk.uses('boss', 'office', 'member.role', { person: 'zef', role: 'staff' }));
    expect(opened(await desk.uses('zef', 'all', 'draft.new', {}, 'r1')).act).toBe('draft.new');
  });
});
