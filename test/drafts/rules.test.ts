import { describe, expect, it } from 'vitest';
import { createCalendar, type Day } from '../../src/calendar/index.ts';
import {
  draftNumber,
  parseDue,
  phaseOf,
  standardDue,
  windowWarnings,
  workingDaysLeft,
} from '../../src/drafts/rules.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import { kosovo, ZONE } from '../chat/desk.ts';

const calendar = createCalendar();

describe('standardDue', () => {
  it.each<[string, Day, Day]>([
    ['on a Monday, the Friday before', '2026-12-14', '2026-12-11'],
    ['on a Wednesday, the day before', '2026-12-16', '2026-12-15'],
    ['on a Saturday, the Friday before', '2026-12-05', '2026-12-04'],
    ['on a Sunday, the Friday before', '2026-12-06', '2026-12-04'],
    ['on the Monday after Christmas Day, a Friday', '2026-12-28', '2026-12-24'],
    ['on Christmas Day itself', '2026-12-25', '2026-12-24'],
    ['on the day after Orthodox Christmas', '2027-01-08', '2027-01-06'],
  ])('for a close %s', (_, closesOn, dueOn) => {
    expect(standardDue(calendar, closesOn, DEFAULT_SETTINGS)).toEqual({ dueOn, dueTime: '12:00' });
  });

  it.each<[number, Day]>([
    [0, '2026-12-05'],
    [2, '2026-12-03'],
    [5, '2026-11-30'],
  ])('follows the setting: %i working days before Saturday, 5 December', (lead, dueOn) => {
    const settings = { ...DEFAULT_SETTINGS, dueLeadWorkingDays: lead, dueTime: '16:30' };
    expect(standardDue(calendar, '2026-12-05', settings)).toEqual({ dueOn, dueTime: '16:30' });
  });
});

describe('parseDue', () => {
  it.each([
    ['14.12.2026 12:00', '12:00'],
    ['2026-12-14 08:05', '08:05'],
    ['14.12.2026, 9:00', '09:00'],
    ['14.12.2026 ora 9.30', '09:30'],
    ['14.12.2026 në 16:00', '16:00'],
    ['14.12.2026. u 16:00', '16:00'],
    ['14.12.2026 at 16:00', '16:00'],
    ['14. 12. 2026.', '12:00'],
    ['  2026-12-14  ', '12:00'],
    ['14.12.2026', '12:00'],
  ])('reads “%s”', (text, dueTime) => {
    expect(parseDue(text, DEFAULT_SETTINGS)).toEqual({ dueOn: '2026-12-14', dueTime });
  });

  it.each(['', '12:00', 'tomorrow', '31.11.2026', '14.12.2026 24:00', '14.12.2026 noon', '14.12'])(
    'does not read “%s”',
    (text) => expect(parseDue(text, DEFAULT_SETTINGS)).toBeNull(),
  );
});

describe('windowWarnings', () => {
  const warn = (opensOn: Day, closesOn: Day, complex = false) =>
    windowWarnings(calendar, { type: 'draft_law', opensOn, closesOn, complex }, DEFAULT_SETTINGS);

  it('has none for a window of exactly the minimum', () => {
    // 23 November to 11 December: three whole working weeks.
    expect(warn('2026-11-23', '2026-12-11')).toEqual([]);
  });

  it('counts the working days of a window that is one too short', () => {
    expect(warn('2026-11-23', '2026-12-10')).toEqual([
      { kind: 'short', workingDays: 14, minimum: 15 },
    ]);
  });

  it('asks for more time for a complex document', () => {
    expect(warn('2026-11-23', '2026-12-11', true)).toEqual([
      { kind: 'short', workingDays: 15, minimum: 20 },
    ]);
  });

  it('tells a close on a weekend and on a day off', () => {
    expect(warn('2026-11-16', '2026-12-12')).toEqual([{ kind: 'closesOnWeekend' }]);
    expect(warn('2026-11-23', '2026-12-25')).toMatchObject([{ kind: 'closesOnHoliday' }]);
  });

  it('tells all at once', () => {
    expect(warn('2026-12-24', '2026-12-26').map(({ kind }) => kind)).toEqual([
      'short',
      'closesOnWeekend',
    ]);
  });
});

describe('phaseOf', () => {
  const draft = { state: 'published', dueAt: kosovo('2026-12-11 12:00') } as const;
  const closing = { ...draft, closesOn: '2026-12-14' as Day };

  it.each([
    ['2026-12-11 11:59', 'open'],
    // The due moment itself is still in time.
    ['2026-12-11 12:00', 'open'],
    ['2026-12-11 12:01', 'pastDue'],
    ['2026-12-14 23:59', 'pastDue'],
    ['2026-12-15 00:00', 'windowOver'],
  ])('at %s it is %s', (at, phase) => {
    expect(phaseOf(closing, kosovo(at), ZONE)).toBe(phase);
  });

  it('is past due from the first millisecond after the moment', () => {
    expect(phaseOf(closing, new Date(draft.dueAt.getTime() + 1), ZONE)).toBe('pastDue');
  });

  it.each(['closed', 'withdrawn'] as const)('is %s whatever the time', (state) => {
    expect(phaseOf({ ...closing, state }, kosovo('2026-12-01 09:00'), ZONE)).toBe(state);
  });
});

describe('workingDaysLeft', () => {
  it.each([
    ['2026-12-11 08:00', 0],
    ['2026-12-10 23:59', 1],
    ['2026-12-04 09:00', 5],
    // From a weekend on, only the days of the week to come.
    ['2026-12-05 09:00', 5],
    ['2026-12-06 09:00', 5],
    ['2026-12-07 00:00', 4],
    ['2026-12-12 09:00', 0],
  ])('at %s there are %i until Friday, 11 December', (at, left) => {
    expect(workingDaysLeft(calendar, kosovo(at), '2026-12-11', ZONE)).toBe(left);
  });

  it('leaves out days off', () => {
    // 24, 28, 29, 30 and 31 December; 25 December and 1 January are days off.
    expect(workingDaysLeft(calendar, kosovo('2026-12-23 09:00'), '2027-01-01', ZONE)).toBe(5);
  });
});

it('draftNumber pads the number to three digits and goes beyond', () => {
  expect(draftNumber('MAPL', 2026, 3)).toBe('MAPL-2026-003');
  expect(draftNumber('MAPL', 2026, 1234)).toBe('MAPL-2026-1234');
});
