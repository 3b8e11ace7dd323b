import { setImmediate as nextTurn } from 'node:timers/promises';

/** `now`: somebody looks at a screen and waits. `later`: they were thanked already. */
export type Urgency = 'now' | 'later';

export interface Turns {
  /** Runs the work when its turn comes; what is asked for now goes before what may be later. */
  take<T>(urgency: Urgency, work: () => Promise<T>): Promise<T>;
  /** Nothing new begins while somebody is being acknowledged, for a moment at the most. */
  after(acknowledgement: Promise<unknown>): void;
  /** How many are being served or wait for their turn. */
  readonly busy: number;
  /** Resolves when nobody waits or is being served; at once when that is so. */
  quiet(): Promise<void>;
}

/** Rounds of the event loop that work waits for others to arrive, however many do. */
const MOST_ROUNDS = 20;

/** An acknowledgement that takes longer has met a slow platform; others do not wait for that. */
const HELD_MS = 250;

/**
 * Lets only so much run at once, and begins none of it while requests are still being read from a
 * socket or acknowledged: each of a hundred that come together is acknowledged before the work on
 * them slows all of them down.
 */
export function createTurns(atOnce: number): Turns {
  const queues: Record<Urgency, (() => void)[]> = { now: [], later: [] };
  let running = 0;
  let arrived = 0;
  let quietWaiters: (() => void)[] = [];
  const acknowledging = new Set<Promise<unknown>>();

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
    arrived += 1;
    await new Promise<void>((resolve) => {
      queues[urgency].push(() => {
        running += 1;
        resolve();
      });
      next();
    });
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = arrived;
      await nextTurn();
      if (arrived === before) break;
    }
    if (acknowledging.size > 0) await Promise.all(acknowledging);
  }

  const busy = () => running + queues.now.length + queues.later.length;

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
    after(acknowledgement) {
      const held = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, HELD_MS);
        const done = () => {
          clearTimeout(timer);
          resolve();
        };
        acknowledgement.then(done, done);
      }).finally(() => acknowledging.delete(held));
      acknowledging.add(held);
    },
    get busy() {
      return busy();
    },
    quiet() {
      if (busy() === 0) return Promise.resolve();
      return new Promise((resolve) => {
        quietWaiters.push(resolve);
      });
    },
  };
}
