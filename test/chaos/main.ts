import { parseArgs } from 'node:util';
import type { Engine } from '../../src/storage/database.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { type BroadcastFigures, broadcast } from './broadcast.ts';
import type { Community } from './community.ts';
import { openDiscordCommunity } from './discordCommunity.ts';
import { bundle } from './program.ts';
import { openSandboxCommunity } from './sandboxCommunity.ts';
import { openSlackCommunity } from './slackCommunity.ts';
import { type SubmissionFigures, submissions } from './submissions.ts';

// npm run chaos -- [--kills 200] [--channels 350] [--submissions 1000] [--platform slack]
//   [--engine sqlite] [--part broadcast] [--seed 1] [--verbose]

type PlatformName = Community['platform'];

const OPENERS: Record<PlatformName, (channels: number) => Promise<Community>> = {
  slack: openSlackCommunity,
  discord: openDiscordCommunity,
  sandbox: async (channels) => openSandboxCommunity(channels),
};
const ENGINES: readonly Engine[] = ['sqlite', 'postgresql'];

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    channels: { type: 'string', default: '350' },
    submissions: { type: 'string', default: '1000' },
    part: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
    platform: { type: 'string', multiple: true },
    engine: { type: 'string', multiple: true },
  },
});

function chosen<T extends string>(all: readonly T[], given: readonly string[] | undefined): T[] {
  const unknown = given?.find((name) => !all.some((one) => one === name));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${all.join(', ')}`);
  return all.filter((one) => given?.includes(one) ?? true);
}

function table(kills: ReadonlyMap<string, number>): string[] {
  const width = Math.max(...[...kills.keys()].map((phase) => phase.length), 0);
  return [...kills].map(([phase, times]) => `  ${phase.padEnd(width)}  ${times}`);
}

function head(title: string, figures: BroadcastFigures | SubmissionFigures): string {
  const sum = [...figures.kills.values()].reduce((total, times) => total + times, 0);
  const { lives, gaveUp, seconds } = figures;
  return `${title}: killed ${sum} times in ${lives} lives (${gaveUp} ended at a start under faults), ${seconds.toFixed(0)} s`;
}

function wrongs(faults: readonly string[], complaints: ReadonlyMap<string, number>): string[] {
  return [
    ...faults.slice(0, 40).map((line) => `    ${line}`),
    ...[...complaints].slice(0, 10).map(([line, times]) => `    said ${times} times: ${line}`),
  ];
}

function tellBroadcast(title: string, figures: BroadcastFigures): boolean {
  const { kills, lost, doubled, wrong, complaints, wanted, rounds } = figures;
  const lines = [
    head(`${title}, broadcast`, figures),
    ...table(kills),
    `  messages wanted: ${wanted} (${rounds} drafts published, extended and closed)`,
    `  lost: ${lost.length}, doubled: ${doubled.length}, wrong: ${wrong.length}`,
    ...wrongs([...lost, ...doubled, ...wrong], complaints),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return lost.length + doubled.length + wrong.length === 0;
}

function tellSubmissions(title: string, figures: SubmissionFigures): boolean {
  const { kills, lost, doubled, complaints, submitted, acknowledged } = figures;
  const lines = [
    head(`${title}, submissions`, figures),
    ...table(kills),
    `  tried: ${submitted}, acknowledged: ${acknowledged}`,
    `  acknowledged and lost: ${lost.length}, doubled: ${doubled.length}`,
    ...wrongs([...lost, ...doubled], complaints),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return lost.length + doubled.length === 0;
}

interface Given {
  community: Community;
  databaseUrl: string;
  command: readonly [string, ...string[]];
  seed: number;
  report?(line: string): void;
}

/** Channels of those who contribute in the test of submissions. */
const WRITERS = 8;

const PARTS: Record<string, (title: string, given: Given) => Promise<boolean>> = {
  broadcast: async (title, given) =>
    tellBroadcast(title, await broadcast({ ...given, kills: Number(values.kills) })),
  submissions: async (title, given) => {
    if (given.community.platform === 'sandbox') return true;
    // A life takes in some twenty of them before it is killed.
    const kills = Math.ceil(Number(values.kills) / 4);
    const wanted = { kills, submissions: Number(values.submissions) };
    return tellSubmissions(title, await submissions({ ...given, ...wanted }));
  },
};

const program = await bundle('test/chaos/bot.ts');
try {
  for (const platform of chosen(Object.keys(OPENERS) as PlatformName[], values.platform)) {
    for (const engine of chosen(ENGINES, values.engine)) {
      for (const part of chosen(Object.keys(PARTS), values.part)) {
        const channels = part === 'submissions' ? WRITERS : Number(values.channels);
        const community = await OPENERS[platform](channels);
        const storage = await openTemporaryStorage(engine, { migrate: false });
        await storage.close();
        try {
          const good = await PARTS[part]?.(`${platform} on ${engine}`, {
            community,
            databaseUrl: storage.url,
            command: [process.execPath, program.file],
            seed: Number(values.seed),
            report: values.verbose ? (line) => process.stderr.write(`${line}\n`) : undefined,
          });
          if (!good) process.exitCode = 1;
        } finally {
          await community.close();
          await storage.dispose();
        }
      }
    }
  }
} finally {
  await program.remove();
}
