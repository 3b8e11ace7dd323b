import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createCalendar,
  nextSendingMoment,
  withinSendingHours,
  zonedToInstant,
} from '../../src/calendar/index.ts';

const kosovo = createCalendar();
const ZONE = 'Europe/Belgrade';
const HOURS = { from: '08:00', to: '18:00' } as const;
const within = (iso: string) => withinSendingHours(kosovo, new Date(iso), ZONE, HOURS);
const next = (iso: string) => nextSendingMoment(kosovo, new Date(iso), ZONE, HOURS).toISOString();

test('on a working day, from the first minute until just before the last', () => {
  expect(within('2026-12-14T06:59:59.999Z')).toBe(false);
  expect(within('2026-12-14T07:00:00.000Z')).toBe(true);
  expect(within('2026-12-14T16:59:59.999Z')).toBe(true);
  expect(within('2026-12-14T17:00:00.000Z')).toBe(false);
});

test('follows local time in summer', () => {
  expect(within('2026-07-14T06:00:00Z')).toBe(true);
  expect(within('2026-07-14T16:00:00Z')).toBe(false);
});

test('not at noon on a weekend or a holiday', () => {
  expect(within('2026-12-12T11:00:00Z')).toBe(false);
  expect(within('2026-12-25T11:00:00Z')).toBe(false);
});

describe('nextSendingMoment', () => {
  test('is now, when now will do', () => {
    expect(next('2026-12-14T07:30:15.250Z')).toBe('2026-12-14T07:30:15.250Z');
  });

  test('is this morning, tomorrow, or after the holidays', () => {
    expect(next('2026-12-14T02:00:00Z')).toBe('2026-12-14T07:00:00.000Z');
    expect(next('2026-12-14T17:00:00Z')).toBe('2026-12-15T07:00:00.000Z');
    expect(next('2026-12-31T18:00:00Z')).toBe('2027-01-05T07:00:00.000Z');
  });

  test('keeps local time across both changes of the clock', () => {
    // Friday evening to Tuesday: Monday 29 March 2027 is Catholic Easter Monday.
    expect(next('2027-03-26T18:00:00Z')).toBe('2027-03-30T06:00:00.000Z');
    expect(next('2026-10-23T18:00:00Z')).toBe('2026-10-26T07:00:00.000Z');
  });

  test('hours that begin in a repeated hour never lead back in time', () => {
    const all = { isWorkingDay: () => true, holidayOn: () => undefined };
    const night = { from: '02:30', to: '18:00' } as const;
    // The second 02:10 of 25 October 2026; the first 02:30 has passed.
    const second = new Date('2026-10-25T01:10:00Z');
    expect(nextSendingMoment(all, second, ZONE, night).toISOString()).toBe(
      '2026-10-25T01:30:00.000Z',
    );
    // 02:30 is skipped on 28 March 2027.
    const spring = zonedToInstant('2027-03-28', '01:00', ZONE);
    expect(nextSendingMoment(all, spring, ZONE, night).toISOString()).toBe(
      '2027-03-28T01:30:00.000Z',
    );
  });

  test('is never in the past, always in sending hours, and stays put', () => {
    const instant = fc.date({
      min: new Date('2001-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (moment) => {
        const found = nextSendingMoment(kosovo, moment, ZONE, HOURS);
        expect(found >= moment).toBe(true);
        expect(withinSendingHours(kosovo, found, ZONE, HOURS)).toBe(true);
        expect(nextSendingMoment(kosovo, found, ZONE, HOURS)).toEqual(found);
      }),
    );
  });
});

test('hours that end before they begin are a bug', () => {
  const wrong = { from: '18:00', to: '08:00' } as const;
  expect(() => withinSendingHours(kosovo, new Date(0), ZONE, wrong)).toThrow(RangeError);
});
