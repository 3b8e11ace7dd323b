import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { applyReaction } from '../../src/drafts/reactions.ts';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import { createSweeper, SWEEP_EVERY_MS, type Sweeper } from '../../src/schedule/sweep.ts';
import { fakePlatform, gate } from '../delivery/fakePlatform.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { linkTwo, publish, worldAt } from './world.ts';

const NOW = '2026-10-13T09:00:00Z';
let storage: TemporaryStorage;
let chat: ReturnType<typeof fakePlatform>;
let draft: { id: string };
let sweeper: Sweeper;
let machineNow: Date;
let lines: string[];
beforeEach(async () => {
  storage = await openTemporaryStorage();
  chat = fakePlatform();
  machineNow = new Date('2026-10-13T09:00:00Z');
  lines = [];
  await linkTwo(storage);
  draft = await publish(storage, '2026-10-12T08:00:00Z', '2026-10-12', '2026-11-03');
  await stand();
  sweeper = start();
});
afterEach(async () => {
  await sweeper.stop();
  await storage.dispose();
});

const start = (pacesMs = {}) =>
  createSweeper({
    storage,
    platforms: [chat.platform],
    world: async () => worldAt(NOW),
    resolve: (user, channel) =>
      resolveActor(storage, { user, userName: '', channel }, new Date(NOW), () => false),
    machineNow: () => machineNow,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    pacesMs,
  });

/** Every card has been sent: `m0`, `m1`, … in the order of the queue. */
async function stand(): Promise<void> {
  const cards = await storage.db.delivery.findMany({ orderBy: { seq: 'asc' } });
  for (const [index, { seq }] of cards.entries()) {
    const data = { state: 'sent', messageId: `m${index}` } as const;
    await storage.db.delivery.update({ where: { seq }, data });
  }
}

const sweep = () => {
  machineNow = new Date(machineNow.getTime() + 1_000);
  sweeper.gap('sandbox');
  return sweeper.idle();
};
const later = (ms: number) => {
  machineNow = new Date(machineNow.getTime() + ms);
  sweeper.look();
  return sweeper.idle();
};
const asked = () => chat.reads.splice(0).map(({ messages }) => messages.join(' '));
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
  await sweep();
  expect(await kept()).toEqual(['m0 interested', 'm0 reading']);
  await sweep();
  expect(await kept()).toEqual(['m0 interested', 'm0 reading']);
  chat.standing.set('m0', [{ user: 'u2', emoji: '👍' }]);
  chat.standing.set('m1', [{ user: 'u1', emoji: '✍️' }]);
  await sweep();
  expect(await kept()).toEqual(['m0 interested', 'm1 will_contribute']);
});

it('goes on after a card that the platform refuses, and keeps what was known of it', async () => {
  chat.standing.set('m0', [{ user: 'u1', emoji: '👀' }]);
  await sweep();
  chat.standing.set('m0', new PlatformFailure('permanent', 'message_not_found'));
  chat.standing.set('m1', [{ user: 'u1', emoji: '👀' }]);
  await sweep();
  expect(await kept()).toEqual(['m0 reading', 'm1 reading']);
  expect(lines.join()).toContain('message_not_found');
});

it('goes on after a channel in which it fails', async () => {
  chat.standing.set('m0', new Error('a bug'));
  chat.standing.set('m1', [{ user: 'u1', emoji: '👀' }]);
  await sweep();
  expect(await kept()).toEqual(['m1 reading']);
  expect(lines.join()).toContain('cannot be kept');
});

it('reads a channel again once the platform that was asked too often says so', async () => {
  chat.standing.set('m0', [{ user: 'u1', emoji: '👀' }]);
  let reads = 0;
  chat.whileReading(async () => {
    reads += 1;
    if (reads > 1) return;
    throw new PlatformFailure('rateLimit', 'ratelimited', { retryAfterMs: 1 });
  });
  await sweep();
  expect(await kept()).toEqual(['m0 reading']);
});

