import { pino } from 'pino';
import { createCalendar } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { createDeliveryWorker, type DeliveryWorker } from '../../src/delivery/worker.ts';
import { importPlan } from '../../src/plan/importPlan.ts';
import { renderers } from '../../src/renderers.ts';
import { createMayTell } from '../../src/schedule/quiet.ts';
import { tick } from '../../src/schedule/tick.ts';
import { type Engine, openStorage, type Storage } from '../../src/storage/database.ts';
import { readSettings, type Settings } from '../../src/storage/settings.ts';
import type { World } from '../../src/storage/work.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import {
  type CivilDay,
  type CivilTime,
  civil,
  isWorked,
  later,
  momentOf,
  workedBefore,
} from './almanac.ts';
import { Complaints, Ledger } from './ledger.ts';
import { readTables, type Sample, takeSample } from './measure.ts';
import { Oracle } from './oracle.ts';
import { People, type Stage } from './people.ts';
import { labelled, yearPlatform } from './platform.ts';
import { writeScript, type YearOptions } from './script.ts';
import { seeded } from './seeded.ts';
import { settlePeople } from './settle.ts';

const HOUR_MS = 3_600_000;
const ZONE = 'Europe/Belgrade';

/** On worked days every hour and both sides of each boundary; on the others twice. */
const WORKED_TIMES: readonly CivilTime[] = [
  '00:05',
  '07:59',
  '08:00',
  '09:00',
  '10:00',
  '11:00',
  '12:00',
  '13:00',
  '14:00',
  '15:00',
  '16:00',
  '17:00',
  '17:59',
  '18:01',
];
const FREE_TIMES: readonly CivilTime[] = ['00:05', '12:00'];

/** How often something goes wrong, as a share of the calls or of the moments. */
const CALLS_THAT_FAIL = 0.002;
const OUTAGES = 0.004;
const RESTARTS = 0.012;
const CLOCK_SET_BACK = 0.008;
const TWO_TICKS = 0.05;

export interface YearReport {
  complaints: string[];
  messages: ReturnType<Ledger['totals']>;
  /** Did not matter any more before they could be told, e.g. because the organisation acted. */
  cancelled: number;
  /** Cards that a channel refused for good. */
  refused: number;
  countdowns: number;
  platform: { posted: number; edits: number; mishaps: Record<string, number> };
  moments: number;
  ticks: number;
  restarts: number;
  samples: Sample[];
  tables: Awaited<ReturnType<typeof readTables>>;
}

