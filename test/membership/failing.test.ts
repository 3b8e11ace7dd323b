import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FailureClass } from '../../src/chat/platform.ts';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { retryParked } from '../../src/delivery/parked.ts';
import { refreshCards, tellNote } from '../../src/delivery/queue.ts';
import { deliveryNews, renderFailing, renderRefused } from '../../src/membership/failing.ts';
import { unlinkChannel } from '../../src/membership/linkChannel.ts';
import type { Call } from '../delivery/fakePlatform.ts';
import { type Delivery, openDelivery } from '../delivery/world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
  d.renderers['delivery.failing'] = renderFailing;
  d.renderers['delivery.refused'] = renderRefused;
});
afterEach(() => d.close());

const worker = () => d.worker({ news: deliveryNews });

async function office(name: string) {
  const channel = await d.channel(name);
  await d.storage.db.channel.update({
    where: { id: channel.id },
    data: { purpose: 'secretariat' },
  });
  return channel;
}

/** Calls for which this holds are refused from now on. */
function refuses(when: (call: Call) => boolean, failure: FailureClass, code: string): void {
  d.chat.answers((call) =>
    when(call) ? Promise.reject(new PlatformFailure(failure, code)) : undefined,
  );
}
const inChannel = (name: string) => (call: Call) => call.channel === name;
const works = () => d.chat.answers(() => undefined);

/** What a channel was told of failures, as it reads now. */
function heard(name: string): string[] {
  return [...d.chat.posted.values()]
    .filter(({ channel, texts }) => channel === name && texts[0] !== undefined)
    .map(({ texts }) => texts.at(-1) ?? '');
}

const notices = (name: string) =>
  d.storage.db.delivery.findMany({
    where: { kind: { startsWith: 'delivery.' }, channel: { name } },
    orderBy: { seq: 'asc' },
  });
const channelRow = (id: string) => d.storage.db.channel.findUniqueOrThrow({ where: { id } });

describe('a channel that begins to fail', () => {
  it('is told once to the secretariat’s channels, until something gets through again', async () => {
    await office('office');
    await office('second');
    const c1 = await d.channel('c1');
    refuses(inChannel('c1'), 'permanent', 'not_in_channel');
    await d.card(c1, 'a');
    await d.card(c1, 'b');
    const running = worker();
    await running.idle();
    const since = d.now();
    expect(await channelRow(c1.id)).toMatchObject({ failingSince: since });
    for (const name of ['office', 'second']) {
      expect(await notices(name)).toMatchObject([{ kind: 'delivery.failing', state: 'sent' }]);
    }
    d.pass(60_000);
    await d.card(c1, 'c');
    await running.idle();
    expect(await notices('office')).toHaveLength(1);
    expect(await channelRow(c1.id)).toMatchObject({ failingSince: since });

    works();
    expect(await d.do((work) => retryParked(work, { channelId: c1.id }))).toBe(3);
    await running.idle();
    expect(await channelRow(c1.id)).toMatchObject({ failingSince: null });
    expect(heard('office')).toEqual(['Messages reach #c1 (sandbox) again.']);

    // The next time is told anew.
    d.pass(60_000);
    refuses(inChannel('c1'), 'permanent', 'is_archived');
    await d.card(c1, 'd');
    await running.idle();
    expect(await notices('office')).toHaveLength(2);
  });

  it('is told with its parking or not at all', async () => {
    await office('office');
    const c1 = await d.channel('c1');
    const id = await d.card(c1, 'a');
    refuses(inChannel('c1'), 'permanent', 'not_in_channel');
    let dies = true;
    const running = d.worker({
      news: {
        ...deliveryNews,
        async failing(work, outage) {
          await deliveryNews.failing(work, outage);
          if (dies) throw new Error('the process dies here');
        },
      },
    });
    await running.idle();
    expect(await d.row(id)).toMatchObject({ state: 'sending' });
    expect(await channelRow(c1.id)).toMatchObject({ failingSince: null });
    expect(await notices('office')).toEqual([]);
    dies = false;
    d.pass(60_000);
    await running.idle();
    expect(await d.row(id)).toMatchObject({ state: 'parked' });
    expect(await notices('office')).toHaveLength(1);
  });

  it('is not told in itself, and with nobody else to tell it is only marked', async () => {
    const only = await office('office');
    refuses(inChannel('office'), 'permanent', '50013');
    await d.card(only, 'a');
    const running = worker();
    await running.idle();
    expect(await channelRow(only.id)).toMatchObject({ failingSince: d.now() });
    expect(await d.storage.db.delivery.count()).toBe(1);
    await office('second');
    d.pass(1_000);
    works();
    await d.do((work) => retryParked(work, {}));
    await running.idle();
    refuses(inChannel('office'), 'permanent', '50013');
    await d.card(only, 'b');
    await running.idle();
    expect(await notices('second')).toHaveLength(1);
    expect(await notices('office')).toHaveLength(0);
  });

  it('is said to be unlinked when staff give it up', async () => {
    await office('office');
    const c1 = await d.channel('c1');
    refuses(inChannel('c1'), 'permanent', 'is_archived');
    await d.card(c1, 'a');
    const running = worker();
    await running.idle();
    await d.do((work) => unlinkChannel(work, c1.id));
    await running.idle();
    expect(heard('office')).toEqual(['#c1 (sandbox) failed and is no longer linked.']);
  });

  it('goes on failing when an edit gets through but new messages do not', async () => {
    await office('office');
    const c1 = await d.channel('c1');
    await d.card(c1, 'old');
    const running = worker();
    await running.idle();
    refuses(
      (call) => call.channel === 'c1' && call.kind === 'send',
      'permanent',
      'restricted_action',
    );
    await d.card(c1, 'new');
    await running.idle();
    const since = d.now();
    await d.do((work) => refreshCards(work, 'card', 'old'));
    await running.idle();
    expect(d.chat.told()).toContain('edit c1 old');
    expect(await channelRow(c1.id)).toMatchObject({ failingSince: since });
    works();
    await d.do((work) => retryParked(work, {}));
    await running.idle();
    expect(await channelRow(c1.id)).toMatchObject({ failingSince: null });
  });
});