it('asks nothing about drafts that ended and channels that were unlinked', async () => {
  chat.standing.set('m0', [{ user: 'u1', emoji: '👀' }]);
  await storage.db.channel.updateMany({ data: { active: false } });
  await sweep();
  await storage.db.channel.updateMany({ data: { active: true } });
  await storage.db.draft.update({ where: { id: draft.id }, data: { state: 'withdrawn' } });
  await sweep();
  expect(asked()).toEqual([]);
  await storage.db.draft.update({ where: { id: draft.id }, data: { state: 'published' } });
  await sweep();
  expect(await kept()).toEqual(['m0 reading']);
});

it('leaves drafts alone whose window has been over for long, though nobody closed them', async () => {
  const over = (closesOn: string) =>
    storage.db.draft.update({ where: { id: draft.id }, data: { closesOn } });
  await over('2026-10-05');
  await sweep();
  expect(asked()).toEqual([]);
  await over('2026-10-06');
  await sweep();
  expect(asked()).toEqual(['m0', 'm1']);
});

it('reads all cards of a channel at once, and every few minutes anew', async () => {
  await publish(storage, '2026-10-12T08:00:00Z', '2026-10-12', '2026-11-03');
  await stand();
  await later(0);
  expect(asked()).toEqual(['m0 m2', 'm1 m3']);
  await later(SWEEP_EVERY_MS - 1_000);
  expect(asked()).toEqual([]);
  await later(1_000);
  expect(asked()).toEqual(['m0 m2', 'm1 m3']);
  machineNow = new Date(machineNow.getTime() - 2 * SWEEP_EVERY_MS);
  await later(0);
  expect(asked()).toEqual(['m0 m2', 'm1 m3']);
});

it('begins with what was not read for longest', async () => {
  await storage.db.delivery.updateMany({
    where: { messageId: 'm0' },
    data: { sweptAt: new Date(machineNow.getTime() - 2 * SWEEP_EVERY_MS) },
  });
  await later(0);
  expect(asked()).toEqual(['m1', 'm0']);
});

it('reads what it had read again when there is a gap meanwhile, one sweep at a time', async () => {
  let times = 0;
  chat.whileReading(async () => {
    times += 1;
    machineNow = new Date(machineNow.getTime() + 1_000);
    if (times === 2) sweeper.gap('sandbox');
  });
  await sweep();
  expect(asked()).toEqual(['m0', 'm1', 'm0', 'm1']);
});

it.each([
  ['was put on', [], true, ['m0 reading']],
  ['was taken off', [{ user: 'u1', emoji: '👀' }], false, []],
])('does not undo what %s while it was reading', async (_, standing, added, after) => {
  const card = await storage.db.delivery.findFirst({
    where: { messageId: 'm0' },
    include: { channel: true },
  });
  const channel = card?.channel?.externalId ?? '';
  const message = { platform: 'sandbox', community: 'c', channel, message: 'm0' } as const;
  const user = { platform: 'sandbox', community: 'c', user: 'u1' } as const;
  chat.standing.set('m0', standing);
  if (!added) await sweep();
  const actor = await resolveActor(
    storage,
    { user, userName: '', channel: message },
    new Date(NOW),
    () => false,
  );
  chat.whileReading(async () => {
    chat.whileReading(async () => {});
    sweeper.told(message, actor.personId, '👀');
    const world = worldAt(NOW);
    await storage.transaction((tx) => applyReaction({ ...world, tx }, actor, message, '👀', added));
  });
  await sweep();
  expect(await kept()).toEqual(after);
});

it('waits between two calls, and ends at once all the same', async () => {
  await sweeper.stop();
  sweeper = start({ sandbox: 3_600_000 });
  const first = gate();
  chat.whileReading(async () => first.open());
  sweeper.gap('sandbox');
  await first.promise;
  await sweeper.stop();
  expect(asked()).toEqual(['m0']);
});

it('ends although a platform does not answer', async () => {
  const asking = gate();
  chat.whileReading(() => {
    asking.open();
    return new Promise(() => {});
  });
  sweeper.gap('sandbox');
  await asking.promise;
  await sweeper.stop();
  expect(await kept()).toEqual([]);
});
