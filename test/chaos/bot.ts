import { type Bot, startBot } from '../../src/bot.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { readConfig } from '../../src/config.ts';
import { endDraft, extendDraft } from '../../src/drafts/changeDraft.ts';
import { loadDraft } from '../../src/drafts/find.ts';
import { publishDraft } from '../../src/drafts/publishDraft.ts';
import { createLogger } from '../../src/log.ts';
import { linkChannel } from '../../src/membership/linkChannel.ts';
import { addOrganisation } from '../../src/membership/organisations.ts';
import type { SandboxPlatform } from '../../src/sandbox/index.ts';
import type { Work } from '../../src/storage/work.ts';
import { createWorld } from '../../src/world.ts';
import { watchSteps } from './steps.ts';
import {
  type FromChild,
  PLAN,
  type Place,
  type Plan,
  roundTitle,
  type ToChild,
  type Wish,
} from './wire.ts';

// The whole program under test, in a process that its parent kills or that kills itself.

const ZONE = 'Europe/Belgrade';

const plan: Plan = JSON.parse(process.env[PLAN] ?? '');
const steps = watchSteps(plan.kill);
let { aheadMs } = plan;
const machineNow = () => new Date(Date.now() + aheadMs);
/** A minute of Slack's limits: what is proven here is what arrives, not how slowly. */
const QUICK_MINUTE_MS = 100;
const unhurried = { atOnce: 10, perChannelMs: 0 };

function tell(message: FromChild): void {
  process.send?.(message);
}

/** A use case of the program in a transaction of its own; what it refuses is a mistake of the test. */
async function act<T>({ storage }: Bot, work: (work: Work) => Promise<T>): Promise<T> {
  const civil = { now: () => new Date() };
  const world = createWorld({ storage, civil, machineNow, zone: ZONE, publicUrl: () => null });
  const at = await world();
  const result = await storage.transaction((tx) => work({ ...at, tx }));
  if (isRefusal(result)) throw new Error(`refused: ${result.refused}`);
  return result;
}

async function grant(bot: Bot, wish: Wish): Promise<void> {
  switch (wish.wish) {
    case 'seed':
      return seed(bot, wish);
    case 'settle':
      return;
    default:
      await act(bot, (work) => changeRound(work, wish));
  }
}

type Change = Extract<Wish, { round: number }>;

/** Does nothing when an earlier life of this process did it. */
async function changeRound(work: Work, change: Change): Promise<unknown> {
  const titleSq = roundTitle(change.round);
  const known = await work.tx.draft.findFirst({ where: { titleSq } });
  if (change.wish === 'publish') {
    if (known) return;
    const { opensOn, closesOn } = change;
    const receivedOn = opensOn;
    const dates = { receivedOn, opensOn, closesOn, complex: 'no' };
    return publishDraft(work, { titleSq, type: 'draft_law', institution: 'MPMS', ...dates });
  }
  const draft = known && (await loadDraft(work.tx, known.id));
  if (!draft) throw new Error(`round ${change.round} was never published`);
  if (change.wish === 'close') {
    return draft.state === 'closed' ? undefined : endDraft(work, draft, 'closed', null);
  }
  const { closesOn } = change;
  return draft.closesOn === closesOn ? undefined : extendDraft(work, draft, { closesOn });
}

async function seed(bot: Bot, wish: Extract<Wish, { wish: 'seed' }>): Promise<void> {
  const { platform, community, office, members } = wish;
  const sandbox = bot.platforms.find(({ name }) => name === 'sandbox') as
    | SandboxPlatform
    | undefined;
  for (const { externalId, name } of sandbox ? [office, ...members] : []) {
    await sandbox?.ensureChannel(externalId, name);
  }
  await act(bot, async (work) => {
    if (await work.tx.channel.findFirst()) return;
    const link = async (place: Place, input: Parameters<typeof linkChannel>[3]) => {
      const at = { platform, community, channel: place.externalId };
      const linked = await linkChannel(work, at, place.name, input);
      if (isRefusal(linked)) throw new Error(`refused: ${linked.refused}`);
    };
    await link(office, { purpose: 'secretariat', language: 'en' });
    for (const place of members) {
      const added = await addOrganisation(work, { name: place.name });
      if (isRefusal(added)) throw new Error(`refused: ${added.refused}`);
      await link(place, { purpose: 'member', organisation: place.name, language: 'en' });
    }
  });
}

/** Tells once everything is sent; until then, each time, when there is more to do. */
async function bringHome(bot: Bot): Promise<void> {
  for (;;) {
    // Not of the reactions: under faults, reading those of hundreds of channels takes minutes.
    await bot.delivered();
    const unsent = await bot.storage.db.delivery.findMany({
      where: { state: { in: ['pending', 'sending', 'doubtful'] } },
      orderBy: [{ queuedAt: 'asc' }, { seq: 'asc' }],
      // Of each channel only the first counts: the others wait for it, whatever their own time is.
      distinct: ['channelId'],
      select: { state: true, nextAt: true, leasedUntil: true },
    });
    if (unsent.length === 0) return tell({ tell: 'idle' });
    const times = unsent.map(({ state, nextAt, leasedUntil }) =>
      (state === 'sending' && leasedUntil ? leasedUntil : nextAt).getTime(),
    );
    const until = Math.min(...times);
    // What is due already has become so since the worker looked: it is settled once more.
    if (until > machineNow().getTime()) return tell({ tell: 'waiting', until });
  }
}

const config = { ...readConfig(process.env), logLevel: 'error' };
const bot = await startBot(config, {
  machineNow: () => {
    // First read when the database is open and the first part is put together.
    steps.opened();
    return machineNow();
  },
  cron: false,
  demonstration: false,
  log: createLogger(config.logLevel, process.stderr),
  paces: { slack: unhurried, discord: unhurried, sandbox: unhurried },
  slack: { timeoutMs: plan.timeoutMs, minuteMs: QUICK_MINUTE_MS },
  sweepPacesMs: { slack: 0, discord: 0, sandbox: 0 },
  discord: { timeoutMs: plan.timeoutMs },
});
tell({ tell: 'ready' });

let turn: Promise<void> = Promise.resolve();

async function take(message: ToChild): Promise<void> {
  switch (message.wish) {
    case 'stop':
      await bot.stop();
      process.disconnect();
      return;
    case 'kill':
      return steps.replace(message.kill);
    case 'clock':
      aheadMs = message.aheadMs;
      return bringHome(bot);
    default:
      await grant(bot, message);
      return bringHome(bot);
  }
}

process.on('message', (message: ToChild) => {
  turn = turn.then(() => take(message));
  turn.catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(3);
  });
});
