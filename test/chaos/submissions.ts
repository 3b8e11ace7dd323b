import { addDays, localDay } from '../../src/calendar/index.ts';
import { openStorage } from '../../src/storage/database.ts';
import { seeded } from '../servers/seeded.ts';
import type { Community } from './community.ts';
import { Lives } from './lives.ts';
import { Strikes } from './strikes.ts';

export interface SubmissionOptions {
  community: Community;
  databaseUrl: string;
  command: readonly [string, ...string[]];
  kills: number;
  /** How many are to be acknowledged. */
  submissions: number;
  seed: number;
  report?(line: string): void;
}

export interface SubmissionFigures {
  kills: ReadonlyMap<string, number>;
  lives: number;
  gaveUp: number;
  submitted: number;
  acknowledged: number;
  /** Texts that were acknowledged and are not in the database. */
  lost: readonly string[];
  /** Texts that are in the database more than once. */
  doubled: readonly string[];
  complaints: ReadonlyMap<string, number>;
  seconds: number;
}

/** A contribution is nothing to kill for any more after this many: another kill is chosen. */
const PATIENCE = 15;

/**
 * Delegates contribute, each from their own channel, while the bot is killed and the platform
 * fails; whoever is not thanked tries again with another text. Then counts what was kept.
 */
export async function submissions(options: SubmissionOptions): Promise<SubmissionFigures> {
  const began = Date.now();
  const { community, databaseUrl, command, seed, report } = options;
  const draw = seeded(seed, `submissions ${community.platform}`);
  const strikes = new Strikes(community.platform, draw, 12);
  const lives = new Lives({ community, databaseUrl, command, strikes, draw, report });
  const thanked: string[] = [];
  let submitted = 0;
  let over = false;

  const stage = () => (over || strikes.count >= options.kills ? null : ('contribute' as const));

  async function write(place: Community['office']): Promise<void> {
    const writer = community.writer(place);
    // Many more tries than are needed can only mean that it gets nowhere.
    while (thanked.length < options.submissions && submitted < 20 * options.submissions) {
      await lives.up();
      submitted += 1;
      const text = `Text ${submitted} of ${place.name}.`;
      if (!(await writer.contribute(text))) continue;
      thanked.push(text);
      if (thanked.length % PATIENCE === 0) lives.aimAt(stage());
    }
  }

  async function publish(): Promise<void> {
    const { platform, name, office, members } = community;
    const opensOn = localDay(new Date(), 'Europe/Belgrade');
    const closesOn = addDays(opensOn, 28);
    lives.begin(null);
    await lives.next();
    lives.send({ wish: 'seed', platform, community: name, office, members });
    await lives.next();
    lives.send({ wish: 'publish', round: 1, opensOn, closesOn });
    await lives.next();
    lives.aimAt(stage());
  }

  /** The rest of a life; false when it ended before everything was done. */
  async function live(): Promise<boolean> {
    for (let message = await lives.next(); message; message = await lives.next()) {
      if (message.tell === 'idle') return true;
      if (over) lives.send({ wish: 'settle' });
    }
    return false;
  }

  try {
    await publish();
    community.faults(seed);
    const writing = Promise.all(community.members.map(write)).then(() => {
      over = true;
      lives.aimAt(null);
      lives.send({ wish: 'settle' });
    });
    while (!(await live())) {
      await lives.bury();
      lives.begin(stage());
    }
    await writing;
    community.faults(null);
    await lives.stop();
  } finally {
    await lives.dispose();
  }
  const storage = await openStorage(databaseUrl, { migrate: false });
  const times = new Map<string, number>();
  try {
    for (const { proposedText } of await storage.db.contributionVersion.findMany()) {
      times.set(proposedText ?? '', (times.get(proposedText ?? '') ?? 0) + 1);
    }
  } finally {
    await storage.close();
  }
  return {
    kills: strikes.byPhase,
    lives: lives.count,
    gaveUp: lives.gaveUp,
    submitted,
    acknowledged: thanked.length,
    lost: thanked.filter((text) => !times.has(text)),
    doubled: [...times].flatMap(([text, count]) => (count > 1 ? [text] : [])),
    complaints: lives.complaints,
    seconds: (Date.now() - began) / 1_000,
  };
}
