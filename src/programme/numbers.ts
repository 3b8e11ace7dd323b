import { localDay } from '../calendar/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { listPlanned } from './find.ts';
import { factsOf, inYear, lateDrafts } from './missing.ts';
import { standingOn } from './rules.ts';

/** What was planned in a year, what of it came, and what came late. */
export interface MissingNumbers {
  /** All drafts that the programme of the year ever named. */
  planned: number;
  /** Of those: postponed at least once, and still in the programme. */
  postponed: number;
  withdrawn: number;
  /** Of those: matched with a draft that came. */
  received: number;
  /** Of those: not withdrawn, their deadline has passed, and nothing came. */
  dueNeverCame: number;
  /** Seen elsewhere in the year, and neither sent since nor laid aside. */
  seenElsewhere: number;
  /** Drafts received in the year after a working day of their window had passed. */
  late: number;
  /** The working days that these lost together. */
  daysLost: number;
}

/**
 * The numbers of a year, of all institutions or of one by its own id (what it was before counts for
 * that one). Demonstration rows are not counted.
 */
export async function missingNumbers(
  db: Database | Tx,
  world: World,
  { year, institutionId }: { year: number; institutionId?: string },
): Promise<MissingNumbers> {
  const today = localDay(world.now, world.zone);
  const planned = await listPlanned(db, {
    programme: { year },
    institutionId,
    demonstration: false,
  });
  const late = await lateDrafts(db, world, {
    receivedOn: inYear(year),
    institutionId,
    demonstration: false,
  });
  const standing = planned.map((row) => standingOn(factsOf(row), today));
  const count = (wanted: (typeof standing)[number]) =>
    standing.filter((one) => one === wanted).length;
  return {
    planned: planned.length,
    postponed: planned.filter(({ state }) => state === 'postponed').length,
    withdrawn: count('withdrawn'),
    received: count('received'),
    dueNeverCame: count('missing'),
    seenElsewhere: await db.sighting.count({
      where: { seenOn: inYear(year), institutionId, draftId: null, endedAt: null },
    }),
    late: late.length,
    daysLost: late.reduce((sum, { lost }) => sum + lost, 0),
  };
}
