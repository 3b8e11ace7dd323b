import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshCards } from '../../src/delivery/queue.ts';
import { gate } from './fakePlatform.ts';
import { type Delivery, openDelivery, said } from './world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
});
afterEach(() => d.close());

describe('order', () => {
  it('keeps the order of each channel', async () => {
    const [one, two] = [await d.channel('c1'), await d.channel('c2')];
    for (const subject of ['a', 'b', 'c', 'd']) {
      await d.card(one, subject);
      await d.card(two, subject);
    }
    await d.worker().idle();
    for (const name of ['c1', 'c2']) {
      const told = d.chat.calls.filter(({ channel }) => channel === name);
      expect(told.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
    }
  });

  it('lets a slow channel hold up no other, and sends nothing behind its back', async () => {
    const [slow, quick] = [await d.channel('slow'), await d.channel('quick')];
    for (const subject of ['a', 'b']) await d.card(slow, subject);
    for (const subject of ['a', 'b', 'c']) await d.card(quick, subject);
    const held = gate<null>();
    const quickDone = gate();
    d.chat.answers((call) => {
      if (call.channel === 'slow') return held.promise;
      if (call.text === 'c') quickDone.open();
      return undefined;
    });
    const worker = d.worker();
    await quickDone.promise;
    expect(d.chat.told().filter((line) => line.includes('slow'))).toEqual(['send slow a']);
    held.open(null);
    await worker.idle();
    expect(d.chat.told().filter((line) => line.includes('slow'))).toEqual([
      'send slow a',
      'send slow b',
    ]);
  });

  it('keeps to the ceiling and reaches every channel', async () => {
    const held = gate<null>();
    const full = gate();
    let open = 0;
    let most = 0;
    d.chat.answers(async () => {
      open += 1;
      most = Math.max(most, open);
      if (open === 3) full.open();
      await held.promise;
      open -= 1;
      return null;
    });
    for (let index = 0; index < 20; index += 1) {
      const channel = await d.channel(`c${index}`);
      await d.card(channel, 'a');
      await d.card(channel, 'b');
    }
    const worker = d.worker({ atOnce: 3 });
    await full.promise;
    held.open(null);
    await worker.idle();
    expect(most).toBe(3);
    expect(new Set(d.chat.told())).toHaveLength(40);
    expect(d.chat.calls).toHaveLength(40);
  });

  it('reads the queue far less often than it sends', async () => {
    for (let index = 0; index < 60; index += 1) await d.card(await d.channel(`c${index}`), 'a');
    // Sends end two by two, each time after the worker has come to its ceiling.
    let pair = gate<null>();
    d.chat.answers(() => {
      const own = pair;
      if (d.chat.calls.length % 2 === 0) {
        pair = gate<null>();
        setImmediate(() => own.open(null));
      }
      return own.promise;
    });
    let looks = 0;
    const findMany = d.storage.db.delivery.findMany;
    Object.defineProperty(d.storage.db.delivery, 'findMany', {
      value: (...args: Parameters<typeof findMany>) => {
        // A look reads them in their order; what was claimed is read by its number.
        if (args[0]?.orderBy !== undefined) looks += 1;
        return findMany(...args);
      },
    });
    await d.worker({ atOnce: 2 }).idle();
    expect(d.chat.calls).toHaveLength(60);
    expect(looks).toBeGreaterThan(0);
    expect(looks).toBeLessThan(20);
  });

  it('lets a channel rest after a send while others are served', async () => {
    const [one, two] = [await d.channel('c1'), await d.channel('c2')];
    await d.card(one, 'a');
    await d.card(one, 'b');
    const served = [gate(), gate()];
    d.chat.answers(() => {
      served[d.chat.calls.length - 1]?.open();
      return undefined;
    });
    const worker = d.worker({ perChannelMs: 3_600_000 });
    await served[0]?.promise;
    await d.card(two, 'a');
    await served[1]?.promise;
    await worker.stop();
    expect(d.chat.told()).toEqual(['send c1 a', 'send c2 a']);
  });

  it('sends what is committed while it runs', async () => {
    const channel = await d.channel('c1');
    const worker = d.worker();
    await worker.idle();
    const arrived = gate();
    d.chat.answers(() => {
      arrived.open();
      return undefined;
    });
    await d.card(channel, 'a');
    await arrived.promise;
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 a']);
  });
});

describe('cards', () => {
  it('sends a card once, in its newest state, when it changed before', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    d.texts.set('s', 'new');
    await d.do((work) => refreshCards(work, 'card', 's'));
    await d.worker().idle();
    expect(d.chat.told()).toEqual(['send c1 new']);
    expect(await d.row(id)).toMatchObject({ state: 'sent', sentVersion: 2, wantedVersion: 2 });
  });

  it('edits a card that changed while it was being sent', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    const [begun, held] = [gate(), gate<null>()];
    d.chat.answers(({ kind }) => {
      if (kind !== 'send') return undefined;
      begun.open();
      return held.promise;
    });
    d.texts.set('s', 'old');
    const worker = d.worker();
    await begun.promise;
    d.texts.set('s', 'new');
    await d.do((work) => refreshCards(work, 'card', 's'));
    held.open(null);
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 old', 'edit c1 new']);
    expect(await d.row(id)).toMatchObject({ state: 'sent', sentVersion: 2 });
  });

  it('tells what became worth telling while there seemed to be nothing', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    const [begun, held] = [gate(), gate()];
    let times = 0;
    d.renderers.card = async () => {
      times += 1;
      if (times > 1) return said('now');
      begun.open();
      await held.promise;
      return null;
    };
    const worker = d.worker();
    await begun.promise;
    await d.do((work) => refreshCards(work, 'card', 's'));
    held.open();
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 now']);
    expect(await d.row(id)).toMatchObject({ state: 'sent' });
  });

  it('keeps one card for one subject, however often it is wanted', async () => {
    const channel = await d.channel('c1');
    const worker = d.worker();
    const ids = [await d.card(channel, 's')];
    await worker.idle();
    ids.push(await d.card(channel, 's'));
    await worker.idle();
    expect(new Set(ids)).toHaveLength(1);
    expect(d.chat.told()).toEqual(['send c1 s', 'edit c1 s']);
  });

  it('stops what a renderer finds pointless', async () => {
    const id = await d.card(await d.channel('c1'), 's');
    d.renderers.card = async () => null;
    await d.worker().idle();
    expect(d.chat.calls).toEqual([]);
    expect(await d.row(id)).toMatchObject({ state: 'stopped', messageId: null });
  });

  it('sends nothing into an unlinked channel, and the newest state once it is linked anew', async () => {
    const channel = await d.channel('c1');
    const active = (yes: boolean) =>
      d.storage.db.channel.update({ where: { id: channel.id }, data: { active: yes } });
    const never = await d.card(channel, 'never');
    await active(false);
    const worker = d.worker();
    await worker.idle();
    expect(d.chat.calls).toEqual([]);
    expect(await d.row(never)).toMatchObject({ state: 'stopped' });
    await active(true);
    await d.card(channel, 'never');
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 never']);
  });

  it('lets no amount of what waits for a platform that is not configured get in the way', async () => {
    const { id: channelId } = await d.channel('c1', 'discord');
    const waiting = { form: 'note', kind: 'note', subject: 's', params: {}, channelId } as const;
    const at = { platform: 'discord', queuedAt: d.now(), nextAt: d.now() } as const;
    // More than are read in one look.
    await d.storage.db.delivery.createMany({
      data: Array.from({ length: 2_001 }, (_, index) => ({ ...waiting, ...at, key: `n${index}` })),
    });
    d.pass(1_000);
    await d.card(await d.channel('c2'), 's');
    await d.worker().idle();
    expect(d.chat.told()).toEqual(['send c2 s']);
    const left = { platform: 'discord', state: 'pending', attempts: 0 } as const;
    expect(await d.storage.db.delivery.count({ where: left })).toBe(2_001);
  });
});

