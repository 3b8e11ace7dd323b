import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, type Desk, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { draftValues, fill, press, publish, TITLE } from '../chat/story.ts';
import { utf8 } from '../documents/bytes.ts';
import { makeXlsx } from '../documents/makeXlsx.ts';
import { bringIn, fileOf, handOver } from './story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const planned = () => desk.db.plannedDraft.findMany({ orderBy: { position: 'asc' } });
const show = async (values: Record<string, string> = {}, user = 'boss') =>
  told(await desk.uses(user, 'office', 'programme.show', values));

/** Publishes as far as what staff are told of it. */
async function published(over: Record<string, string>) {
  const form = opened(await desk.uses('boss', 'office', 'draft.new'));
  const preview = told(await fill(desk, 'boss', 'office', form, [...draftValues(over)]));
  return told(await press(desk, 'boss', 'office', preview, 'draft.publish'));
}

describe('a planned draft and what came', () => {
  it('are matched by themselves when the titles are the same, before and after', async () => {
    const number = await publish(desk);
    const done = await bringIn(desk, `Ligji për ndërmarrjet sociale,MPMS,2026-09-30,\n`);
    expect(textOf(done)).toContain('1 planned draft was matched with one that had come.');
    const [row] = await planned();
    expect(row).toMatchObject({ matchedById: null });
    const details = await show({ planned: 'P2026-1' });
    expect(textOf(details)).toContain(`received: ${number}`);
    expect(textOf(details)).toContain(`received as ${number}`);

    await bringIn(desk, 'Projektligji për Prishtinën,,2026-12-31,\n', '2027');
    const told_ = await published({ titleSq: 'Projektligji për Prishtinën', institution: 'ZKM' });
    expect(textOf(told_)).toContain('In the legislative programme: P2027-1');
    expect(buttonsOf(told_).map(({ act }) => act)).toContain('programme.show');
  });

  it('are offered with why when they are alike, and decided either way', async () => {
    await bringIn(
      desk,
      'Projektligji për ndërmarrjet sociale dhe të përbashkëta,MPMS,2026-09-30,\n',
    );
    const answer = await published({ titleSq: TITLE });
    expect(textOf(answer)).toContain('P2026-1 = MPMS-2026-001?');
    expect(textOf(answer)).toContain('80 % of the words · same institution');
    expect((await planned())[0]).toMatchObject({ draftId: null });
    // Members are not asked.
    const theirs = await show({ planned: 'P2026-1' }, 'ana');
    expect(buttonsOf(theirs)).toEqual([]);
    expect(textOf(theirs)).not.toContain('Are these the same?');

    const no = told(await press(desk, 'boss', 'office', answer, 'programme.unlike'));
    expect(textOf(no)).toContain('are not the same');
    expect(textOf(await show({ planned: 'P2026-1' }))).not.toContain('Are these the same?');
    const draft = told(await desk.uses('boss', 'office', 'draft.show', { draft: 'MPMS-2026-001' }));
    expect(textOf(draft)).not.toContain('Are these the same?');

    const yes = told(await press(desk, 'boss', 'office', answer, 'programme.confirm'));
    expect(textOf(yes)).toContain('P2026-1 came as MPMS-2026-001.');
    const [row] = await planned();
    expect(row?.matchedById).not.toBeNull();
    const again = await desk.presses('boss', 'office', 'programme.confirm', [
      'P2026-1',
      'MPMS-2026-001',
    ]);
    expect(refused(again)).toBe('P2026-1 came already: MPMS-2026-001.');
  });

  it('are offered to staff on the draft until somebody decides', async () => {
    await publish(desk);
    await bringIn(desk, 'Ligji për ndryshimin e Ligjit për Ndërmarrjet Sociale,MPMS,2026-09-30,\n');
    const details = async (user: string) =>
      told(await desk.uses(user, 'office', 'draft.show', { draft: 'MPMS-2026-001' }));
    expect(textOf(await details('ana'))).not.toContain('P2026-1');
    const staff = await details('boss');
    expect(textOf(staff)).toContain('P2026-1 = MPMS-2026-001?');
    expect(textOf(staff)).toContain('same institution');
    told(await press(desk, 'boss', 'office', staff, 'programme.confirm'));
    expect(textOf(await details('boss'))).toContain('In the legislative programme: P2026-1');
  });

  it('are matched by hand whatever they are called, and parted again for good', async () => {
    const number = await publish(desk);
    await bringIn(desk, 'Draft Law on Social Enterprises,MPMS,2026-09-30,\n');
    const form = opened(
      await desk.uses('boss', 'office', 'programme.match', { planned: 'p2026-1' }),
    );
    const wrong = await desk.submits('boss', 'office', form, { number: 'MD-2026-404' });
    if (wrong.kind !== 'invalid') throw new Error('taken');
    expect(wrong.errors.number).toContain('I find no draft for');
    const done = told(await desk.submits('boss', 'office', form, { number }));
    expect(textOf(done)).toContain(`P2026-1 came as ${number}.`);
    const repeated = told(await desk.submits('boss', 'office', form, { number }));
    expect(textOf(repeated)).toBe(textOf(done));

    const parted = told(await press(desk, 'boss', 'office', done, 'programme.unmatch'));
    expect(textOf(parted)).toContain(`P2026-1 is no longer taken for ${number}.`);
    expect(textOf(await show({ planned: 'P2026-1' }))).toContain(`not the same as ${number}`);
    const none = await desk.presses('boss', 'office', 'programme.unmatch', ['P2026-1']);
    expect(refused(none)).toBe('No draft was matched with P2026-1.');
  });

  it('are not matched anew by an import after somebody parted them', async () => {
    await publish(desk);
    const rows = `${TITLE},MPMS,2026-09-30,\n`;
    await bringIn(desk, rows);
    told(await desk.presses('boss', 'office', 'programme.unmatch', ['P2026-1']));
    await bringIn(desk, `${rows}Draft Law on Tourism,,,\n`);
    expect((await planned())[0]).toMatchObject({ draftId: null });
  });

  it('stay apart where the draft is of another year’s programme already: laws come again', async () => {
    await publish(desk);
    await bringIn(desk, `${TITLE},MPMS,2026-09-30,\n`);
    await bringIn(desk, `${TITLE},MPMS,2027-09-30,\n`, '2027');
    const rows = await desk.db.plannedDraft.findMany({ orderBy: { programme: { year: 'asc' } } });
    expect(rows.map(({ draftId }) => draftId === null)).toEqual([false, true]);
    expect(textOf(await show({ planned: 'P2027-1' }))).toContain('P2027-1 = MPMS-2026-001?');
  });

  it('stay apart where only one of them is for show', async () => {
    const number = await publish(desk);
    await desk.db.draft.updateMany({ where: { number }, data: { demonstration: true } });
    await bringIn(desk, `${TITLE},MPMS,2026-09-30,\n`);
    expect((await planned())[0]).toMatchObject({ draftId: null });
    expect(textOf(await show({ planned: 'P2026-1' }))).not.toContain(number);
  });

  it('stay apart where two drafts bear the title: only people can tell', async () => {
    await publish(desk);
    await publish(desk, { type: 'draft_law' });
    await bringIn(desk, `${TITLE},MPMS,2026-09-30,\n`);
    expect((await planned())[0]).toMatchObject({ draftId: null });
    const details = textOf(await show({ planned: 'P2026-1' }));
    expect(details).toContain('P2026-1 = MPMS-2026-001?');
    expect(details).toContain('P2026-1 = MPMS-2026-002?');
  });
});

