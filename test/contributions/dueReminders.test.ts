import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, createCalendar, type Day } from '../../src/calendar/index.ts';
import { dueMark, markDay } from '../../src/contributions/dueMark.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import type { World } from '../../src/storage/work.ts';
import { type Desk, kosovo, openDesk, opened, told, ZONE } from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

function worldAt(at: string): World {
  const now = kosovo(at);
  return {
    now,
    machineNow: now,
    zone: ZONE,
    calendar: createCalendar(),
    settings: DEFAULT_SETTINGS,
    publicUrl: null,
    personId: null,
    place: null,
  };
}

describe('dueMark', () => {
  // Friday, 11 December: five working days before is the 4th, two the 9th.
  const due = { dueOn: '2026-12-11', dueAt: kosovo('2026-12-11 12:00') };

  it.each([
    ['2026-11-26 23:59', '2026-11-23 09:00', null],
    ['2026-11-27 00:00', '2026-11-23 09:00', 10],
    ['2026-12-03 23:59', '2026-11-23 09:00', 10],
    ['2026-12-03 23:59', '2026-11-27 09:00', null],
    ['2026-12-04 00:00', '2026-11-23 09:00', 5],
    ['2026-12-06 09:00', '2026-11-23 09:00', 5],
    ['2026-12-08 23:59', '2026-11-23 09:00', 5],
    // After downtime only the last mark is still news.
    ['2026-12-09 08:00', '2026-11-23 09:00', 2],
    ['2026-12-10 23:59', '2026-11-23 09:00', 2],
    ['2026-12-11 00:00', '2026-11-23 09:00', 0],
    ['2026-12-11 11:59', '2026-11-23 09:00', 0],
    ['2026-12-11 12:00', '2026-11-23 09:00', null],
    // Published on the day of a mark, or later: that mark never was.
    ['2026-12-04 15:00', '2026-12-04 09:00', null],
    ['2026-12-08 15:00', '2026-12-07 09:00', null],
    ['2026-12-09 09:00', '2026-12-07 09:00', 2],
    ['2026-12-10 09:00', '2026-12-09 09:00', null],
  ])('at %s, published %s, is %s', (at, published, mark) => {
    expect(dueMark({ ...due, publishedAt: kosovo(published) }, worldAt(at))).toBe(mark);
  });

  it.each([
    // Due on a Saturday, or before anybody is written to on Friday: the working morning before.
    ['2026-12-12', '12:00', '2026-12-11'],
    ['2026-12-11', '08:00', '2026-12-10'],
    ['2026-12-11', '08:01', '2026-12-11'],
  ])('has its last working morning when due on %s at %s on %s', (dueOn, time, on) => {
    const draft = {
      dueOn,
      dueAt: kosovo(`${dueOn} ${time}`),
      publishedAt: kosovo('2026-11-23 09:00'),
    };
    expect(markDay(draft, 0, worldAt('2026-12-01 09:00'))).toBe(on);
  });

  it('takes other marks than those of the settings', () => {
    const draft = { ...due, publishedAt: kosovo('2026-11-23 09:00') };
    expect(dueMark(draft, worldAt('2026-12-08 09:00'), [2, 0])).toBeNull();
    expect(dueMark(draft, worldAt('2026-12-09 09:00'), [2, 0])).toBe(2);
  });
});

