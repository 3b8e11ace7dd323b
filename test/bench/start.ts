import { readFile } from 'node:fs/promises';
import { startSlackServer } from '../servers/slack/server.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { settle } from './community.ts';
import { middle, type Part } from './part.ts';
import { type Running, run } from './program.ts';

const REPEATS = 5;
const CHANNELS = 350;

/** Resident megabytes of a process, as Linux counts them; NaN elsewhere. */
async function residentMb({ child }: Running): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** From the start of the program until it is connected, and what it then holds in memory. */
export const start: Part = async () => {
  const storage = await openTemporaryStorage();
  const server = await startSlackServer();
  const channels = Array.from({ length: CHANNELS }, (_, index) =>
    server.addChannel(`c${index}`, { member: true }),
  );
  await settle(
    storage,
    {
      platform: 'slack',
      community: server.team.id,
      channels: channels.map(({ id }) => id),
      people: [],
    },
    0,
  );
  await storage.close();
  const environment = {
    SLACK_BOT_TOKEN: server.botToken,
    SLACK_APP_TOKEN: server.appToken,
    SLACK_API_URL: server.apiUrl,
    DATABASE_URL: storage.url,
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const ours: { ms: number[]; mb: number[] } = { ms: [], mb: [] };
  const bare: { ms: number[]; mb: number[] } = { ms: [], mb: [] };
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    for (const [kept, args, ready] of [
      [bare, ['test/bench/bare.ts', 'slack'], /connected/],
      [ours, ['src/main.ts'], /is connected/],
    ] as const) {
      const program = await run(args, environment, ready);
      kept.ms.push(program.startedInMs);
      kept.mb.push(await residentMb(program));
      await program.stop();
    }
  }
  await server.close();
  await storage.dispose();
  return [
    {
      name: 'from start to connected (beside a bare Bolt program with the same database)',
      ...middle(ours.ms),
      baseline: middle(bare.ms).figure,
      unit: 'ms',
    },
    {
      name: 'memory once connected',
      ...middle(ours.mb),
      baseline: middle(bare.mb).figure,
      unit: 'MB',
    },
  ];
};
