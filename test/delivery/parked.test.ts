import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { createCounters } from '../../src/delivery/counters.ts';
import { failedGroups, failedIn, platformStates, retryParked } from '../../src/delivery/parked.ts';
import { batchProgress, refreshCards, tellNote } from '../../src/delivery/queue.ts';
import type { Call } from './fakePlatform.ts';
import { type Delivery, openDelivery } from './world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
});
afterEach(() => d.close());

function refuses(when: (call: Call) => boolean, code = 'not_in_channel'): void {
  d.chat.answers((call) =>
    when(call) ? Promise.reject(new PlatformFailure('permanent', code)) : undefined,
  );
}
const works = () => d.chat.answers(() => undefined);

describe('sending again what failed', () => {
  it('means one channel, one batch, or all of it, and nothing else', async () => {
    const [c1, c2, c3] = [await d.channel('c1'), await d.channel('c2'), await d.channel('c3')];
    refuses(({ channel }) => channel !== 'c3');
    await d.card(c1, 'a', { batch: 'x' });
    await d.card(c1, 'b');
    await d.card(c2, 'a', { batch: 'x' });
    await d.card(c2, 'b');
    await d.card(c3, 'a', { batch: 'x' });
    const worker = d.worker();
    await worker.idle();
    await worker.stop();
    works();
    const retry = (which: Parameters<typeof retryParked>[1]) =>
      d.do((work) => retryParked(work, which));
    const pending = () => d.storage.db.delivery.count({ where: { state: 'pending' } });
    expect(await retry({ channelId: c3.id })).toBe(0);
    expect(await retry({ channelId: c1.id })).toBe(2);
    expect(await pending()).toBe(2);
    expect(await retry({ batch: 'x' })).toBe(1);
    expect(await retry({})).toBe(1);
    expect(await retry({})).toBe(0);
    const again = { state: 'pending', attempts: 0, error: null } as const;
    expect(await d.storage.db.delivery.count({ where: again })).toBe(4);
    await d.worker().idle();
    expect(await batchProgress(d.storage.db, 'x')).toMatchObject({ sent: 3, failed: 0 });
  });

  it('tells the notes that were pointless without their card', async () => {
    const c1 = await d.channel('c1');
    refuses(({ text }) => text === 's');
    const threadOf = await d.card(c1, 's');
    await d.do((work) =>
      tellNote(work, { kind: 'note', subject: 'n', key: 'k', channel: c1, threadOf }),
    );
    const worker = d.worker();
    await worker.idle();
    expect(d.chat.posted.size).toBe(0);
    works();
    await d.do((work) => retryParked(work, { channelId: c1.id }));
    await worker.idle();
    expect(d.chat.told().slice(1)).toEqual(['send c1 s', 'send c1 n']);
  });

  it('posts anew what somebody deleted', async () => {
    const c1 = await d.channel('c1');
    const id = await d.card(c1, 's');
    const worker = d.worker();
    await worker.idle();
    refuses(({ kind }) => kind === 'edit', 'message_not_found');
    await d.do((work) => refreshCards(work, 'card', 's'));
    await worker.idle();
    expect(await d.row(id)).toMatchObject({ state: 'parked', messageId: 'm1' });
    await d.do((work) => retryParked(work, {}));
    // The deleted message is not in the fake chat's memory either.
    d.chat.posted.clear();
    await worker.idle();
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm2', sentVersion: 2 });
  });

  it('leaves what an unlinked channel no longer wants', async () => {
    const c1 = await d.channel('c1');
    refuses(() => true);
    await d.card(c1, 's');
    await d.worker().idle();
    await d.storage.db.channel.update({ where: { id: c1.id }, data: { active: false } });
    expect(await d.do((work) => retryParked(work, {}))).toBe(0);
    expect(await failedGroups(d.storage.db)).toEqual([]);
    expect(await platformStates(d.storage.db)).toMatchObject([{ failed: 0 }]);
  });

  it('opens its batch again', async () => {
    refuses(() => true);
    await d.storage.db.batch.create({
      data: { id: 'x', subject: 's', startedAt: d.now(), endedAt: d.now() },
    });
    await d.card(await d.channel('c1'), 's', { batch: 'x' });
    await d.worker().idle();
    d.pass(3_600_000);
    await d.do((work) => retryParked(work, {}));
    expect(await d.storage.db.batch.findUnique({ where: { id: 'x' } })).toMatchObject({
      endedAt: null,
      startedAt: d.now(),
    });
  });
});

