import { pino } from 'pino';
import { createCalendar } from '../../src/calendar/index.ts';
import type { PlatformName } from '../../src/chat/references.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { createDeliveryWorker } from '../../src/delivery/worker.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import { renderers } from '../../src/renderers.ts';
import { createMayTell } from '../../src/schedule/quiet.ts';
import { tick } from '../../src/schedule/tick.ts';
import type { Storage } from '../../src/storage/database.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { World } from '../../src/storage/work.ts';
import { fakePlatform } from '../delivery/fakePlatform.ts';
import { type CivilDay, type CivilTime, momentOf } from '../year/almanac.ts';

const calendar = createCalendar();

/** Few marks, so that these tests tell of the clock; test/contributions has the usual ones. */
const SETTINGS = { ...DEFAULT_SETTINGS, dueReminderWorkingDays: [5, 2] };

/** The moment at which clocks in Kosovo show `2027-03-26 08:00`. */
export function kosovo(text: string): string {
  const [day, time] = text.split(' ') as [CivilDay, CivilTime];
  return momentOf(day, time).toISOString();
}

/** Moments so many minutes apart, from one until before another. */
export function every(minutes: number, from: string, to: string): string[] {
  const moments: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += minutes * 60_000) {
    moments.push(new Date(at).toISOString());
  }
  return moments;
}

/** Ticks at these moments in this order; those at which reminders were told, and how many. */
export async function remindersAt(
  storage: Storage,
  moments: readonly string[],
  over: Partial<World> = {},
) {
  const told: { at: string; due: number; milestones: number }[] = [];
  for (const at of moments) {
    const { due, milestones } = await tick(storage, { ...worldAt(at), ...over });
    if (due + milestones > 0) told.push({ at, due, milestones });
  }
  return told;
}

/** Sends what is queued, as a process that lives at that moment would; the platform it used. */
export async function deliver(
  storage: Storage,
  at: string,
  { chat = fakePlatform(), machineNow = MACHINE_NOW } = {},
) {
  const worker = createDeliveryWorker({
    storage,
    platforms: [chat.platform],
    renderers,
    world: async () => ({ ...worldAt(at), machineNow }),
    language: 'en',
    mayTell: createMayTell(storage),
    machineNow: () => machineNow,
    log: pino({ level: 'silent' }),
  });
  worker.start();
  await worker.idle();
  await worker.stop();
  return chat;
}

/** How many messages of a kind stand in channels. */
export function sent(storage: Storage, kind: string): Promise<number> {
  return storage.db.delivery.count({ where: { kind, state: 'sent', messageId: { not: null } } });
}

/** Machine time stands still here: only civil time moves. */
export const MACHINE_NOW = new Date('2026-01-01T00:00:00Z');

export function worldAt(iso: string): World {
  return {
    now: new Date(iso),
    machineNow: MACHINE_NOW,
    zone: 'Europe/Belgrade',
    calendar,
    settings: SETTINGS,
    publicUrl: null,
    personId: null,
    place: null,
  };
}

/** A secretariat's channel and an organisation with its own. */
export async function linkTwo(storage: Storage, platform: PlatformName = 'sandbox') {
  const base = { platform, community: 'c', language: 'en', linkedAt: MACHINE_NOW } as const;
  const organisation = await storage.db.organisation.create({
    data: { name: 'KDI', nameKey: 'kdi', createdAt: MACHINE_NOW },
  });
  const own = await storage.db.channel.create({
    data: {
      ...base,
      externalId: 'kdi',
      name: 'kdi',
      purpose: 'member',
      organisationId: organisation.id,
    },
  });
  const staff = await storage.db.channel.create({
    data: { ...base, externalId: 'staff', name: 'staff', purpose: 'secretariat' },
  });
  return { organisation, own, staff };
}

/**
 * Publishes a draft whose window is given by days; contributions are due the working day before,
 * unless `more` says otherwise.
 */
export async function publish(
  storage: Storage,
  at: string,
  opensOn: string,
  closesOn: string,
  more: Readonly<Record<string, string>> = {},
) {
  const end = await storage.transaction((tx) =>
    publishDraft(
      { ...worldAt(at), tx },
      {
        titleSq: 'Projektligji për qasje në dokumente publike',
        type: 'draft_law',
        institution: 'MAPL',
        receivedOn: opensOn,
        opensOn,
        closesOn,
        ...more,
      },
    ),
  );
  if (isRefusal(end)) throw new Error(end.refused);
  return end;
}
