import { describe, expect, test } from 'vitest';
import {
  createCalendar,
  type HolidayCorrection,
  holidaysOf,
  unusedCorrections,
} from '../../src/calendar/index.ts';

const move = (feast: string, from: string, to: string): HolidayCorrection =>
  ({ kind: 'move', feast, from, to }) as HolidayCorrection;
const on = (day: string, corrections: HolidayCorrection[]) =>
  holidaysOf(Number(day.slice(0, 4)), corrections).find((holiday) => holiday.day === day);
const FLAG_DAY: HolidayCorrection = {
  kind: 'add',
  day: '2028-11-28',
  feast: 'flag-day',
  names: { sq: 'Dita e Flamurit', sr: 'Dan zastave', en: 'Flag Day' },
};

describe('move', () => {
  test('an announced Bajram leaves its estimate and is certain', () => {
    const moved = [move('eid-al-adha', '2026-05-27', '2026-05-28')];
    expect(on('2026-05-27', moved)).toBeUndefined();
    const holiday = on('2026-05-28', moved);
    expect(holiday).toMatchObject({ feast: 'eid-al-adha' });
    expect(holiday?.estimated).toBeUndefined();
  });

  test('to its own day confirms it', () => {
    expect(on('2026-05-27', [])?.estimated).toBe(true);
    const confirmed = on('2026-05-27', [move('eid-al-adha', '2026-05-27', '2026-05-27')]);
    expect(confirmed).toMatchObject({ feast: 'eid-al-adha' });
    expect(confirmed?.estimated).toBeUndefined();
  });

  test('onto a weekend brings a substitute, and pushes on what is there', () => {
    expect(on('2026-03-23', [move('eid-al-fitr', '2026-03-20', '2026-03-21')])).toMatchObject({
      feast: 'eid-al-fitr',
      substituteFor: '2026-03-21',
    });
    // Europe Day 2026 is a Saturday, taken on Monday the 11th.
    const pushed = [move('eid-al-adha', '2026-05-27', '2026-05-23')];
    expect(on('2026-05-25', pushed)).toMatchObject({ feast: 'eid-al-adha' });
    const crowded = [...pushed, move('eid-al-adha', '2026-05-23', '2026-05-11')];
    expect(on('2026-05-11', crowded)).toMatchObject({ feast: 'europe-day' });
    expect(on('2026-05-12', crowded)).toMatchObject({ feast: 'eid-al-adha' });
  });

  test('means the nearest of two Bajrams in one year', () => {
    const moved = [move('eid-al-fitr', '2033-12-23', '2033-12-22')];
    expect(on('2033-12-22', moved)).toMatchObject({ feast: 'eid-al-fitr' });
    expect(on('2033-12-23', moved)).toBeUndefined();
    // The other is computed as Monday, 3 January, behind both days of New Year on the weekend.
    expect(on('2033-01-05', moved)).toMatchObject({ feast: 'eid-al-fitr', estimated: true });
  });

  test('may cross New Year either way', () => {
    // 10 Dhu al-Hijja is computed as Friday, 1 January 2072.
    const earlier = [move('eid-al-adha', '2072-01-01', '2071-12-31')];
    expect(on('2071-12-31', earlier)).toMatchObject({ feast: 'eid-al-adha' });
    expect(on('2072-01-01', earlier)).toMatchObject({ feast: 'new-year' });
    expect(on('2072-01-01', earlier)?.alsoFeasts).toBeUndefined();
    const later = [move('eid-al-adha', '2006-12-31', '2007-01-01')];
    expect(on('2007-01-01', later)).toMatchObject({
      feast: 'new-year',
      alsoFeasts: ['eid-al-adha'],
    });
    expect(on('2007-01-03', later)).toBeUndefined();
  });
});

describe('add and remove', () => {
  test('are taken literally, the later winning', () => {
    expect(on('2028-11-28', [FLAG_DAY])).toMatchObject({ feast: 'flag-day' });
    expect(on('2028-11-28', [FLAG_DAY, { kind: 'remove', day: '2028-11-28' }])).toBeUndefined();
    expect(on('2028-11-28', [{ kind: 'remove', day: '2028-11-28' }, FLAG_DAY])).toBeDefined();
  });

  test('a removed day off is worked and nothing else shifts', () => {
    const calendar = createCalendar([{ kind: 'remove', day: '2027-05-03' }]);
    expect(calendar.isWorkingDay('2027-05-03')).toBe(true);
    expect(calendar.isWorkingDay('2027-05-04')).toBe(false);
  });

  test('concern their own year only', () => {
    expect(holidaysOf(2027, [FLAG_DAY])).toEqual(holidaysOf(2027));
  });
});

test('corrections survive a round through JSON', () => {
  const corrections = [FLAG_DAY, move('eid-al-adha', '2028-05-05', '2028-05-04')];
  expect(holidaysOf(2028, JSON.parse(JSON.stringify(corrections)))).toEqual(
    holidaysOf(2028, corrections),
  );
});

test('unusedCorrections finds those that change nothing', () => {
  const useless: HolidayCorrection[] = [
    { kind: 'remove', day: '2026-03-03' },
    move('eid-al-fitr', '2026-08-01', '2026-08-02'),
    move('no-such-feast', '2026-03-20', '2026-03-21'),
  ];
  const useful: HolidayCorrection[] = [
    FLAG_DAY,
    { kind: 'remove', day: '2028-11-28' },
    move('eid-al-fitr', '2026-03-19', '2026-03-21'),
  ];
  expect(unusedCorrections([...useful, ...useless])).toEqual(useless);
  expect(unusedCorrections(useful)).toEqual([]);
});

test('a calendar keeps the corrections it was made with', () => {
  const corrections: HolidayCorrection[] = [];
  const calendar = createCalendar(corrections);
  corrections.push(FLAG_DAY);
  expect(calendar.isWorkingDay('2028-11-28')).toBe(true);
  expect(createCalendar(corrections).holidayOn('2028-11-28')?.names.en).toBe('Flag Day');
});
