import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FailureClass, PlatformFailure } from '../../src/chat/platform.ts';
import { createCounters } from '../../src/delivery/counters.ts';
import { giveBackLeases } from '../../src/delivery/lease.ts';
import type { DeliveryNews } from '../../src/delivery/news.ts';
import { refreshCards } from '../../src/delivery/queue.ts';
import { type Call, gate } from './fakePlatform.ts';
import { type Delivery, openDelivery, said } from './world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
});
afterEach(() => d.close());

const failure = (kind: FailureClass, code: string, retryAfterMs?: number) =>
  new PlatformFailure(kind, code, { retryAfterMs });

/** The first calls end one after the other as given; the rest as usual. */
function answers(...ends: ((call: Call) => Promise<string | null> | undefined)[]) {
  d.chat.answers((call) => ends.shift()?.(call));
}
const fails = (error: Error) => () => Promise.reject(error);
const usual = () => undefined;

describe('rate limits', () => {
  it('use no attempt and come back when the platform said', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    answers(fails(failure('rateLimit', 'ratelimited', 30_000)));
    const worker = d.worker();
    await worker.idle();
    expect(await d.row(id)).toMatchObject({
      state: 'pending',
      attempts: 0,
      attemptedAt: null,
      nextAt: new Date(d.now().getTime() + 30_000),
    });
    d.pass(29_999);
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 s']);
    d.pass(1);
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 s', 'send c1 s']);
    expect(await d.row(id)).toMatchObject({ state: 'sent', error: null });
  });

  it('of the look after a doubtful send do not make it forget that send', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    answers(
      (call) => {
        d.chat.post(call);
        return Promise.reject(failure('doubtful', 'timeout'));
      },
      fails(failure('rateLimit', 'ratelimited', 30_000)),
    );
    const worker = d.worker();
    await worker.idle();
    for (let look = 0; look < 2; look += 1) {
      d.pass(60_000);
      await worker.idle();
    }
    expect(d.chat.calls.map(({ kind }) => kind)).toEqual(['send', 'find', 'find']);
    expect(d.chat.posted.size).toBe(1);
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1' });
  });
});

describe('refusals', () => {
  it('that are permanent park the delivery with their code, and the next one is sent', async () => {
    const channel = await d.channel('c1');
    const id = await d.card(channel, 'a');
    await d.card(channel, 'b');
    answers(fails(failure('permanent', 'not_in_channel')));
    const worker = d.worker();
    await worker.idle();
    expect(await d.row(id)).toMatchObject({ state: 'parked', error: 'not_in_channel' });
    expect(d.chat.told()).toEqual(['send c1 a', 'send c1 b']);
    // A change leaves it parked; being wanted anew, as by linking the channel again, does not.
    await d.do((work) => refreshCards(work, 'card', 'a'));
    await worker.idle();
    expect(await d.row(id)).toMatchObject({ state: 'parked' });
    await d.card(channel, 'a');
    await worker.idle();
    expect(await d.row(id)).toMatchObject({ state: 'sent', error: null });
  });

  it('of the content are followed by plain words once', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    answers(fails(failure('invalid', 'invalid_blocks')));
    await d.worker().idle();
    expect(d.chat.told()).toEqual(['send c1 s', 'send c1 s']);
    expect(await d.row(id)).toMatchObject({ state: 'sent' });
  });

  it('of the plain words too park it', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    const refused = fails(failure('invalid', 'invalid_blocks'));
    answers(refused, refused);
    await d.worker().idle();
    expect(d.chat.calls).toHaveLength(2);
    expect(await d.row(id)).toMatchObject({ state: 'parked', error: 'invalid_blocks' });
  });
});