describe('a programme as it is shown', () => {
  const ROWS = [
    'Draft Law on Tourism,MIET,2026-09-30,',
    'Draft Law on Trademarks,MIET,2026-12-15,',
    'Draft Law on Spatial Planning,,2027-03-31,postponed',
    'Draft Law on Health Inspections,,,withdrawn',
    'Draft Law on the Security Council,,Q2 2027,',
  ].join('\n');

  it('counts what became of it, and shows a part of it', async () => {
    expect(textOf(await show())).toContain('There is no legislative programme yet');
    await bringIn(desk, ROWS);
    const all = await show({}, 'zef');
    expect(textOf(all)).toContain(
      '5 drafts · 1 due soon · 1 postponed · 1 withdrawn · 0 received · 1 due and never came',
    );
    expect(textOf(all)).toContain(
      'P2026-1 Draft Law on Tourism · MIET · deadline: 30 Sept 2026 · due and never came',
    );
    expect(textOf(all)).toContain('deadline: second quarter of 2027 · planned');
    expect(buttonsOf(all).map(({ act }) => act)).not.toContain('programme.missing');
    const part = await show({ filter: 'withdrawn' });
    expect(textOf(part)).toContain('P2026-4');
    expect(textOf(part)).not.toContain('P2026-1 ');
    expect(textOf(await show({ year: '2031' }))).toContain(
      'There is no legislative programme for 2031.',
    );
    expect(refused(await desk.uses('zef', 'all', 'programme.show', { year: 'x' }))).toBe(
      'Please give a year, e.g. 2026.',
    );
    // On a typed line the first thing may be the year.
    expect(textOf(told(await desk.types('zef', 'all', 'programme show 2026')))).toBe(textOf(all));
    expect(
      refused(await desk.uses('zef', 'all', 'programme.show', { planned: 'P2026-9' })),
    ).toContain('I know no planned draft “P2026-9”');
  });

  it('is leafed through, and fits on every platform', async () => {
    const many = Array.from(
      { length: 30 },
      (_one, index) => `Draft Law ${'x'.repeat(400)} ${index},,,`,
    );
    await bringIn(desk, many.join('\n'));
    const first = await show();
    expect(textOf(first)).toContain('page 1 of 4');
    expect(buttonsOf(first).length).toBeLessThanOrEqual(25);
    expect(textOf(first).length).toBeLessThan(3_000);
    const next = buttonsOf(first).find(({ label }) => label === 'Next page');
    const second = told(await desk.presses('zef', 'all', 'programme.page', next?.args ?? []));
    expect(textOf(second)).toContain('P2026-9');
    const beyond = told(await desk.presses('zef', 'all', 'programme.page', ['2026', 'all', '99']));
    expect(textOf(beyond)).toContain('page 4 of 4');
  });

  it('is moved and withdrawn by hand: the old deadline and where it was decided stay', async () => {
    await bringIn(desk, ROWS);
    const move = opened(await desk.presses('boss', 'office', 'programme.move', ['P2026-1']));
    expect(String(move.intro)).toContain('deadline: 30 Sept 2026');
    const moved = told(
      await desk.submits('boss', 'office', move, {
        deadline: '15.03.2027',
        reason: 'Government meeting of 23.11.2026',
      }),
    );
    expect(textOf(moved)).toContain('New deadline of P2026-1');
    const shown = textOf(await show({ planned: 'P2026-1' }, 'zef'));
    expect(shown).toContain('postponed');
    expect(shown).toContain('moved from 30 Sept 2026 — Government meeting of 23.11.2026');
    expect(shown).toContain('status: planned → postponed');

    const withdraw = opened(
      await desk.presses('boss', 'office', 'programme.withdraw', ['P2026-1']),
    );
    const gone = told(
      await desk.submits('boss', 'office', withdraw, {
        reason: 'Government meeting of 30.11.2026',
      }),
    );
    expect(textOf(gone)).toContain('Withdrawn from the programme: P2026-1');
    const details = await show({ planned: 'P2026-1' });
    expect(textOf(details)).toContain('withdrawn — Government meeting of 30.11.2026');
    expect(refused(await desk.presses('boss', 'office', 'programme.move', ['P2026-1']))).toBe(
      'P2026-1 is withdrawn from the programme.',
    );
    told(await press(desk, 'boss', 'office', details, 'programme.reopen'));
    expect(textOf(await show({ planned: 'P2026-1' }))).toContain('postponed');
    expect(refused(await desk.presses('boss', 'office', 'programme.reopen', ['P2026-1']))).toBe(
      'P2026-1 is not withdrawn.',
    );
  });

  it('gets what a meeting of the Government added', async () => {
    const form = opened(await desk.uses('boss', 'office', 'programme.add'));
    const added = told(
      await desk.submits('boss', 'office', form, {
        year: '2021',
        title: 'Draft Law on Investment Promotion and Protection',
        institution: 'MIET',
        deadline: '',
        reason: 'Government meeting of 24.11.2021',
      }),
    );
    expect(textOf(added)).toContain('Added to the programme: P2021-1');
    const details = textOf(await show({ planned: 'P2021-1' }));
    expect(details).toContain('added to the programme — Government meeting of 24.11.2021');
  });
});

