import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { acts } from '../commands/index.ts';
import type { Platform } from './chat/platform.ts';
import type { ChannelRef, UserRef } from './chat/references.ts';
import { createRouter } from './chat/router.ts';
import { type CivilClock, type MachineNow, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createDeliveryWorker, type WorkerParts } from './delivery/worker.ts';
import { createDiscordPlatform, type DiscordOptions } from './discord/platform.ts';
import { createInbound } from './inbound.ts';
import { createLogger } from './log.ts';
import { resolveActor } from './membership/resolveActor.ts';
import { renderers } from './renderers.ts';
import { createSandboxPlatform, type SandboxPlatform } from './sandbox/index.ts';
import { everyMinute } from './schedule/everyMinute.ts';
import { mayTellAt } from './schedule/quiet.ts';
import { sweepReactions } from './schedule/sweep.ts';
import { tick } from './schedule/tick.ts';
import { seedDemonstration } from './setup/demonstration.ts';
import { readEnvironment, tellOperator } from './setup/environment.ts';
import { openOwnStorage } from './setup/ownStorage.ts';
import { openSandboxClock } from './setup/sandboxClock.ts';
import { documentRoutes } from './site/documents.ts';
import { healthRoutes } from './site/health.ts';
import { type HttpServer, listen } from './site/server.ts';
import { createSlackPlatform, type SlackOptions } from './slack/platform.ts';
import type { Storage } from './storage/database.ts';
import { createWorld } from './world.ts';

export interface Bot {
  storage: Storage;
  platforms: readonly Platform[];
  /** Does now what the clock does every minute. */
  tick(): Promise<void>;
  /** Resolves when every request is answered and nothing is left that can be sent now. */
  settled(): Promise<void>;
  /** Takes nothing more in, lets what runs end, closes everything. */
  stop(): Promise<void>;
  /** Where the HTTP server listens, e.g. `http://127.0.0.1:3000`. */
  address: string;
}

export interface BotParts {
  civil?: CivilClock;
  machineNow?: MachineNow;
  log?: Logger;
  /** False leaves ticking to the caller. */
  cron?: boolean;
  paces?: WorkerParts['paces'];
  timing?: WorkerParts['timing'];
  /** Limits of time towards the platforms, for test servers that scale it. */
  slack?: Pick<SlackOptions, 'waits' | 'patienceMs' | 'timeoutMs'>;
  discord?: Pick<DiscordOptions, 'timeoutMs'>;
  /** False leaves the sandbox empty. */
  demonstration?: boolean;
}

