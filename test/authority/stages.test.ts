import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Desk, errorsOf, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { contribute, fill, press, publish } from '../chat/story.ts';
import { freeze, handedOver } from './story.ts';

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

const STEP = {
  kind: 'government_approved',
  on: '2027-02-01',
  reference: 'No. 03/12',
  source: 'https://kryeministri.example/vendimet',
  note: '',
};
const open = async () => opened(await desk.presses('boss', 'office', 'draft.stage', [draft]));
const record = async (...steps: Record<string, string>[]) =>
  fill(desk, 'boss', 'office', await open(), steps);
const notes = async (kind: string) => {
  const rows = await desk.db.delivery.findMany({ where: { kind }, include: { channel: true } });
  return rows.map(({ channel }) => channel?.externalId).sort();
};

it('is told once to who contributed or supported, and stands in the draft', async () => {
  const reference = await contribute(desk, 'ana', 'kcsf', draft);
  desk.moveTo('2027-02-02 09:00');
  const done = told(await record(STEP));
  expect(textOf(done)).toContain('1 Feb 2027: approved by the Government (No. 03/12)');
  expect(textOf(done)).toContain('1 channel is told');
  expect(await notes('stage')).toEqual(['kcsf']);
  const { id } = await desk.db.draftStage.findFirstOrThrow();
  const seen = await desk.shown('stage', id, 'kcsf');
  expect(seen).toContain(`${draft} after its consultation: approved by the Government (No. 03/12)`);
  expect(seen).toContain('Source: https://kryeministri.example/vendimet');
  expect(await desk.shown('stage', id, 'kcsf', 'sq')).toContain('miratuar nga Qeveria');
  const details = textOf(told(await desk.uses('zef', 'all', 'draft.show', { draft })));
  expect(details).toContain('After the consultation');
  expect(details).toContain('approved by the Government');
  expect(errorsOf(await record(STEP))).toEqual({
    kind: 'This step of that day is recorded already.',
  });
  expect(reference).toContain(draft);
});

it('reaches who only supported', async () => {
  const reference = await contribute(desk, 'ana', 'kcsf', draft);
  await desk.presses('ana', 'kcsf', 'contribution.share', [reference]);
  told(await desk.presses('dan', 'kdi', 'contribution.support', [reference]));
  desk.moveTo('2027-02-02 09:00');
  told(await record(STEP));
  expect(await notes('stage')).toEqual(['kcsf', 'kdi']);
});

it('warns of a hearing that was called too late, and only a hearing is ahead', async () => {
  await contribute(desk, 'ana', 'kcsf', draft);
  desk.moveTo('2027-02-02 09:00');
  expect(errorsOf(await record({ ...STEP, on: '2027-02-10' }))).toEqual({
    on: 'This day is still to come; only a hearing is recorded ahead.',
  });
  const hearing = { ...STEP, kind: 'committee_hearing', on: '2027-02-04' };
  const done = textOf(told(await record(hearing, { calledOn: '2027-02-03' })));
  expect(done).toContain('(to come)');
  expect(done).toContain('1 day between call and hearing');
  expect(done).toContain('Art. 38(7)');
  const { id } = await desk.db.draftStage.findFirstOrThrow();
  expect(await desk.shown('stage', id, 'kcsf')).toContain('1 day between call and hearing');
  const fine = { ...hearing, on: '2027-02-20' };
  expect(textOf(told(await record(fine, { calledOn: '2027-02-03' })))).not.toContain('between');
  const wrong = await record({ ...hearing, on: '2027-02-12' }, { calledOn: '2027-02-13' });
  expect(errorsOf(wrong)).toEqual({ calledOn: 'A hearing is called before it takes place.' });
  const far = await record({ ...hearing, on: '2029-02-12' }, { calledOn: '2027-02-03' });
  expect(errorsOf(far)).toEqual({ on: 'This day is more than a year away.' });
});

