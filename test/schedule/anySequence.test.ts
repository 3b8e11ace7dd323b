import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tick } from '../../src/schedule/tick.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { type CivilDay, civil, isSendingTime, momentOf, workedBefore } from '../year/almanac.ts';
import { linkTwo, publish, worldAt } from './world.ts';

const HOUR = 3_600_000;
const MARKS = [5, 2];

/** Two weeks of ticks over each change of the clock: in any order, with gaps and with repeats. */
const changes = [
  // Due on Thursday 1 April 2027; summer time begins on 28 March.
  { publishedOn: '2027-03-19', closesOn: '2027-04-02' },
  // Due on Wednesday 3 November 2027; summer time ends on 31 October.
  { publishedOn: '2027-10-20', closesOn: '2027-11-04' },
] as const;

/** Which mark a tick at that moment has to tell, by the oracle's own calendar. */
function markAt(at: Date, publishedOn: CivilDay, dueOn: CivilDay): number | null {
  if (!isSendingTime(at) || at >= momentOf(dueOn, '12:00')) return null;
  const { day } = civil(at);
  const reached = MARKS.filter((mark) => {
    const on = workedBefore(dueOn, mark);
    return publishedOn < on && on <= day;
  });
  return reached.length > 0 ? Math.min(...reached) : null;
}

it('tells each reminder once if a tick falls into its time, and never otherwise', async () => {
  const sequence = fc.array(
    fc.oneof(
      // Anywhere, and more often around the hours in which something begins or ends.
      fc.integer({ min: 0, max: 16 * 24 * 60 }),
      fc
        .record({
          day: fc.integer({ min: 0, max: 16 }),
          hour: fc.constantFrom(6, 7, 8, 12, 17, 18),
          minute: fc.integer({ min: -1, max: 1 }),
        })
        .map(({ day, hour, minute }) => (day * 24 + hour) * 60 + minute),
    ),
    { minLength: 1, maxLength: 14 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...changes), sequence, async (change, minutes) => {
      const storage = await openTemporaryStorage();
      try {
        const { publishedOn, closesOn } = change;
        const opened = momentOf(publishedOn, '09:00');
        await linkTwo(storage);
        await publish(storage, opened.toISOString(), publishedOn, closesOn);
        const wanted = new Set<number>();
        for (const minute of minutes) {
          const at = new Date(momentOf(publishedOn, '00:00').getTime() + (minute * HOUR) / 60);
          if (at < opened) continue;
          await tick(storage, worldAt(at.toISOString()));
          const mark = markAt(at, publishedOn, workedBefore(closesOn, 1));
          if (mark !== null) wanted.add(mark);
        }
        const rows = await storage.db.reminder.findMany({ where: { key: { startsWith: 'due:' } } });
        const told = rows.map(({ key }) => Number(key.split(':').at(-1)));
        expect(told.sort()).toEqual([...wanted].sort());
        expect(rows.every(({ at }) => isSendingTime(at))).toBe(true);
        const kind = 'contribution.reminder';
        const notes = await storage.db.delivery.count({ where: { kind } });
        expect(notes).toBe(wanted.size);
      } finally {
        await storage.dispose();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
