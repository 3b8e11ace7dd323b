import type { Message } from '../chat/message.ts';
import { type Platform, PlatformFailure } from '../chat/platform.ts';
import type { ChannelRef } from '../chat/references.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import type { Claimed } from './claim.ts';
import { plainOnly, type Rendered, type Renderers, type RenderTarget } from './render.ts';

export type SendEnd =
  | { end: 'sent'; messageId: string }
  | { end: 'pointless' }
  /** The card in whose thread it is told is still on its way. */
  | { end: 'early'; after: Date }
  | { end: 'failed'; failure: PlatformFailure }
  /** A bug: rendering or sending threw. */
  | { end: 'unexpected' };

export interface SendTools {
  storage: Storage;
  platform: Platform;
  renderers: Renderers;
  world: World;
}

/** Brings one delivery to its channel: renders it, edits or posts it, or looks for it first. */
export async function sendDelivery(delivery: Claimed, tools: SendTools): Promise<SendEnd> {
  const card = delivery.threadOf;
  if (card && !card.messageId && WAITING.has(card.state)) {
    return { end: 'early', after: card.queuedAt };
  }
  const rendered = await render(delivery, tools);
  if (!rendered) return { end: 'pointless' };
  try {
    return { end: 'sent', messageId: await bring(delivery, rendered, tools) };
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    if (error.failure !== 'invalid' || 'upload' in rendered)
      return { end: 'failed', failure: error };
  }
  // The platform refused the content; the words alone are better than silence.
  try {
    return { end: 'sent', messageId: await bring(delivery, plainOnly(rendered), tools) };
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    return { end: 'failed', failure: error };
  }
}

/** States of a card that will still be sent. */
const WAITING: ReadonlySet<string> = new Set(['pending', 'sending', 'doubtful']);

async function render(delivery: Claimed, tools: SendTools): Promise<Rendered> {
  const renderer = tools.renderers[delivery.kind];
  if (!renderer) throw new Error(`no renderer for deliveries of kind ${delivery.kind}`);
  if (delivery.threadOf && !delivery.threadOf.messageId) return null;
  if (delivery.channel && !delivery.channel.active) return null;
  return renderer({
    subject: delivery.subject,
    params: delivery.params as Readonly<Record<string, unknown>>,
    target: target(delivery),
    db: tools.storage.db,
    world: tools.world,
  });
}

function target(delivery: Claimed): RenderTarget {
  if (!delivery.channel) throw new Error(`delivery ${delivery.id} has no channel`);
  return delivery.channel;
}

async function bring(
  delivery: Claimed,
  rendered: NonNullable<Rendered>,
  { platform, storage, world }: SendTools,
): Promise<string> {
  const channel = channelRef(delivery);
  if (delivery.messageId) {
    const content: Message = 'upload' in rendered ? rendered.comment : rendered;
    await platform.edit({ ...channel, message: delivery.messageId }, content);
    return delivery.messageId;
  }
  const options = {
    deliveryId: delivery.id,
    threadOf: delivery.threadOf?.messageId ?? undefined,
  };
  if (delivery.attemptedAt) {
    const content = 'upload' in rendered ? rendered.comment : rendered;
    const found = await platform.find(channel, options, delivery.attemptedAt, content);
    if (found) {
      // It shows what was so when it was first attempted, and its subject has changed since.
      if (delivery.sentVersion < delivery.wantedVersion) {
        await platform.edit({ ...channel, message: found }, content);
      }
      return found;
    }
  }
  // Kept before the attempt: whoever comes after a crash knows to look first.
  await storage.db.delivery.update({
    where: { seq: delivery.seq },
    data: delivery.attemptedAt
      ? { attemptedAt: delivery.attemptedAt }
      : { attemptedAt: world.machineNow, sentVersion: delivery.wantedVersion },
  });
  return 'upload' in rendered
    ? platform.upload(channel, rendered.upload, rendered.comment, options)
    : platform.send(channel, rendered, options);
}

function channelRef(delivery: Claimed): ChannelRef {
  const channel = delivery.channel;
  if (!channel) throw new Error(`delivery ${delivery.id} has no channel`);
  return { platform: channel.platform, community: channel.community, channel: channel.externalId };
}
