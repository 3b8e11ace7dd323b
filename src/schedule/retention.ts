import type { Storage } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { REMOVALS, type Removal } from './retentionRules.ts';

/** The row that tells when what has had its time was last removed. */
export const LAST_RETENTION = 'clock:lastRetention';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Away for longer, or a clock that is wrong by years: nobody can tell, and what a wrong clock calls
 * old would be lost. So it waits a day, in which the clock can be put right.
 */
const AWAY_MS = 30 * DAY_MS;

/** Rows of one transaction: a few milliseconds, so that nobody waits for it. */
const MOST_AT_ONCE = 200;
/** Full transactions of one call; what is left then is removed by the next, a minute later. */
const MOST_FULL = 20;

/** From when on a row may go whose moment lies before. */
export function cutoff(
  rule: Pick<Removal, 'days' | 'clock'>,
  world: Pick<World, 'now' | 'machineNow'>,
): Date {
  const now = rule.clock === 'civil' ? world.now : world.machineNow;
  return new Date(now.getTime() - rule.days * DAY_MS);
}

/**
 * Removes what has had its time, once a day and little by little; resolves with how many rows.
 * Nothing is removed by `npm run tick`, whose moment may lie in the future.
 */
export async function removeOld(
  storage: Storage,
  world: World,
  rules: readonly Removal[] = REMOVALS,
): Promise<number> {
  const now = world.machineNow.getTime();
  const last = await storage.db.counter.findUnique({ where: { name: LAST_RETENTION } });
  // A clock that was set back must not make the wait longer.
  const since = last && Math.abs(now - last.value * 1_000);
  if (since !== null && since < DAY_MS) return 0;
  if (since !== null && since > AWAY_MS) {
    await keepMoment(storage, now);
    return 0;
  }
  let removed = 0;
  let full = 0;
  for (const rule of rules) {
    const before = cutoff(rule, world);
    for (;;) {
      const gone = await storage.transaction((tx) => rule.remove(tx, before, MOST_AT_ONCE));
      removed += gone;
      if (gone < MOST_AT_ONCE) break;
      full += 1;
      if (full === MOST_FULL) return removed;
    }
  }
  await keepMoment(storage, now);
  return removed;
}

async function keepMoment(storage: Storage, now: number): Promise<void> {
  const value = Math.floor(now / 1_000);
  await storage.db.counter.upsert({
    where: { name: LAST_RETENTION },
    create: { name: LAST_RETENTION, value },
    update: { value },
  });
}
