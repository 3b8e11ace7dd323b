import type { PlatformName } from '../chat/references.ts';
import type { SentHow } from './send.ts';

/** How an attempt of a delivery ended. */
export type Counted = SentHow | 'rateLimited' | 'doubtful' | 'parked';

export type Counts = Readonly<Record<Counted, number>>;

const NONE: Counts = { posted: 0, edited: 0, found: 0, rateLimited: 0, doubtful: 0, parked: 0 };

/** What became of deliveries since the program started; in memory alone. */
export interface Counters {
  count(platform: PlatformName, what: Counted): void;
  /** By platform; one to which nothing was brought yet is absent. */
  readonly byPlatform: ReadonlyMap<PlatformName, Counts>;
  /** Machine time of the last delivery that got through. */
  readonly lastSuccess: Date | null;
  /** The same on one platform. */
  lastSuccessOn(platform: PlatformName): Date | null;
}

export function createCounters(machineNow: () => Date): Counters {
  const byPlatform = new Map<PlatformName, Counts>();
  let lastSuccess: Date | null = null;
  const successes = new Map<PlatformName, Date>();
  return {
    byPlatform,
    get lastSuccess() {
      return lastSuccess;
    },
    lastSuccessOn: (platform) => successes.get(platform) ?? null,
    count(platform, what) {
      const counts = byPlatform.get(platform) ?? NONE;
      byPlatform.set(platform, { ...counts, [what]: counts[what] + 1 });
      if (what !== 'posted' && what !== 'edited' && what !== 'found') return;
      lastSuccess = machineNow();
      successes.set(platform, lastSuccess);
    },
  };
}
