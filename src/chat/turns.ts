import { setImmediate as nextTurn } from 'node:timers/promises';

/** `now`: somebody looks at a screen and waits. `later`: they were thanked already. */
export type Urgency = 'now' | 'later';

export interface Turns {
  /** Runs the work when its turn comes; what is asked for now goes before what may be later. */
  take<T>(urgency: Urgency, work: () => Promise<T>): Promise<T>;
  /** How many wait for their turn. */
  readonly waiting: number;
  /** Resolves when nobody waits or is being served; at once when that is so. */
  quiet(): Promise<void>;
}

/**
 * Lets only so much run at once, so that whatever else arrives meanwhile is read from its socket
 * and acknowledged in time, instead of all of it getting slower together.
 */
export function createTurns(atOnce: number): Turns {
  const queues: Record<Urgency, (() => void)[]> = { now: [], later: [] };
  let running = 0;
  let quietWaiters: (() => void)[] = [];

  function next(): void {
    if (running >= atOnce) return;
    const begin = queues.now.shift() ?? queues.later.shift();
    if (begin) begin();
    else if (running === 0) {
      const waiters = quietWaiters;
      quietWaiters = [];
      for (const waiter of waiters) waiter();
    }
  }

  async function turn(urgency: Urgency): Promise<void> {
    await new Promise<void>((resolve) => {
      queues[urgency].push(() => {
        running += 1;
        resolve();
      });
      next();
    });
    // The rest of what came with it in the same read is seen to first.
    await nextTurn();
  }

  return {
    async take(urgency, work) {
      await turn(urgency);
      try {
        return await work();
      } finally {
        running -= 1;
        next();
      }
    },
    get waiting() {
      return queues.now.length + queues.later.length;
    },
    quiet() {
      if (running === 0 && queues.now.length + queues.later.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        quietWaiters.push(resolve);
      });
    },
  };
}
