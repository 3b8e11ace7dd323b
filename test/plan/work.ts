import { asDay, createCalendar, zonedToInstant } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import type { ImportReport } from '../../src/documents/importReport.ts';
import { importPlan } from '../../src/plan/importPlan.ts';
import type { Storage } from '../../src/storage/database.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { Work, World } from '../../src/storage/work.ts';
import { utf8 } from '../documents/bytes.ts';

const calendar = createCalendar();

/** The world at nine in the morning of a day in Kosovo. */
export function worldOn(day: string): World {
  const now = zonedToInstant(asDay(day), '09:00', 'Europe/Belgrade');
  return {
    now,
    machineNow: now,
    zone: 'Europe/Belgrade',
    calendar,
    settings: DEFAULT_SETTINGS,
    publicUrl: null,
    personId: null,
    place: null,
  };
}

/** Runs a use case in one transaction on a day. */
export function on<T>(storage: Storage, day: string, work: (work: Work) => Promise<T>): Promise<T> {
  return storage.transaction((tx) => work({ ...worldOn(day), tx }));
}

/** Imports a plan's file and gives the report; throws when the file as a whole is refused. */
export async function importText(
  storage: Storage,
  file: string | Uint8Array,
  { title = 'Strategjia 2024–2029', day = '2026-10-05' } = {},
): Promise<ImportReport> {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const end = await on(storage, day, (work) => importPlan(work, title, bytes));
  if (isRefusal(end)) throw new Error(end.refused);
  return end;
}
