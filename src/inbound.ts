import type { Logger } from 'pino';
import type { Actor } from './chat/actor.ts';
import { say } from './chat/answers.ts';
import type { Inbox } from './chat/inbox.ts';
import type { Answer, HandedIn, Invocation, ReactionEvent } from './chat/invocation.ts';
import type { Inbound, Taken } from './chat/platform.ts';
import type { ChannelRef, UserRef } from './chat/references.ts';
import type { Router } from './chat/router.ts';
import { createTurns, type Turns } from './chat/turns.ts';
import { applyReaction } from './drafts/reactions.ts';
import type { Language } from './i18n/languages.ts';
import type { Sweeper } from './schedule/sweep.ts';
import type { Storage } from './storage/database.ts';
import type { World } from './storage/work.ts';

export interface InboundParts {
  router: Router;
  inbox: Inbox;
  storage: Storage;
  world(personId: string | null): Promise<World>;
  resolve(user: UserRef, channel: ChannelRef, userName?: string): Promise<Actor>;
  /** The language of those whose own is not known yet. */
  language: Language;
  /** Called when a platform cannot be had again, with a sentence for the operator. */
  lost(why: string): void;
  /** Who reads the reactions after a gap, and hears of those that come in. */
  sweeper: Pick<Sweeper, 'gap' | 'told'>;
  log: Logger;
}

/**
 * Requests that are worked on at once: they share one database connection and one processor, so
 * that more would only get slower together.
 */
const AT_ONCE = 16;

/** Beside this many others, a person is thanked first and answered when their turn comes. */
const CROWD = 4;

export interface CountedInbound extends Inbound {
  /** Resolves when nothing that came in is still being worked on. */
  idle(): Promise<void>;
  /** Resolves when nobody is being served: what can wait lets people go first. */
  quiet: Turns['quiet'];
  /**
   * Does what was taken in before a crash and not done; `tell` gets what its author would have been
   * shown. Only before the platforms are connected.
   */
  catchUp(tell: (handedIn: HandedIn, answer: Answer) => Promise<void>): Promise<void>;
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

  const turns = createTurns(AT_ONCE);
  /** What one person writes to the bot goes on in the order in which it came, files and all. */
  const writing = new Map<string, Promise<unknown>>();

  function inOrder(handedIn: HandedIn, work: () => Promise<Answer>): Promise<Answer> {
    if (handedIn.kind !== 'written') return work();
    const { platform, community, user } = handedIn.user;
    const who = `${platform}:${community}:${user}`;
    const mine = (writing.get(who) ?? Promise.resolve()).then(work);
    writing.set(who, mine);
    void mine.finally(() => {
      if (writing.get(who) === mine) writing.delete(who);
    });
    return mine;
  }

  /** Reading a file may take a minute over a slow line: nobody waits in turn for that. */
  const perform = (invocation: Invocation): Promise<Answer> => {
    if (invocation.kind !== 'submit' && invocation.kind !== 'written') {
      return turns.take('now', () => parts.router.invoke(invocation));
    }
    // A file field that was left empty comes as an empty list from Discord.
    return Object.values(invocation.files).some((given) => given.length > 0)
      ? parts.router.invoke(invocation)
      : turns.take('later', () => parts.router.invoke(invocation));
  };

  /** What a bug kept from being done stays on disk: after the next start it is tried once more. */
  async function complete(handedIn: HandedIn): Promise<Answer> {
    const answer = await inOrder(handedIn, () => perform(handedIn));
    try {
      if (!hasFailed(answer)) await parts.inbox.settle(handedIn.id);
    } catch (error) {
      parts.log.error({ err: error }, 'noting that a submission is done failed');
    }
    return answer;
  }

  async function take(handedIn: HandedIn): Promise<Taken> {
    let together: number;
    try {
      const kept = await parts.inbox.keep(handedIn);
      if (!kept.fresh) {
        return { kept: true, crowded: false, answer: Promise.resolve({ kind: 'nothing' }) };
      }
      together = kept.together;
    } catch (error) {
      parts.log.error({ err: error }, 'a submission could not be kept');
      const answer = Promise.resolve(say(parts.language, 'chat.notKept'));
      return { kept: false, crowded: false, answer };
    }
    const crowded = turns.busy >= CROWD || together >= CROWD;
    return { kept: true, crowded, answer: counted(complete(handedIn)) };
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
    invoke: (invocation) => counted(perform(invocation)),
    take: (handedIn) => counted(take(handedIn)),
    quiet: turns.quiet,
    acknowledging: turns.after,
    async catchUp(tell) {
      for (const { id, handedIn, receivedAt } of await parts.inbox.waiting()) {
        if (!handedIn) {
          parts.log.error({ request: id }, 'a submission of another version is left as it is');
          await parts.inbox.leave(id);
          continue;
        }
        const { now, machineNow } = await parts.world(null);
        // Whoever submitted in time is in time, however long the bot was away.
        const agoMs = Math.max(0, machineNow.getTime() - receivedAt.getTime());
        const at = new Date(now.getTime() - agoMs);
        const answer = await parts.router.invoke(handedIn, at);
        await tell(handedIn, answer);
        if (hasFailed(answer)) await parts.inbox.leave(id);
        else await parts.inbox.settle(id);
      }
    },
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

function hasFailed(answer: Answer): boolean {
  return answer.kind === 'private' && answer.failed === true;
}