describe('the preview of a programme', () => {
  it('writes nothing, says what is missing, and what changed meanwhile', async () => {
    const first = await handOver(desk, 'Draft Law on Tourism,MIET,2026-09-30,\n');
    expect(textOf(first)).toContain('New legislative programme for 2026');
    expect(textOf(first)).toContain('Nothing is written yet.');
    expect(await planned()).toEqual([]);
    told(await press(desk, 'boss', 'office', first, 'programme.apply'));

    const second = await handOver(
      desk,
      'Draft Law on Trademarks,MIET,2026-12-15,\nDraft Law on Tourism,MIET,2026-12-20,\n',
    );
    expect(textOf(second)).toContain(
      'P2026-1 Draft Law on Tourism · deadline: 2026-09-30 → 2026-12-20 · status: planned → postponed',
    );
    const third = await handOver(desk, 'Draft Law on Trademarks,MIET,2026-12-15,\n');
    expect(textOf(third)).toContain('In the programme but not in the file: they stay');
    // The form holds another file by now: what was shown of the one before is not written.
    const anew = told(await press(desk, 'boss', 'office', second, 'programme.apply'));
    expect(textOf(anew)).toContain('The programme or the file changed meanwhile');
    expect(await planned()).toHaveLength(1);
    const withdraw = buttonsOf(anew).find(({ label }) => label === 'Apply and withdraw 1 missing');
    const done = told(
      await desk.presses('boss', 'office', 'programme.apply', withdraw?.args ?? []),
    );
    expect(textOf(done)).toContain(
      'Marked as withdrawn because the file does not name them: P2026-1',
    );
    const twice = await desk.presses('boss', 'office', 'programme.apply', withdraw?.args ?? []);
    expect(refused(twice)).toContain('This file was already imported');
  });

  it('can be laid aside, and is nobody else’s', async () => {
    const preview = await handOver(desk, 'Draft Law on Tourism,MIET,2026-09-30,\n');
    const args = buttonsOf(preview).find(({ act }) => act === 'programme.apply')?.args ?? [];
    await desk.uses('boss', 'office', 'member.role', { person: 'ada', role: 'staff' });
    expect(refused(await desk.presses('ada', 'office', 'programme.apply', args))).not.toBe('');
    const gone = told(await press(desk, 'boss', 'office', preview, 'programme.discard'));
    expect(textOf(gone)).toContain('The programme is as it was.');
    expect(await planned()).toEqual([]);
    refused(await desk.presses('boss', 'office', 'programme.apply', args));
  });
});

