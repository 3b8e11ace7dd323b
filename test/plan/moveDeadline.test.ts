import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { monthNumbers } from '../../src/day/boardPage.ts';
import { planDueMessage } from '../../src/plan/cards.ts';
import { dropActivity } from '../../src/plan/dropActivity.ts';
import { historyOf, lastMoves, recordChange } from '../../src/plan/history.ts';
import { markDone, reopenActivity } from '../../src/plan/markDone.ts';
import { dueMilestones } from '../../src/plan/milestoneReminders.ts';
import { moveDeadline } from '../../src/plan/moveDeadline.ts';
import { planDue } from '../../src/plan/planDue.ts';
import { keepTold } from '../../src/storage/reminders.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { importText, on, worldOn } from './work.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  await importText(
    storage,
    'activity,deadline,status\nOne,Q4 2026,\nTwo,2026,done\nThree,2026,dropped\nFour,continuous,\nFive,,\n',
  );
});
afterEach(() => storage.dispose());

const move = (handle: string, deadline: string, reason = 'The law is late.', day = '2026-10-06') =>
  on(storage, day, (work) => moveDeadline(work, handle, { deadline, reason }));
const activity = (handle: string) => storage.db.activity.findUniqueOrThrow({ where: { handle } });
const history = async (handle: string) =>
  (await historyOf(storage.db, (await activity(handle)).id)).map(
    ({ field, before, after, reason }) => ({ field, before, after, reason }),
  );

describe('moveDeadline', () => {
  it.each([
    ['Q1 2027', 'quarter', '2027-03-31'],
    [' 14. 12.  2026. ', 'day', '2026-12-14'],
    ['tetor 2027', 'month', '2027-10-31'],
    ['2028', 'year', '2028-12-31'],
    ['vazhdimisht', 'continuous', null],
    // The quarter ends on that day: it is another deadline even so.
    ['31.12.2026', 'day', '2026-12-31'],
  ])('takes %s', async (deadline, deadlineKind, deadlineOn) => {
    await move('a1', deadline);
    expect(await activity('A1')).toMatchObject({ deadlineKind, deadlineOn });
    expect(await history('A1')).toMatchObject([
      { field: 'deadline', before: 'Q4 2026', reason: 'The law is late.' },
    ]);
    const audits = await storage.db.audit.findMany({ where: { act: 'plan.move' } });
    expect(audits).toMatchObject([{ detail: { before: '2026-12-31', after: deadlineOn } }]);
  });

  it('gives one to what had none, and to what was continuous', async () => {
    await move('A5', '2027');
    await move('A4', '2027');
    expect(await activity('A5')).toMatchObject({ deadlineOn: '2027-12-31' });
    expect(await history('A4')).toMatchObject([{ before: 'continuous', after: '2027' }]);
  });

  it.each([
    ['an unknown activity', 'A9', 'Q1 2027', 'x', 'plan.unknownActivity', undefined],
    ['what is done', 'A2', 'Q1 2027', 'x', 'plan.alreadyDone', undefined],
    ['what was dropped', 'A3', 'Q1 2027', 'x', 'plan.dropped', undefined],
    ['no deadline', 'A1', ' ', 'x', 'plan.badDeadline', 'deadline'],
    ['a dash', 'A1', '–', 'x', 'plan.badDeadline', 'deadline'],
    ['one that cannot be read', 'A1', 'soon', 'x', 'plan.badDeadline', 'deadline'],
    ['one that cannot be shown', 'A1', '20\u202e27', 'x', 'plan.badDeadline', 'deadline'],
    ['the same', 'A1', 'TM4 2026', 'x', 'plan.sameDeadline', 'deadline'],
    ['no reason', 'A1', 'Q1 2027', ' \n ', 'plan.reasonMissing', 'reason'],
    ['a long reason', 'A1', 'Q1 2027', 'x'.repeat(301), 'form.tooLongOption', 'reason'],
    ['a reason that cannot be shown', 'A1', 'Q1 2027', 'a\u0000b', 'form.unshowable', 'reason'],
  ])('refuses %s and changes nothing', async (_what, handle, deadline, reason, refused, field) => {
    const before = await storage.db.activity.findMany();
    expect(await move(handle, deadline, reason)).toMatchObject({ refused, field });
    expect(await storage.db.activity.findMany()).toEqual(before);
    expect(await storage.db.activityChange.count()).toBe(0);
  });

  it('keeps the old deadline visible in lists, in each language', async () => {
    await move('A1', '2026-12-30', `Because ${'x'.repeat(200)}`);
    const due = await planDue(storage.db, { today: '2026-10-06' });
    const shown = (language: 'sq' | 'sr' | 'en') =>
      JSON.stringify(planDueMessage(language, due, '2026-10-06'));
    expect(shown('en')).toContain('moved from fourth quarter of 2026 — Because xxx');
    expect(shown('en')).toContain('…');
    expect(shown('sq')).toContain('afati i mëparshëm: tremujori IV 2026 — Because');
    expect(shown('sr')).toContain('raniji rok: IV kvartal 2026. — Because');
    await move('A1', '2026-12-29', 'Again.', '2026-10-07');
    const again = await planDue(storage.db, { today: '2026-10-07' });
    expect(again[0]?.moved).toEqual({ from: '2026-12-30', reason: 'Again.' });
  });

  it('begins reminders anew, and ends those of the old deadline', async () => {
    const marks = async (day: string) =>
      (await dueMilestones(storage.db, worldOn(day))).flatMap(({ milestones }) =>
        milestones.map(({ activity: { handle }, mark, key }) => ({ handle, mark, key })),
      );
    const before = await marks('2026-12-24');
    expect(before).toMatchObject([{ handle: 'A1', mark: 'before-7' }]);
    await on(storage, '2026-12-24', (work) =>
      keepTold(
        work,
        before.map(({ key }) => key),
      ),
    );
    await move('A1', '2026-12-30', 'x', '2026-12-24');
    expect(await marks('2026-12-24')).toMatchObject([{ handle: 'A1', mark: 'before-7' }]);
    await move('A1', 'continuous', 'x', '2026-12-24');
    expect(await marks('2027-06-01')).toEqual([]);
  });
});