/** Puts the whole program together and starts it: the only place that knows everything. */
export async function startBot(config: Config, parts: BotParts = {}): Promise<Bot> {
  const log = parts.log ?? createLogger(config.logLevel);
  const machineNow = parts.machineNow ?? (() => new Date());
  const storage = await openOwnStorage(config, log);
  const civil =
    parts.civil ?? (config.sandbox ? await openSandboxClock(storage, machineNow) : systemClock);
  let address = '';
  const publicUrl = () => config.publicUrl ?? (config.sandbox ? address || null : null);
  const world = createWorld({ storage, civil, machineNow, zone: config.zone, publicUrl });

  const isAdmin = (user: UserRef) =>
    config.admins.some((admin) => admin.platform === user.platform && admin.user === user.user) ||
    (config.sandbox && user.user === 'secretariat');
  const resolve = (user: UserRef, channel: ChannelRef, userName = '') =>
    resolveActor(storage.db, { user, userName, channel }, civil.now(), isAdmin);
  const router = createRouter({
    acts,
    storage,
    language: config.language,
    resolveActor: (db, caller, now) => resolveActor(db, caller, now, isAdmin),
    world,
    civil,
    machineNow,
    newErrorId: () => randomBytes(4).toString('hex'),
    log,
  });

  const ticks = new Set<Promise<void>>();
  const ticking = () => {
    const one = world()
      .then((at) => tick(storage, at))
      .then(() => {})
      .finally(() => ticks.delete(one));
    ticks.add(one);
    return one;
  };
  const sandboxClock = {
    zone: config.zone,
    now: () => civil.now(),
    nextWorkingDay: () => civil.nextWorkingDay?.(config.zone) ?? civil.now(),
    async moveTo(at: Date) {
      await civil.moveTo?.(at);
      await ticking();
    },
  };
  const common = { acts, language: config.language, log, machineNow };
  const platforms: Platform[] = [];
  let sandbox: SandboxPlatform | undefined;
  if (config.slack)
    platforms.push(createSlackPlatform({ ...config.slack, ...parts.slack, ...common }));
  if (config.discord)
    platforms.push(createDiscordPlatform({ ...config.discord, ...parts.discord, ...common }));
  if (config.sandbox) {
    sandbox = createSandboxPlatform({
      ...common,
      storage,
      clock: sandboxClock,
      address: () => address,
    });
    platforms.push(sandbox);
  }

  const worker = createDeliveryWorker({
    storage,
    platforms,
    renderers,
    world,
    mayTellAt,
    machineNow,
    log,
    paces: parts.paces,
    timing: parts.timing,
  });
  const inbound = createInbound({
    router,
    storage,
    world,
    resolve,
    log,
    async sweep(name) {
      const platform = platforms.find((one) => one.name === name);
      return platform ? sweepReactions({ storage, platform, world, resolve, log }) : 0;
    },
  });

  const app = new Hono();
  app.route('/', healthRoutes({ storage, platforms, machineNow, startedAt: machineNow() }));
  app.route('/', documentRoutes(storage));
  if (sandbox) app.route('/', sandbox.routes);

  let http: HttpServer | undefined;
  let stopped: Promise<void> | undefined;
  const stopTicking = parts.cron === false ? () => {} : everyMinute(ticked);
  function ticked(): void {
    ticking().catch((error: unknown) => log.error({ err: error }, 'a tick failed'));
  }

  async function end(): Promise<void> {
    // From here on nothing new is sent: a send must not meet a platform that is closing.
    const sending = worker.stop();
    stopTicking();
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await http?.close();
    await inbound.idle();
    await sending;
    await Promise.allSettled(ticks);
    await storage.close();
  }
  const stop = () => {
    stopped ??= end();
    return stopped;
  };

  try {
    http = await listen(app, {
      port: config.port,
      // Only a bot that has pages for others is reachable from other machines.
      hostname: config.publicUrl && !config.sandbox ? '0.0.0.0' : '127.0.0.1',
      chosen: config.portChosen,
    });
    address = `http://127.0.0.1:${http.port}`;
    if (sandbox && parts.demonstration !== false) {
      await seedDemonstration({ storage, sandbox, world, language: config.language });
    }
    for (const platform of platforms) await platform.start(inbound);
  } catch (error) {
    await stop();
    throw error;
  }
  worker.start();
  if (parts.cron !== false) ticked();

  return {
    storage,
    platforms,
    address,
    tick: ticking,
    async settled() {
      await inbound.idle();
      await worker.idle();
      await inbound.idle();
    },
    stop,
  };
}

/** The longest that ending may take; whoever stops the program waits no more than 5 seconds. */
const END_WITHIN_MS = 4_500;

async function main(): Promise<void> {
  const config = readEnvironment();
  const bot = await startBot(config);
  if (config.sandbox) {
    process.stdout.write(`CiviKos sandbox: ${bot.address}\n`);
    if (!config.portChosen && !bot.address.endsWith(`:${config.port}`)) {
      process.stdout.write(`(port ${config.port} is taken by another program)\n`);
    }
  } else {
    const names = bot.platforms.map((platform) => platform.name).join(', ');
    process.stdout.write(`CiviKos is connected: ${names}. Health: ${bot.address}/readyz\n`);
  }
  const end = (signal: NodeJS.Signals) => {
    process.stdout.write(`${signal}: ending\n`);
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    bot.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    tellOperator(error);
    process.exit(1);
  });
}