describe('a file that is no programme', () => {
  const head = ['Titulli', 'Afati'];
  const xlsx = makeXlsx([
    { rows: [['Programi'], head, ['Projektligji për Turizmin', 'TM4 2026']] },
  ]);

  it.each([
    [
      'a sealed workbook',
      Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex'),
      'as XLSX or CSV',
    ],
    ['a workbook that was cut off', xlsx.slice(0, xlsx.length / 2), 'damaged'],
    ['a picture', Buffer.from('89504e470d0a1a0a00000000', 'hex'), 'no table'],
    ['a page', utf8('<html><body>title</body></html>'), 'no column “title”'],
    ['another table', utf8('a,b\n1,2\n'), 'no column “title”'],
    ['an open quotation mark', utf8('title\n"Draft Law'), 'quotation marks'],
    ['more than is read', Buffer.alloc(11 * 1024 * 1024, 'x'), 'too large'],
  ])('is refused beside its field: %s', async (_what, bytes, word) => {
    const form = opened(await desk.uses('boss', 'office', 'programme.import'));
    const answer = await desk.submits(
      'boss',
      'office',
      form,
      { year: '2026' },
      { files: { file: [fileOf(new Uint8Array(bytes))] } },
    );
    if (answer.kind !== 'invalid') throw new Error(`taken: ${JSON.stringify(answer)}`);
    expect(answer.errors.file).toContain(word);
    expect(await desk.db.programme.count()).toBe(0);
  });

  it('is read as a workbook, too, and what would ping or mark up stays letters', async () => {
    const wild = '<!channel> @everyone *bold* [a](https://example.org) =A1';
    const form = opened(await desk.uses('boss', 'office', 'programme.import'));
    const bytes = makeXlsx([
      { rows: [head, ['Projektligji për Turizmin', 'TM4 2026'], [wild, '']] },
    ]);
    const file = fileOf(bytes, 'programi.xlsx');
    const preview = told(
      await desk.submits('boss', 'office', form, { year: '2026' }, { files: { file: [file] } }),
    );
    const list = preview.parts.find((part) => part.kind === 'list');
    // Plain strings, which every adapter escapes.
    expect(list).toMatchObject({ items: ['Projektligji për Turizmin (TM4 2026)', wild] });
    told(await press(desk, 'boss', 'office', preview, 'programme.apply'));
    expect(await planned()).toMatchObject([{ deadlineOn: '2026-12-31' }, { title: wild }]);
  });
});
