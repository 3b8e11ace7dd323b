import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { acts } from '../commands/index.ts';
import { composers } from './authority/mailContents.ts';
import { mailNews } from './authority/mails.ts';
import { createInbox } from './chat/inbox.ts';
import type { Platform } from './chat/platform.ts';
import type { ChannelRef, UserRef } from './chat/references.ts';
import { createRouter } from './chat/router.ts';
import { within } from './chat/waiting.ts';
import { type CivilClock, type MachineNow, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { createBatchFollower } from './delivery/batches.ts';
import { type Counters, createCounters } from './delivery/counters.ts';
import { giveBackLeases } from './delivery/lease.ts';
import { TIMING } from './delivery/timing.ts';
import { createDeliveryWorker, type WorkerParts } from './delivery/worker.ts';
import { refreshPublication } from './drafts/publication.ts';
import { createInbound } from './inbound.ts';
import { tellLateAnswer } from './lateAnswers.ts';
import { createLogger } from './log.ts';
import { createSender } from './mail/sender.ts';
import { createMailWorker, type MailTiming } from './mail/worker.ts';
import { resolveActor } from './membership/resolveActor.ts';
import { news } from './news.ts';
import { createPlatforms, type PlatformLimits } from './platforms.ts';
import { renderers, uploads } from './renderers.ts';
import { everyMinute } from './schedule/everyMinute.ts';
import { createMayTell } from './schedule/quiet.ts';
import { removeOld } from './schedule/retention.ts';
import { createSweeper, type SweepParts } from './schedule/sweep.ts';
import { tick } from './schedule/tick.ts';
import { seedDemonstration } from './setup/demonstration.ts';
import { whatIsLost } from './setup/lost.ts';
import { holdOwnStorage } from './setup/ownStorage.ts';
import { openSandboxClock } from './setup/sandboxClock.ts';
import { documentRoutes } from './site/documents.ts';
import { healthRoutes } from './site/health.ts';
import { type HttpServer, listen } from './site/server.ts';
import type { Storage } from './storage/database.ts';
import { createWorld } from './world.ts';

export interface Bot {
  storage: Storage;
  platforms: readonly Platform[];
  /** What became of deliveries since the start. */
  counters: Counters;
  /** Does now what the clock does every minute. */
  tick(): Promise<void>;
  /** Resolves when every request is answered and nothing is left that can be sent now. */
  delivered(): Promise<void>;
  /** As `delivered`, and no reactions are being read. */
  settled(): Promise<void>;
  /** Takes nothing more in, lets what runs end, closes everything. */
  stop(): Promise<void>;
  /** Resolves, if ever, with a sentence for the operator: the bot cannot go on and must be stopped. */
  lost: Promise<string>;
  /** Where the HTTP server listens, e.g. `http://127.0.0.1:3000`. */
  address: string;
}

export interface BotParts extends PlatformLimits {
  civil?: CivilClock;
  machineNow?: MachineNow;
  log?: Logger;
  /** False leaves ticking to the caller. */
  cron?: boolean;
  paces?: WorkerParts['paces'];
  timing?: WorkerParts['timing'];
  /** How slowly reactions are read, likewise. */
  sweepPacesMs?: SweepParts['pacesMs'];
  /** How e-mails wait, and how long a mail server may say nothing, likewise. */
  mail?: { timing?: MailTiming; silenceMs?: number };
  /** False leaves the sandbox empty. */
  demonstration?: boolean;
}

/** How long a message to everybody gives way to people who wait for an answer, at the most. */
const GIVE_WAY_MS = 500;

/** Puts the whole program together and starts it: the only place that knows everything. */
export async function startBot(config: Config, parts: BotParts = {}): Promise<Bot> {
  const log = parts.log ?? createLogger(config.logLevel);
  const machineNow = parts.machineNow ?? (() => new Date());
  const lost = whatIsLost();
  const { storage, hold } = await holdOwnStorage(config, log, lost.tell);
  const civil =
    parts.civil ?? (config.sandbox ? await openSandboxClock(storage, machineNow) : systemClock);
  let address = '';
  const publicUrl = () => config.publicUrl ?? (config.sandbox ? address || null : null);
  const world = createWorld({
    storage,
    civil,
    machineNow,
    zone: config.zone,
    publicUrl,
    canMail: () => config.mail !== undefined,
  });

  const isAdmin = (user: UserRef) =>
    config.admins.some((admin) => admin.platform === user.platform && admin.user === user.user) ||
    (config.sandbox && user.user === 'secretariat');
  const resolve = (user: UserRef, channel: ChannelRef, userName = '') =>
    resolveActor(storage, { user, userName, channel }, civil.now(), isAdmin);
  const router = createRouter({
    acts,
    storage,
    language: config.language,
    resolveActor: (caller, now) => resolveActor(storage, caller, now, isAdmin),
    world,
    civil,
    machineNow,
    newErrorId: () => randomBytes(4).toString('hex'),
    newId: () => randomBytes(12).toString('base64url'),
    log,
  });

  const ticks = new Set<Promise<void>>();
  const ticking = () => {
    const one = world()
      .then(async (at) => {
        sweeper.look();
        await tick(storage, at).finally(() => removeOld(storage, at));
      })
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
  const { platforms, sandbox } = createPlatforms(
    config,
    { acts, language: config.language, log, machineNow },
    parts,
    { storage, clock: sandboxClock, address: () => address },
  );

  const sweeper = createSweeper({
    storage,
    platforms,
    world,
    resolve,
    machineNow,
    log,
    pacesMs: parts.sweepPacesMs,
  });
  const inbound = createInbound({
    router,
    inbox: createInbox(storage, machineNow),
    language: config.language,
    storage,
    world,
    resolve,
    lost: lost.tell,
    sweeper,
    log,
  });

  const counters = createCounters(machineNow);
  const worker = createDeliveryWorker({
    storage,
    platforms,
    renderers,
    uploads,
    world,
    language: config.language,
    news,
    counters,
    mayTell: createMayTell(storage),
    machineNow,
    quiet: () => Promise.race([inbound.quiet(), pause(GIVE_WAY_MS, undefined, { ref: false })]),
    log,
    paces: parts.paces,
    timing: parts.timing,
  });
  const mails = createMailWorker({
    storage,
    sender: config.mail ? createSender({ ...config.mail, silenceMs: parts.mail?.silenceMs }) : null,
    composers,
    news: mailNews,
    world,
    machineNow,
    log,
    timing: parts.mail?.timing,
  });
  const batches = createBatchFollower({
    storage,
    world,
    machineNow,
    log,
    refresh: refreshPublication,
  });

  const app = new Hono();
  app.route('/', healthRoutes({ storage, platforms, machineNow, startedAt: machineNow() }));
  app.route('/', documentRoutes(storage));
  if (sandbox) app.route('/', sandbox.routes);

  let http: HttpServer | undefined;
  let stopped: Promise<void> | undefined;
  const minutes = parts.cron === false ? undefined : everyMinute(ticked, log);
  function ticked(): void {
    ticking().catch((error: unknown) => log.error({ err: error }, 'a tick failed'));
  }

  /** Lets what runs come to its end, and takes nothing new. */
  async function windDown(): Promise<void> {
    // From here on nothing new is sent: a send must not meet a platform that is closing.
    const sending = worker.stop();
    const mailing = mails.stop();
    await sweeper.stop();
    await minutes?.stop();
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await http?.close();
    await inbound.idle();
    await batches.stop();
    await sending;
    await mailing;
    await Promise.allSettled(ticks);
  }

  async function end(): Promise<void> {
    if (!(await within(WIND_DOWN_MS, windDown()))) {
      // What was being sent is looked for after the next start, before it is sent again.
      log.warn('ending while something is still being sent');
    }
    await storage.close();
    await hold.release();
  }
  const stop = () => {
    stopped ??= end();
    return stopped;
  };
  async function delivered(): Promise<void> {
    await inbound.idle();
    await mails.idle();
    await worker.idle();
    await batches.look();
    await worker.idle();
    await inbound.idle();
  }

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
    await inbound.catchUp(async (submission, answer) => {
      const at = await world();
      await storage.transaction((tx) => tellLateAnswer({ ...at, tx }, submission, answer));
    });
    for (const platform of platforms) await platform.start(inbound);
  } catch (error) {
    await stop();
    throw error;
  }
  // Nobody else sends from this database: what a bot that died was sending need not wait.
  await giveBackLeases(storage, machineNow(), (parts.timing ?? TIMING).graceMs);
  worker.start();
  await mails.start();
  batches.start();
  if (parts.cron !== false) ticked();

  return {
    storage,
    platforms,
    counters,
    address,
    tick: ticking,
    delivered,
    async settled() {
      await inbound.idle();
      await sweeper.idle();
      await delivered();
    },
    stop,
    lost: lost.told,
  };
}

/** What is left, at the end, to work that a platform does not answer: of 5 seconds most. */
const WIND_DOWN_MS = 4_000;
