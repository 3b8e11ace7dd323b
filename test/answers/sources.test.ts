import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAnswered } from '../../src/authority/answered.ts';
import { type Desk, openDesk, opened, refused, textOf, told } from '../chat/desk.ts';
import { press } from '../chat/story.ts';
import { freeze, record, type Story, tellStory } from './work.ts';

let desk: Desk;
let story: Story;
beforeEach(async () => {
  desk = await openDesk();
  story = await tellStory(desk);
  await freeze(desk, story);
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const list = async () =>
  told(await desk.uses('boss', 'office', 'answer.sources', { draft: story.number }));
const takeBack = async (id: string) => {
  const form = opened(await desk.presses('boss', 'office', 'answer.sourceBack', [id]));
  return desk.submits('boss', 'office', form, { reason: 'It answers another draft.' });
};

it('lists where an institution answered', async () => {
  expect(textOf(await list())).toContain(`No answer to ${story.number} is noted yet.`);
  told(await record(desk, story.five, { code: 'accepted', title: 'Letter 12/26' }));
  expect(textOf(await list())).toContain(
    '1. Letter of 23 Nov 2026: Letter 12/26 · 1 recorded answer',
  );
});

it('takes a source back with a reason: it stays on record, and the clock goes on', async () => {
  told(await record(desk, story.five, { code: 'accepted', title: 'Letter 12/26' }));
  expect(await isAnswered(desk.db, story.draftId)).toBe(true);
  const { id } = await desk.db.answerSource.findFirstOrThrow();
  const form = await press(desk, 'boss', 'office', await list(), 'answer.sourceBack');
  expect(form.kind).toBe('form');
  const done = textOf(told(await takeBack(id)));
  expect(done).toContain('Taken back: Letter of 23 Nov 2026: Letter 12/26.');
  expect(done).toContain('1 contribution still rests on it');
  expect(await isAnswered(desk.db, story.draftId)).toBe(false);
  expect(textOf(await list())).toContain('taken back: It answers another draft.');
  const path = await desk.uses('boss', 'office', 'contribution.show', { reference: story.five });
  expect(textOf(told(path))).toContain('Letter 12/26 (a source that was taken back)');
  const again = await desk.presses('boss', 'office', 'answer.sourceBack', [id]);
  expect(refused(again)).toBe('This source was taken back already.');
  // What is corrected rests on it no longer, and nobody can choose it anew.
  const source = `old:${id}`;
  const chosen = await record(desk, story.five, { code: 'noted', correction: 'Wrong.', source });
  expect(chosen).toMatchObject({ kind: 'invalid' });
});
