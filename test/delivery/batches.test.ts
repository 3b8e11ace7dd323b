import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { type BatchFollower, batchState, createBatchFollower } from '../../src/delivery/batches.ts';
import {
  type Destination,
  refreshCards,
  resumeBatch,
  stopBatch,
  wantCard,
} from '../../src/delivery/queue.ts';
import { gate } from './fakePlatform.ts';
import { type Delivery, openDelivery, said } from './world.ts';

let d: Delivery;
const followers: BatchFollower[] = [];
beforeEach(async () => {
  d = await openDelivery();
  // What a card of progress would say, in figures.
  d.renderers.progress = async ({ db, subject, world }) => {
    const batch = await db.batch.findUniqueOrThrow({ where: { id: subject } });
    const { sent, waiting, failed, stopped } = await batchState(db, batch, world.machineNow);
    return said([sent, waiting, failed, stopped].join(' '));
  };
});
afterEach(async () => {
  await Promise.all(followers.splice(0).map((one) => one.stop()));
  await d.close();
});

/** As one process has it; looks only when the test says so. */
function follower(refresh = (id: string) => Promise.resolve(id)): BatchFollower {
  const one = createBatchFollower({
    storage: d.storage,
    world: async () => d.world(),
    machineNow: d.now,
    log: pino({ level: 'silent' }),
    async refresh(work, { id }) {
      await refreshCards(work, 'progress', id);
      await refresh(id);
    },
  });
  followers.push(one);
  return one;
}

/** A batch to so many channels, and the card of its progress in one more. */
async function begin(id: string, size: number): Promise<void> {
  const office = await d.channel(`office-${id}`);
  const channels: Destination[] = [];
  for (let at = 0; at < size; at += 1) channels.push(await d.channel(`${id}${at}`));
  await d.do(async (work) => {
    await work.tx.batch.create({ data: { id, subject: id, startedAt: work.machineNow } });
    await wantCard(work, { kind: 'progress', subject: id, channel: office });
    for (const channel of channels) {
      await wantCard(work, { kind: 'card', subject: 's', channel, batch: id });
    }
  });
}

const batchRow = (id: string) => d.storage.db.batch.findUniqueOrThrow({ where: { id } });
const shown = (id: string) =>
  d.chat.calls
    .filter(({ channel }) => channel === `office-${id}`)
    .map(({ kind, text }) => `${kind} ${text}`);

/** Sends only so many, then holds the next until it is let go. */
function holdAfter(count: number) {
  const held = gate<null>();
  const reached = gate();
  let sent = 0;
  d.chat.answers(({ text }) => {
    if (text !== 's') return undefined;
    sent += 1;
    if (sent <= count) return undefined;
    reached.open();
    return held.promise;
  });
  return { reached: reached.promise, release: () => held.open(null) };
}

