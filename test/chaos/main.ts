import { parseArgs } from 'node:util';
import type { Engine } from '../../src/storage/database.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { type BroadcastFigures, broadcast } from './broadcast.ts';
import type { Community } from './community.ts';
import { openDiscordCommunity } from './discordCommunity.ts';
import { bundle } from './program.ts';
import { openSandboxCommunity } from './sandboxCommunity.ts';
import { openSlackCommunity } from './slackCommunity.ts';

// npm run chaos -- [--kills 200] [--channels 350] [--platform slack] [--engine sqlite] [--seed 1]

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

function told(title: string, figures: BroadcastFigures): string {
  const { kills, lost, doubled, wrong, complaints } = figures;
  const width = Math.max(...[...kills.keys()].map((phase) => phase.length), 0);
  const sum = [...kills.values()].reduce((total, times) => total + times, 0);
  return [
    `${title}: killed ${sum} times in ${figures.lives} lives, ${figures.seconds.toFixed(0)} s`,
    ...[...kills].map(([phase, times]) => `  ${phase.padEnd(width)}  ${times}`),
    `  ended by itself at a start under faults: ${figures.gaveUp}`,
    `  messages wanted: ${figures.wanted} (${figures.rounds} drafts published, extended, closed)`,
    `  lost: ${lost.length}, doubled: ${doubled.length}, wrong: ${wrong.length}`,
    ...[...lost, ...doubled, ...wrong].slice(0, 40).map((line) => `    ${line}`),
    ...[...complaints].slice(0, 10).map(([line, times]) => `    said ${times} times: ${line}`),
  ].join('\n');
}

const program = await bundle('test/chaos/bot.ts');
try {
  for (const platform of chosen(Object.keys(OPENERS) as PlatformName[], values.platform)) {
    for (const engine of chosen(ENGINES, values.engine)) {
      const community = await OPENERS[platform](Number(values.channels));
      const storage = await openTemporaryStorage(engine, { migrate: false });
      await storage.close();
      try {
        const figures = await broadcast({
          community,
          databaseUrl: storage.url,
          command: [process.execPath, program.file],
          kills: Number(values.kills),
          seed: Number(values.seed),
          report: values.verbose ? (line) => process.stderr.write(`${line}\n`) : undefined,
        });
        process.stdout.write(`${told(`${platform} on ${engine}`, figures)}\n`);
        const { lost, doubled, wrong } = figures;
        if (lost.length + doubled.length + wrong.length > 0) process.exitCode = 1;
      } finally {
        await community.close();
        await storage.dispose();
      }
    }
  }
} finally {
  await program.remove();
}
