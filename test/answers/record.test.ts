import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Desk, openDesk, refused, textOf, told } from '../chat/desk.ts';
import { press } from '../chat/story.ts';
import { freeze, record, type Story, tellStory } from './work.ts';

let desk: Desk;
let story: Story;
beforeEach(async () => {
  desk = await openDesk();
  story = await tellStory(desk);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const path = async (user: string, channel: string, reference: string) =>
  textOf(told(await desk.uses(user, channel, 'contribution.show', { reference })));
const outcomesOf = () =>
  desk.db.outcome.findMany({ orderBy: { seq: 'asc' }, include: { source: true } });

it('keeps outcome, reason, quotation, source and day, and what stands on the contribution', async () => {
  const said = { code: 'partly', reason: 'Only from 2027 on.', quote: 'Pranohet pjesërisht.' };
  const done = told(
    await record(desk, story.five, { ...said, title: 'Letter 12/26', datedOn: '2026-11-20' }),
  );
  expect(textOf(done)).toContain(`${story.five} is recorded: 🟡 Partly accepted`);
  expect(await outcomesOf()).toMatchObject([
    {
      ...said,
      answeredOn: '2026-11-20',
      way: 'form',
      correction: null,
      source: { kind: 'letter' },
    },
  ]);
  expect(await desk.db.contribution.findFirst({ where: { outcome: 'partly' } })).toMatchObject({
    answeredOn: '2026-11-20',
  });
  expect(await desk.shown('contribution', (await first()).id, 'office')).toContain(
    '🟡 Partly accepted',
  );
});

const first = () => desk.db.contribution.findFirstOrThrow({ orderBy: { ordinal: 'asc' } });

it('refuses a rejection without a reason and an answer without a document', async () => {
  expect(await record(desk, story.five, { code: 'rejected' })).toMatchObject({
    kind: 'invalid',
    errors: { reason: 'A rejection needs the reason that the institution gives.' },
  });
  expect(await record(desk, story.seven, { code: 'accepted', source: 'none' })).toMatchObject({
    kind: 'invalid',
    errors: { source: 'Only what was not answered has no document.' },
  });
  expect(await outcomesOf()).toEqual([]);
  expect(await desk.db.answerSource.count()).toBe(0);
  told(await record(desk, story.twelve, { code: 'unanswered', source: 'none' }));
  expect(await outcomesOf()).toMatchObject([{ code: 'unanswered', sourceId: null }]);
});

it('corrects only with a reason, and keeps what was recorded before', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  expect(await record(desk, story.five, { code: 'noted' })).toMatchObject({
    kind: 'invalid',
    errors: { correction: 'Please fill this in.' },
  });
  const again = { code: 'noted', correction: 'The ministry wrote again.' };
  expect(textOf(told(await record(desk, story.five, again)))).toContain('is corrected: 📝 Noted');
  expect((await outcomesOf()).map(({ code, correction }) => [code, correction])).toEqual([
    ['accepted', null],
    ['noted', 'The ministry wrote again.'],
  ]);
  expect(await path('boss', 'office', story.five)).toContain('✅ Accepted → 📝 Noted');
});

it('shows the whole path to staff, and to members what was announced only', async () => {
  const bundle = await freeze(desk, story);
  const { id } = await desk.db.bundle.findFirstOrThrow();
  await desk.db.dispatch.create({
    data: {
      bundleId: id,
      way: 'email',
      to: 'MPMS',
      language: 'sq',
      at: new Date('2026-11-24T09:00:00Z'),
      sentOn: '2026-11-24',
      acknowledgedOn: '2026-11-25',
      protocolNumber: '77/2026',
    },
  });
  desk.moveTo('2026-12-01 09:00');
  const title = 'Letter 12/26';
  told(await record(desk, story.five, { code: 'rejected', reason: 'No budget.', title }));
  const staff = await path('boss', 'office', story.five);
  const steps = [
    '23 Nov 2026: submitted',
    `23 Nov 2026: in the frozen bundle ${bundle}, row 1`,
    `24 Nov 2026: ${bundle} sent to MPMS`,
    `25 Nov 2026: receipt of ${bundle} acknowledged, protocol number 77/2026`,
    '1 Dec 2026: the institution answered: ❌ Rejected – No budget.',
  ];
  const shown = staff.match(/\d+ \w{3} 2026: [^\n]*/g) ?? [];
  expect(shown.map((line, index) => line.startsWith(steps[index] ?? '?'))).toEqual(
    steps.map(() => true),
  );
  expect(staff).toContain('Letter of 1 Dec 2026: Letter 12/26');
  expect(staff).toContain('Supported by: KDI');
  for (const [user, channel] of [
    ['ana', 'kcsf'],
    ['dan', 'kdi'],
  ] as const) {
    const seen = await path(user, channel, story.five);
    expect(seen).toContain(`row 1`);
    expect(seen).toContain('No answer is known yet.');
    expect(seen).not.toContain('No budget');
  }
  expect(
    refused(await desk.uses('ana', 'kcsf', 'contribution.show', { reference: story.seven })),
  ).toBe(`I find no contribution ${story.seven} of yours.`);
});

it('keeps what was found in the adopted text beside what the institution said', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  const shown = told(
    await desk.uses('boss', 'office', 'contribution.show', { reference: story.five }),
  );
  const form = await press(desk, 'boss', 'office', shown, 'answer.verify');
  if (form.kind !== 'form') throw new Error('a form was expected');
  const values = { found: 'missing', note: 'Article 5 reads as before.' };
  told(await desk.submits('boss', 'office', form.form, values));
  const seen = await path('boss', 'office', story.five);
  expect(seen).toContain('✅ Accepted');
  expect(seen).toContain(
    'CiviKos found: 🔎❌ Not in the adopted text – Article 5 reads as before.',
  );
  expect(await first()).toMatchObject({ outcome: 'accepted' });
});

