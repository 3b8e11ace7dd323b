import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DUE_PAGE, planDueMessage, whenDue } from '../../src/plan/cards.ts';
import { markDone, reopenActivity } from '../../src/plan/markDone.ts';
import { planDue } from '../../src/plan/planDue.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { importText, on } from './work.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

describe('planDue', () => {
  it('lists what is overdue or due within ninety days, by day, with plan and objective', async () => {
    await importText(
      storage,
      'objective,activity,deadline,status\n1 First,Late,2027-01-03,\n1 First,Beyond,2027-01-04,\n2,Soon,2026-10-05,\n2,Done,2026-10-05,done\n2,Always,kontinuirano,\n',
    );
    await importText(storage, 'activity,deadline\nOld,2014-06-30\n', { title: 'Old plan' });
    const due = await planDue(storage.db, { today: '2026-10-05' });
    expect(due.map(({ handle, deadlineOn }) => [handle, deadlineOn])).toEqual([
      ['A6', '2014-06-30'],
      ['A3', '2026-10-05'],
      ['A1', '2027-01-03'],
    ]);
    expect(due[2]).toMatchObject({
      objective: { code: '1', title: 'First' },
      plan: { title: 'Strategjia 2024–2029' },
    });
    expect(await planDue(storage.db, { today: '2026-10-05', days: 0 })).toHaveLength(2);

    const text = JSON.stringify(planDueMessage('en', due, '2026-10-05'));
    expect(text).toContain('Old plan · overdue since 30 Jun 2014 (12 years)');
    expect(text).toContain('objective 1');
  });

  it('goes through long lists page by page', async () => {
    const rows = Array.from({ length: 23 }, (_, index) => `Row ${index},2026-10-05`);
    await importText(storage, ['activity,deadline', ...rows].join('\n'));
    const due = await planDue(storage.db, { today: '2026-10-05' });
    const handles = (page: number) =>
      planDueMessage('en', due, '2026-10-05', page).parts.flatMap((part) =>
        part.kind === 'list'
          ? part.items.map((item) => (item as unknown as [{ bold: string }])[0].bold)
          : [],
      );
    expect([0, 1, 2].flatMap(handles)).toEqual(rows.map((_, index) => `A${index + 1}`));
    expect(handles(0)).toHaveLength(DUE_PAGE);
    expect(handles(-5)).toEqual(handles(0));
    expect(handles(99)).toEqual(handles(2));
    const middle = planDueMessage('en', due, '2026-10-05', 1).parts;
    expect(middle.at(-2)).toEqual({ kind: 'context', text: 'and 3 more with later deadlines' });
    expect(middle.at(-1)).toMatchObject({
      kind: 'buttons',
      buttons: [{ args: ['1'] }, { args: ['3'] }, { act: 'plan.chart' }],
    });
  });

  it('says when nothing is due', () => {
    expect(planDueMessage('sr', [], '2026-10-05').summary).toBe(
      'Nijednoj otvorenoj aktivnosti rok nije istekao niti ističe u narednih 90 dana.',
    );
  });
});

describe('whenDue', () => {
  it.each([
    ['2026-10-05', 'sot', 'danas', 'today'],
    ['2026-10-06', 'nesër', 'sutra', 'tomorrow'],
    ['2026-10-07', 'edhe 2 ditë', 'još 2 dana', 'in 2 days'],
    ['2026-10-26', 'edhe 21 ditë', 'još 21 dan', 'in 21 days'],
  ] as const)('%s', (day, sq, sr, en) => {
    expect(whenDue('sq', day, '2026-10-05')).toBe(sq);
    expect(whenDue('sr', day, '2026-10-05')).toBe(sr);
    expect(whenDue('en', day, '2026-10-05')).toBe(en);
  });

  it.each([
    ['2026-10-04', 'para 1 dite', 'pre 1 dan', '1 day'],
    ['2026-09-22', 'para 13 ditësh', 'pre 13 dana', '13 days'],
    ['2026-09-21', 'para 2 javësh', 'pre 2 nedelje', '2 weeks'],
    ['2026-07-05', 'para 3 muajsh', 'pre 3 meseca', '3 months'],
    ['2014-10-15', 'para 11 vjetësh', 'pre 11 godina', '11 years'],
  ] as const)('%s is past', (day, sq, sr, en) => {
    expect(whenDue('sq', day, '2026-10-05')).toContain(`(${sq})`);
    expect(whenDue('sr', day, '2026-10-05')).toContain(`(${sr})`);
    expect(whenDue('en', day, '2026-10-05')).toContain(`(${en})`);
  });
});

describe('markDone', () => {
  beforeEach(() =>
    importText(storage, 'activity,deadline,status\nOne,2026,\nTwo,2026,done\nThree,2026,dropped\n'),
  );

  it('marks an open activity as done, and notes who did it', async () => {
    const end = await on(storage, '2026-10-05', (work) =>
      markDone(work, ' a1 ', ' minutes of the Council ', '2026-10-01'),
    );
    expect(end).toEqual({ handle: 'A1', title: 'One' });
    expect(await storage.db.activity.findUnique({ where: { handle: 'A1' } })).toMatchObject({
      state: 'done',
      doneOn: '2026-10-01',
      doneNote: 'minutes of the Council',
    });
    const audits = await storage.db.audit.findMany({ where: { act: 'plan.done' } });
    expect(audits).toMatchObject([{ detail: { doneOn: '2026-10-01' } }]);
  });

  it.each([
    ['an unknown handle', 'A99', undefined, undefined, 'plan.unknownActivity'],
    ['nothing', '', undefined, undefined, 'plan.unknownActivity'],
    ['what is done', 'A2', undefined, undefined, 'plan.alreadyDone'],
    ['what was dropped', 'A3', undefined, undefined, 'plan.dropped'],
    ['a day to come', 'A1', undefined, '2026-10-06', 'plan.doneInFuture'],
    ['a long note', 'A1', 'x'.repeat(501), undefined, 'form.tooLongOption'],
    ['an unshowable note', 'A1', 'a\u202eb', undefined, 'form.unshowable'],
  ] as const)('refuses %s and changes nothing', async (_what, handle, note, day, refused) => {
    const before = await storage.db.activity.findMany();
    const end = await on(storage, '2026-10-05', (work) => markDone(work, handle, note, day));
    expect(end).toMatchObject({ refused });
    expect(await storage.db.activity.findMany()).toEqual(before);
  });

  it('can be taken back once', async () => {
    await on(storage, '2026-10-05', (work) => markDone(work, 'A1', 'note'));
    const before = await storage.db.activity.findUnique({ where: { handle: 'A3' } });
    expect(await on(storage, '2026-10-05', (work) => reopenActivity(work, 'A1'))).toEqual({
      handle: 'A1',
      title: 'One',
    });
    expect(await storage.db.activity.findUnique({ where: { handle: 'A1' } })).toMatchObject({
      state: 'open',
      doneOn: null,
      doneNote: null,
    });
    for (const [handle, refused] of [
      ['A1', 'plan.isOpen'],
      ['A9', 'plan.unknownActivity'],
    ] as const) {
      expect(await on(storage, '2026-10-05', (work) => reopenActivity(work, handle))).toMatchObject(
        { refused },
      );
    }
    expect(await storage.db.activity.findUnique({ where: { handle: 'A3' } })).toEqual(before);
    expect(await on(storage, '2026-10-05', (work) => reopenActivity(work, 'A3'))).toMatchObject({
      title: 'Three',
    });
  });
});
