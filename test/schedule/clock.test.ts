import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tick } from '../../src/schedule/tick.ts';
import { type Engine, openStorage, type Storage } from '../../src/storage/database.ts';
import { importText } from '../plan/work.ts';
import { describePostgres } from '../storage/postgres.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { deliver, every, kosovo, linkTwo, publish, remindersAt, sent, worldAt } from './world.ts';

// Some hundred ticks a test, on a machine that has more to do.
vi.setConfig({ testTimeout: 60_000 });

let storage: TemporaryStorage;
const ticked = (at: string, where: Storage = storage) => tick(where, worldAt(at));

function suite(engine: Engine): void {
  const step = engine === 'sqlite' ? 30 : 60;

  beforeEach(async () => {
    storage = await openTemporaryStorage(engine);
    await linkTwo(storage);
  });
  afterEach(() => storage.dispose());

  it('keeps local time from the Friday before clocks go forward to the day after Easter', async () => {
    // Due on Wednesday 31 March and Thursday 1 April 2027; Monday 29 March is Easter Monday, so
    // that two working days before are Friday the 26th and Tuesday the 30th.
    await publish(storage, kosovo('2027-03-24 09:00'), '2027-03-24', '2027-04-01');
    await publish(storage, kosovo('2027-03-24 09:00'), '2027-03-24', '2027-04-02');
    await importText(storage, 'activity,deadline\nOne,2027-03-28\n', { day: '2027-03-24' });
    const moments = every(step, kosovo('2027-03-25 18:00'), kosovo('2027-03-31 20:00'));
    expect(await remindersAt(storage, moments)).toEqual([
      // 08:00 in winter time, with the milestone of a week before; 08:00 in summer time.
      { at: '2027-03-26T07:00:00.000Z', due: 1, milestones: 1 },
      { at: '2027-03-30T06:00:00.000Z', due: 1, milestones: 1 },
    ]);
  });

  it('keeps local time from the Friday before clocks go back to the Monday after', async () => {
    await publish(storage, kosovo('2027-10-26 09:00'), '2027-10-26', '2027-11-03');
    await publish(storage, kosovo('2027-10-27 09:00'), '2027-10-27', '2027-11-04');
    const moments = every(step, kosovo('2027-10-28 18:00'), kosovo('2027-11-02 20:00'));
    expect(await remindersAt(storage, moments)).toEqual([
      { at: '2027-10-29T06:00:00.000Z', due: 1, milestones: 0 },
      { at: '2027-11-01T07:00:00.000Z', due: 1, milestones: 0 },
    ]);
  });

  it.each([
    {
      what: 'is skipped',
      due: '28.03.2027 02:30',
      opensOn: '2027-03-24',
      closesOn: '2027-03-28',
      // The instant at which clocks show 03:30.
      dueAt: '2027-03-28T01:30:00.000Z',
    },
    {
      what: 'comes twice',
      due: '31.10.2027 02:30',
      opensOn: '2027-10-27',
      closesOn: '2027-10-31',
      // The first of the two.
      dueAt: '2027-10-31T00:30:00.000Z',
    },
  ])('ends once for a due time that $what', async ({ due, opensOn, closesOn, dueAt }) => {
    const { id } = await publish(storage, kosovo(`${opensOn} 09:00`), opensOn, closesOn, { due });
    const draft = await storage.db.draft.findUniqueOrThrow({ where: { id } });
    expect(draft.dueAt.toISOString()).toBe(dueAt);
    const over: string[] = [];
    const day = Date.parse(`${closesOn}T00:00:00Z`);
    for (const at of every(15, new Date(day - 3_600_000).toISOString(), `${closesOn}T12:00:00Z`)) {
      if ((await ticked(at)).cards > 0) over.push(at);
    }
    expect(over).toEqual([new Date(Date.parse(dueAt) + 15 * 60_000).toISOString()]);
  });

  it('tells once what was missed in a week of downtime, in the next sending hours', async () => {
    // Due on Tuesday 2 November: marks on 26 and 29 October.
    await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
    // Due on 26 October, while nobody was there: nothing to remind of any more.
    const over = await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-10-27');
    await importText(storage, 'activity,deadline\nOne,2027-10-24\nTwo,2027-10-25\n');
    expect(await ticked(kosovo('2027-10-22 17:00'))).toMatchObject({ due: 1, milestones: 1 });
    await deliver(storage, kosovo('2027-10-22 17:00'));
    const before = await sent(storage, 'contribution.reminder');
    // Back on Saturday night, when nobody is written to; then Monday morning.
    const moments = every(60, kosovo('2027-10-30 23:00'), kosovo('2027-11-01 18:00'));
    expect(await remindersAt(storage, moments)).toEqual([
      { at: kosovo('2027-11-01 08:00'), due: 1, milestones: 1 },
    ]);
    await deliver(storage, kosovo('2027-11-01 08:00'));
    expect(await sent(storage, 'contribution.reminder')).toBe(before + 1);
    expect(await sent(storage, 'plan.reminder')).toBe(2);
    const told = await storage.db.reminder.findMany({ where: { key: { contains: over.id } } });
    expect(told.map(({ key }) => key).filter((key) => key.startsWith('due:'))).toHaveLength(1);
  });

  it('lets a later reminder take the place of one that was queued and never sent', async () => {
    await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
    await importText(storage, 'activity,deadline\nOne,2027-11-02\n');
    await deliver(storage, kosovo('2027-10-18 09:00'));
    expect(await ticked(kosovo('2027-10-26 08:00'))).toMatchObject({ due: 1, milestones: 1 });
    // The process dies here, and comes back on the last morning but one.
    expect(await ticked(kosovo('2027-11-01 08:00'))).toMatchObject({ due: 1, milestones: 1 });
    await deliver(storage, kosovo('2027-11-01 08:00'));
    expect(await sent(storage, 'contribution.reminder')).toBe(1);
    expect(await sent(storage, 'plan.reminder')).toBe(1);
  });

  it('does not tell what was queued when it no longer matters', async () => {
    await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
    await ticked(kosovo('2027-10-26 08:00'));
    await deliver(storage, kosovo('2027-11-02 12:01'));
    expect(await sent(storage, 'contribution.reminder')).toBe(0);
  });

  it('tells nothing twice when the clock is set back an hour and comes forward again', async () => {
    await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
    const there = every(10, kosovo('2027-10-26 07:30'), kosovo('2027-10-26 08:40'));
    const back = there.map((at) => new Date(Date.parse(at) - 3_600_000).toISOString());
    const told = await remindersAt(storage, [...there, ...back, ...there]);
    expect(told).toEqual([{ at: kosovo('2027-10-26 08:00'), due: 1, milestones: 0 }]);
    // A card follows the clock: open again before the due time, over again after it.
    expect(await ticked(kosovo('2027-10-29 08:00'))).toMatchObject({ due: 1 });
    expect(await ticked(kosovo('2027-11-02 00:10'))).toMatchObject({ cards: 1 });
    expect(await ticked(kosovo('2027-11-02 12:10'))).toMatchObject({ cards: 1 });
    expect(await ticked(kosovo('2027-11-02 11:10'))).toMatchObject({ cards: 1, due: 0 });
    expect(await ticked(kosovo('2027-11-02 11:20'))).toMatchObject({ cards: 0, due: 0 });
    expect(await ticked(kosovo('2027-11-02 12:10'))).toMatchObject({ cards: 1, due: 0 });
    expect(await ticked(kosovo('2027-11-02 12:20'))).toMatchObject({ cards: 0, due: 0 });
    expect(await storage.db.delivery.count({ where: { kind: 'contribution.reminder' } })).toBe(2);
  });

  it('does once what several ticks find at once, in one process and in two', async () => {
    await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
    await importText(storage, 'activity,deadline\nOne,2027-10-26\n');
    const other = await openStorage(storage.url);
    const at = kosovo('2027-10-26 08:00');
    const reports = await Promise.all(
      [storage, other, storage, other, storage, other].map((where) => ticked(at, where)),
    );
    await other.close();
    const sum = (what: 'due' | 'cards' | 'milestones') =>
      reports.reduce((all, report) => all + report[what], 0);
    expect([sum('due'), sum('cards'), sum('milestones')]).toEqual([1, 1, 1]);
    await deliver(storage, at);
    expect(await sent(storage, 'contribution.reminder')).toBe(1);
    expect(await sent(storage, 'plan.reminder')).toBe(1);
  });

  it('keeps nothing of a tick that breaks half-way, wherever it breaks; the next tells all', async () => {
    await publish(storage, kosovo('2027-10-18 09:00'), '2027-10-18', '2027-11-03');
    await importText(storage, 'activity,deadline\nOne,2027-10-26\n');
    const at = kosovo('2027-10-26 08:00');
    const state = async () => ({
      reminders: await storage.db.reminder.findMany({ orderBy: { key: 'asc' } }),
      deliveries: await storage.db.delivery.findMany({ orderBy: { seq: 'asc' } }),
    });
    const before = await state();
    let broken = 0;
    for (let writes = 0; ; writes += 1) {
      const report = await ticked(at, breaking(storage, writes)).catch((error: Error) => {
        if (error.message !== 'broken') throw error;
        return null;
      });
      if (report) {
        expect(report).toMatchObject({ cards: 1, due: 1, milestones: 1 });
        break;
      }
      broken += 1;
      expect(await state()).toEqual(before);
    }
    // Card, its mark, the two kinds of reminders and their marks, each in a write of its own.
    expect(broken).toBeGreaterThanOrEqual(5);
    await deliver(storage, at);
    expect(await sent(storage, 'contribution.reminder')).toBe(1);
    expect(await sent(storage, 'plan.reminder')).toBe(1);
  });
}

/** The same storage, whose transactions break after so many writes. */
function breaking(storage: Storage, writes: number): Storage {
  let left = writes;
  const WRITES = /^(create|createMany|update|updateMany|upsert|delete|deleteMany)$/;
  return Object.assign(Object.create(storage) as Storage, {
    db: storage.db,
    transaction: (work: Parameters<Storage['transaction']>[0]) =>
      storage.transaction((tx) =>
        work(
          new Proxy(tx, {
            get: (target, model) => {
              const delegate = Reflect.get(target, model) as object;
              if (typeof delegate !== 'object' || delegate === null) return delegate;
              return new Proxy(delegate, {
                get: (table, action) => {
                  if (WRITES.test(String(action))) {
                    if (left === 0) throw new Error('broken');
                    left -= 1;
                  }
                  return Reflect.get(table, action) as unknown;
                },
              });
            },
          }),
        ),
      ),
  });
}

describe('the clock, SQLite', () => suite('sqlite'));
describePostgres('the clock, PostgreSQL', () => suite('postgresql'));
