import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Platform } from '../../src/chat/platform.ts';
import { PlatformFailure } from '../../src/chat/platform.ts';
import type { PlatformName } from '../../src/chat/references.ts';
import type { Unreached } from '../../src/delivery/news.ts';
import { type Destination, refreshCards, tellNote, wantCard } from '../../src/delivery/queue.ts';
import { createDeliveryWorker } from '../../src/delivery/worker.ts';
import type { Language } from '../../src/i18n/languages.ts';
import type { Work } from '../../src/storage/work.ts';
import { openBot } from '../discord/bot.ts';
import { connect } from '../slack/harness.ts';
import { type Delivery, openDelivery, said } from './world.ts';

let d: Delivery;
beforeEach(async () => {
  d = await openDelivery();
});
afterEach(() => d.close());

function person(
  externalId: string,
  more: { platform?: PlatformName; community?: string; language?: Language } = {},
): Promise<Destination> {
  return d.storage.db.person.create({
    data: {
      platform: 'sandbox',
      community: 'c',
      externalId,
      displayName: externalId,
      createdAt: d.now(),
      ...more,
    },
  });
}

const note = (to: Destination, subject = 'n') =>
  d.do((work) => tellNote(work, { kind: 'note', subject, key: subject, person: to }));

const only = () => d.storage.db.delivery.findFirstOrThrow({ where: { personId: { not: null } } });

describe('deliveries to a person', () => {
  it('go to their direct channel once, in order, and are edited there', async () => {
    const arta = await person('arta');
    expect(await note(arta, 'first')).toBe(true);
    expect(await note(arta, 'first')).toBe(false);
    await d.do((work) => wantCard(work, { kind: 'card', subject: 'second', person: arta }));
    const worker = d.worker();
    await worker.idle();
    expect(d.chat.told()).toEqual(['send direct first', 'send direct second']);
    d.texts.set('second', 'changed');
    await d.do((work) => refreshCards(work, 'card', 'second'));
    await worker.idle();
    expect(d.chat.told().at(-1)).toBe('edit direct changed');
  });

  it('are told apart from those to a channel, and from one person to the next', async () => {
    const channel = await d.channel('c1');
    const [arta, besa] = [await person('arta'), await person('besa')];
    for (const receiver of [{ channel }, { person: arta }, { person: besa }]) {
      await d.do((work) => tellNote(work, { kind: 'note', subject: 'n', key: 'k', ...receiver }));
    }
    await d.worker().idle();
    expect(d.chat.told().toSorted()).toEqual(['send c1 n', 'send direct n', 'send direct n']);
  });

  it('are rendered for a person: in their language, else in the bot’s', async () => {
    const targets: unknown[] = [];
    d.renderers.note = async ({ target }) => {
      targets.push([target.purpose, target.language, target.organisationId]);
      return said('x');
    };
    await note(await person('arta', { language: 'sr' }));
    await note(await person('besa'));
    await d.worker().idle();
    expect(targets).toEqual([
      ['person', 'sr', null],
      ['person', 'sq', null],
    ]);
  });

  it('are looked for after a doubtful send', async () => {
    await note(await person('arta'));
    let first = true;
    d.chat.answers((call) => {
      if (!first) return undefined;
      first = false;
      d.chat.post(call);
      return Promise.reject(new PlatformFailure('doubtful', 'timeout'));
    });
    const worker = d.worker();
    await worker.idle();
    d.pass(2_000);
    await worker.idle();
    expect(d.chat.calls.map(({ kind, channel }) => `${kind} ${channel}`)).toEqual([
      'send direct',
      'find direct',
    ]);
    expect(await only()).toMatchObject({ state: 'sent', messageId: 'm1' });
  });
});

it('are told of once when the person takes none, and not when only the message is refused', async () => {
  const lost: unknown[] = [];
  const news = {
    failing: async () => {},
    works: async () => {},
    refused: async () => {},
    unreached: async (_work: Work, one: Unreached) => void lost.push(one),
  };
  const arta = await person('arta');
  const worker = d.worker({ news });
  for (const [subject, code] of [
    ['closed', '50007'],
    ['odd', '50006'],
  ] as const) {
    d.chat.answers(() => Promise.reject(new PlatformFailure('permanent', code)));
    await note(arta, subject);
    await worker.idle();
  }
  expect(lost).toEqual([{ kind: 'note', subject: 'closed', personId: arta.id }]);
});

/** Sends what is queued over a real adapter. */
async function sendOver(platform: Platform): Promise<void> {
  const worker = createDeliveryWorker({
    storage: d.storage,
    platforms: [platform],
    renderers: d.renderers,
    world: async () => d.world(),
    machineNow: d.now,
    language: 'en',
    log: pino({ level: 'silent' }),
  });
  worker.start();
  await worker.idle();
  await worker.stop();
}

describe('on Slack', () => {
  it('arrive as a direct message; a bot cannot be written to', async () => {
    const harness = await connect();
    try {
      const member = harness.server.addUser('arta');
      const at = { platform: 'slack', community: harness.server.team.id } as const;
      await note(await person(member.id, at), 'Hello');
      await sendOver(harness.platform);
      expect(harness.server.messages(member.dm().id)).toMatchObject([{ visible: 'Hello' }]);
      await d.storage.db.delivery.deleteMany();
      await note(await person(harness.server.bot.userId, at), 'Hello');
      await sendOver(harness.platform);
      expect(await only()).toMatchObject({ state: 'parked', error: 'cannot_dm_bot' });
    } finally {
      await harness.end();
    }
  });
});

describe('on Discord', () => {
  it('arrive as a direct message; who takes none makes them park until they do', async () => {
    const bot = await openBot();
    try {
      const at = { platform: 'discord', community: bot.server.guild.id } as const;
      const arta = await person(bot.person.id, at);
      bot.person.acceptDms(false);
      await note(arta, 'Hello');
      await sendOver(bot.platform);
      expect(await only()).toMatchObject({ state: 'parked', error: '50007', messageId: null });
      bot.person.acceptDms(true);
      await note(arta, 'Again');
      await sendOver(bot.platform);
      expect(bot.person.directMessages().map(({ text }) => text)).toEqual(['Again']);
    } finally {
      await bot.stop();
    }
  });
});