it('lists the register by outcome: all of it to staff, their own to others', async () => {
  told(await record(desk, story.five, { code: 'accepted' }));
  const list = async (user: string, channel: string, outcome = 'all') =>
    textOf(told(await desk.uses(user, channel, 'answer.list', { draft: story.number, outcome })));
  const all = await list('boss', 'office');
  expect(all).toContain('3 contributions · ✅ Accepted: 1 · Nothing recorded: 2');
  expect(all).toContain(`${story.five} · Neni 5 · KCSF · ✅ Accepted`);
  expect(await list('boss', 'office', 'none')).not.toContain('Neni 5');
  const theirs = await list('ana', 'kcsf');
  expect(theirs).toContain(`${story.five} · Neni 5 · KCSF · Nothing recorded`);
  expect(theirs).not.toContain(story.seven);
});

it('notes that an answer arrived, in whatever form', async () => {
  const form = await desk.uses('boss', 'office', 'answer.received', { draft: story.number });
  if (form.kind !== 'form') throw new Error('a form was expected');
  const values = {
    kind: 'report',
    title: 'Raporti',
    datedOn: '2026-11-24',
    receivedOn: '',
    link: '',
  };
  const ahead = await desk.submits('boss', 'office', form.form, values);
  if (ahead.kind !== 'form') throw new Error('a second step was expected');
  expect(await desk.submits('boss', 'office', ahead.form, {})).toMatchObject({
    kind: 'invalid',
    errors: { datedOn: 'That day has not come yet.' },
  });
  const next = await desk.submits('boss', 'office', form.form, {
    ...values,
    datedOn: '2026-11-20',
  });
  if (next.kind !== 'form') throw new Error('a second step was expected');
  const done = told(await desk.submits('boss', 'office', next.form, {}));
  expect(textOf(done)).toContain(
    'an answer to MPMS-2026-001 arrived. Report of 20 Nov 2026: Raporti',
  );
  expect(await desk.db.answerSource.findMany()).toMatchObject([
    { kind: 'report', datedOn: '2026-11-20', receivedOn: '2026-11-23' },
  ]);
  expect(await desk.db.outcome.count()).toBe(0);
});
