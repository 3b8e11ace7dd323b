import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { readFacts } from '../../src/reports/readFacts.ts';
import {
  type ContributionRowBehind,
  type Rows,
  rowsBehind,
  seenBy,
} from '../../src/reports/rows.ts';
import { NUMBERS, type NumberId, numbersOf, OUTCOMES } from '../../src/reports/rules.ts';
import type { Scope } from '../../src/reports/scope.ts';
import type { Engine } from '../../src/storage/database.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import { describePostgres } from '../storage/postgres.ts';
import { openTemporaryStorage } from '../storage/temporary.ts';
import { type AnyRegister, anyRegister, fillRegister } from './anyRegister.ts';

const world = { calendar: createCalendar(), settings: DEFAULT_SETTINGS };
const READERS = [
  { staff: true, organisations: [] },
  { staff: false, organisations: ['organisation-0'] },
] as const;

const SCOPES: readonly Scope[] = [
  ...[2024, 2025, 2026, 2027].map((year): Scope => ({ kind: 'year', id: '', year })),
  { kind: 'year', id: '', year: null },
  { kind: 'institution', id: 'institution-0', year: null },
  { kind: 'institution', id: 'institution-1', year: 2025 },
  { kind: 'organisation', id: 'organisation-0', year: null },
  { kind: 'organisation', id: 'organisation-1', year: 2025 },
  { kind: 'draft', id: 'draft-0', year: null },
];

const namesOf = (rows: Rows): string[] => {
  switch (rows.of) {
    case 'drafts':
      return rows.rows.map(({ number }) => number);
    case 'contributions':
      return rows.rows.map(({ reference }) => reference);
    case 'organisations':
      return rows.rows.map(({ name }) => name ?? '');
  }
};

/** What is not announced is nowhere but with staff, and each row has the outcome that its number says. */
function expectSeen(
  { contributions }: AnyRegister,
  rows: readonly ContributionRowBehind[],
  staff: boolean,
  id: NumberId,
): void {
  for (const { reference, outcome, answeredOn } of rows) {
    const recorded = contributions[Number(reference.split('K-')[1]) - 1];
    const told = staff || recorded?.announcedIn !== null;
    expect(outcome, id).toBe(told ? recorded?.outcome : null);
    if (outcome === null || outcome === 'unanswered') expect(answeredOn, id).toBeNull();
    if (OUTCOMES.some((one) => one === id)) expect(outcome).toBe(id);
  }
}

/** In every scope, each number counts just the rows that it opens to, each once. */
async function opensToWhatItCounts(register: AnyRegister, engine: Engine): Promise<void> {
  const storage = await openTemporaryStorage(engine);
  try {
    await fillRegister(storage, register);
    const pairs = READERS.flatMap((reader) => SCOPES.map((scope) => ({ reader, scope })));
    for (const { reader, scope } of pairs) {
      const facts = await readFacts(storage.db, world, scope, seenBy(reader));
      const numbers = numbersOf(facts, world.calendar);
      const all = async (id: NumberId) => {
        const found: string[] = [];
        for (let from = 0; ; from += 7) {
          const page = { from, most: 7 };
          const rows = await rowsBehind(storage.db, world, facts, reader, id, page);
          expect(rows.total, id).toBe(numbers[id].rows);
          if (rows.of === 'contributions') expectSeen(register, rows.rows, reader.staff, id);
          found.push(...namesOf(rows));
          if (from + 7 >= rows.total) return found;
        }
      };
      const behind = new Map<NumberId, string[]>();
      for (const id of NUMBERS) {
        const found = await all(id);
        expect(found, id).toHaveLength(numbers[id].rows);
        // Of organisations that share nothing others do not read the names.
        if (id !== 'organisations') expect(new Set(found).size, id).toBe(found.length);
        behind.set(id, found);
      }
      // The parts are of their whole, and together are it.
      const rowsOf = (id: NumberId) => behind.get(id) ?? [];
      const answered = ['accepted', 'partly', 'rejected', 'noted', 'out_of_scope'] as const;
      expect(answered.flatMap(rowsOf).sort()).toEqual(rowsOf('answered').sort());
      expect([...rowsOf('answered'), ...rowsOf('unanswered')].sort()).toEqual(
        rowsOf('contributions').sort(),
      );
    }
  } finally {
    await storage.dispose();
  }
}

describe('every number opens to the rows that it counts', () => {
  it('on whatever the register holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRegister, (register) => opensToWhatItCounts(register, 'sqlite')),
      { numRuns: 12 },
    );
  });
});

describePostgres('every number opens to the rows that it counts, PostgreSQL', () => {
  it('on whatever the register holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyRegister, (register) => opensToWhatItCounts(register, 'postgresql')),
      { numRuns: 3 },
    );
  });
});

describe('what counts', () => {
  const draft = {
    institution: 0,
    type: 'draft_law',
    complex: false,
    received: 0,
    opens: 300,
    lasts: 30,
    state: 'withdrawn',
    demonstration: false,
  } as const;
  const contribution = {
    draft: 0,
    organisation: 0,
    membership: 'accepted',
    state: 'submitted',
    shared: false,
    outcome: null,
    announcedIn: null,
    answered: null,
  } as const;

  async function numbersIn(register: AnyRegister, scope: Scope) {
    const storage = await openTemporaryStorage();
    try {
      await fillRegister(storage, register);
      const facts = await readFacts(storage.db, world, scope, 'recorded');
      return { demonstration: facts.demonstration, ...numbersOf(facts, world.calendar) };
    } finally {
      await storage.dispose();
    }
  }
  const in2025: Scope = { kind: 'year', id: '', year: 2025 };

  it('leaves out withdrawn contributions and people who were not accepted, and keeps what staff entered', async () => {
    const numbers = await numbersIn(
      {
        drafts: [draft],
        contributions: [
          contribution,
          { ...contribution, membership: 'none', organisation: 1 },
          { ...contribution, state: 'withdrawn' },
          { ...contribution, membership: 'proposed' },
          { ...contribution, membership: 'rejected' },
        ],
      },
      in2025,
    );
    expect(numbers).toMatchObject({
      received: { rows: 1 },
      contributions: { rows: 2 },
      organisations: { rows: 2 },
    });
  });

  it('never counts demonstration drafts beside real ones, and says so where there is nothing else', async () => {
    const shown = { ...draft, demonstration: true };
    const both = { drafts: [draft, shown, shown], contributions: [] };
    expect(await numbersIn(both, in2025)).toMatchObject({
      demonstration: false,
      received: { rows: 1 },
    });
    const only = { drafts: [shown, shown], contributions: [] };
    expect(await numbersIn(only, in2025)).toMatchObject({
      demonstration: true,
      received: { rows: 2 },
    });
  });
});