describe('reminders over a month', () => {
  let desk: Desk;
  let draft: string;
  beforeEach(async () => {
    desk = await openDesk('2026-11-23 09:00');
    draft = await publish(desk);
  });
  afterEach(async () => {
    expect(desk.errors).toEqual([]);
    await desk.dispose();
  });

  /** Ticks three times a day from a day to another; what each organisation was told, and when. */
  async function live(from: Day, to: Day, skip: (day: Day) => boolean = () => false) {
    const seen = new Set((await reminders()).map((row) => row.id));
    const told: string[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (skip(day)) continue;
      for (const time of ['07:59', '09:00', '11:00', '17:59', '20:00']) {
        desk.moveTo(`${day} ${time}`);
        await desk.tick();
        for (const row of await reminders()) {
          if (!seen.has(row.id)) told.push(`${day} ${time} ${row.channel?.name}`);
          seen.add(row.id);
        }
      }
    }
    return told;
  }

  const reminders = () =>
    desk.db.delivery.findMany({
      where: { kind: 'contribution.reminder' },
      include: { channel: true },
      orderBy: { channel: { name: 'asc' } },
    });

  it('come at each mark, once, to those who said nothing', async () => {
    expect(await live('2026-11-23', '2026-12-23')).toEqual([
      '2026-11-27 09:00 kcsf',
      '2026-11-27 09:00 kdi',
      '2026-12-04 09:00 kcsf',
      '2026-12-04 09:00 kdi',
      '2026-12-09 09:00 kcsf',
      '2026-12-09 09:00 kdi',
      '2026-12-11 09:00 kcsf',
      '2026-12-11 09:00 kdi',
    ]);
  });

  it('after downtime come once, the last mark only', async () => {
    const down = (day: Day) => day >= '2026-12-03' && day <= '2026-12-09';
    expect(await live('2026-11-23', '2026-12-23', down)).toEqual([
      '2026-11-27 09:00 kcsf',
      '2026-11-27 09:00 kdi',
      '2026-12-10 09:00 kcsf',
      '2026-12-10 09:00 kdi',
      '2026-12-11 09:00 kcsf',
      '2026-12-11 09:00 kdi',
    ]);
  });

  it('missed on a Friday come on Monday morning', async () => {
    expect(await live('2026-11-23', '2026-12-08', (day) => day === '2026-12-04')).toEqual([
      '2026-11-27 09:00 kcsf',
      '2026-11-27 09:00 kdi',
      '2026-12-07 09:00 kcsf',
      '2026-12-07 09:00 kdi',
    ]);
  });

  it('leave out who said "not for us" and who contributed, and remember who withdrew', async () => {
    told(await desk.presses('ana', 'kcsf', 'draft.notForUs', [draft]));
    const reference = await contribute(desk, 'dan', 'kdi', draft);
    expect(await live('2026-11-23', '2026-12-08')).toEqual([]);
    told(await desk.presses('dan', 'kdi', 'contribution.withdraw', [reference, 'yes']));
    expect(await live('2026-12-09', '2026-12-23')).toEqual([
      '2026-12-09 09:00 kdi',
      '2026-12-11 09:00 kdi',
    ]);
  });

  it('still come to who is only interested', async () => {
    told(await desk.presses('ana', 'kcsf', 'draft.interested', [draft]));
    told(await desk.presses('dan', 'kdi', 'draft.notForUs', [draft]));
    expect(await live('2026-12-01', '2026-12-08')).toEqual([
      '2026-12-01 09:00 kcsf',
      '2026-12-04 09:00 kcsf',
    ]);
  });

  it('are not told any more when the organisation acted before they were sent', async () => {
    await live('2026-12-04', '2026-12-04');
    const { id } = await desk.db.draft.findFirstOrThrow();
    expect(await desk.shown('contribution.reminder', id, 'kcsf')).toContain('5 working days');
    await contribute(desk, 'ana', 'kcsf', draft);
    expect(await desk.shown('contribution.reminder', id, 'kcsf')).toBeNull();
    expect(await desk.shown('contribution.reminder', id, 'kdi')).not.toBeNull();
    desk.moveTo('2026-12-11 12:01');
    expect(await desk.shown('contribution.reminder', id, 'kdi')).toBeNull();
  });

  it('begin anew when the time is extended, and end with the draft', async () => {
    await live('2026-12-04', '2026-12-09');
    const extend = opened(await desk.presses('boss', 'office', 'draft.extend', [draft]));
    told(await desk.submits('boss', 'office', extend, { closesOn: '2026-12-21', due: '' }));
    expect(await live('2026-12-10', '2026-12-15')).toEqual([
      // Ten working days before the new due time were over already.
      '2026-12-10 09:00 kcsf',
      '2026-12-10 09:00 kdi',
      '2026-12-11 09:00 kcsf',
      '2026-12-11 09:00 kdi',
    ]);
    const end = opened(await desk.presses('boss', 'office', 'draft.withdraw', [draft]));
    told(await desk.submits('boss', 'office', end, { reason: 'U tërhoq.' }));
    expect(await live('2026-12-16', '2026-12-23')).toEqual([]);
  });

  it('none come for a mark that lay before the publication', async () => {
    desk.moveTo('2026-12-07 09:00');
    await publish(desk, { institution: 'MSh', closesOn: '2026-12-14' });
    const rows = await desk.db.draft.findMany({ where: { number: { startsWith: 'MSH' } } });
    await live('2026-12-07', '2026-12-08');
    const about = () =>
      desk.db.reminder.count({ where: { key: { startsWith: `due:${rows[0]?.id}` } } });
    expect(rows).toHaveLength(1);
    expect(await about()).toBe(0);
    await live('2026-12-09', '2026-12-09');
    expect(await about()).toBe(2);
  });

  it('of several drafts that fall on one morning, or were missed, come as one message', async () => {
    const second = await publish(desk, { institution: 'MSh', closesOn: '2026-12-21' });
    const third = await publish(desk, { institution: 'MD', closesOn: '2026-12-22' });
    told(await desk.presses('ana', 'kcsf', 'draft.notForUs', [third]));
    const down = (day: Day) => day < '2026-12-11';
    expect(await live('2026-11-23', '2026-12-11', down)).toEqual([
      '2026-12-11 09:00 kcsf',
      '2026-12-11 09:00 kdi',
    ]);
    const { id } = await desk.db.draft.findUniqueOrThrow({ where: { number: draft } });
    desk.moveTo('2026-12-11 09:00');
    const shown = await desk.shown('contribution.reminder', id, 'kcsf');
    expect(shown).toContain('2 drafts wait for your answer');
    expect(shown).toContain(`${draft} – due today`);
    expect(shown).toContain(`${second} – 5 working days`);
    expect(shown).not.toContain(third);
    expect(shown).toContain(`[Contribute: ${draft}] [Contribute: ${second}] [My day]`);
    expect(await desk.shown('contribution.reminder', id, 'kdi')).toContain(third);
    // What was answered meanwhile drops out; the rest is still told.
    await contribute(desk, 'ana', 'kcsf', draft);
    const left = await desk.shown('contribution.reminder', id, 'kcsf');
    expect(left).toContain(`Reminder: ${second} – 5 working days`);
    expect(left).not.toContain(draft);
  });
});
