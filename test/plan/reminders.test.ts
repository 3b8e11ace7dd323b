import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, asDay, type Day, localDay } from '../../src/calendar/index.ts';
import { sharedReads } from '../../src/delivery/render.ts';
import { formatShortDay } from '../../src/i18n/dates.ts';
import type { Language } from '../../src/i18n/languages.ts';
import { dueMilestoneLines, renderPlanReminder } from '../../src/plan/cards.ts';
import { markDone, reopenActivity } from '../../src/plan/markDone.ts';
import { dueMilestones, milestoneReminders } from '../../src/plan/milestoneReminders.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { importText, on, worldOn } from './work.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

async function channel(name: string, language: Language, purpose: 'secretariat' | 'general') {
  return storage.db.channel.create({
    data: {
      platform: 'sandbox',
      community: 'sandbox',
      externalId: name,
      name,
      purpose,
      language,
      linkedAt: worldOn('2026-01-05').now,
    },
  });
}

const remind = (day: string) => on(storage, day, milestoneReminders);
const notes = () => storage.db.delivery.findMany({ orderBy: { seq: 'asc' } });
const marksOf = (note: { params: unknown }) =>
  (note.params as { items: string[] }).items.map((item) => item.split('|')[1]);

async function rendered(day: string, language: Language = 'en') {
  const note = (await notes()).at(-1);
  if (!note?.channelId) throw new Error('nothing was queued');
  return renderPlanReminder({
    subject: note.subject,
    params: note.params as Record<string, unknown>,
    target: { id: note.channelId, purpose: 'secretariat', organisationId: null, language },
    db: storage.db,
    shared: sharedReads(storage, note.wantedVersion),
    world: worldOn(day),
  });
}

describe('milestoneReminders', () => {
  it('tells each mark once over fourteen months of working days', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    const deadline: Day = '2027-03-15';
    await importText(storage, `activity,deadline\nOne,${deadline}\n`);
    const told: { day: Day; mark: string | undefined }[] = [];
    const { calendar } = worldOn('2026-10-05');
    for (let day: Day = '2026-10-05'; day < '2027-12-05'; day = addDays(day, 1)) {
      if (!calendar.isWorkingDay(day)) continue;
      const before = await storage.db.delivery.count();
      // The tick comes more than once a day.
      const queued = (await remind(day)) + (await remind(day));
      const added = (await notes()).slice(before);
      expect(added).toHaveLength(queued);
      for (const note of added) {
        const marks = marksOf(note);
        expect(marks).toHaveLength(1);
        told.push({ day, mark: marks[0] });
      }
    }
    const weeks = Array.from({ length: 37 }, (_, index) => `overdue-${index + 1}`);
    expect(told.map(({ mark }) => mark)).toEqual([
      'before-30',
      'before-14',
      'before-7',
      // The day before is a Sunday: superseded on Monday by the day itself.
      'before-0',
      ...weeks,
    ]);
    for (const { day, mark } of told) {
      const [kind, number] = (mark ?? '').split('-');
      const due = addDays(deadline, kind === 'before' ? -Number(number) : Number(number) * 7);
      // On its day, or on the first working day after it.
      expect(day).toBe(calendar.isWorkingDay(due) ? due : nextWorking(due));
    }
    function nextWorking(from: Day): Day {
      let next = from;
      while (!calendar.isWorkingDay(next)) next = addDays(next, 1);
      return next;
    }
  }, 120_000);

  it('tells one message after a month of silence', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    await importText(storage, 'activity,deadline\nOne,2026-12-14\nTwo,2026-12-20\nThree,2028\n');
    expect(await remind('2026-11-20')).toBe(1);
    expect(await remind('2026-12-29')).toBe(1);
    expect((await notes()).map(marksOf)).toEqual([
      ['before-30', 'before-30'],
      ['overdue-2', 'overdue-1'],
    ]);
    expect(await remind('2026-12-30')).toBe(0);
  });

  it('makes one message of thirty overdue rows, for each plan and channel', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    await channel('sekretarijat', 'sr', 'secretariat');
    await channel('general', 'sq', 'general');
    const gone = await channel('former', 'sq', 'secretariat');
    await storage.db.channel.update({ where: { id: gone.id }, data: { active: false } });
    const rows = Array.from({ length: 30 }, (_, index) => `Row ${index},2014-06-30`);
    await importText(storage, ['activity,deadline', ...rows].join('\n'), { title: 'Old plan' });
    await importText(storage, 'activity,deadline\nOne,2026-10-05\n', { title: 'New plan' });
    expect(await remind('2026-10-05')).toBe(4);
    const queued = await notes();
    expect(queued.map(({ params }) => (params as { items: string[] }).items.length).sort()).toEqual(
      [1, 1, 30, 30],
    );
    expect(await storage.db.reminder.count()).toBe(31);
    expect(await remind('2026-10-05')).toBe(0);
    expect(await remind('2026-10-08')).toBe(0);
    // Weekly from then on, by the weekday of the deadline.
    expect(await remind('2026-10-12')).toBe(4);
    expect(await remind('2026-10-13')).toBe(0);
  });

  it('waits for a channel of the secretariat', async () => {
    await importText(storage, 'activity,deadline\nOne,2026-10-05\n');
    expect(await remind('2026-10-05')).toBe(0);
    await channel('secretariat', 'sq', 'secretariat');
    expect(await remind('2026-10-05')).toBe(1);
  });

  it('is silent about what is done, dropped or continuous, and starts anew for a new deadline', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    await importText(
      storage,
      'activity,deadline,status\nOne,2026-10-05,done\nTwo,2026-10-05,dropped\nThree,vazhdimisht,\nFour,2026-10-05,\n',
    );
    expect(await remind('2026-10-05')).toBe(1);
    await importText(storage, 'activity,deadline\nFour,2026-10-12\n');
    expect(await remind('2026-10-05')).toBe(1);
    expect((await notes()).map(marksOf)).toEqual([['before-0'], ['before-7']]);
  });

  it('shows without writing what it would tell', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    await importText(storage, 'activity,responsible,deadline\nOne,ZQM,Q4 2026\n');
    const due = await dueMilestones(storage.db, worldOn('2026-12-24'));
    expect(dueMilestoneLines('en', due, asDay('2026-12-24'))).toEqual([
      'Strategjia 2024–2029',
      '  A1 One — responsible: ZQM · deadline: fourth quarter of 2026 (until 31 December 2026) · in 7 days [before-7]',
    ]);
    expect(await storage.db.reminder.count()).toBe(0);
    expect(await notes()).toEqual([]);
    expect(await remind('2026-12-24')).toBe(1);
    expect(await dueMilestones(storage.db, worldOn('2026-12-24'))).toEqual([]);
  });
});

