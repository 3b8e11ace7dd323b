import { addDays, localDay } from '../../src/calendar/index.ts';
import { formatDay } from '../../src/i18n/dates.ts';
import { translate } from '../../src/i18n/index.ts';
import { openStorage, type Storage } from '../../src/storage/database.ts';
import { seeded } from '../servers/seeded.ts';
import type { Community, Posted } from './community.ts';
import { Lives } from './lives.ts';
import { type Stage, Strikes } from './strikes.ts';
import { roundTitle, type Wish } from './wire.ts';

/** Days from today to the ministry's closing day, at first and after the extension. */
const CLOSES_IN = 28;
const EXTENDED_TO = 42;

export interface BroadcastOptions {
  community: Community;
  databaseUrl: string;
  command: readonly [string, ...string[]];
  kills: number;
  seed: number;
  report?(line: string): void;
}

export interface BroadcastFigures {
  kills: ReadonlyMap<string, number>;
  lives: number;
  gaveUp: number;
  rounds: number;
  /** Messages that were to be posted: cards and notes. */
  wanted: number;
  /** What no channel has. */
  lost: readonly string[];
  /** What a channel has more than once, or that nobody wanted. */
  doubled: readonly string[];
  /** What stands in a wrong place or order, or shows an old state. */
  wrong: readonly string[];
  /** What the bot complained of on standard error, and how often. */
  complaints: ReadonlyMap<string, number>;
  seconds: number;
}

/**
 * Publishes, extends and closes drafts in every channel while the bot is killed again and again,
 * until it was killed so often; then counts what stands in the channels.
 */
export async function broadcast(options: BroadcastOptions): Promise<BroadcastFigures> {
  const began = Date.now();
  const { community, databaseUrl, command, kills, seed, report } = options;
  const draw = seeded(seed, `kills ${community.platform}`);
  const strikes = new Strikes(
    community.platform,
    draw,
    1 + Math.floor(community.members.length / 4),
  );
  const lives = new Lives({ community, databaseUrl, command, strikes, draw, report });
  const agenda = wishes(community);
  const enough = () => strikes.count >= kills;
  let wish = agenda.next().value;
  let rounds = 0;
  // Before the tables and channels are there, few steps come about: a few kills there are enough.
  const early = () => wish.wish === 'seed' && strikes.count >= Math.min(4, kills / 4);
  const stage = (): Stage | null => (enough() || early() ? null : stageOf(wish));

  /** One life; false when it ended before everything was done. */
  async function live(): Promise<boolean> {
    lives.begin(stage());
    for (let message = await lives.next(); message; message = await lives.next()) {
      if (message.tell === 'idle') {
        report?.(`done: ${wish.wish}`);
        if (wish.wish === 'close') rounds += 1;
        if (wish.wish === 'close' && enough()) return true;
        wish = agenda.next().value;
        lives.aimAt(stage());
      }
      lives.send(wish);
    }
    return false;
  }

  community.faults(seed);
  try {
    // More lives than this can only mean that it gets nowhere.
    for (let most = 3 * kills + 20; !(await live()); most -= 1) {
      if (most === 0) throw new Error(`killed ${strikes.count} times and not done`);
      await lives.bury();
    }
    community.faults(null);
    await lives.stop();
  } finally {
    await lives.dispose();
  }
  const storage = await openStorage(databaseUrl, { migrate: false });
  try {
    const { complaints, gaveUp, count } = lives;
    return {
      kills: strikes.byPhase,
      lives: count,
      gaveUp,
      rounds,
      complaints,
      ...(await compare(community, storage, rounds)),
      seconds: (Date.now() - began) / 1_000,
    };
  } finally {
    await storage.close();
  }
}

const stageOf = ({ wish }: Wish): Stage => (wish === 'settle' ? 'contribute' : wish);

const today = () => localDay(new Date(), 'Europe/Belgrade');

function* wishes({ platform, name, office, members }: Community): Generator<Wish, never> {
  yield { wish: 'seed', platform, community: name, office, members };
  for (let round = 1; ; round += 1) {
    const opensOn = today();
    const closesOn = addDays(opensOn, CLOSES_IN);
    yield { wish: 'publish', round, opensOn, closesOn };
    yield { wish: 'extend', round, closesOn: addDays(opensOn, EXTENDED_TO) };
    yield { wish: 'close', round };
  }
}

/** What stands in the channels against what was to stand there. */
async function compare(
  community: Community,
  storage: Storage,
  rounds: number,
): Promise<Pick<BroadcastFigures, 'wanted' | 'lost' | 'doubled' | 'wrong'>> {
  const lost: string[] = [];
  const doubled: string[] = [];
  const wrong: string[] = [];
  const rows = await storage.db.delivery.findMany({
    include: { channel: true },
    orderBy: { seq: 'asc' },
  });
  for (const { id, state } of rows) if (state !== 'sent') wrong.push(`delivery ${id} is ${state}`);
  const shows = [
    translate('en', 'draft.phase.closed'),
    formatDay('en', addDays(today(), EXTENDED_TO)),
  ];
  for (const place of [community.office, ...community.members]) {
    const at = place.name;
    const cards = await community.posted(place, storage);
    const own = rows.filter(({ channel }) => channel?.externalId === place.externalId);
    const all = cards.flatMap((card) => [
      { message: card, parent: null },
      ...card.thread.map((note) => ({ message: note, parent: card as Posted | null })),
    ]);
    // Counted without the bot's own marks first: what people see.
    for (let round = 1; round <= rounds; round += 1) {
      const found = cards.filter(({ text }) => text.includes(roundTitle(round)));
      if (found.length === 0) lost.push(`${at}: the card of round ${round}`);
      if (found.length > 1) doubled.push(`${at}: ${found.length} cards of round ${round}`);
      for (const { thread, text } of found) {
        if (thread.length === 0) lost.push(`${at}: the note of round ${round}`);
        if (thread.length > 1) doubled.push(`${at}: ${thread.length} notes of round ${round}`);
        if (shows.some((words) => !text.includes(words)))
          wrong.push(`${at}: round ${round} is old`);
      }
    }
    if (cards.length > rounds) doubled.push(`${at}: ${cards.length - rounds} cards too many`);
    const order = cards.map(({ text }) => text.match(/Round \d+/)?.[0]);
    const due = Array.from({ length: rounds }, (_, index) => roundTitle(index + 1));
    if (order.join() !== due.join()) wrong.push(`${at}: in the order ${order.join()}`);
    for (const row of own) {
      const mark = community.markOf(row.id);
      const found = all.filter(({ message }) => message.delivery === mark);
      const kept = found.map(({ message, parent }) => community.keptId(message, parent));
      if (!kept.includes(row.messageId ?? ''))
        wrong.push(`${at}: ${row.key} is not ${row.messageId}`);
      const inThread = found.some(({ parent }) => parent !== null);
      if (inThread !== (row.form === 'note')) wrong.push(`${at}: ${row.key} in a wrong place`);
    }
  }
  return { wanted: rows.length, lost, doubled, wrong };
}
