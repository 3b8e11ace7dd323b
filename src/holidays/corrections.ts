import { asDay, type Calendar, createCalendar, type HolidayCorrection } from '../calendar/index.ts';
import type { Database, Storage, Tx } from '../storage/database.ts';

/** A kept correction; it tells who corrected, when, and whether it was taken back. */
export type CorrectionRow = Awaited<ReturnType<typeof allCorrections>>[number];

/** Every correction that was ever made, in the order in which they apply. */
export function allCorrections(db: Database | Tx) {
  return db.holidayCorrection.findMany({ orderBy: { id: 'asc' } });
}

/** Those of them that were not taken back: what the calendar is made from. */
export async function correctionsInForce(db: Database | Tx): Promise<CorrectionRow[]> {
  return (await allCorrections(db)).filter(({ revokedAt }) => revokedAt === null);
}

/** A row as the rules of the calendar take it. Throws when it lacks what its kind needs: a bug. */
export function correctionOf(row: CorrectionRow): HolidayCorrection {
  switch (row.kind) {
    case 'add': {
      const names = { sq: row.nameSq ?? '', sr: row.nameSr ?? '', en: row.nameEn ?? '' };
      return { kind: 'add', day: asDay(row.day ?? ''), feast: row.feast ?? '', names };
    }
    case 'remove':
      return { kind: 'remove', day: asDay(row.day ?? '') };
    case 'move': {
      const [from, to] = [asDay(row.movedFrom ?? ''), asDay(row.movedTo ?? '')];
      return { kind: 'move', feast: row.feast ?? '', from, to };
    }
  }
}

/**
 * Kosovo's calendar as staff corrected it. It is made anew once somebody corrects it, in this
 * process or in another; until then everybody counts with the same one. Not for use inside a
 * transaction.
 */
export function keptCalendar(storage: Storage): Promise<Calendar> {
  return storage.cached('calendar', 'all', async () =>
    createCalendar((await correctionsInForce(storage.db)).map(correctionOf)),
  );
}
