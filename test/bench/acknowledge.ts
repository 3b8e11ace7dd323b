import { openTemporaryStorage } from '../storage/temporary.ts';
import { settle } from './community.ts';
import { type Crowd, type Deed, discordCrowd, slackCrowd } from './crowd.ts';
import type { Part, Row } from './part.ts';
import { run } from './program.ts';

const CHANNELS = 350;
const PEOPLE = 100;
/** Drafts whose cards are being sent meanwhile. */
const DRAFTS = 20;
/** Turns that only warm both sides up, and turns that are measured. */
const WARM = 8;
const MEASURED = 16;

const DEEDS: readonly Deed[] = ['list', 'form', 'submit'];

const WORDS: Readonly<Record<Deed, string>> = {
  list: 'a list',
  form: 'a form opened',
  submit: 'a submission',
};

/** Milliseconds of everybody, turn by turn. */
type Measured = Readonly<Record<Deed, number[][]>>;

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

type Open = (channels: number, people: number) => Promise<Crowd>;

/** A program with a crowd before it; `bare` is the platform's client with next to nothing. */
async function begin(open: Open, bare: boolean) {
  const storage = await openTemporaryStorage();
  const crowd = await open(CHANNELS, PEOPLE);
  const [draft = ''] = bare ? ['X'] : await settle(storage, crowd.places, DRAFTS);
  await storage.close();
  const environment = {
    ...crowd.environment,
    DATABASE_URL: storage.url,
    BOT_LANGUAGE: 'en',
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const program = bare
    ? await run(['test/bench/bare.ts', crowd.places.platform], environment, /connected/)
    : await run(['src/main.ts'], environment, /is connected/);
  const measured: Measured = { list: [], form: [], submit: [] };
  return {
    measured,
    async turn(deed: Deed, turn: number) {
      const ms = await crowd.all(deed, draft, turn);
      if (turn >= WARM) measured[deed].push(ms);
    },
    async end() {
      await program.stop();
      await crowd.close();
      await storage.dispose();
    },
  };
}

/** Both in turns, so that whatever else the machine does meets both. */
async function measure(open: Open): Promise<{ bare: Measured; ours: Measured }> {
  // Ours first: writing its drafts keeps this process from answering pings of the other.
  const ours = await begin(open, false);
  const bare = await begin(open, true);
  try {
    for (let turn = 0; turn < WARM + MEASURED; turn += 1) {
      for (const deed of DEEDS) {
        await bare.turn(deed, turn);
        await ours.turn(deed, turn);
      }
    }
  } finally {
    await bare.end();
    await ours.end();
  }
  return { bare: bare.measured, ours: ours.measured };
}

/**
 * How long 100 people who do something at the same moment, while cards go out to 350 channels, wait
 * for its acknowledgement: at the 99th percentile, beside a handler that does next to nothing. A
 * submission is on disk before it is acknowledged, in both.
 */
export const acknowledge: Part = async () => {
  const rows: Row[] = [];
  for (const [platform, open] of [
    ['Slack', slackCrowd],
    ['Discord', discordCrowd],
  ] as const) {
    const { bare, ours } = await measure(open);
    for (const deed of DEEDS) {
      const turns = ours[deed].map((ms) => percentile(ms, 0.99)).sort((a, b) => a - b);
      const figure = percentile(ours[deed].flat(), 0.99);
      rows.push({
        name: `${platform}: ${WORDS[deed]} by 100 at once, acknowledged (p99)`,
        figure,
        baseline: percentile(bare[deed].flat(), 0.99),
        unit: 'ms',
        noise: ((turns.at(-1) ?? 0) - (turns[0] ?? 0)) / figure,
      });
    }
  }
  return rows;
};
