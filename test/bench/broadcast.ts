import { pause } from '../../src/chat/waiting.ts';
import { Broadcast } from '../delivery/broadcast.ts';
import { type Rate, REAL_GLOBAL, REAL_PER_ROUTE } from '../servers/discord/limits.ts';
import { quicker, REAL_LIMITS, type SlackLimits } from '../servers/slack/rateLimits.ts';
import { type BenchOptions, middle, type Part, type Row } from './part.ts';

const CHANNELS = 350;

/**
 * Slack's minutes in a time that runs so much quicker, unless the real limits are asked for. Discord
 * runs in real time in any case: its client keeps times of its own, and seven seconds are not long.
 */
const QUICKER = 4;
const REPEATS = 3;
/** Longer than the burst of any limit here takes to come back. */
const WHOLE_AGAIN_MS = 3_000;

/** A card into every channel of both platforms at once, against what their limits allow. */
export const broadcast: Part = async (options) => {
  const runs: Run[] = [];
  for (let run = 0; run < repeats(options); run += 1) {
    runs.push(
      await measured(options, async (stage, clock) => {
        const took = async (drafts: number, from: number): Promise<Seconds> => {
          const count = drafts * CHANNELS;
          const slack = stage.slackTook('chat.postMessage', count).then(() => clock(from));
          const discord = stage.discordTook('POST', count).then(() => clock(from));
          return { slack: await slack, discord: await discord };
        };
        // A bot runs for weeks: the first broadcast only warms it up, and then the limits are whole.
        await stage.publish();
        await took(1, 0);
        await stage.settled();
        await pause(WHOLE_AGAIN_MS);
        await stage.publish();
        // From here on everything is queued.
        return took(2, performance.now());
      }),
    );
  }
  const limits = limitsUnder(options);
  return rowsOf(`${CHANNELS} messages`, runs, {
    slack: evenly(CHANNELS, limits.slack),
    discord: inWindows(CHANNELS, limits.discord.requests, limits.discord.per),
  });
};

/** Every one of these cards edited, which Slack counts by method and minute. */
export const edits: Part = async (options) => {
  const run = await measured(options, async (stage, clock) => {
    const draft = await stage.publish();
    await Promise.all([stage.slackTook('chat.postMessage'), stage.discordTook('POST')]);
    await stage.settled();
    const from = performance.now();
    await stage.change(draft);
    const slack = stage.slackTook('chat.update').then(() => clock(from));
    const discord = stage.discordTook('PATCH').then(() => clock(from));
    return { slack: await slack, discord: await discord };
  });
  const { slack, discord } = limitsUnder(options);
  return rowsOf(`${CHANNELS} edits`, [run], {
    slack: inWindows(CHANNELS, slack.tiers?.[3] ?? CHANNELS, slack.minuteMs),
    discord: inWindows(CHANNELS, discord.requests, discord.per),
  });
};

interface Seconds {
  slack: number;
  discord: number;
}

type Run = Seconds & { refusals: Seconds };

async function measured(
  options: BenchOptions,
  work: (stage: Broadcast, clock: (from: number) => number) => Promise<Seconds>,
): Promise<Run> {
  const { slack, discord } = limitsUnder(options);
  const stage = await Broadcast.open({
    channels: CHANNELS,
    slack,
    discord: { global: discord, perRoute: REAL_PER_ROUTE },
    quicker: { posts: factor(options), edits: factor(options) },
  });
  try {
    const seconds = await work(stage, (from) => (performance.now() - from) / 1_000);
    return { ...seconds, refusals: stage.refusals() };
  } finally {
    await stage.close();
  }
}

function limitsUnder(options: BenchOptions): { slack: SlackLimits; discord: Rate } {
  return { slack: quicker(factor(options), REAL_LIMITS), discord: REAL_GLOBAL };
}

function factor({ real }: BenchOptions): number {
  return real ? 1 : QUICKER;
}

function repeats({ real }: BenchOptions): number {
  return real ? 1 : REPEATS;
}

/** The least seconds for so many under a window that slides: full at once, again when it has slid. */
function inWindows(count: number, most: number, perMs: number): number {
  return ((Math.ceil(count / most) - 1) * perMs) / 1_000;
}

/** The least seconds for posts under a ceiling that refills evenly, beginning with a full burst. */
function evenly(count: number, { workspace }: SlackLimits): number {
  return workspace ? ((count - workspace.burst) * workspace.everyMs) / 1_000 : 0;
}

function rowsOf(what: string, runs: readonly Run[], least: Seconds): Row[] {
  return (['slack', 'discord'] as const).flatMap((platform): Row[] => {
    const title = platform === 'slack' ? 'Slack' : 'Discord';
    const refusals = runs.reduce((sum, run) => sum + run.refusals[platform], 0);
    return [
      {
        name: `${title}: ${what}, against what its limits allow`,
        ...middle(runs.map((run) => run[platform])),
        baseline: least[platform],
        unit: 's',
      },
      {
        name: `${title}: answers 429 to them`,
        figure: refusals,
        baseline: null,
        unit: 'times',
        noise: null,
      },
    ];
  });
}
