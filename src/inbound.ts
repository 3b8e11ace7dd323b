import type { Logger } from 'pino';
import type { Actor } from './chat/actor.ts';
import type { ReactionEvent } from './chat/invocation.ts';
import type { Inbound } from './chat/platform.ts';
import type { ChannelRef, UserRef } from './chat/references.ts';
import type { Router } from './chat/router.ts';
import { applyReaction } from './drafts/reactions.ts';
import type { Sweeper } from './schedule/sweep.ts';
import type { Storage } from './storage/database.ts';
import type { World } from './storage/work.ts';

export interface InboundParts {
  router: Router;
  storage: Storage;
  world(personId: string | null): Promise<World>;
  resolve(user: UserRef, channel: ChannelRef, userName?: string): Promise<Actor>;
  /** Called when a platform cannot be had again, with a sentence for the operator. */
  lost(why: string): void;
  /** Who reads the reactions after a gap, and hears of those that come in. */
  sweeper: Pick<Sweeper, 'gap' | 'told'>;
  log: Logger;
}

export interface CountedInbound extends Inbound {
  /** Resolves when nothing that came in is still being worked on. */
  idle(): Promise<void>;
}

/** What the adapters bring their events to. */
export function createInbound(parts: InboundParts): CountedInbound {
  const running = new Set<Promise<unknown>>();
  function counted<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    const done = () => running.delete(work);
    work.then(done, done);
    return work;
  }

  async function reaction(event: ReactionEvent): Promise<void> {
    const actor = await parts.resolve(event.user, event.message, event.userName);
    const world = await parts.world(actor.personId);
    // Told last before the transaction: transactions keep their order, so one of the sweep's that
    // begins earlier is made good by this one, and a later one knows of it.
    parts.sweeper.told(event.message, actor.personId, event.emoji);
    await parts.storage.transaction((tx) =>
      applyReaction({ ...world, tx }, actor, event.message, event.emoji, event.added),
    );
  }

  return {
    invoke: (invocation) => counted(parts.router.invoke(invocation)),
    complete: (request) => parts.router.complete(request),
    reaction: (event) => counted(reaction(event)),
    connected: (platform) => parts.sweeper.gap(platform),
    lost(platform, why) {
      parts.log.error({ platform }, 'a connection is lost for good; ending');
      parts.lost(why);
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  };
}