describe('stopping', () => {
  it('waits for what is under way and begins nothing more', async () => {
    const channel = await d.channel('c1');
    await d.card(channel, 'a');
    const waiting = await d.card(channel, 'b');
    const [begun, held] = [gate(), gate<null>()];
    d.chat.answers(() => {
      begun.open();
      return held.promise;
    });
    const worker = d.worker();
    await begun.promise;
    const stopped = worker.stop();
    held.open(null);
    await stopped;
    expect(d.chat.told()).toEqual(['send c1 a']);
    expect(await d.row(waiting)).toMatchObject({ state: 'pending', attempts: 0 });
    await worker.idle();
  });

  it('waits for a send that was just about to begin', async () => {
    const id = await d.card(await d.channel('c1'), 'a');
    const [taking, held] = [gate(), gate()];
    const { db } = d.storage;
    const together = db.$transaction.bind(db) as (...given: unknown[]) => Promise<unknown>;
    Object.defineProperty(db, '$transaction', {
      value: async (...given: unknown[]) => {
        taking.open();
        await held.promise;
        return together(...given);
      },
    });
    const worker = d.worker();
    await taking.promise;
    const stopped = worker.stop();
    held.open();
    await stopped;
    expect(await d.row(id)).toMatchObject({ state: 'sent', messageId: 'm1' });
    expect(d.chat.told()).toEqual(['send c1 a']);
  });
});
