import { createCalendar } from '../../src/calendar/index.ts';
import type { PlatformName } from '../../src/chat/references.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import type { Storage } from '../../src/storage/database.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { World } from '../../src/storage/work.ts';

const calendar = createCalendar();

/** Machine time stands still here: only civil time moves. */
export const MACHINE_NOW = new Date('2026-01-01T00:00:00Z');

export function worldAt(iso: string): World {
  return {
    now: new Date(iso),
    machineNow: MACHINE_NOW,
    zone: 'Europe/Belgrade',
    calendar,
    settings: DEFAULT_SETTINGS,
    publicUrl: null,
    personId: null,
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

/** Publishes a draft whose window is given by days; contributions are due the working day before. */
export async function publish(storage: Storage, at: string, opensOn: string, closesOn: string) {
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
      },
    ),
  );
  if (isRefusal(end)) throw new Error(end.refused);
  return end;
}
