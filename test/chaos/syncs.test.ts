import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, localDay } from '../../src/calendar/index.ts';
import { sqliteFile } from '../../src/storage/database.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import type { Community } from './community.ts';
import { openDiscordCommunity } from './discordCommunity.ts';
import { bundle, type Program, startLife } from './program.ts';
import { openSlackCommunity } from './slackCommunity.ts';
import type { ToChild } from './wire.ts';

/** A traced program is slow, and a busy machine makes it slower. */
const SLOW = 120_000;

const traceable = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

let program: Program;
beforeAll(async () => {
  program = await bundle('test/chaos/bot.ts');
}, SLOW);
afterAll(() => program.remove());

/** When the program asked the system to put something on the disk, in milliseconds since 1970. */
function syncsIn(record: string): number[] {
  const calls = readFileSync(record, 'utf8').matchAll(/(\d+\.\d+) f(?:data)?sync\(\d+/g);
  return [...calls].map(([, seconds]) => Number(seconds) * 1_000);
}

/** A form that is open before a person. */
interface OpenForm {
  /** Submits it; resolves with the moment at which the platform had the bot's acknowledgement. */
  submit(): Promise<number>;
}

interface Desk {
  community: Community;
  openForm(): Promise<OpenForm>;
}

const TEXT = 'A social enterprise serves the public interest.';

async function atSlack(): Promise<Desk> {
  const community = await openSlackCommunity(1);
  const { server, members } = community;
  const person = server.addUser('delegate');
  return {
    community,
    async openForm() {
      const [card] = server.messages(members[0]?.externalId ?? '');
      if (!card) throw new Error('there is no card');
      const form = await (await person.press(card, 'Contribute')).modal();
      return {
        async submit() {
          const { outcome, errors } = await person.submit(form, { proposedText: TEXT });
          const at = Date.now();
          expect({ outcome, errors }).toEqual({ outcome: 'acknowledged', errors: {} });
          return at;
        },
      };
    },
  };
}

async function atDiscord(): Promise<Desk> {
  const community = await openDiscordCommunity(1);
  const { server, members } = community;
  const person = server.addUser('delegate');
  return {
    community,
    async openForm() {
      const [card] = server.messages(members[0]?.externalId ?? '');
      if (!card) throw new Error('there is no card');
      const { modal } = await person.press(card.id, 'Contribute');
      if (!modal) throw new Error('no form opened');
      return {
        async submit() {
          const times: number[] = [];
          community.watch(async (moment, kind) => {
            if (moment === 'arrived' && kind === 'answer') times.push(Date.now());
            return undefined;
          });
          const { kind } = await person.submit(modal, { 'Proposed text': TEXT });
          expect(kind).not.toBe('failed');
          return times[0] ?? Number.NaN;
        },
      };
    },
  };
}

describe.skipIf(!traceable)('a contribution that somebody is thanked for', () => {
  it.each([
    ['Slack', atSlack],
    ['Discord', atDiscord],
  ] as const)('is on the disk before that on %s', { timeout: SLOW }, async (_, sit) => {
    const { community, openForm } = await sit();
    const storage = await openTemporaryStorage('sqlite');
    await storage.close();
    const record = `${sqliteFile(storage.url)}.calls`;
    const trace = ['-f', '-ttt', '-e', 'trace=fsync,fdatasync', '-o', record, process.execPath];
    const plan = { kill: null, aheadMs: 0, timeoutMs: 10_000 };
    const environment = { ...community.environment, DATABASE_URL: storage.url };
    const life = startLife(['strace', ...trace, program.file], plan, environment);
    const done = async (message: ToChild) => {
      life.send(message);
      expect(await life.next()).toEqual({ tell: 'idle' });
    };
    try {
      const { platform, name, office, members } = community;
      const opensOn = localDay(new Date(), 'Europe/Belgrade');
      expect(await life.next()).toEqual({ tell: 'ready' });
      await done({ wish: 'seed', platform, community: name, office, members });
      await done({ wish: 'publish', round: 1, opensOn, closesOn: addDays(opensOn, 28) });
      const form = await openForm();
      // From here on nothing is written but for what is submitted.
      await done({ wish: 'settle' });
      const submitted = Date.now();
      const thanked = await form.submit();
      life.send({ wish: 'stop' });
      await life.ended;
      // The two clocks are one; only the test's is told in whole milliseconds.
      const between = syncsIn(record).filter((at) => at >= submitted && at <= thanked + 1);
      expect(between.length).toBeGreaterThanOrEqual(1);
    } finally {
      await life.kill();
      await community.close();
      await storage.dispose();
    }
  });
});
