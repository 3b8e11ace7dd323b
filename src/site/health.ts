import { Hono } from 'hono';
import type { Platform } from '../chat/platform.ts';
import type { MachineNow } from '../clock.ts';
import { LAST_TICK } from '../schedule/tick.ts';
import type { Storage } from '../storage/database.ts';

/** A tick comes every minute; three missed ones are no coincidence. */
const TICK_MOST_MS = 3 * 60_000;

/** A delivery that waits longer than this says that something is stuck. */
const DELIVERY_MOST_MS = 30 * 60_000;

export interface HealthParts {
  storage: Storage;
  platforms: readonly Platform[];
  machineNow: MachineNow;
  startedAt: Date;
}

/** `/healthz`: the process answers. `/readyz`: everything it needs works; 503 when not. */
export function healthRoutes(parts: HealthParts): Hono {
  const routes = new Hono();
  routes.get('/healthz', (c) => c.json({ ok: true }));
  routes.get('/readyz', async (c) => {
    const state = await readiness(parts);
    return c.json(state, state.ready ? 200 : 503);
  });
  return routes;
}

async function readiness({ storage, platforms, machineNow, startedAt }: HealthParts) {
  const now = machineNow().getTime();
  const sockets = Object.fromEntries(
    platforms.map((platform) => [platform.name, platform.health().connected]),
  );
  const lastSignSecondsAgo = Object.fromEntries(
    platforms.map((platform) => {
      const at = platform.health().lastEventAt;
      return [platform.name, at && Math.round((now - at.getTime()) / 1_000)];
    }),
  );
  const database = await answers(storage);
  if (!database) return { ready: false, database, sockets, lastSignSecondsAgo };
  const row = await storage.db.counter.findUnique({ where: { name: LAST_TICK } });
  const lastTick = Math.max((row?.value ?? 0) * 1_000, startedAt.getTime());
  const oldest = await storage.db.delivery.findFirst({
    where: {
      state: { in: ['pending', 'sending', 'doubtful'] },
      // What waits for a platform that is no longer configured is not stuck.
      platform: { in: platforms.map((platform) => platform.name) },
    },
    orderBy: { queuedAt: 'asc' },
    select: { queuedAt: true },
  });
  const parked = await storage.db.delivery.count({ where: { state: 'parked' } });
  const failingChannels = await storage.db.channel.count({
    where: { active: true, failingSince: { not: null } },
  });
  const byState = await storage.db.mail.groupBy({
    by: ['state'],
    // What became needless before it left waits for nobody.
    where: { OR: [{ error: null }, { error: { not: 'pointless' } }] },
    _count: { _all: true },
  });
  const mails = (...states: string[]) =>
    byState
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { _count }) => sum + _count._all, 0);
  const tickAgeMs = now - lastTick;
  const oldestDeliveryMs = oldest ? Math.max(0, now - oldest.queuedAt.getTime()) : 0;
  const ready =
    Object.values(sockets).every(Boolean) &&
    tickAgeMs <= TICK_MOST_MS &&
    oldestDeliveryMs <= DELIVERY_MOST_MS;
  return {
    ready,
    database,
    sockets,
    lastSignSecondsAgo,
    lastTickSecondsAgo: row ? Math.round(tickAgeMs / 1_000) : null,
    oldestDeliverySeconds: Math.round(oldestDeliveryMs / 1_000),
    failingChannels,
    parkedDeliveries: parked,
    waitingMails: mails('queued', 'sending'),
    // Of these a person has to decide; the secretariat was told.
    stuckMails: mails('failed', 'doubtful'),
  };
}

async function answers(storage: Storage): Promise<boolean> {
  try {
    await storage.ping();
    return true;
  } catch (error) {
    // The answer is the report: a database that fails is what /readyz is asked about.
    return error === undefined;
  }
}
