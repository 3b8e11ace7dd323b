import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAST_TICK, preview, tick } from '../../src/schedule/tick.ts';
import { openStorage } from '../../src/storage/database.ts';
import { importText } from '../plan/work.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { linkTwo, MACHINE_NOW, publish, worldAt } from './world.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

/** Contributions due on Monday 2 November 2026, 12:00; the marks are 26 and 29 October. */
async function published() {
  await linkTwo(storage);
  return publish(storage, '2026-10-12T08:00:00Z', '2026-10-12', '2026-11-03');
}
const at = (iso: string) => tick(storage, worldAt(iso));
/** The reminders; the secretariat's digest of the week comes beside them. */
const notes = () =>
  storage.db.delivery.findMany({ where: { form: 'note', kind: { not: 'day.officeDigest' } } });
const marks = async () =>
  (await storage.db.reminder.findMany({ where: { key: { startsWith: 'due:' } } })).map(({ key }) =>
    key.split(':').at(-1),
  );

describe('tick', () => {
  it('does once what two ticks find at the same time, in one process and in two', async () => {
    await published();
    const world = worldAt('2026-10-26T09:00:00Z');
    const other = await openStorage(storage.url);
    const reports = await Promise.all([
      tick(storage, world),
      tick(storage, world),
      tick(other, world),
    ]);
    await other.close();
    const sum = (what: 'due' | 'cards') => reports.reduce((all, report) => all + report[what], 0);
    expect(sum('due')).toBe(1);
    expect(sum('cards')).toBe(1);
    expect(await notes()).toHaveLength(1);
  });

  it('only brings cards up to date outside the sending hours', async () => {
    await published();
    await importText(storage, 'activity,deadline\nOne,2026-10-26\n');
    // 06:30 in Kosovo; sending begins at 08:00.
    const early = await at('2026-10-26T05:30:00Z');
    expect(early).toEqual({
      sending: false,
      cards: 1,
      due: 0,
      milestones: 0,
      escalations: 0,
      letters: 0,
      digests: 0,
    });
    expect(await notes()).toEqual([]);
    const morning = await at('2026-10-26T07:00:00Z');
    expect(morning).toEqual({
      sending: true,
      cards: 0,
      due: 1,
      milestones: 1,
      escalations: 0,
      letters: 0,
      digests: 0,
    });
    const evening = await at('2026-10-26T17:00:00Z');
    expect(evening).toEqual({
      sending: false,
      cards: 0,
      due: 0,
      milestones: 0,
      escalations: 0,
      letters: 0,
      digests: 0,
    });
  });

  it('counts no day on which nobody works', async () => {
    await published();
    expect(await at('2026-10-23T09:00:00Z')).toMatchObject({ cards: 1 });
    for (const day of ['24', '25']) {
      const report = await at(`2026-10-${day}T09:00:00Z`);
      expect(report).toEqual({
        sending: false,
        cards: 0,
        due: 0,
        milestones: 0,
        escalations: 0,
        letters: 0,
        digests: 0,
      });
    }
  });

  it('tells that the due time passed once, also at night', async () => {
    await published();
    expect(await at('2026-11-02T10:59:00Z')).toMatchObject({ cards: 1 });
    expect(await at('2026-11-02T23:30:00Z')).toMatchObject({ sending: false, cards: 1 });
    expect(await at('2026-11-03T09:00:00Z')).toMatchObject({ cards: 0 });
    expect(await at('2026-11-04T09:00:00Z')).toMatchObject({ cards: 1 });
    expect(await at('2026-11-05T09:00:00Z')).toMatchObject({ cards: 0 });
  });

  it('tells one reminder, the newest, after a week without ticks', async () => {
    await published();
    expect(await at('2026-10-23T09:00:00Z')).toMatchObject({ due: 0 });
    expect(await at('2026-10-30T09:00:00Z')).toMatchObject({ due: 1, cards: 1 });
    expect(await marks()).toEqual(['2']);
    expect(await at('2026-10-30T10:00:00Z')).toMatchObject({ due: 0, cards: 0 });
    expect(await notes()).toHaveLength(1);
  });

  it('tells nothing again when the clock is set back', async () => {
    await published();
    expect(await at('2026-10-26T09:00:00Z')).toMatchObject({ due: 1, cards: 1 });
    for (const iso of ['2026-10-26T08:00:00Z', '2026-10-25T23:30:00Z', '2026-10-26T09:00:00Z']) {
      expect(await at(iso)).toMatchObject({ due: 0, cards: 0 });
    }
    expect(await notes()).toHaveLength(1);
  });

  it.each([
    {
      // 29 March 2026: 02:00 becomes 03:00. 6 April is Easter Monday.
      what: 'forward',
      window: ['2026-03-16', '2026-04-08'],
      from: '2026-03-27T12:00:00Z',
      reminded: '2026-03-30T06:00:00.000Z',
      midnights: ['2026-03-27T12:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    },
    {
      // 25 October 2026: 03:00 becomes 02:00.
      what: 'back',
      window: ['2026-10-12', '2026-11-03'],
      from: '2026-10-23T12:00:00Z',
      reminded: '2026-10-26T07:00:00.000Z',
      midnights: ['2026-10-23T12:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    },
  ])(
    'keeps to local time over a weekend on which clocks go $what',
    async ({ window: [opens = '', closes = ''], from, reminded, midnights }) => {
      await linkTwo(storage);
      await publish(storage, `${opens}T08:00:00Z`, opens, closes);
      const due: string[] = [];
      const cards: string[] = [];
      for (let half = 0; half < 2 * 72; half += 1) {
        const moment = new Date(Date.parse(from) + half * 30 * 60_000).toISOString();
        const report = await at(moment);
        if (report.due > 0) due.push(moment);
        if (report.cards > 0) cards.push(moment);
      }
      expect(due).toEqual([reminded]);
      expect(cards).toEqual(midnights);
      expect(await notes()).toHaveLength(1);
    },
  );

  it('keeps when it last ran, in machine time', async () => {
    await at('2026-10-26T09:00:00Z');
    const row = await storage.db.counter.findUnique({ where: { name: LAST_TICK } });
    expect(row?.value).toBe(MACHINE_NOW.getTime() / 1_000);
    const later = new Date(MACHINE_NOW.getTime() + 60_000);
    await tick(storage, { ...worldAt('2026-10-26T09:00:00Z'), machineNow: later });
    const after = await storage.db.counter.findUnique({ where: { name: LAST_TICK } });
    expect(after?.value).toBe(later.getTime() / 1_000);
  });
});

describe('preview', () => {
  it('says what the tick would tell and changes nothing', async () => {
    const { number } = await published();
    await importText(storage, 'activity,deadline\nOne,2026-10-26\n');
    const everything = async () => ({
      deliveries: await storage.db.delivery.findMany(),
      reminders: await storage.db.reminder.findMany(),
      counters: await storage.db.counter.findMany(),
      audit: await storage.db.audit.findMany(),
    });
    const before = await everything();
    const world = worldAt('2026-10-26T09:00:00Z');
    const lines = await preview(storage, world, 'en');
    expect(lines[0]).toBe(`${number}: KDI, 5 working days left`);
    expect(lines.slice(1).join('\n')).toContain('One');
    expect(await everything()).toEqual(before);
    expect(await preview(storage, worldAt('2026-10-25T09:00:00Z'), 'en')).toEqual([]);
    await tick(storage, world);
    expect(await preview(storage, world, 'en')).toEqual([]);
  });
});
