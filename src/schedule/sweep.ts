import type { Logger } from 'pino';
import type { Actor } from '../chat/actor.ts';
import { type Platform, PlatformFailure } from '../chat/platform.ts';
import type { ChannelRef, UserRef } from '../chat/references.ts';
import { bringReactionsRight } from '../drafts/reactions.ts';
import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';

export interface SweepParts {
  storage: Storage;
  platform: Platform;
  world(): Promise<World>;
  resolve(user: UserRef, channel: ChannelRef): Promise<Actor>;
  log: Logger;
}

/**
 * Reactions are state: after a gap (start, reconnection) the cards of open drafts are asked what
 * stands on them now, and what is kept follows. Returns how many reactions were brought right.
 */
export async function sweepReactions(parts: SweepParts): Promise<number> {
  const { storage, platform, log } = parts;
  const cards = await storage.db.delivery.findMany({
    where: {
      kind: 'draft',
      platform: platform.name,
      messageId: { not: null },
      channel: { active: true },
      subject: {
        in: (
          await storage.db.draft.findMany({ where: { state: 'published' }, select: { id: true } })
        ).map((draft) => draft.id),
      },
    },
    include: { channel: true },
  });
  let changed = 0;
  for (const card of cards) {
    if (!card.channel || !card.messageId) continue;
    const { community, externalId } = card.channel;
    const channel = { platform: platform.name, community, channel: externalId };
    try {
      const standing = await platform.reactions({ ...channel, message: card.messageId });
      const resolved: { actor: Actor; emoji: string }[] = [];
      for (const { user, emoji } of standing) {
        const actor = await parts.resolve({ platform: platform.name, community, user }, channel);
        resolved.push({ actor, emoji });
      }
      const world = await parts.world();
      changed += await storage.transaction((tx) =>
        bringReactionsRight({ ...world, tx }, card, resolved),
      );
    } catch (error) {
      if (!(error instanceof PlatformFailure)) throw error;
      log.warn({ delivery: card.id, code: error.code }, 'the reactions of a card cannot be read');
    }
  }
  return changed;
}
