import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClockTime,
  instantsShowing,
  localDay,
  localTime,
  parseTime,
  zonedToInstant,
} from '../../src/calendar/index.ts';
import { anyDay } from './arbitrary.ts';

const KOSOVO = 'Europe/Belgrade';
const iso = (date: Date) => date.toISOString();

describe('zonedToInstant', () => {
  test('winter is UTC+1, summer is UTC+2', () => {
    expect(iso(zonedToInstant('2026-12-14', '09:00', KOSOVO))).toBe('2026-12-14T08:00:00.000Z');
    expect(iso(zonedToInstant('2026-07-14', '09:00', KOSOVO))).toBe('2026-07-14T07:00:00.000Z');
  });

  // Clocks go forward on 2027-03-28, from 02:00 to 03:00.
  test.each<[ClockTime, string]>([
    ['01:59', '2027-03-28T00:59:00.000Z'],
    ['02:00', '2027-03-28T01:00:00.000Z'],
    ['02:30', '2027-03-28T01:30:00.000Z'],
    ['02:59', '2027-03-28T01:59:00.000Z'],
    ['03:00', '2027-03-28T01:00:00.000Z'],
    ['12:00', '2027-03-28T10:00:00.000Z'],
    ['00:00', '2027-03-27T23:00:00.000Z'],
    ['23:59', '2027-03-28T21:59:00.000Z'],
  ])('on the night of the spring change, %s', (time, expected) => {
    expect(iso(zonedToInstant('2027-03-28', time, KOSOVO))).toBe(expected);
  });

  test('a time that does not exist is shown one hour later by the clock', () => {
    const instant = zonedToInstant('2027-03-28', '02:30', KOSOVO);
    expect(localTime(instant, KOSOVO)).toBe('03:30');
    expect(instantsShowing('2027-03-28', '02:30', KOSOVO)).toEqual([instant]);
  });

  // Clocks go back on 2026-10-25, from 03:00 to 02:00.
  test.each<[ClockTime, string]>([
    ['01:59', '2026-10-24T23:59:00.000Z'],
    ['02:00', '2026-10-25T00:00:00.000Z'],
    ['02:30', '2026-10-25T00:30:00.000Z'],
    ['03:00', '2026-10-25T02:00:00.000Z'],
    ['12:00', '2026-10-25T11:00:00.000Z'],
    ['00:00', '2026-10-24T22:00:00.000Z'],
  ])('on the night of the autumn change, %s', (time, expected) => {
    expect(iso(zonedToInstant('2026-10-25', time, KOSOVO))).toBe(expected);
  });

  test('a time that comes twice is the first; both can be had', () => {
    expect(instantsShowing('2026-10-25', '02:30', KOSOVO).map(iso)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
  });

  test('west of Greenwich and with odd offsets', () => {
    expect(iso(zonedToInstant('2027-03-14', '02:30', 'America/New_York'))).toBe(
      '2027-03-14T07:30:00.000Z',
    );
    expect(iso(zonedToInstant('2027-11-07', '01:30', 'America/New_York'))).toBe(
      '2027-11-07T05:30:00.000Z',
    );
    expect(iso(zonedToInstant('2027-01-01', '00:15', 'Asia/Kathmandu'))).toBe(
      '2026-12-31T18:30:00.000Z',
    );
    expect(iso(zonedToInstant('2027-01-01', '12:00', 'UTC'))).toBe('2027-01-01T12:00:00.000Z');
  });

  test('an unknown zone or a malformed time is a bug', () => {
    expect(() => zonedToInstant('2027-01-01', '12:00', 'Europe/Pristina')).toThrow(RangeError);
    expect(() => zonedToInstant('2027-01-01', '24:00', KOSOVO)).toThrow(RangeError);
    expect(() => localDay(new Date(Number.NaN), KOSOVO)).toThrow(RangeError);
  });
});

test('localDay and localTime turn at local midnight', () => {
  const before = new Date('2026-12-31T22:59:59.999Z');
  const after = new Date('2026-12-31T23:00:00.000Z');
  expect([localDay(before, KOSOVO), localTime(before, KOSOVO)]).toEqual(['2026-12-31', '23:59']);
  expect([localDay(after, KOSOVO), localTime(after, KOSOVO)]).toEqual(['2027-01-01', '00:00']);
});

test('what is put in comes back, but for times that clocks skip', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(
      ([hour, minute]) =>
        `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` as ClockTime,
    );
  const zone = fc.constantFrom(KOSOVO, 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland');
  fc.assert(
    fc.property(anyDay, time, zone, (day, clock, where) => {
      const instants = instantsShowing(day, clock, where);
      const [first] = instants;
      expect(localDay(first, where)).toBe(day);
      // Every zone here skips 02:00–02:59 when it skips anything.
      const skipped = clock.startsWith('02:') && localTime(first, where).startsWith('03:');
      for (const instant of skipped ? [] : instants) expect(localTime(instant, where)).toBe(clock);
    }),
  );
});

test('agrees with Intl on the day and time of any instant', () => {
  const intl = new Intl.DateTimeFormat('sv-SE', {
    timeZone: KOSOVO,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const instant = fc.date({
    min: new Date('2001-01-01T00:00:00Z'),
    max: new Date('2099-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instant, (moment) => {
      expect(`${localDay(moment, KOSOVO)} ${localTime(moment, KOSOVO)}`).toBe(intl.format(moment));
    }),
  );
});

test('parseTime reads 24-hour times only', () => {
  expect(parseTime('9:05')).toBe('09:05');
  expect(parseTime(' 23:59 ')).toBe('23:59');
  for (const text of ['', '24:00', '12:60', '12', '12:5', '9:00 PM', '-1:00']) {
    expect(parseTime(text)).toBeNull();
  }
});
