import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import type { Ceiling, Need } from '../../src/delivery/pace.ts';
import { refreshCards } from '../../src/delivery/queue.ts';
import { fakePlatform, gate } from './fakePlatform.ts';
import { type Delivery, openDelivery } from './world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
});
afterEach(() => d.close());

/** One, and then none for longer than any test runs. */
const once = (...of: Need[]): Ceiling => ({ of, most: 1, perMs: 3_600_000 });

/** Resolves when the chat was called so often. */
function called(times: number): Promise<void> {
  const enough = gate();
  d.chat.answers(() => {
    if (d.chat.calls.length === times) enough.open();
    return undefined;
  });
  return enough.promise;
}

describe('a turn', () => {
  it('is waited for in the queue, without a lease and without an attempt', async () => {
    await d.card(await d.channel('c1'), 'a');
    const waiting = await d.card(await d.channel('c2'), 'b');
    const first = called(1);
    const worker = d.worker({ ceilings: [once('post')] });
    await first;
    await worker.stop();
    expect(d.chat.told()).toEqual(['send c1 a']);
    expect(await d.row(waiting)).toMatchObject({
      state: 'pending',
      attempts: 0,
      leasedUntil: null,
      attemptedAt: null,
    });
  });

  it('comes when the window has slid on', async () => {
    for (const name of ['c1', 'c2', 'c3']) await d.card(await d.channel(name), 'a');
    const worker = d.worker({ ceilings: [{ of: ['post'], most: 1, perMs: 5 }] });
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 a', 'send c2 a', 'send c3 a']);
  });

  it('of an edit holds up no post', async () => {
    for (const name of ['c1', 'c2']) await d.card(await d.channel(name), 's');
    const sent = d.worker();
    await sent.idle();
    await sent.stop();
    await d.do((work) => refreshCards(work, 'card', 's'));
    await d.card(await d.channel('c3'), 'new');
    const all = called(4);
    await d.worker({ ceilings: [once('edit')] });
    await all;
    expect(d.chat.told().slice(2).sort()).toEqual(['edit c1 s', 'send c3 new']);
  });

  it('of an edit keeps its channel’s next message behind it', async () => {
    const channels = [await d.channel('c1'), await d.channel('c2')] as const;
    for (const channel of channels) await d.card(channel, 's');
    const sent = d.worker();
    await sent.idle();
    await sent.stop();
    await d.do((work) => refreshCards(work, 'card', 's'));
    for (const channel of channels) await d.card(channel, 'after');
    const all = called(4);
    const worker = d.worker({ ceilings: [once('edit')] });
    await all;
    await worker.stop();
    expect(d.chat.told().slice(2)).toEqual(['edit c1 s', 'send c1 after']);
  });

  it('is taken by others, however much waits in front of them for another budget', async () => {
    const { id: channelId } = await d.channel('c1');
    const waiting = { form: 'card', kind: 'card', subject: 's', params: {}, channelId } as const;
    const at = { platform: 'sandbox', queuedAt: d.now(), nextAt: d.now() } as const;
    // More than are read at once.
    await d.storage.db.delivery.createMany({
      data: Array.from({ length: 2_001 }, (_, index) => ({
        ...waiting,
        ...at,
        key: `k${index}`,
        messageId: `m${index}`,
      })),
    });
    d.pass(1_000);
    await d.card(await d.channel('c2'), 'new');
    const both = called(2);
    const worker = d.worker({ ceilings: [once('edit')] });
    await both;
    await worker.stop();
    expect(d.chat.told().sort()).toEqual(['edit c1 s', 'send c2 new']);
  });

  it('on one platform holds up no other', async () => {
    const other = fakePlatform('discord');
    for (const name of ['c1', 'c2']) await d.card(await d.channel(name), 'here');
    for (const name of ['d1', 'd2', 'd3']) {
      await d.card(await d.channel(name, 'discord'), 'there');
    }
    const all = gate();
    other.answers(() => {
      if (other.calls.length === 3) all.open();
      return undefined;
    });
    d.worker({ chats: [d.chat, other], ceilings: [once('post')] });
    await all.promise;
    expect(d.chat.calls.length).toBeLessThanOrEqual(1);
  });
});

describe('the setting', () => {
  it('decides how many go to Slack, from the next look on', async () => {
    const slack = fakePlatform('slack');
    for (const name of ['c1', 'c2', 'c3']) await d.card(await d.channel(name, 'slack'), 'a');
    d.set({ slackPostsPerMinute: 10 });
    const [first, all] = [gate(), gate()];
    slack.answers(() => {
      if (slack.calls.length === 1) first.open();
      if (slack.calls.length === 3) all.open();
      return undefined;
    });
    const worker = d.worker({ chats: [slack], ownPaces: true, monotonic: () => 0 });
    await first.promise;
    expect(slack.told()).toEqual(['send c1 a']);
    d.set({ slackPostsPerMinute: 300 });
    worker.wake();
    await all.promise;
    expect(slack.told()).toEqual(['send c1 a', 'send c2 a', 'send c3 a']);
  });
});

describe('a platform that refuses several channels', () => {
  it('is left alone until it said, and then gets everything in order', async () => {
    let ticks = 0;
    const ids: string[] = [];
    for (const name of ['c1', 'c2', 'c3', 'c4']) {
      const channel = await d.channel(name);
      ids.push(await d.card(channel, 'a'));
      await d.card(channel, 'b');
    }
    d.chat.answers(() =>
      d.chat.calls.length > 3
        ? undefined
        : Promise.reject(new PlatformFailure('rateLimit', '429', { retryAfterMs: 30_000 })),
    );
    const worker = d.worker({ atOnce: 1, monotonic: () => ticks });
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 a', 'send c2 a', 'send c3 a']);
    expect(await d.row(ids[3] ?? '')).toMatchObject({ state: 'pending', attempts: 0, error: null });
    ticks = 30_000;
    d.pass(30_000);
    await worker.idle();
    for (const name of ['c1', 'c2', 'c3', 'c4']) {
      const posted = [...d.chat.posted.values()].filter(({ channel }) => channel === name);
      expect(posted.map(({ texts }) => texts[0])).toEqual(['a', 'b']);
    }
  });

  it('as long as it is one channel only, holds up nobody else', async () => {
    for (const name of ['c1', 'c2', 'c3']) await d.card(await d.channel(name), 'a');
    d.chat.answers((call) =>
      call.channel === 'c1'
        ? Promise.reject(new PlatformFailure('rateLimit', '429', { retryAfterMs: 30_000 }))
        : undefined,
    );
    await d.worker({ atOnce: 1 }).idle();
    expect(d.chat.told()).toEqual(['send c1 a', 'send c2 a', 'send c3 a']);
  });
});
