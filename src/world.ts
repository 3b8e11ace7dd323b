import type { CivilClock, MachineNow } from './clock.ts';
import { keptCalendar } from './holidays/corrections.ts';
import type { Storage } from './storage/database.ts';
import { readSettings } from './storage/settings.ts';
import type { World } from './storage/work.ts';

export interface WorldParts {
  storage: Storage;
  civil: CivilClock;
  machineNow: MachineNow;
  zone: string;
  publicUrl(): string | null;
  /** False unless given. */
  canMail?(): boolean;
}

/** The world as use cases see it at this moment, for whoever acts. */
export function createWorld(parts: WorldParts): (personId?: string | null) => Promise<World> {
  return async (personId = null) => ({
    now: parts.civil.now(),
    machineNow: parts.machineNow(),
    zone: parts.zone,
    calendar: await keptCalendar(parts.storage),
    settings: await parts.storage.cached('settings', 'all', () => readSettings(parts.storage.db)),
    publicUrl: parts.publicUrl(),
    canMail: parts.canMail?.() ?? false,
    personId,
    place: null,
  });
}