describe('doubtful sends', () => {
  it('that were found are not looked for again when bringing them up to date fails', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    answers(
      (call) => {
        d.chat.post(call);
        return Promise.reject(failure('doubtful', 'timeout'));
      },
      usual,
      fails(failure('doubtful', 'timeout')),
    );
    const worker = d.worker();
    await worker.idle();
    d.texts.set('s', 'new');
    await d.do((work) => refreshCards(work, 'card', 's'));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      d.pass(60_000);
      await worker.idle();
    }
    expect(d.chat.calls.map(({ kind }) => kind)).toEqual(['send', 'find', 'edit', 'edit']);
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1' });
  });

  it.each([
    { arrived: true, kinds: ['send', 'find'] },
    { arrived: false, kinds: ['send', 'find', 'send'] },
  ])('are looked for first: arrived $arrived', async ({ arrived, kinds }) => {
    const id = await d.card(await d.channel('c1'), 's');
    answers((call) => {
      if (arrived) d.chat.post(call);
      return Promise.reject(failure('doubtful', 'timeout'));
    });
    const worker = d.worker();
    await worker.idle();
    expect(await d.row(id)).toMatchObject({ state: 'doubtful', error: 'timeout', attempts: 1 });
    d.pass(2_000);
    await worker.idle();
    expect(d.chat.calls.map(({ kind }) => kind)).toEqual(kinds);
    expect(d.chat.posted.size).toBe(1);
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1', attempts: 0 });
  });

  it('that are found are brought to what their subject has become since', async () => {
    d.texts.set('s', 'before');
    const id = await d.card(await d.channel('c1'), 's');
    answers((call) => {
      d.chat.post(call);
      return Promise.reject(failure('doubtful', 'timeout'));
    });
    const worker = d.worker();
    await worker.idle();
    d.texts.set('s', 'after');
    await d.do((work) => refreshCards(work, 'card', 's'));
    d.pass(2_000);
    await worker.idle();
    expect(d.chat.calls.map(({ kind }) => kind)).toEqual(['send', 'find', 'edit']);
    expect(d.chat.posted.get('m1')?.texts).toEqual(['before', 'after']);
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1', sentVersion: 2 });
  });

  it('wait longer each time, and hold up only their own channel', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    d.chat.answers(({ channel }) =>
      channel === 'c1' ? Promise.reject(failure('doubtful', 'timeout')) : undefined,
    );
    const worker = d.worker();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await worker.idle();
      const { nextAt } = await d.row(id);
      waits.push((nextAt.getTime() - d.now().getTime()) / 1_000);
      d.pass(nextAt.getTime() - d.now().getTime());
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    await d.card(await d.channel('c2'), 's');
    await worker.idle();
    expect(d.chat.told()).toContain('send c2 s');
  });

  it('wait as long as the platform asks for before they are looked for', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    answers(fails(failure('doubtful', 'share_pending', 120_000)));
    await d.worker().idle();
    const { nextAt } = await d.row(id);
    expect(nextAt.getTime() - d.now().getTime()).toBe(120_000);
  });

  it('that go on for an hour are told once, while others get through', async () => {
    const told: string[] = [];
    const news: DeliveryNews = {
      failing: async (_, { channelId }) => void told.push(channelId),
      works: async () => void told.push('works'),
      refused: async () => {},
    };
    const [bad, good] = [await d.channel('bad'), await d.channel('good')];
    let broken = true;
    d.chat.answers(({ channel }) =>
      broken && channel === 'bad' ? Promise.reject(failure('doubtful', 'http_500')) : undefined,
    );
    const counters = createCounters(() => d.now());
    const worker = d.worker({ news, counters });
    const id = await d.card(bad, 's');
    for (let attempt = 1; attempt <= 45; attempt += 1) {
      await d.card(good, `s${attempt}`);
      await worker.idle();
      expect(told).toEqual(attempt < 20 ? [] : [bad.id]);
      const { nextAt } = await d.row(id);
      d.pass(nextAt.getTime() - d.now().getTime());
    }
    broken = false;
    await worker.idle();
    expect(told).toEqual([bad.id, 'works']);
  });
});

describe('crashes and bugs', () => {
  it('finds what was sent before a crash kept it, once the lease ran out', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    answers((call) => {
      const message = d.chat.post(call);
      // The process dies here: nothing of the end is kept.
      return d.storage.db.delivery
        .update({ where: { id }, data: { leasedUntil: new Date(d.now().getTime() + 1) } })
        .then(() => message);
    });
    const first = d.worker();
    await first.idle();
    await first.stop();
    expect(await d.row(id)).toMatchObject({ state: 'sending', messageId: null });
    const second = d.worker();
    await second.idle();
    expect(d.chat.told()).toEqual(['send c1 s']);
    d.pass(60_000);
    await second.idle();
    expect(d.chat.calls.map(({ kind }) => kind)).toEqual(['send', 'find']);
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1' });
  });

  it('tries a renderer that throws five times, then parks it; others go on', async () => {
    const channel = await d.channel('c1');
    const id = await d.card(channel, 's');
    await d.card(await d.channel('c2'), 's', { kind: 'note' });
    let times = 0;
    d.renderers.card = async () => {
      times += 1;
      throw new Error('a bug');
    };
    const worker = d.worker();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await worker.idle();
      d.pass(600_000);
    }
    expect(times).toBe(5);
    expect(await d.row(id)).toMatchObject({ state: 'parked', error: 'unexpected', attempts: 5 });
    expect(d.chat.told()).toEqual(['send c2 s']);
    await d.card(channel, 'next', { kind: 'note' });
    await worker.idle();
    expect(d.chat.told()).toContain('send c1 next');
  });

  it('sends once a renderer that threw works again', async () => {
    await d.card(await d.channel('c1'), 's');
    const works = d.renderers.card;
    d.renderers.card = () => Promise.reject(new Error('a bug'));
    const worker = d.worker();
    await worker.idle();
    if (works) d.renderers.card = works;
    d.pass(2_000);
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 s']);
  });

  it('goes on after the database failed a look', async () => {
    await d.card(await d.channel('c1'), 's');
    const failed = gate();
    const findMany = d.storage.db.delivery.findMany;
    Object.defineProperty(d.storage.db.delivery, 'findMany', {
      configurable: true,
      value: () => {
        Object.defineProperty(d.storage.db.delivery, 'findMany', { value: findMany });
        failed.open();
        return Promise.reject(new Error('the disk is full'));
      },
    });
    const worker = d.worker();
    await failed.promise;
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 s']);
  });
});

