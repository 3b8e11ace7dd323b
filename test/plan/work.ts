import { asDay, createCalendar, zonedToInstant } from '../../src/calendar/index.ts';
import type { Storage } from '../../src/storage/database.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { Work, World } from '../../src/storage/work.ts';

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
  };
}

/** Runs a use case in one transaction on a day. */
export function on<T>(storage: Storage, day: string, work: (work: Work) => Promise<T>): Promise<T> {
  return storage.transaction((tx) => work({ ...worldOn(day), tx }));
}
