import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readContent } from '../../src/bundles/content.ts';
import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { type Desk, openDesk } from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

let desk: Desk;
let draft: { id: string; number: string };
beforeEach(async () => {
  desk = await openDesk();
  await publish(desk);
  draft = await desk.db.draft.findFirstOrThrow();
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const amend = (user: string, channel: string, article: string) =>
  contribute(desk, user, channel, draft.number, {
    kind: 'amend',
    article,
    proposedText: `For ${article}`,
  });
const gather = () => desk.work((work) => gatherBundle(work, draft));
const freeze = async () => {
  const { id } = await gather();
  const done = await desk.work((work) => freezeBundle(work, id));
  if (isRefusal(done)) throw new Error(done.refused);
  const row = await desk.db.bundle.findUniqueOrThrow({ where: { id } });
  return { ...done, content: readContent(row.content ?? ''), text: row.content ?? '' };
};

it('gathers in the order of the articles, whoever came first, and freezes with a hash', async () => {
  await amend('dan', 'kdi', 'Neni 12');
  await amend('ana', 'kcsf', 'Neni 5');
  const { number, sha256, content, text } = await freeze();
  expect(number).toBe('MPMS-2026-001/P-1');
  expect(
    content.rows.map(({ row, article, authors }) => [row, article, authors[0]?.organisation]),
  ).toEqual([
    [1, 'Neni 5', 'KCSF'],
    [2, 'Neni 12', 'KDI'],
  ]);
  expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
});

it('is frozen once; an empty one is not', async () => {
  const empty = await gather();
  expect(await desk.work((work) => freezeBundle(work, empty.id))).toMatchObject({
    refused: 'bundle.empty',
  });
  await amend('dan', 'kdi', 'Neni 12');
  const { id } = await freeze();
  expect(await desk.work((work) => freezeBundle(work, id))).toMatchObject({
    refused: 'bundle.isFrozen',
  });
});

it('puts into an addendum what came later or was revised, and names what was withdrawn', async () => {
  const first = await amend('dan', 'kdi', 'Neni 12');
  await freeze();
  await amend('ana', 'kcsf', 'Neni 5');
  await desk.presses('dan', 'kdi', 'contribution.withdraw', [first, 'yes']);
  const { number, content } = await freeze();
  expect(number).toBe('MPMS-2026-001/P-2');
  expect(content.addendumTo).toBe('MPMS-2026-001/P-1');
  expect(content.rows.map(({ article }) => article)).toEqual(['Neni 5']);
  expect(content.withdrawn).toEqual([first]);
});