it('is taken back with a reason, of which those hear who were told', async () => {
  await contribute(desk, 'ana', 'kcsf', draft);
  desk.moveTo('2027-02-02 09:00');
  told(await record(STEP));
  const { id } = await desk.db.draftStage.findFirstOrThrow();
  await desk.db.delivery.updateMany({ where: { kind: 'stage' }, data: { state: 'sent' } });
  const list = told(await desk.presses('boss', 'office', 'stage.list', [draft]));
  expect(textOf(list)).toContain('1. 1 Feb 2027: approved by the Government');
  const asked = await press(desk, 'boss', 'office', list, 'stage.takeBack');
  const values = { reason: 'It was only on the agenda.' };
  told(await desk.submits('boss', 'office', opened(asked), values));
  expect(await notes('stage.takenBack')).toEqual(['kcsf']);
  expect(await desk.shown('stage.takenBack', id, 'kcsf')).toContain('It was only on the agenda.');
  expect(await desk.shown('stage', id, 'kcsf')).toBeNull();
  const twice = await desk.presses('boss', 'office', 'stage.takeBack', [id]);
  expect(refused(twice)).toContain('taken back already');
  expect(textOf(told(await desk.uses('zef', 'all', 'draft.show', { draft })))).not.toContain(
    'approved by the Government',
  );
  const none = told(await desk.presses('boss', 'office', 'stage.list', [draft]));
  expect(textOf(none)).toContain('No step of');
  // What was not so can be recorded on the day on which it was.
  told(await record(STEP));
});

it('is taken back where it was told in a digest, too', async () => {
  await contribute(desk, 'ana', 'kcsf', draft);
  desk.moveTo('2027-02-02 09:00');
  told(await record(STEP));
  const { id } = await desk.db.draftStage.findFirstOrThrow();
  const joined = { state: 'stopped', error: 'joined' } as const;
  await desk.db.delivery.updateMany({ where: { kind: 'stage' }, data: joined });
  const form = opened(await desk.presses('boss', 'office', 'stage.takeBack', [id]));
  told(await desk.submits('boss', 'office', form, { reason: 'Wrong draft.' }));
  expect(await notes('stage.takenBack')).toEqual(['kcsf']);
});

it('that nobody was told of yet is taken back in silence', async () => {
  await contribute(desk, 'ana', 'kcsf', draft);
  desk.moveTo('2027-02-02 09:00');
  told(await record(STEP));
  const { id } = await desk.db.draftStage.findFirstOrThrow();
  const form = opened(await desk.presses('boss', 'office', 'stage.takeBack', [id]));
  told(await desk.submits('boss', 'office', form, { reason: 'Wrong draft.' }));
  expect(await notes('stage.takenBack')).toEqual([]);
});

it('ends the clock when the proposer withdraws the draft', async () => {
  await contribute(desk, 'ana', 'kcsf', draft);
  const bundle = await freeze(desk, draft);
  await handedOver(desk, bundle, '2026-11-23');
  desk.moveTo('2026-11-26 09:00');
  await desk.tick();
  expect(await desk.db.letter.count({ where: { endedAt: null } })).toBe(1);
  told(await record({ ...STEP, kind: 'withdrawn', on: '2026-11-26' }));
  await desk.tick();
  expect(await desk.db.letter.count({ where: { endedAt: null } })).toBe(0);
  const clock = textOf(told(await desk.uses('zef', 'all', 'bundle.clock', { bundle })));
  expect(clock).toContain('The draft was withdrawn');
});

it('waits for the digest where one is wanted', async () => {
  await contribute(desk, 'ana', 'kcsf', draft);
  desk.moveTo('2027-02-02 09:00');
  await desk.tick();
  const channel = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'kcsf' } });
  await desk.db.preference.create({
    data: {
      channelId: channel.id,
      digest: 'daily',
      kinds: [],
      institutions: [],
      updatedAt: new Date('2027-02-02T08:00:00Z'),
    },
  });
  told(await record(STEP));
  desk.moveTo('2027-02-03 09:00');
  await desk.tick();
  const note = await desk.db.delivery.findFirstOrThrow({ where: { kind: 'stage' } });
  expect(note).toMatchObject({ state: 'stopped', error: 'joined' });
  const digest = await desk.shown('day.digest', '2027-02-03', 'kcsf');
  expect(digest).toContain('approved by the Government (No. 03/12)');
  expect(digest).toContain(`[${draft}]`);
});