describe('dropActivity', () => {
  const drop = (handle: string, reason: string) =>
    on(storage, '2026-10-06', (work) => dropActivity(work, handle, reason));

  it('ends an activity with a reason, and it can be opened again', async () => {
    expect(await drop('A1', 'The Council was dissolved.')).toMatchObject({ handle: 'A1' });
    expect(await activity('A1')).toMatchObject({ state: 'dropped' });
    expect(await planDue(storage.db, { today: '2027-06-01' })).toEqual([]);
    await on(storage, '2026-10-07', (work) => reopenActivity(work, 'A1'));
    await on(storage, '2026-10-08', (work) => markDone(work, 'A1', 'seen'));
    expect(await history('A1')).toEqual([
      { field: 'state', before: 'open', after: 'done', reason: 'seen' },
      { field: 'state', before: 'dropped', after: 'open', reason: null },
      {
        field: 'state',
        before: 'open',
        after: 'dropped',
        reason: 'The Council was dissolved.',
      },
    ]);
  });

  it.each([
    ['A9', 'x', 'plan.unknownActivity'],
    ['A2', 'x', 'plan.alreadyDone'],
    ['A3', 'x', 'plan.dropped'],
    ['A1', '', 'plan.reasonMissing'],
  ])('refuses %s with the reason “%s”: %s', async (handle, reason, refused) => {
    const before = await storage.db.activity.findMany();
    const end = await drop(handle, reason);
    expect(isRefusal(end) && end.refused).toBe(refused);
    expect(await storage.db.activity.findMany()).toEqual(before);
  });
});

describe('an import', () => {
  it('leaves a history of what it changes, without a reason', async () => {
    await importText(storage, 'activity,responsible,deadline,status\nOne,ZQM,2027-01,done\n', {
      day: '2026-10-07',
    });
    expect((await history('A1')).reverse()).toEqual([
      { field: 'responsible', before: null, after: 'ZQM', reason: null },
      { field: 'deadline', before: 'Q4 2026', after: '2027-01', reason: null },
      { field: 'state', before: 'open', after: 'done', reason: null },
    ]);
    expect(await activity('A1')).toMatchObject({
      deadlineKind: 'month',
      deadlineOn: '2027-01-31',
    });
    await importText(storage, 'activity,deadline\nFour,TM1 2027\n', { day: '2026-10-07' });
    expect(await activity('A4')).toMatchObject({ deadlineKind: 'quarter' });
  });

  it('stores kinds, so that continuous is not the same as nothing written', async () => {
    expect(await activity('A4')).toMatchObject({ deadlineKind: 'continuous', deadlineOn: null });
    expect(await activity('A5')).toMatchObject({ deadlineKind: null, deadlineOn: null });
    expect(await activity('A1')).toMatchObject({ deadlineKind: 'quarter' });
  });
});

describe('an import behind a move', () => {
  const again = (deadline: string) =>
    importText(storage, `activity,deadline,status\nOne,${deadline},\nFour,continuous,\nFive,,\n`);

  it('of the same file keeps what staff moved, and another deadline is taken over', async () => {
    await move('A1', 'Q1 2027');
    await again('Q4 2026');
    expect(await activity('A1')).toMatchObject({ deadline: 'Q1 2027' });
    await again('2027-05');
    expect(await activity('A1')).toMatchObject({ deadline: '2027-05', deadlineOn: '2027-05-31' });
    // From then on the file has the last word again.
    await again('Q4 2026');
    expect(await activity('A1')).toMatchObject({ deadline: 'Q4 2026' });
  });

  it('in another spelling is no move', async () => {
    const { id } = await activity('A1');
    await storage.db.activity.update({ where: { id }, data: { deadline: 'IV kvartal 2026' } });
    await on(storage, '2026-10-06', (work) =>
      recordChange(work, {
        activityId: id,
        field: 'deadline',
        before: 'Q4 2026',
        after: 'IV kvartal 2026',
      }),
    );
    const movedInOctober = async () =>
      (await monthNumbers(storage.db, '2026-10-01', worldOn('2026-11-02'))).moved;
    expect(await movedInOctober()).toBe(0);
    expect((await lastMoves(storage.db, [id])).get(id)).toBeUndefined();
    await move('A1', 'Q1 2027');
    await move('A1', 'Q2 2027');
    await move('A1', 'Q1 2027');
    expect(await movedInOctober()).toBe(1);
    expect((await lastMoves(storage.db, [id])).get(id)).toEqual({
      from: 'Q2 2027',
      reason: 'The law is late.',
    });
  });
});