describe('what a dead process held', () => {
  it('is taken up at once, or after a grace where it may have been sending', async () => {
    const held = { state: 'sending', leasedUntil: new Date(d.now().getTime() + 60_000) } as const;
    const rows: Record<string, object> = {
      unattempted: {},
      attempted: { attemptedAt: d.now() },
      edited: { attemptedAt: d.now(), messageId: 'm9' },
    };
    const ids = new Map<string, string>();
    for (const [name, more] of Object.entries(rows)) {
      const id = await d.card(await d.channel(name), name);
      ids.set(name, id);
      await d.storage.db.delivery.update({ where: { id }, data: { ...held, ...more } });
    }
    expect(await giveBackLeases(d.storage, d.now(), 10_000)).toBe(3);
    const worker = d.worker();
    await worker.idle();
    expect(d.chat.told().toSorted()).toEqual([
      'edit edited edited',
      'send unattempted unattempted',
    ]);
    d.pass(10_000);
    await worker.idle();
    expect(d.chat.calls.filter(({ channel }) => channel === 'attempted')[0]?.kind).toBe('find');
    expect(await d.row(ids.get('attempted') ?? '')).toMatchObject({ state: 'sent' });
  });
});

describe('two processes on one database', () => {
  it('never send the same delivery twice, and keep the order', async () => {
    const other = await d.another();
    const channels = [];
    for (let index = 0; index < 8; index += 1) channels.push(await d.channel(`c${index}`));
    for (const subject of ['a', 'b', 'c']) {
      for (const channel of channels) await d.card(channel, subject);
    }
    const workers = [d.worker(), d.worker({ storage: other })];
    const done = () => d.storage.db.delivery.count({ where: { state: { not: 'sent' } } });
    do await Promise.all(workers.map((worker) => worker.idle()));
    while ((await done()) > 0);
    expect(d.chat.calls.every(({ kind }) => kind === 'send')).toBe(true);
    expect(d.chat.posted.size).toBe(24);
    expect(new Set(d.chat.told())).toHaveLength(24);
    for (let index = 0; index < 8; index += 1) {
      const told = d.chat.calls.filter(({ channel }) => channel === `c${index}`);
      expect(told.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    }
  });

  it('are not begun by whoever lost the lease before', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    const taken = new Date(d.now().getTime() + 3_600_000);
    // Suspended while it rendered, and another worker has it by now.
    d.renderers.card = async () => {
      await d.storage.db.delivery.update({ where: { id }, data: { leasedUntil: taken } });
      return said('s');
    };
    await d.worker().idle();
    expect(d.chat.calls).toEqual([]);
    expect(await d.row(id)).toMatchObject({
      state: 'sending',
      leasedUntil: taken,
      attemptedAt: null,
    });
  });

  it('leave the end of a send to whoever holds its lease', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    const [begun, held] = [gate(), gate()];
    answers((call) => {
      const message = d.chat.post(call);
      begun.open();
      return held.promise.then(() => `stale-${message}`);
    }, usual);
    const slow = d.worker();
    await begun.promise;
    d.pass(60_001);
    const quick = d.worker({ storage: await d.another() });
    await quick.idle();
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1' });
    held.open();
    await slow.idle();
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1' });
    expect(d.chat.posted.size).toBe(1);
  });
});