describe('how deliveries do', () => {
  it('counts what waits, what is tried again and what failed, with their times', async () => {
    const channels = await Promise.all(['c1', 'c2', 'c3', 'c4'].map((name) => d.channel(name)));
    d.chat.answers(({ channel }) => {
      if (channel === 'c2') return Promise.reject(new PlatformFailure('permanent', 'is_archived'));
      if (channel === 'c3') return Promise.reject(new PlatformFailure('doubtful', 'timeout'));
      return undefined;
    });
    const begun = d.now();
    const worker = d.worker();
    for (const channel of channels.slice(0, 3)) await d.card(channel, 's');
    await worker.idle();
    await worker.stop();
    d.pass(1_000);
    await d.card(channels[3] as (typeof channels)[0], 's');
    expect(await platformStates(d.storage.db)).toEqual([
      {
        platform: 'sandbox',
        waiting: 2,
        retrying: 1,
        failed: 1,
        held: 0,
        oldestWaiting: begun,
        lastSuccess: begun,
      },
    ]);
  });

  it('groups what failed by channel, the first things of each with every code', async () => {
    const [c1, c2] = [await d.channel('c1'), await d.channel('c2')];
    d.chat.answers(({ text }) =>
      Promise.reject(new PlatformFailure('permanent', text === 'c' ? 'is_archived' : '50013')),
    );
    const begun = d.now();
    for (const subject of ['a', 'b', 'c']) await d.card(c2, subject);
    d.pass(1_000);
    await d.card(c1, 'a');
    await d.worker().idle();
    const groups = await failedGroups(d.storage.db);
    expect(groups).toMatchObject([
      { channelId: c2.id, personId: null, count: 3, since: begun },
      { channelId: c1.id, count: 1 },
    ]);
    const found = await failedIn(d.storage.db, { channelId: c2.id, personId: null }, 2);
    expect(found.items.map(({ subject }) => subject)).toEqual(['a', 'b']);
    expect(found.codes.toSorted()).toEqual(['50013', 'is_archived']);
  });
});

describe('the counters', () => {
  it('count how attempts ended, by platform, and when something last got through', async () => {
    const counters = createCounters(d.now);
    const [c1, c2, c3] = [await d.channel('c1'), await d.channel('c2'), await d.channel('c3')];
    const worker = d.worker({ counters });
    const once = new Map([
      ['c1', new PlatformFailure('doubtful', 'timeout')],
      ['c2', new PlatformFailure('rateLimit', 'ratelimited', { retryAfterMs: 1_000 })],
      ['c3', new PlatformFailure('permanent', 'is_archived')],
    ]);
    d.chat.answers((call) => {
      const failure = once.get(call.channel);
      once.delete(call.channel);
      if (failure?.failure === 'doubtful') d.chat.post(call);
      return failure && Promise.reject(failure);
    });
    for (const channel of [c1, c2, c3]) await d.card(channel, 's');
    await worker.idle();
    expect(counters.lastSuccess).toBeNull();
    d.pass(10_000);
    await worker.idle();
    await d.do((work) => refreshCards(work, 'card', 's'));
    await worker.idle();
    expect(Object.fromEntries(counters.byPlatform)).toEqual({
      sandbox: { posted: 1, found: 1, edited: 2, rateLimited: 1, doubtful: 1, parked: 1 },
    });
    expect(counters.lastSuccess).toEqual(d.now());
  });
});
