import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  batchProgress,
  refreshCards,
  resumeBatch,
  stopBatch,
  tellNote,
  wantCard,
} from '../../src/delivery/queue.ts';
import { gate } from './fakePlatform.ts';
import { type Delivery, openDelivery } from './world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
});
afterEach(() => d.close());

describe('notes', () => {
  it('waits for its card and goes into its thread, once', async () => {
    const channel = await d.channel('c1');
    const wish = { kind: 'note', subject: 'n', key: 'k', channel };
    await d.do(async (work) => {
      const threadOf = await wantCard(work, { kind: 'card', subject: 's', channel });
      expect(await tellNote(work, { ...wish, threadOf })).toBe(true);
      expect(await tellNote(work, { ...wish, threadOf })).toBe(false);
    });
    await d.worker().idle();
    expect(d.chat.told()).toEqual(['send c1 s', 'send c1 n']);
    const [card] = d.chat.posted.keys();
    expect(d.chat.calls[1]?.threadOf).toBe(card);
  });

  it('waits for its card even when the clock was set back in between', async () => {
    const channel = await d.channel('c1');
    const threadOf = await d.card(channel, 's');
    d.pass(-3_600_000);
    await d.do((work) =>
      tellNote(work, { kind: 'note', subject: 'n', key: 'k', channel, threadOf }),
    );
    d.pass(3_600_000);
    await d.worker().idle();
    expect(d.chat.told()).toEqual(['send c1 s', 'send c1 n']);
  });

  it.each(['stopped', 'parked'] as const)('is not told when its card is %s', async (state) => {
    const channel = await d.channel('c1');
    const threadOf = await d.card(channel, 's');
    await d.storage.db.delivery.update({ where: { id: threadOf }, data: { state } });
    await d.do((work) =>
      tellNote(work, { kind: 'note', subject: 'n', key: 'k', channel, threadOf }),
    );
    await d.worker().idle();
    expect(d.chat.calls).toEqual([]);
    expect(await d.storage.db.delivery.count({ where: { form: 'note', state: 'stopped' } })).toBe(
      1,
    );
  });
});

describe('batches', () => {
  it('stops what is not sent, lets it go on with its notes, and counts', async () => {
    const channels = [await d.channel('c1'), await d.channel('c2'), await d.channel('c3')];
    const progress = () => batchProgress(d.storage.db, 'b');
    await d.do(async (work) => {
      for (const channel of channels) {
        const threadOf = await wantCard(work, { kind: 'card', subject: 's', channel, batch: 'b' });
        await tellNote(work, { kind: 'note', subject: 'n', key: 'k', channel, threadOf });
      }
    });
    expect(await progress()).toEqual({ sent: 0, waiting: 3, failed: 0, stopped: 0 });
    const [begun, held] = [gate(), gate<null>()];
    d.chat.answers(() => {
      begun.open();
      return held.promise;
    });
    const worker = d.worker({ atOnce: 1 });
    await begun.promise;
    expect(await d.do((work) => stopBatch(work, 'b'))).toBe(2);
    held.open(null);
    await worker.idle();
    expect(d.chat.told()).toEqual(['send c1 s', 'send c1 n']);
    expect(await progress()).toEqual({ sent: 1, waiting: 0, failed: 0, stopped: 2 });
    // A change of the subject does not bring back what staff stopped.
    await d.do((work) => refreshCards(work, 'card', 's'));
    await worker.idle();
    expect(await progress()).toMatchObject({ sent: 1, stopped: 2 });

    expect(await d.do((work) => resumeBatch(work, 'b'))).toBe(2);
    await worker.idle();
    expect(await progress()).toEqual({ sent: 3, waiting: 0, failed: 0, stopped: 0 });
    for (const name of ['c2', 'c3']) {
      const told = d.chat.told().filter((line) => line.includes(name));
      expect(told).toEqual([`send ${name} s`, `send ${name} n`]);
    }
  });

  it('tells the notes of a batch that goes on before its notes were looked at', async () => {
    const channel = await d.channel('c1');
    await d.do(async (work) => {
      const threadOf = await wantCard(work, { kind: 'card', subject: 's', channel, batch: 'b' });
      await tellNote(work, { kind: 'note', subject: 'n', key: 'k', channel, threadOf });
      await stopBatch(work, 'b');
    });
    d.pass(1_000);
    await d.do((work) => resumeBatch(work, 'b'));
    await d.worker().idle();
    expect(d.chat.told()).toEqual(['send c1 s', 'send c1 n']);
  });
});
