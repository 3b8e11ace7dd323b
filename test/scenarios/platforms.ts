import { startBot } from '../../src/bot.ts';
import type { Config } from '../../src/config.ts';
import { type Engine, openStorage, type Storage } from '../../src/storage/database.ts';
import { TestMailServer } from '../mail/server.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { openDiscordStage } from './discordStage.ts';
import type { Stage, StageOptions, StartStageBot } from './driver.ts';
import { openSandboxStage } from './sandboxStage.ts';
import { openSlackStage } from './slackStage.ts';

/** No waiting between messages: what is proven here is what is told, not how fast. */
const unhurried = { atOnce: 4, perChannelMs: 0 };

const startWith =
  (mail: Config['mail']): StartStageBot =>
  (config, { civil }) =>
    startBot(
      { ...config, mail },
      {
        civil,
        cron: false,
        demonstration: false,
        paces: { slack: unhurried, discord: unhurried, sandbox: unhurried },
        sweepPacesMs: { slack: 0, discord: 0 },
      },
    );

const OPENERS = {
  slack: openSlackStage,
  discord: openDiscordStage,
  sandbox: openSandboxStage,
} as const;

export const PLATFORMS = ['slack', 'discord', 'sandbox'] as const;

/** The first moment of every scenario: a Monday morning in Kosovo. */
export const MONDAY = new Date('2026-11-23T09:00:00+01:00');

const databases = new WeakMap<Stage, string>();
const mailServers = new WeakMap<Stage, TestMailServer>();

/** The mail server to which the bot of a stage hands its e-mails. */
export function mailServerOf(stage: Stage): TestMailServer {
  const server = mailServers.get(stage);
  if (!server) throw new Error('this stage has no mail server');
  return server;
}

/** Does something in the database beside the bot: what a scenario needs and no command does. */
export async function besideBot(
  stage: Stage,
  work: (storage: Storage) => Promise<void>,
): Promise<void> {
  const storage = await openStorage(databases.get(stage) ?? '', { migrate: false });
  try {
    await work(storage);
  } finally {
    await storage.close();
  }
}

/** A bot on one platform with a database of its own, for one scenario. */
export async function withStage(
  platform: (typeof PLATFORMS)[number],
  engine: Engine,
  scene: (stage: Stage) => Promise<void>,
): Promise<void> {
  const storage = await openTemporaryStorage(engine);
  await storage.close();
  const options: StageOptions = { storageUrl: storage.url, admins: ['staff'], now: MONDAY };
  const mail = new TestMailServer();
  await mail.start();
  const from = 'secretariat@civikos.example';
  const stage = await OPENERS[platform](options, startWith({ url: mail.url(), from }));
  databases.set(stage, storage.url);
  mailServers.set(stage, mail);
  try {
    await scene(stage);
  } finally {
    await stage.stop();
    await mail.stop();
    await storage.dispose();
  }
}