describe('the progress of a batch', () => {
  it('is shown first, and in the end as it is then', async () => {
    await begin('b', 3);
    const one = follower();
    const worker = d.worker({ atOnce: 1 });
    await worker.idle();
    expect(d.chat.told()[0]).toBe('send office-b 0 3 0 0');
    expect((await batchRow('b')).endedAt).toBeNull();
    await one.look();
    await worker.idle();
    expect(shown('b')).toEqual(['send 0 3 0 0', 'edit 3 0 0 0']);
    expect((await batchRow('b')).endedAt).toEqual(d.now());
    await one.look();
    await worker.idle();
    expect(shown('b')).toHaveLength(2);
  });

  it('is shown when it changed, and at most every five seconds', async () => {
    await begin('b', 6);
    const one = follower();
    await one.look();
    const hold = holdAfter(2);
    const worker = d.worker({ atOnce: 1 });
    await hold.reached;
    const version = async () =>
      (await d.storage.db.delivery.findFirstOrThrow({ where: { kind: 'progress' } })).wantedVersion;
    await one.look();
    expect(await version()).toBe(2);
    await one.look();
    d.pass(60_000);
    await one.look();
    expect(await version(), 'nothing changed').toBe(2);
    await d.do((work) => stopBatch(work, 'b'));
    await one.look();
    expect(await version()).toBe(3);
    await d.do((work) => resumeBatch(work, 'b'));
    d.pass(4_999);
    await one.look();
    expect(await version(), 'too soon').toBe(3);
    d.pass(1);
    await one.look();
    expect(await version()).toBe(4);
    hold.release();
    await worker.idle();
  });

  it('of two at once share what one may use', async () => {
    await begin('a', 3);
    await begin('b', 3);
    const one = follower();
    await one.look();
    const stopOne = () =>
      d.do(async (work) => {
        const { seq } = await work.tx.delivery.findFirstOrThrow({
          where: { batch: 'a', state: 'pending' },
        });
        await work.tx.delivery.update({ where: { seq }, data: { state: 'stopped' } });
      });
    const version = async () =>
      (await d.storage.db.delivery.findFirstOrThrow({ where: { kind: 'progress', subject: 'a' } }))
        .wantedVersion;
    await stopOne();
    await one.look();
    expect(await version()).toBe(2);
    await stopOne();
    d.pass(9_999);
    await one.look();
    expect(await version()).toBe(2);
    d.pass(1);
    await one.look();
    expect(await version()).toBe(3);
  });

  it('ends in its summary whenever the process died', async () => {
    await begin('b', 2);
    const worker = d.worker();
    await worker.idle();
    // It dies as it ends the batch: nothing of that is kept.
    await follower(() => Promise.reject(new Error('the process dies here'))).look();
    expect((await batchRow('b')).endedAt).toBeNull();
    await worker.idle();
    expect(shown('b')).toHaveLength(1);
    const next = follower();
    next.start();
    await next.look();
    await worker.idle();
    expect(shown('b').at(-1)).toBe('edit 2 0 0 0');
    expect((await batchRow('b')).endedAt).toEqual(d.now());
  });

  it('follows a batch again that staff let go on', async () => {
    await begin('b', 3);
    const one = follower();
    const hold = holdAfter(1);
    const worker = d.worker({ atOnce: 1 });
    await hold.reached;
    await d.do((work) => stopBatch(work, 'b'));
    hold.release();
    await worker.idle();
    await one.look();
    await worker.idle();
    expect(shown('b').at(-1)).toBe('edit 2 0 0 1');
    expect((await batchRow('b')).endedAt).not.toBeNull();
    d.pass(86_400_000);
    await d.do((work) => resumeBatch(work, 'b'));
    expect(await batchRow('b')).toMatchObject({ endedAt: null, startedAt: d.now() });
    await worker.idle();
    await one.look();
    await worker.idle();
    expect(shown('b').at(-1)).toBe('edit 3 0 0 0');
  });

  it('counts what failed, and an unlinked channel nowhere', async () => {
    await begin('b', 3);
    await d.storage.db.channel.updateMany({ where: { name: 'b2' }, data: { active: false } });
    d.chat.answers(({ channel }) =>
      channel === 'b1' ? Promise.reject(new PlatformFailure('permanent', '10003')) : undefined,
    );
    const worker = d.worker();
    await worker.idle();
    await follower().look();
    await worker.idle();
    expect(shown('b').at(-1)).toBe('edit 1 0 1 0');
  });
});

describe('the time a batch still takes', () => {
  it('is told by what was sent since it began, or was begun anew', async () => {
    await begin('b', 4);
    const hold = holdAfter(1);
    const worker = d.worker({ atOnce: 1 });
    await hold.reached;
    d.pass(30_000);
    const left = async () => (await batchState(d.storage.db, await batchRow('b'), d.now())).leftMs;
    expect(await left()).toBe(90_000);
    await d.storage.db.batch.update({ where: { id: 'b' }, data: { startedAt: d.now() } });
    d.pass(10_000);
    expect(await left(), 'nothing sent since').toBeNull();
    hold.release();
    await worker.idle();
    expect(await left()).toBe(0);
  });
});
