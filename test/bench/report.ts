import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { addDays, asDay, createCalendar } from '../../src/calendar/index.ts';
import { readCompared } from '../../src/reports/readReport.ts';
import { TYPES } from '../../src/reports/rules.ts';
import type { Scope } from '../../src/reports/scope.ts';
import type { Engine, Storage } from '../../src/storage/database.ts';
import type { OutcomeCode } from '../../src/storage/generated/sqlite/enums.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import { postgresIsThere } from '../storage/postgres.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { middle, type Part, type Row } from './part.ts';

/** All in one year, which is the worst that a year's report can meet; a real one has some 70. */
const DRAFTS = 5_000;
const CONTRIBUTIONS = 100_000;
const ORGANISATIONS = 300;
const INSTITUTIONS = 30;
/** The 95th percentile of so many, and how far it lies apart over so many rounds. */
const ASKED = 20;
const ROUNDS = 3;

const AT = new Date('2026-01-01T12:00:00Z');
const YEAR: Scope = { kind: 'year', id: '', year: 2026 };
const OUTCOMES: readonly (OutcomeCode | null)[] = [
  'accepted',
  'partly',
  'rejected',
  'noted',
  'out_of_scope',
  'unanswered',
  null,
  null,
];

export async function fill({ db }: Storage, drafts: number, contributions: number): Promise<void> {
  await db.institution.createMany({
    data: Array.from({ length: INSTITUTIONS }, (_, index) => ({
      id: `i${index}`,
      code: `DM${index}`,
      codeKey: `dm${index}`,
    })),
  });
  for (let index = 0; index < ORGANISATIONS; index += 1) {
    const id = `o${index}`;
    await db.organisation.create({ data: { id, name: id, nameKey: id, createdAt: AT } });
    await db.person.create({
      data: {
        id: `p${index}`,
        platform: 'slack',
        community: 'c',
        externalId: id,
        displayName: id,
        createdAt: AT,
        memberships: {
          create: { id: `m${index}`, organisationId: id, state: 'accepted', proposedAt: AT },
        },
      },
    });
  }
  for (let from = 0; from < drafts; from += 250) {
    await db.draft.createMany({
      data: Array.from({ length: Math.min(250, drafts - from) }, (_, step) => {
        const index = from + step;
        const opensOn = addDays(asDay('2026-01-05'), index % 330);
        const number = `DM${index % INSTITUTIONS}-2026-${String(index).padStart(4, '0')}`;
        return {
          id: `d${index}`,
          number,
          numberKey: number.toLowerCase(),
          institutionId: `i${index % INSTITUTIONS}`,
          type: TYPES[index % TYPES.length] ?? 'other',
          titleSq: `Demonstration ${index}`,
          receivedOn: addDays(opensOn, index % 4 === 0 ? 2 : 0),
          opensOn,
          closesOn: addDays(opensOn, 14 + (index % 14)),
          dueOn: opensOn,
          dueTime: '12:00',
          zone: 'Europe/Belgrade',
          dueAt: AT,
          state: 'closed' as const,
          publishedAt: AT,
          searchKey: number.toLowerCase(),
        };
      }),
    });
  }
  for (let from = 0; from < contributions; from += 500) {
    await db.contribution.createMany({
      data: Array.from({ length: Math.min(500, contributions - from) }, (_, step) => {
        const index = from + step;
        const outcome =
          OUTCOMES[(index * 7 + Math.floor(index / drafts)) % OUTCOMES.length] ?? null;
        // An institution answers what belongs together at once; here on four days a draft.
        const day = (index % drafts) * 13 + (Math.floor(index / drafts) % 4) * 20;
        return {
          ordinal: Math.floor(index / drafts) + 1,
          draftId: `d${index % drafts}`,
          organisationId: `o${index % ORGANISATIONS}`,
          personId: `p${index % ORGANISATIONS}`,
          membershipId: `m${index % ORGANISATIONS}`,
          late: false,
          submittedAt: AT,
          outcome,
          answeredOn: outcome === null ? null : addDays(asDay('2026-03-01'), day % 300),
          announcedIn: outcome === null || index % 3 === 0 ? null : 1,
        };
      }),
    });
  }
}

interface Measured {
  /** The 95th percentile of each round, in milliseconds. */
  p95: number[];
  /** The longest that the thread which serves people was held up. */
  held: number;
}

async function measure(engine: Engine, drafts: number, contributions: number): Promise<Measured> {
  const storage = await openTemporaryStorage(engine);
  try {
    await fill(storage, drafts, contributions);
    if (engine === 'postgresql') await storage.db.$executeRawUnsafe('ANALYZE');
    const world = { calendar: createCalendar(), settings: DEFAULT_SETTINGS };
    const reader = { staff: true, organisations: [] };
    const ask = () => readCompared(storage.db, world, 'sq', YEAR, reader);
    // Whoever asks first after a start waits for queries to be prepared as well.
    await ask();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const p95: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const ms: number[] = [];
      for (let asked = 0; asked < ASKED; asked += 1) {
        const begun = performance.now();
        const report = await ask();
        ms.push(performance.now() - begun);
        if (report?.numbers.contributions.rows !== contributions)
          throw new Error('not all counted');
      }
      ms.sort((a, b) => a - b);
      p95.push(ms[Math.ceil(ms.length * 0.95) - 1] ?? Number.NaN);
    }
    delay.disable();
    return { p95, held: delay.max / 1e6 };
  } finally {
    await storage.dispose();
  }
}

/** The report of a year over many drafts and contributions, beside a tenth of them. */
export const report: Part = async () => {
  const engines: Engine[] = postgresIsThere ? ['sqlite', 'postgresql'] : ['sqlite'];
  const rows: Row[] = [];
  for (const engine of engines) {
    const small = await measure(engine, DRAFTS / 10, CONTRIBUTIONS / 10);
    const full = await measure(engine, DRAFTS, CONTRIBUTIONS);
    const what = `a year's report over ${DRAFTS} drafts with ${CONTRIBUTIONS} contributions, ${engine}`;
    rows.push(
      {
        name: `${what} (p95; baseline: a tenth)`,
        ...middle(full.p95),
        baseline: middle(small.p95).figure,
        unit: 'ms',
      },
      {
        name: `${what}: others wait at most (baseline: a tenth)`,
        figure: full.held,
        noise: null,
        baseline: small.held,
        unit: 'ms',
      },
    );
  }
  return rows;
};
