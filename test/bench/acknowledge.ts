import { openStorage } from '../../src/storage/database.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { settle } from './community.ts';
import { type Crowd, type Deed, discordCrowd, slackCrowd } from './crowd.ts';
import { run } from './program.ts';

const CHANNELS = 350;
const PEOPLE = 100;
/** Drafts whose cards are being sent meanwhile. */
const DRAFTS = Number(process.env.DRAFTS ?? 20);
const TURNS = 6;

const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
};

interface Measured {
  [deed: string]: number[][];
}

async function measure(
  open: (channels: number, people: number) => Promise<Crowd>,
  bare: boolean,
): Promise<Measured> {
  const storage = await openTemporaryStorage();
  const crowd = await open(CHANNELS, PEOPLE);
  const [draft = ''] = bare ? ['X-2026-001'] : await settle(storage, crowd.places, DRAFTS);
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
  try {
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const deed of ['list', 'form', 'submit'] as Deed[]) {
        const ms = await crowd.all(deed, draft, turn);
        // The first turn warms both up.
        if (turn > 0) measured[deed]?.push(ms);
      }
    }
    if (!bare) {
      const left = await openStorage(storage.url);
      const waiting = await left.db.delivery.count({ where: { state: { not: 'sent' } } });
      const kept = await left.db.contribution.count();
      console.log(`  ${waiting} cards still wait; ${kept} contributions kept`);
      await left.close();
    }
  } finally {
    await program.stop();
    await crowd.close();
    await storage.dispose();
  }
  return measured;
}

for (const [name, open] of [
  ['slack', slackCrowd],
  ['discord', discordCrowd],
] as const) {
  if (process.argv[2] && process.argv[2] !== name) continue;
  const bare = await measure(open, true);
  const ours = await measure(open, false);
  for (const deed of ['list', 'form', 'submit']) {
    const b = bare[deed] ?? [];
    const o = ours[deed] ?? [];
    const f = (v: number[][], p: number) => percentile(v.flat(), p).toFixed(0);
    const spread = (v: number[][]) => v.map((one) => percentile(one, 0.99).toFixed(0)).join('/');
    const ratio = percentile(o.flat(), 0.99) / percentile(b.flat(), 0.99);
    console.log(
      `${name} ${deed}: bare p50 ${f(b, 0.5)} p99 ${f(b, 0.99)} (${spread(b)}), ours p50 ${f(o, 0.5)} p99 ${f(o, 0.99)} (${spread(o)}), ratio ${ratio.toFixed(2)}`,
    );
  }
}
