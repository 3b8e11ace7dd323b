import { localDay, nextWorkingDay, zonedToInstant } from '../calendar/index.ts';
import type { CivilClock, MachineNow } from '../clock.ts';
import { keptCalendar } from '../holidays/corrections.ts';
import type { Storage } from '../storage/database.ts';

const KEY = 'sandbox.clockOffsetMs';

/** Civil time of the sandbox: the machine's, moved by what a visitor chose, also after a restart. */
export async function openSandboxClock(
  storage: Storage,
  machineNow: MachineNow,
): Promise<CivilClock> {
  const row = await storage.db.setting.findUnique({ where: { key: KEY } });
  let offset = typeof row?.value === 'number' ? row.value : 0;
  const now = () => new Date(machineNow().getTime() + offset);
  return {
    now,
    async moveTo(at) {
      const moved = at.getTime() - machineNow().getTime();
      await storage.db.setting.upsert({
        where: { key: KEY },
        create: { key: KEY, value: moved },
        update: { value: moved },
      });
      // Kept first: what a restart would forget has not been moved.
      offset = moved;
    },
    async nextWorkingDay(zone) {
      const day = nextWorkingDay(await keptCalendar(storage), localDay(now(), zone));
      return zonedToInstant(day, '09:00', zone);
    },
  };
}
