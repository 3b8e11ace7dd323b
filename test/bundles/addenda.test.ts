import { afterEach, beforeEach, expect, it } from 'vitest';
import { readContent } from '../../src/bundles/content.ts';
import { bundleDocument } from '../../src/bundles/document.ts';
import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle, waitingFor } from '../../src/bundles/gather.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { accept, type Desk, openDesk, opened, textOf, told, ZONE } from '../chat/desk.ts';
import { contribute, press, publish } from '../chat/story.ts';

let desk: Desk;
let draft: { id: string; number: string };
let first: string;
let second: string;
beforeEach(async () => {
  desk = await openDesk();
  await publish(desk);
  draft = await desk.db.draft.findFirstOrThrow();
  first = await amend('ana', 'kcsf');
  second = await amend('dan', 'kdi');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const amend = (user: string, channel: string) =>
  contribute(desk, user, channel, draft.number, {
    kind: 'amend',
    article: 'Neni 5',
    proposedText: `By ${user}`,
  });
const freeze = async () => {
  const { id } = await desk.work((work) => gatherBundle(work, draft));
  const done = await desk.work((work) => freezeBundle(work, id));
  if (isRefusal(done)) throw new Error(done.refused);
  const row = await desk.db.bundle.findUniqueOrThrow({ where: { id } });
  return readContent(row.content ?? '');
};
/** Both authors agree to a joint text of theirs. */
const join = async () => {
  const form = opened(await desk.presses('boss', 'office', 'merge.propose', [draft.number, '1 2']));
  told(await desk.submits('boss', 'office', form, { proposedText: 'By both' }));
  const { id } = await desk.db.merge.findFirstOrThrow({ orderBy: { ordinal: 'desc' } });
  told(await desk.presses('ana', 'kcsf', 'merge.agree', [id]));
  told(await desk.presses('dan', 'kdi', 'merge.agree', [id]));
};
const revise = async () => {
  const form = opened(await desk.presses('ana', 'kcsf', 'contribution.revise', [first]));
  told(await desk.submits('ana', 'kcsf', form, { proposedText: 'By ana alone' }));
};
const standing = (content: Awaited<ReturnType<typeof freeze>>) =>
  content.rows.map(({ joint, authors }) => [joint, authors[0]?.reference, authors[0]?.version]);
const JOINT = 'MPMS-2026-001/B-01';

it('a joint text that ended after the freeze is told, and its other part stands by itself', async () => {
  await join();
  expect(standing(await freeze())).toEqual([[JOINT, first, 1]]);
  await revise();
  const addendum = await freeze();
  expect(standing(addendum)).toEqual([
    [null, first, 2],
    [null, second, 1],
  ]);
  expect(addendum.withdrawn).toEqual([JOINT]);
  const texts = JSON.stringify(bundleDocument(addendum, 'en', { zone: ZONE }));
  expect(texts).toContain(`${JOINT}: this joint text no longer stands`);
  expect(await waitingFor(desk.db, draft)).toEqual({ entries: 0, leftOut: 0, withdrawn: [] });
});

it('so does a part that had gone singly before, and of one withdrawn both are told', async () => {
  await freeze();
  await join();
  expect(standing(await freeze())).toEqual([[JOINT, first, 1]]);
  told(await desk.presses('ana', 'kcsf', 'contribution.withdraw', [first, 'yes']));
  const addendum = await freeze();
  expect(standing(addendum)).toEqual([[null, second, 1]]);
  expect(addendum.withdrawn).toEqual([first, JOINT]);
});

it('what no longer counts after the freeze is told to the office and in the addendum', async () => {
  await freeze();
  const { id } = await desk.db.membership.findFirstOrThrow({
    where: { person: { externalId: 'dan' } },
  });
  told(await desk.presses('boss', 'office', 'member.reject', [id]));
  const bundle = await desk.db.bundle.findFirstOrThrow();
  expect(await desk.shown('bundle.changed', bundle.id, 'office')).toContain(
    `${second} of KDI, which stands in the frozen bundle MPMS-2026-001/P-1, no longer counts`,
  );
  expect((await freeze()).withdrawn).toEqual([second]);
  told(await desk.presses('boss', 'office', 'member.accept', [id]));
  expect(standing(await freeze())).toEqual([[null, second, 1]]);
});

it('is shown under the title with which it was frozen', async () => {
  await freeze();
  await desk.db.draft.update({ where: { id: draft.id }, data: { titleSq: 'Titull tjetër' } });
  const shown = textOf(told(await desk.presses('boss', 'office', 'bundle.show', [draft.number])));
  expect(shown).toContain('Ndërmarrjet Sociale');
  expect(shown).not.toContain('Titull tjetër');
});

it('stands in the order of the known text, whatever the names of its parts', async () => {
  for (const article of ['Shtojca', 'Neni 9', 'Hyrje']) {
    const said = { kind: 'comment', article, justification: 'x' };
    await contribute(desk, 'ana', 'kcsf', draft.number, said);
  }
  // The text is known from now on; "Neni 5" was only typed by its authors.
  for (const [position, label] of ['Hyrje', 'Neni 5', 'Neni 9', 'Shtojca'].entries()) {
    const kind = label === 'Shtojca' ? 'back' : 'article';
    const { id } = await desk.db.article.create({
      data: { draftId: draft.id, position, kind, label, key: label, text: label },
    });
    if (label === 'Neni 5') continue;
    const where = { article: label };
    await desk.db.contributionVersion.updateMany({ where, data: { articleId: id } });
  }
  const { rows } = await freeze();
  expect(rows.map(({ article }) => article)).toEqual([
    'Hyrje',
    'Neni 5',
    'Neni 5',
    'Neni 9',
    'Shtojca',
  ]);
});

it('a draft that waits is found behind any number of those that wait for nothing', async () => {
  const known = await desk.db.draft.findUniqueOrThrow({ where: { id: draft.id } });
  const others = Array.from({ length: 130 }, (_, index) => `done-${index}`);
  await desk.db.draft.createMany({
    data: others.map((id) => ({
      ...known,
      id,
      number: id,
      numberKey: id,
      dueAt: new Date(known.dueAt.getTime() - 86_400_000),
    })),
  });
  await desk.db.bundle.createMany({
    data: others.map((id) => {
      return { draftId: id, ordinal: 1, number: `${id}/P-1`, openedAt: known.publishedAt };
    }),
  });
  desk.moveTo('2026-12-12 09:00');
  const list = textOf(told(await desk.uses('boss', 'office', 'bundle.list')));
  expect(list).toContain('1 draft waits');
  expect(list).toContain(draft.number);
});

it('a note that somebody writes while another leaves it out does not replace the reason', async () => {
  told(await desk.presses('boss', 'office', 'bundle.show', [draft.number]));
  const { id } = await desk.db.bundleEntry.findFirstOrThrow();
  const note = opened(await desk.presses('boss', 'office', 'bundle.note', [id]));
  const leave = opened(await desk.presses('boss', 'office', 'bundle.leave', [id]));
  told(await desk.submits('boss', 'office', leave, { reason: 'Off the subject.' }));
  const late = await desk.submits('boss', 'office', note, { note: '' });
  expect(JSON.stringify(late)).toContain('left out of the bundle meanwhile');
  const entry = await desk.db.bundleEntry.findUniqueOrThrow({ where: { id } });
  expect(entry).toMatchObject({ included: false, note: 'Off the subject.' });
});

it('a second delegate who supports a joint text takes nothing back without meaning it', async () => {
  told(await desk.uses('boss', 'office', 'organisation.add', { name: 'ÇOHU' }));
  await accept(desk, 'cem', 'ÇOHU');
  await accept(desk, 'cara', 'ÇOHU');
  await join();
  const merge = await desk.db.merge.findFirstOrThrow();
  told(await desk.presses('cem', 'all', 'merge.support', [merge.id]));
  const again = told(await desk.presses('cara', 'all', 'merge.support', [merge.id]));
  expect(await desk.db.mergeSupport.count()).toBe(1);
  expect(textOf(again)).toContain('cem');
  told(await press(desk, 'cara', 'all', again, 'merge.support'));
  expect(await desk.db.mergeSupport.count()).toBe(0);
});
