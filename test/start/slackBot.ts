import { createCalendar } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import { openStorage, type Storage } from '../../src/storage/database.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { World } from '../../src/storage/work.ts';
import type { SlackServer } from '../servers/slack/server.ts';

const NODE = [process.execPath, '--import', 'tsx', 'src/main.ts'] as const;

/** How to start the program on a local Slack. */
export const BOT = NODE;
export const CONNECTED = /^CiviKos is connected: slack/m;

export function environment(server: SlackServer, databaseUrl: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: server.botToken,
    SLACK_APP_TOKEN: server.appToken,
    SLACK_API_URL: server.apiUrl,
    DATABASE_URL: databaseUrl,
    BOT_LANGUAGE: 'en',
    PORT: '0',
  };
}

function worldNow(): World {
  const now = new Date();
  return {
    now,
    machineNow: now,
    zone: 'Europe/Belgrade',
    calendar: createCalendar(),
    settings: DEFAULT_SETTINGS,
    publicUrl: null,
    personId: null,
    place: null,
  };
}

/** Links channels of organisations, each of its own, and publishes a draft to all of them. */
export async function publishTo(storage: Storage, server: SlackServer, count: number) {
  const world = worldNow();
  const channels = Array.from({ length: count }, (_, n) =>
    server.addChannel(`organisation-${n}`, { member: true }),
  );
  for (const { id, name } of channels) {
    await storage.db.channel.create({
      data: {
        platform: 'slack',
        community: server.team.id,
        externalId: id,
        name,
        purpose: 'member',
        language: 'en',
        linkedAt: world.now,
        organisation: { create: { name, nameKey: name, createdAt: world.now } },
      },
    });
  }
  const day = (ahead: number) =>
    new Date(world.now.getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
  const published = await storage.transaction((tx) =>
    publishDraft(
      { ...world, tx },
      {
        titleSq: 'Projektligji për qasje në dokumente publike',
        type: 'draft_law',
        institution: 'MAPL',
        receivedOn: day(0),
        opensOn: day(0),
        closesOn: day(40),
      },
    ),
  );
  if (isRefusal(published)) throw new Error(published.refused);
  return { channels, number: published.number };
}

/** Reads a database while a bot runs on it or after. */
export async function look<T>(url: string, read: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorage(url, { migrate: false });
  try {
    return await read(storage);
  } finally {
    await storage.close();
  }
}
