// A process of its own for broadcasts: the bot, started with what the first message says. The local
// chats run in the process that asks, so that neither waits while the other works.

import { type Bot, type BotParts, startBot } from '../../src/bot.ts';
import { createCalendar } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import type { Config } from '../../src/config.ts';
import { refreshCards } from '../../src/delivery/queue.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { Work } from '../../src/storage/work.ts';

/** A channel that takes part. */
export interface Linked {
  platform: 'slack' | 'discord';
  community: string;
  externalId: string;
}

export type Order =
  | {
      order: 'start';
      config: Config;
      parts: Pick<BotParts, 'paces' | 'slack' | 'discord'>;
      channels: readonly Linked[];
    }
  /** Publishes a draft, so that every channel is to have its card. */
  | { order: 'publish' }
  /** The draft changed: every card is to be edited. */
  | { order: 'change'; draft: string }
  | { order: 'settle' }
  | { order: 'stop' };

/** `result` is the id of a draft that was published. */
export type Done = { done: Order['order']; result: string } | { failed: string };

/** A Monday morning in Kosovo, within the sending hours. */
const NOW = new Date('2026-11-23T09:00:00+01:00');

let bot: Bot | undefined;

async function obey(order: Order): Promise<string> {
  if (order.order === 'start') {
    const { config, parts, channels } = order;
    bot = await startBot(config, { ...parts, civil: { now: () => NOW }, cron: false });
    const base = { purpose: 'general', language: 'sq', linkedAt: NOW } as const;
    await bot.storage.db.channel.createMany({
      data: channels.map((channel) => ({ ...base, ...channel, name: channel.externalId })),
    });
    await bot.settled();
    return '';
  }
  if (!bot) throw new Error('the bot was not started');
  const { storage } = bot;
  switch (order.order) {
    case 'publish':
      return storage.transaction(async (tx) => publish(work(tx)));
    case 'change':
      await storage.transaction((tx) => refreshCards(work(tx), 'draft', order.draft));
      return '';
    case 'settle':
      await bot.settled();
      return '';
    case 'stop':
      await bot.stop();
      return '';
  }
}

async function publish(given: Work): Promise<string> {
  const draft = await publishDraft(given, {
    titleSq: 'Projektligji për qasje në dokumente publike',
    type: 'draft_law',
    institution: 'MAPL',
    receivedOn: '2026-11-20',
    opensOn: '2026-11-20',
    closesOn: '2026-12-18',
  });
  if (isRefusal(draft)) throw new Error(draft.refused);
  return draft.id;
}

function work(tx: Work['tx']): Work {
  return {
    tx,
    now: NOW,
    machineNow: new Date(),
    zone: 'Europe/Belgrade',
    calendar: createCalendar(),
    settings: DEFAULT_SETTINGS,
    publicUrl: null,
    personId: null,
    place: null,
  };
}

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ done: order.order, result } satisfies Done),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies Done),
  );
});
process.on('disconnect', () => process.exit(0));