describe('renderPlanReminder', () => {
  const file = 'activity,responsible,deadline\nOne,ZQM,2026-10-05\nTwo,,2026-09-14\n';

  it('gives each activity a line and a button', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    await importText(storage, file);
    await remind('2026-10-05');
    expect(await rendered('2026-10-05')).toEqual({
      language: 'en',
      summary: 'Reminder: 2 activities of the plan “Strategjia 2024–2029”',
      parts: [
        { kind: 'heading', text: 'Reminder: 2 activities of the plan “Strategjia 2024–2029”' },
        {
          kind: 'list',
          items: [
            [
              { bold: 'A2' },
              ` Two — overdue since ${formatShortDay('en', '2026-09-14')} (3 weeks)`,
            ],
            [{ bold: 'A1' }, ' One — responsible: ZQM · deadline: 5 Oct 2026 · today'],
          ],
        },
        {
          kind: 'buttons',
          buttons: [
            { act: 'plan.done', args: ['A2'], label: 'A2 done' },
            { act: 'plan.show', args: ['A2'], label: 'Show A2' },
            { act: 'plan.done', args: ['A1'], label: 'A1 done' },
            { act: 'plan.show', args: ['A1'], label: 'Show A1' },
          ],
        },
      ],
    });
    expect(JSON.stringify(await rendered('2026-10-05', 'sr'))).toContain('pre 3 nedelje');
    expect(JSON.stringify(await rendered('2026-10-05', 'sq'))).toContain('para 3 javësh');
  });

  it('drops what was done meanwhile, and is null when nothing is left', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    await importText(storage, file);
    await remind('2026-10-05');
    await on(storage, '2026-10-05', (work) => markDone(work, 'A2'));
    expect(await rendered('2026-10-05')).toMatchObject({
      summary: 'Reminder: 1 activity of the plan “Strategjia 2024–2029”',
    });
    await importText(storage, 'activity,deadline\nOne,2027-12-14\n');
    expect(await rendered('2026-10-05')).toBeNull();
    await on(storage, '2026-10-05', (work) => reopenActivity(work, 'a2'));
    expect(await rendered('2026-10-05')).not.toBeNull();
  });

  it('keeps to one row of buttons', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    const rows = [1, 2, 3].map((row) => `Row ${row},2026-10-05`);
    await importText(storage, ['activity,deadline', ...rows].join('\n'));
    await remind('2026-10-05');
    const message = await rendered('2026-10-05');
    if (!message || 'upload' in message) throw new Error('no message');
    expect(message.parts.at(-1)).toMatchObject({
      buttons: [{ label: 'A1 done' }, { label: 'A2 done' }, { label: 'A3 done' }],
    });
  });

  it('shortens a long list visibly', async () => {
    await channel('secretariat', 'sq', 'secretariat');
    const rows = Array.from({ length: 22 }, (_, index) => `Row ${index},2026-10-05`);
    await importText(storage, ['activity,deadline', ...rows].join('\n'));
    await remind('2026-10-05');
    const message = await rendered('2026-10-05');
    if (!message || 'upload' in message) throw new Error('no message');
    const list = message.parts.find((part) => part.kind === 'list');
    expect(list?.items).toHaveLength(11);
    expect(list?.items.at(-1)).toBe('and 12 more: plan due');
    expect(message.parts.at(-1)).toEqual({
      kind: 'buttons',
      buttons: [{ act: 'plan.due', args: [], label: 'Show all' }],
    });
  });

  it('is null for a plan that is gone and for parameters that are none', async () => {
    const target = {
      id: 'c',
      purpose: 'secretariat',
      organisationId: null,
      language: 'en',
    } as const;
    const shared = sharedReads(storage, 0);
    const job = { target, db: storage.db, shared, world: worldOn('2026-10-05') };
    expect(await renderPlanReminder({ ...job, subject: 'none', params: {} })).toBeNull();
    await importText(storage, file);
    const plan = await storage.db.plan.findFirstOrThrow();
    expect(localDay(job.world.now, job.world.zone)).toBe('2026-10-05');
    expect(
      await renderPlanReminder({ ...job, subject: plan.id, params: { items: 'x' } }),
    ).toBeNull();
  });
});
