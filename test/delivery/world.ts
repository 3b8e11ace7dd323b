import { pino } from 'pino';
import { createCalendar } from '../../src/calendar/index.ts';
import type { Message } from '../../src/chat/message.ts';
import type { PlatformName } from '../../src/chat/references.ts';
import type { Counters } from '../../src/delivery/counters.ts';
import type { DeliveryNews } from '../../src/delivery/news.ts';
import type { Ceiling } from '../../src/delivery/pace.ts';
import { type CardWish, type Destination, wantCard } from '../../src/delivery/queue.ts';
import type { Renderer, Renderers } from '../../src/delivery/render.ts';
import { createDeliveryWorker, type DeliveryWorker } from '../../src/delivery/worker.ts';
import { openStorage, type Storage } from '../../src/storage/database.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/storage/settings.ts';
import type { Work, World } from '../../src/storage/work.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { type FakePlatform, fakePlatform } from './fakePlatform.ts';

const calendar = createCalendar();

/** What a subject says now: the texts of cards and notes are read from here when rendered. */
export const said = (text: string): Message => ({
  language: 'en',
  summary: text,
  parts: [{ kind: 'text', text }],
});

/** A queue, a fake chat, a worker and a machine clock that the test moves. */
export async function openDelivery() {
  const storage = await openTemporaryStorage();
  const others: Storage[] = [];
  const workers: DeliveryWorker[] = [];
  const chat = fakePlatform();
  let now = new Date('2026-11-23T09:00:00Z');
  let settings = DEFAULT_SETTINGS;
  const texts = new Map<string, string>();
  const fromTexts: Renderer = async ({ subject }) => said(texts.get(subject) ?? subject);
  const renderers: Record<string, Renderer> = { card: fromTexts, note: fromTexts };
  const world = (): World => ({
    now,
    machineNow: now,
    zone: 'Europe/Belgrade',
    calendar,
    settings,
    publicUrl: null,
    personId: null,
    place: null,
  });

  return {
    storage,
    chat,
    texts,
    renderers,
    now: () => now,
    pass(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    world,
    set(changes: Partial<Settings>) {
      settings = { ...settings, ...changes };
    },
    do<T>(work: (work: Work) => Promise<T>): Promise<T> {
      return storage.transaction((tx) => work({ ...world(), tx }));
    },
    async channel(name: string, platform: PlatformName = 'sandbox'): Promise<Destination> {
      return storage.db.channel.create({
        data: {
          platform,
          community: 'c',
          externalId: name,
          name,
          purpose: 'general',
          language: 'en',
          linkedAt: now,
        },
      });
    },
    card(
      channel: Destination,
      subject: string,
      more: Partial<Pick<CardWish, 'kind' | 'batch'>> = {},
    ): Promise<string> {
      return this.do((work) => wantCard(work, { kind: 'card', subject, channel, ...more }));
    },
    row(id: string) {
      return storage.db.delivery.findUniqueOrThrow({ where: { id } });
    },
    worker(
      options: {
        storage?: Storage;
        chats?: FakePlatform[];
        renderers?: Renderers;
        news?: DeliveryNews;
        counters?: Counters;
        atOnce?: number;
        perChannelMs?: number;
        ceilings?: readonly Ceiling[];
        /** In place of all the above: the product's own paces. */
        ownPaces?: boolean;
        monotonic?: () => number;
      } = {},
    ): DeliveryWorker {
      const worker = createDeliveryWorker({
        storage: options.storage ?? storage,
        platforms: (options.chats ?? [chat]).map(({ platform }) => platform),
        renderers: options.renderers ?? renderers,
        world: async () => world(),
        machineNow: () => now,
        language: 'sq',
        news: options.news,
        counters: options.counters,
        log: pino({ level: 'silent' }),
        monotonic: options.monotonic,
        paces: options.ownPaces
          ? undefined
          : {
              sandbox: {
                atOnce: options.atOnce ?? 4,
                perChannelMs: options.perChannelMs ?? 0,
                ceilings: options.ceilings,
              },
            },
      });
      workers.push(worker);
      worker.start();
      return worker;
    },
    /** What another process on the same database would hold. */
    async another(): Promise<Storage> {
      const other = await openStorage(storage.url);
      others.push(other);
      return other;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all(others.map((other) => other.close()));
      await storage.dispose();
    },
  };
}

export type Delivery = Awaited<ReturnType<typeof openDelivery>>;
