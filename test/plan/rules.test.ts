import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/calendar/index.ts';
import {
  escalates,
  escalationItem,
  type Mark,
  markInForce,
  readEscalationItem,
} from '../../src/plan/rules.ts';
import { anyDay } from '../calendar/arbitrary.ts';

const settings = { milestoneReminderDays: [30, 14, 7, 1, 0], milestoneOverdueEveryDays: 7 };

describe('markInForce', () => {
  it.each<[number, Mark | null]>([
    [-31, null],
    [-30, 'before-30'],
    [-15, 'before-30'],
    [-14, 'before-14'],
    [-8, 'before-14'],
    [-7, 'before-7'],
    [-2, 'before-7'],
    [-1, 'before-1'],
    [0, 'before-0'],
    [6, 'before-0'],
    [7, 'overdue-1'],
    [13, 'overdue-1'],
    [14, 'overdue-2'],
    [700, 'overdue-100'],
  ])('%i days after the deadline it is %s', (after, mark) => {
    expect(markInForce('2026-12-14', addDays('2026-12-14', after), settings)).toBe(mark);
  });

  it('follows the settings, in whatever order they stand', () => {
    const other = { milestoneReminderDays: [3, 10], milestoneOverdueEveryDays: 2 };
    const at = (after: number) => markInForce('2026-12-14', addDays('2026-12-14', after), other);
    expect([-11, -10, -3, 1, 2, 4].map(at)).toEqual([
      null,
      'before-10',
      'before-3',
      'before-3',
      'overdue-1',
      'overdue-2',
    ]);
    const none = { milestoneReminderDays: [], milestoneOverdueEveryDays: 7 };
    expect(markInForce('2026-12-14', '2026-12-15', none)).toBeNull();
  });

  it('never goes back to a mark as days pass', () => {
    fc.assert(
      fc.property(anyDay, (deadline) => {
        const marks: (Mark | null)[] = [];
        for (let after = -40; after <= 60; after += 1) {
          const mark = markInForce(deadline, addDays(deadline, after), settings);
          if (marks.at(-1) !== mark) marks.push(mark);
        }
        expect(new Set(marks).size).toBe(marks.length);
        expect(marks.slice(0, 6)).toEqual([
          null,
          'before-30',
          'before-14',
          'before-7',
          'before-1',
          'before-0',
        ]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('escalates', () => {
  const after = { milestoneEscalateAfterDays: 28 };

  it.each([
    [-1, false],
    [0, false],
    [27, false],
    [28, true],
    [4_000, true],
  ])('%i days after the deadline: %s', (days, due) => {
    expect(escalates('2026-12-01', addDays('2026-12-01', days), after)).toBe(due);
  });

  it('reads what a note keeps, and nothing else', () => {
    const item = escalationItem('abc', '2026-12-01');
    expect(readEscalationItem(item)).toEqual({ activityId: 'abc', deadlineOn: '2026-12-01' });
    for (const other of [null, 7, '', 'abc', 'abc|', '|x', 'a|b|c']) {
      expect(readEscalationItem(other)).toBeNull();
    }
  });
});
