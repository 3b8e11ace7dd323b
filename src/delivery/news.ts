import type { FailureClass } from '../chat/platform.ts';
import type { PlatformName } from '../chat/references.ts';
import type { Work } from '../storage/work.ts';
import type { Claimed } from './claim.ts';
import { type About, aboutOf } from './reasons.ts';

/** One time in which nothing got through to a channel. */
export interface Outage {
  channelId: string;
  /** Machine time. */
  since: Date;
}

export interface RefusedDelivery {
  id: string;
  kind: string;
  subject: string;
  platform: PlatformName;
  channelId: string | null;
  about: About;
  code: string;
}

/** A direct message that its person does not take. */
export interface Unreached {
  kind: string;
  subject: string;
  personId: string;
}

/**
 * Who is told what of deliveries that fail. Each runs in the transaction that keeps the end of the
 * delivery, so that the news is queued with it or not at all.
 */
export interface DeliveryNews {
  /** A channel begins to fail; told once until it works again. */
  failing(work: Work, outage: Outage): Promise<void>;
  works(work: Work, outage: Outage): Promise<void>;
  /** A refusal that is not about one channel: of the content, or of the bot as a whole. */
  refused(work: Work, refused: RefusedDelivery): Promise<void>;
  /** A person takes no direct messages, or is gone. */
  unreached?(work: Work, lost: Unreached): Promise<void>;
}

/** Marks the channel of a delivery that was parked as failing, where it is, and tells of it. */
export async function tellParked(
  work: Work,
  delivery: Claimed,
  { failure, code }: { failure: FailureClass; code: string },
  news?: DeliveryNews,
): Promise<void> {
  const about = aboutOf(code, failure);
  const { id, kind, subject, platform, channelId, personId } = delivery;
  const begins = about !== 'message' && (await beginsToFail(work, channelId));
  // Of a bot that is refused everywhere nothing more is told where it is known already.
  if (about === 'message' || (about === 'bot' && (begins || !channelId))) {
    await news?.refused(work, { id, kind, subject, platform, channelId, about, code });
  } else if (about === 'channel' && begins && channelId) {
    await news?.failing(work, { channelId, since: work.machineNow });
  } else if (about === 'person' && personId) {
    await news?.unreached?.(work, { kind, subject, personId });
  }
}

async function beginsToFail(work: Work, channelId: string | null): Promise<boolean> {
  if (!channelId) return false;
  const { count } = await work.tx.channel.updateMany({
    where: { id: channelId, failingSince: null },
    data: { failingSince: work.machineNow },
  });
  return count > 0;
}

/**
 * Something got through to a channel that was failing. An edit alone does not end an outage in
 * which new messages are refused: a channel may forbid these and allow that.
 */
export async function channelWorks(
  work: Work,
  { channelId, messageId }: Claimed,
  news?: DeliveryNews,
): Promise<void> {
  if (!channelId) return;
  const channel = await work.tx.channel.findUniqueOrThrow({ where: { id: channelId } });
  const since = channel.failingSince;
  if (!since) return;
  const wasEdit = messageId !== null;
  const unsent = { channelId, state: 'parked', messageId: null } as const;
  if (wasEdit && (await work.tx.delivery.count({ where: unsent })) > 0) return;
  await work.tx.channel.update({ where: { id: channelId }, data: { failingSince: null } });
  await news?.works(work, { channelId, since });
}
