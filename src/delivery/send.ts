import type { Message } from '../chat/message.ts';
import { type Platform, PlatformFailure } from '../chat/platform.ts';
import type { ChannelRef } from '../chat/references.ts';
import type { Language } from '../i18n/languages.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import type { Claimed } from './claim.ts';
import type { Lease } from './lease.ts';
import {
  plainOnly,
  type Rendered,
  type Renderers,
  type RenderTarget,
  sharedReads,
} from './render.ts';

export type SendEnd =
  | { end: 'sent'; messageId: string; how: SentHow }
  | { end: 'pointless' }
  /** The card in whose thread it is told is still on its way. */
  | { end: 'early'; after: Date }
  /** It may not be told at this hour. */
  | { end: 'later'; inMs: number }
  /** It waits to be joined with others in a digest. */
  | { end: 'held' }
  | { end: 'failed'; failure: PlatformFailure }
  /** Another worker took it meanwhile, and sends it. */
  | { end: 'lost' }
  /** A bug: rendering or sending threw. */
  | { end: 'unexpected' };

/** Posted now, brought to a new state, or already there after a send whose end was unknown. */
export type SentHow = 'posted' | 'edited' | 'found';

/** What whoever gets a message has to say of it, before it is rendered. */
export type MayTell =
  /** With these parameters where given: what they want to hear of it may be less. */
  | { tell: 'now'; params?: Claimed['params'] }
  /** From then on, in civil time. */
  | { tell: 'later'; at: Date }
  | { tell: 'held' }
  | { tell: 'never' };

export interface SendTools {
  storage: Storage;
  platform: Platform;
  renderers: Renderers;
  world: World;
  lease: Pick<Lease, 'note'>;
  /** The language of a person who has chosen none. */
  language: Language;
  /** Whether a message may be told now; always unless given. */
  mayTell?(delivery: Claimed, world: World): Promise<MayTell>;
}

/** Brings one delivery to its channel or person: renders it, edits or posts it, or looks for it first. */
export async function sendDelivery(delivery: Claimed, tools: SendTools): Promise<SendEnd> {
  const card = delivery.threadOf;
  if (card && !card.messageId && WAITING.has(card.state)) {
    return { end: 'early', after: card.queuedAt };
  }
  const { now } = tools.world;
  const may = (await tools.mayTell?.(delivery, tools.world)) ?? { tell: 'now' };
  if (may.tell === 'later') return { end: 'later', inMs: may.at.getTime() - now.getTime() };
  if (may.tell === 'held') return { end: 'held' };
  if (may.tell === 'never') return { end: 'pointless' };
  const rendered = await render({ ...delivery, params: may.params ?? delivery.params }, tools);
  if (!rendered) return { end: 'pointless' };
  try {
    return await bring(delivery, rendered, tools);
  } catch (error) {
    if (!(error instanceof PlatformFailure)) throw error;
    if (error.failure !== 'invalid' || 'upload' in rendered)
      return { end: 'failed', failure: error };
  }
  // The platform refused the content; the words alone are better than silence.
  try {
    return await bring(delivery, plainOnly(rendered), tools);
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
    target: targetOf(delivery, tools.language),
    db: tools.storage.db,
    // A new version is wanted in the commit that changed what it shows: nothing read for it is older.
    shared: sharedReads(tools.storage, delivery.wantedVersion),
    world: tools.world,
  });
}

function targetOf({ id, channel, person }: Claimed, language: Language): RenderTarget {
  if (channel) return channel;
  if (!person) throw new Error(`delivery ${id} goes nowhere`);
  return {
    id: person.id,
    purpose: 'person',
    organisationId: null,
    language: person.language ?? language,
  };
}

async function bring(
  delivery: Claimed,
  rendered: NonNullable<Rendered>,
  { platform, lease, storage, world }: SendTools,
): Promise<SendEnd> {
  const channel = await placeOf(delivery, platform);
  if (delivery.messageId) {
    const content: Message = 'upload' in rendered ? rendered.comment : rendered;
    await platform.edit({ ...channel, message: delivery.messageId }, content);
    return { end: 'sent', messageId: delivery.messageId, how: 'edited' };
  }
  const options = {
    deliveryId: delivery.id,
    threadOf: delivery.threadOf?.messageId ?? undefined,
  };
  if (delivery.attemptedAt) {
    const content = 'upload' in rendered ? rendered.comment : rendered;
    const others = await messagesOfOthers(delivery, storage);
    const found = await platform.find(
      channel,
      { ...options, others },
      delivery.attemptedAt,
      content,
    );
    if (found) {
      // It shows what was so when it was first attempted, and its subject has changed since.
      if (delivery.sentVersion < delivery.wantedVersion) {
        // Kept first: an edit takes away by what Discord's messages are known again.
        if (!(await lease.note({ messageId: found }))) return { end: 'lost' };
        await platform.edit({ ...channel, message: found }, content);
      }
      return { end: 'sent', messageId: found, how: 'found' };
    }
  }
  // Kept before the attempt: whoever comes after a crash knows to look first. A machine that was
  // suspended until another took over must not send what that one has.
  const ours = await lease.note(
    delivery.attemptedAt
      ? { attemptedAt: delivery.attemptedAt }
      : { attemptedAt: world.machineNow, sentVersion: delivery.wantedVersion },
  );
  if (!ours) return { end: 'lost' };
  const messageId =
    'upload' in rendered
      ? await platform.upload(channel, rendered.upload, rendered.comment, options)
      : await platform.send(channel, rendered, options);
  return { end: 'sent', messageId, how: 'posted' };
}

/** More than a channel gets in the time that a delivery may be in doubt. */
const MOST_OTHERS = 500;

/** The latest messages of the same place that other deliveries are known to have made. */
async function messagesOfOthers(
  { seq, channelId, personId }: Claimed,
  { db }: Storage,
): Promise<ReadonlySet<string>> {
  const rows = await db.delivery.findMany({
    where: { channelId, personId, messageId: { not: null }, seq: { not: seq } },
    orderBy: { sentAt: 'desc' },
    take: MOST_OTHERS,
    select: { messageId: true },
  });
  return new Set(rows.flatMap(({ messageId }) => messageId ?? []));
}

/** The channel it goes to; a person's is asked for, and a platform may refuse it. */
async function placeOf({ id, channel, person }: Claimed, platform: Platform): Promise<ChannelRef> {
  if (channel) {
    const { platform: name, community, externalId } = channel;
    return { platform: name, community, channel: externalId };
  }
  if (!person) throw new Error(`delivery ${id} goes nowhere`);
  const { platform: name, community, externalId } = person;
  return platform.directChannel({ platform: name, community, user: externalId });
}