/** Lives the whole script with the real worker, tick and use cases; only the clock is not real. */
export async function liveYear(
  options: YearOptions,
  engine: Engine,
  tell: (line: string) => void = () => {},
): Promise<YearReport> {
  const script = writeScript(options);
  const chance = seeded(options.seed + 1);
  const complaints = new Complaints();
  const ledger = new Ledger(complaints);
  const oracle = new Oracle(script, ledger, complaints);
  const chat = yearPlatform(chance, {
    told: (message, threaded) => oracle.told(message, threaded),
    edited: (label, channel) => oracle.edited(label, channel),
    refused: (message) => oracle.cardRefused(message),
  });
  const people = new People();
  const place = await openTemporaryStorage(engine);
  let storage: Storage = place;
  // Whether the secretariat's digest of a week is empty is for other tests to say.
  await storage.db.setting.create({ data: { key: 'officeDigest', value: false } });
  let settings: Settings = await readSettings(storage.db);
  const calendar = createCalendar();
  let now = momentOf(options.from, '00:01');
  /** As `now`, and stays where it is while that is set back. */
  let monotonicMs = now.getTime();
  const report = { moments: 0, ticks: 0, restarts: 0 };

  const world = (): World => ({
    now,
    machineNow: now,
    zone: ZONE,
    calendar,
    settings,
    publicUrl: null,
    personId: null,
    place: null,
  });
  const log = pino(
    { level: 'error' },
    { write: (line: string) => complaints.add('logged as an error', line.slice(0, 300)) },
  );
  const open = () => {
    const made = createDeliveryWorker({
      storage,
      platforms: [chat.platform],
      renderers: labelled(renderers),
      world: async () => world(),
      language: 'sq',
      mayTell: createMayTell(storage),
      machineNow: () => now,
      // What a platform asked for must pass on this clock too: a day of it takes less than a second.
      monotonic: () => monotonicMs,
      log,
    });
    made.start();
    return made;
  };
  let worker: DeliveryWorker = open();

  async function restart(): Promise<void> {
    report.restarts += 1;
    await worker.stop();
    await storage.close();
    storage = await openStorage(place.url);
    settings = await readSettings(storage.db);
    worker = open();
  }

  function moveTo(moment: Date): void {
    now = moment;
    monotonicMs = Math.max(monotonicMs, now.getTime());
    oracle.moveTo(now);
  }

  async function ticking(): Promise<void> {
    report.ticks += 1;
    if (!chance.happens(TWO_TICKS)) await tick(storage, world());
    else {
      const other = chance.happens(0.3) ? await openStorage(place.url) : storage;
      await Promise.all([tick(storage, world()), tick(other, world())]);
      if (other !== storage) await other.close();
    }
    oracle.ticked();
  }

  async function liveMoment(
    moment: Date,
    deeds: typeof script.deeds,
  ): Promise<typeof script.deeds> {
    report.moments += 1;
    moveTo(moment);
    chat.setMishaps({ outage: chance.happens(OUTAGES), share: CALLS_THAT_FAIL });
    await worker.idle();
    const stage: Stage = { storage, world: world(), script, oracle, ledger, complaints };
    const postponed: (typeof script.deeds)[number][] = [];
    for (const deed of deeds) if (!(await people.do(stage, deed))) postponed.push(deed);
    await ticking();
    if (chance.happens(RESTARTS)) await restart();
    await worker.idle();
    if (chance.happens(CLOCK_SET_BACK)) {
      moveTo(new Date(moment.getTime() - HOUR_MS));
      await ticking();
      await worker.idle();
      moveTo(moment);
    }
    return postponed;
  }

  try {
    await settlePeople(storage, script, now);
    await importActivities();
    const samples: Sample[] = [await takeSample(storage, options.from)];
    let next = 0;
    let postponed: typeof script.deeds = [];
    const end = later(options.from, options.days);
    for (let day = options.from; day < end; day = later(day, 1)) {
      if (day.endsWith('-01') && day !== options.from) {
        samples.push(await takeSample(storage, day));
        tell(`${monthLine(samples)}  told ${ledger.toldSoFar()}  wrong ${complaints.count}`);
      }
      if (script.downDays.has(day)) continue;
      for (const moment of momentsOf(day)) {
        const { time } = civil(moment);
        const deeds = [...postponed];
        for (; next < script.deeds.length; next += 1) {
          const deed = script.deeds[next];
          if (!deed || `${deed.day} ${deed.time}` > `${day} ${time}`) break;
          deeds.push(deed);
        }
        postponed = await liveMoment(moment, deeds);
      }
    }
    await comeToRest();
    samples.push(await takeSample(storage, end));
    ledger.settle();
    await looksRight();
    return {
      complaints: complaints.lines(),
      messages: ledger.totals(),
      cancelled: ledger.cancelled - oracle.refused,
      refused: oracle.refused,
      countdowns: oracle.countdowns,
      platform: chat.report(),
      ...report,
      samples,
      tables: await readTables(storage),
    };
  } finally {
    await worker.stop();
    await storage.close();
    await place.dispose();
  }

  async function importActivities(): Promise<void> {
    const rows = script.activities.map(({ title, deadlineOn }) => `${title},${deadlineOn}`);
    const bytes = Buffer.from(['activity,deadline', ...rows].join('\n'));
    const end = await storage.transaction((tx) =>
      importPlan({ ...world(), tx }, 'Plani i vitit', bytes),
    );
    if (isRefusal(end)) throw new Error(end.refused);
    const kept = await storage.db.activity.findMany({ orderBy: { position: 'asc' } });
    people.planned(kept);
    oracle.planned(new Map(kept.map((row) => [row.id, row.deadlineOn as CivilDay])));
  }

  /** What waits for its next try, or for the morning, is told before the books are closed. */
  async function comeToRest(): Promise<void> {
    chat.setMishaps({ outage: false, share: 0 });
    const morning = momentOf(workedBefore(civil(now).day, -1), '08:00');
    for (const minutes of [0, 10, 20]) {
      moveTo(new Date(morning.getTime() + minutes * 60_000));
      await worker.idle();
    }
  }

  async function looksRight(): Promise<void> {
    const waiting = { in: ['pending', 'sending', 'doubtful'] as const };
    const left = await storage.db.delivery.count({ where: { state: { in: [...waiting.in] } } });
    if (left > 0) complaints.add('still in the queue', String(left));
    const cards = await storage.db.delivery.findMany({
      where: { form: 'card', state: 'sent' },
      select: { id: true, wantedVersion: true, sentVersion: true },
    });
    for (const { id, wantedVersion, sentVersion } of cards) {
      if (wantedVersion !== sentVersion) complaints.add('card not up to date', id);
    }
  }
}

function momentsOf(day: CivilDay): Date[] {
  const moments = (isWorked(day) ? WORKED_TIMES : FREE_TIMES).map((time) => momentOf(day, time));
  // On the nights on which clocks change, every half hour around the change.
  const before = momentOf(later(day, -1), '12:00').getTime();
  if (momentOf(day, '12:00').getTime() - before !== 24 * HOUR_MS) {
    const night = Date.parse(`${day}T00:00:00Z`);
    for (let half = 1; half < 7; half += 1) moments.push(new Date(night + half * (HOUR_MS / 2)));
  }
  return moments.sort((a, b) => a.getTime() - b.getTime());
}

function monthLine(samples: readonly Sample[]): string {
  const { day, heap, resident, databaseBytes } = samples.at(-1) as Sample;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return `${day}  heap ${megabytes(heap)}  resident ${megabytes(resident)}  database ${megabytes(databaseBytes)}`;
}