describe('what is refused for what it is', () => {
  it('is told once, however many channels it is for, and no channel fails', async () => {
    await office('office');
    const channels = [await d.channel('c1'), await d.channel('c2')];
    refuses(({ text }) => text === 'bad', 'invalid', 'invalid_blocks');
    for (const channel of channels) await d.card(channel, 'bad');
    await worker().idle();
    expect(await notices('office')).toMatchObject([{ kind: 'delivery.refused', state: 'sent' }]);
    for (const { id } of channels)
      expect(await channelRow(id)).toMatchObject({ failingSince: null });
  });

  it('is told when the message to be changed was deleted', async () => {
    await office('office');
    const c1 = await d.channel('c1');
    await d.card(c1, 'a');
    const running = worker();
    await running.idle();
    refuses(({ kind }) => kind === 'edit', 'permanent', 'message_not_found');
    await d.do((work) => refreshCards(work, 'card', 'a'));
    await running.idle();
    expect(await notices('office')).toHaveLength(1);
    expect(await channelRow(c1.id)).toMatchObject({ failingSince: null });
  });

  it('is told of a bug in the bot as well', async () => {
    await office('office');
    await d.card(await d.channel('c1'), 'a');
    d.renderers.card = () => Promise.reject(new Error('a bug'));
    const running = worker();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await running.idle();
      d.pass(600_000);
    }
    expect(await notices('office')).toMatchObject([{ params: { code: 'unexpected' } }]);
  });

  it('is told no further when it is itself such a notice', async () => {
    await office('office');
    await office('second');
    const c1 = await d.channel('c1');
    d.chat.answers((call) =>
      call.channel === 'c1' || call.deliveryId === undefined || call.channel.startsWith('o')
        ? Promise.reject(new PlatformFailure('invalid', 'invalid_blocks'))
        : undefined,
    );
    await d.card(c1, 'a');
    await worker().idle();
    expect(await notices('office')).toMatchObject([{ state: 'parked' }]);
    expect(await notices('second')).toMatchObject([{ state: 'sent' }]);
  });
});

describe('a bot that its platform refuses', () => {
  it('is told once, not once a channel', async () => {
    await office('office');
    const channels = [await d.channel('c1'), await d.channel('c2')];
    refuses(({ channel }) => channel.startsWith('c'), 'permanent', 'account_inactive');
    for (const channel of channels) await d.card(channel, 'a');
    const running = worker();
    await running.idle();
    expect(await notices('office')).toMatchObject([{ kind: 'delivery.refused' }]);
    expect(heard('office')).toHaveLength(1);
    for (const { id } of channels)
      expect(await channelRow(id)).toMatchObject({ failingSince: d.now() });
    d.pass(86_400_000);
    for (const channel of channels) await d.card(channel, 'b');
    await running.idle();
    expect(await notices('office')).toHaveLength(1);
    // It is news again when what worked meanwhile fails.
    works();
    await d.do((work) => retryParked(work, {}));
    await running.idle();
    refuses(({ channel }) => channel.startsWith('c'), 'permanent', 'account_inactive');
    for (const channel of channels) await d.card(channel, 'c');
    await running.idle();
    expect(await notices('office')).toHaveLength(2);
  });
});

describe('a person who cannot be written to', () => {
  it('is nobody’s news: it shows among what failed', async () => {
    await office('office');
    const person = await d.storage.db.person.create({
      data: {
        platform: 'sandbox',
        community: 'c',
        externalId: 'arta',
        displayName: 'Arta',
        createdAt: d.now(),
      },
    });
    refuses(inChannel('direct'), 'permanent', '50007');
    await d.do((work) => tellNote(work, { kind: 'note', subject: 'n', key: 'k', person }));
    await worker().idle();
    expect(await d.storage.db.delivery.findMany()).toMatchObject([
      { state: 'parked', error: '50007' },
    ]);
  });
});
