import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import { sweepReactions } from '../../src/schedule/sweep.ts';
import { fakePlatform } from '../delivery/fakePlatform.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { linkTwo, publish, worldAt } from './world.ts';

const NOW = '2026-10-13T09:00:00Z';
let storage: TemporaryStorage;
let chat: ReturnType<typeof fakePlatform>;
let draft: { id: string };
beforeEach(async () => {
  storage = await openTemporaryStorage();
  chat = fakePlatform();
  await linkTwo(storage);
  draft = await publish(storage, '2026-10-12T08:00:00Z', '2026-10-12', '2026-11-03');
  const cards = await storage.db.delivery.findMany({ orderBy: { seq: 'asc' } });
  for (const [index, { seq }] of cards.entries()) {
    const data = { state: 'sent', messageId: `m${index}` } as const;
    await storage.db.delivery.update({ where: { seq }, data });
  }
});
afterEach(() => storage.dispose());

const sweep = () =>
  sweepReactions({
    storage,
    platform: chat.platform,
    world: async () => worldAt(NOW),
    resolve: (user, channel) =>
      resolveActor(storage, { user, userName: '', channel }, new Date(NOW), () => false),
    log: pino({ level: 'silent' }),
  });
const kept = async () =>
  (await storage.db.reaction.findMany({ include: { delivery: true } }))
    .map(({ kind, delivery }) => `${delivery.messageId} ${kind}`)
    .sort();

it('adds and takes away what changed while nobody listened', async () => {
  chat.standing.set('m0', [
    { user: 'u1', emoji: '👀' },
    { user: 'u1', emoji: '🎉' },
    { user: 'u2', emoji: '👍🏽' },
  ]);
  expect(await sweep()).toBe(2);
  expect(await kept()).toEqual(['m0 interested', 'm0 reading']);
  expect(await sweep()).toBe(0);
  chat.standing.set('m0', [{ user: 'u2', emoji: '👍' }]);
  chat.standing.set('m1', [{ user: 'u1', emoji: '✍️' }]);
  expect(await sweep()).toBe(2);
  expect(await kept()).toEqual(['m0 interested', 'm1 will_contribute']);
});

it('goes on after a card that the platform refuses, and keeps what was known of it', async () => {
  chat.standing.set('m0', [{ user: 'u1', emoji: '👀' }]);
  await sweep();
  chat.standing.set('m0', new PlatformFailure('permanent', 'message_not_found'));
  chat.standing.set('m1', [{ user: 'u1', emoji: '👀' }]);
  expect(await sweep()).toBe(1);
  expect(await kept()).toEqual(['m0 reading', 'm1 reading']);
});

it('asks nothing about drafts that ended and channels that were unlinked', async () => {
  chat.standing.set('m0', [{ user: 'u1', emoji: '👀' }]);
  await storage.db.channel.updateMany({ data: { active: false } });
  expect(await sweep()).toBe(0);
  await storage.db.channel.updateMany({ data: { active: true } });
  await storage.db.draft.update({ where: { id: draft.id }, data: { state: 'withdrawn' } });
  expect(await sweep()).toBe(0);
  await storage.db.draft.update({ where: { id: draft.id }, data: { state: 'published' } });
  expect(await sweep()).toBe(1);
});
