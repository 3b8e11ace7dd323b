import type { Message as ChatMessage } from '../../src/chat/message.ts';
import { type Platform, PlatformFailure, type SendOptions } from '../../src/chat/platform.ts';
import type { ChannelRef, MessageRef } from '../../src/chat/references.ts';
import type { Renderers } from '../../src/delivery/render.ts';
import type { Message } from './ledger.ts';
import type { Chance } from './seeded.ts';

/** What the platform does to a call instead of what was asked. */
export type Mishap = 'rateLimit' | 'lost' | 'replyLost' | 'refused';

export interface PlatformNews {
  told(message: Message, threaded: boolean): void;
  edited(message: Omit<Message, 'channel'>, channel: string): void;
  /** Refused for good: the channel never gets this one. */
  refused(message: Message): void;
}

/** What a rendered message is: kept beside it for as long as it lives, and no longer. */
const labels = new WeakMap<ChatMessage, Omit<Message, 'channel'>>();

/** The product's renderers; each message they make is labelled with what it is. */
export function labelled(renderers: Renderers): Renderers {
  return Object.fromEntries(
    Object.entries(renderers).map(([kind, render]) => [
      kind,
      async (job) => {
        const rendered = await render(job);
        if (rendered) {
          const message = 'upload' in rendered ? rendered.comment : rendered;
          labels.set(message, { kind, about: aboutOf(kind, job.subject, job.params) });
        }
        return rendered;
      },
    ]),
  );
}

function aboutOf(kind: string, subject: string, params: Readonly<Record<string, unknown>>): string {
  switch (kind) {
    case 'draft.timesChanged':
      return `${subject} ${params.dueAfter} ${params.closesAfter}`;
    case 'contribution.reminder':
    case 'plan.reminder':
      return [...(params.items as string[])].sort().join(' ');
    default:
      return subject;
  }
}

/** A chat that holds no texts and forgets what it posted, but counts it and has bad moments. */
export function yearPlatform(chance: Chance, news: PlatformNews) {
  let posted = 0;
  let edits = 0;
  let outage = false;
  let share = 0;
  const mishaps = new Map<Mishap | 'outage', number>();
  /** Posts whose reply was lost; whoever looks for one finds it. */
  const unanswered = new Map<string, string>();

  function mishap(label: Omit<Message, 'channel'>, isPost: boolean): Mishap | null {
    if (outage) return note('outage', 'lost');
    if (!chance.happens(share)) return null;
    const drawn: Mishap = chance.oneOf(['rateLimit', 'lost', 'replyLost', 'refused']);
    // Only first posts of cards are refused for good: an edit that is would end its card.
    const kind = drawn === 'refused' && !(isPost && label.kind === 'draft') ? 'lost' : drawn;
    return note(kind, kind);
  }

  function note(counted: Mishap | 'outage', kind: Mishap): Mishap {
    mishaps.set(counted, (mishaps.get(counted) ?? 0) + 1);
    return kind;
  }

  function labelOf(message: ChatMessage): Omit<Message, 'channel'> {
    const label = labels.get(message);
    if (!label) throw new Error(`a message without a label: ${message.summary}`);
    return label;
  }

  function post(channel: ChannelRef, content: ChatMessage, options: SendOptions): string {
    const label = labelOf(content);
    const message = { ...label, channel: channel.channel };
    const bad = mishap(label, true);
    if (bad === 'rateLimit')
      throw new PlatformFailure('rateLimit', 'ratelimited', { retryAfterMs: 2_000 });
    if (bad === 'lost') throw new PlatformFailure('doubtful', 'timeout');
    if (bad === 'refused') {
      news.refused(message);
      throw new PlatformFailure('permanent', 'is_archived');
    }
    posted += 1;
    const id = `m${posted}`;
    news.told(message, options.threadOf !== undefined);
    if (bad === 'replyLost') {
      unanswered.set(options.deliveryId, id);
      throw new PlatformFailure('doubtful', 'timeout');
    }
    return id;
  }

  const platform: Platform = {
    name: 'sandbox',
    async start() {},
    async stop() {},
    send: async (channel, content, options) => post(channel, content, options),
    upload: async (channel, _file, comment, options) => post(channel, comment, options),
    async edit(message: MessageRef, content: ChatMessage) {
      const label = labelOf(content);
      const bad = mishap(label, false);
      if (bad === 'rateLimit')
        throw new PlatformFailure('rateLimit', 'ratelimited', { retryAfterMs: 2_000 });
      if (bad) throw new PlatformFailure('doubtful', 'timeout');
      edits += 1;
      news.edited(label, message.channel);
    },
    async find(_channel, { deliveryId }) {
      const found = unanswered.get(deliveryId) ?? null;
      unanswered.delete(deliveryId);
      return found;
    },
    async directChannel() {
      return { platform: 'sandbox', community: 'c', channel: 'direct' };
    },
    reactionsIn: async (_channel, messages) => new Map(messages.map((id) => [id, []])),
    permalink: async () => '',
    health: () => ({ connected: true, lastEventAt: null }),
  };

  return {
    platform,
    setMishaps(given: { outage: boolean; share: number }) {
      outage = given.outage;
      share = given.share;
    },
    report: () => ({ posted, edits, mishaps: Object.fromEntries(mishaps) }),
  };
}
