import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockTime,
  createCalendar,
  isQuiet,
  localTime,
  nextAllowedMoment,
  withinSendingHours,
} from '../../src/calendar/index.ts';
import {
  DEFAULT_PREFERENCES,
  inTopics,
  nextDigestAt,
  readQuiet,
  waitsForDigest,
  wantsCard,
} from '../../src/preferences/rules.ts';

const calendar = createCalendar();
const zone = 'Europe/Belgrade';
const hours = { from: '08:00', to: '18:00' } as const;
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+01:00`);
const world = (text: string) => ({ now: at(text), zone, calendar, hours });

const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map(
    (minute) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}` as ClockTime,
  );
const quietHours = fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to);
/** Two years with all of their changes of the clock. */
const instant = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') })
  .map((ms) => new Date(Math.floor(ms / 60_000) * 60_000));

describe('the next moment at which somebody may be told', () => {
  it('is never earlier than asked, in the sending hours, and not quiet', () => {
    fc.assert(
      fc.property(instant, quietHours, (asked, quiet) => {
        const moment = nextAllowedMoment(calendar, asked, zone, hours, quiet);
        expect(moment >= asked).toBe(true);
        expect(withinSendingHours(calendar, moment, zone, hours)).toBe(true);
        const left = !('refused' in (readQuiet(`${quiet.from}-${quiet.to}`, hours) ?? {}));
        if (left) expect(isQuiet(localTime(moment, zone), quiet)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('is the first such moment, to the minute', () => {
    fc.assert(
      fc.property(instant, quietHours, (asked, quiet) => {
        const moment = nextAllowedMoment(calendar, asked, zone, null, quiet);
        const minutes = (moment.getTime() - asked.getTime()) / 60_000;
        for (let minute = 0; minute < minutes; minute += 1) {
          const before = new Date(asked.getTime() + minute * 60_000);
          expect(isQuiet(localTime(before, zone), quiet)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('waits over noon, over night and over a weekend', () => {
    const next = (text: string, from: ClockTime, to: ClockTime) =>
      nextAllowedMoment(calendar, at(text), zone, hours, { from, to });
    expect(next('2026-11-26 12:30', '12:00', '14:00')).toEqual(at('2026-11-26 14:00'));
    expect(next('2026-11-26 08:00', '16:00', '09:30')).toEqual(at('2026-11-26 09:30'));
    expect(next('2026-11-27 16:00', '16:00', '09:30')).toEqual(at('2026-11-30 09:30'));
    // Nothing would ever be told: then it is not held up.
    expect(next('2026-11-26 09:00', '07:00', '19:00')).toEqual(at('2026-11-26 09:00'));
  });
});

describe('quiet hours as people type them', () => {
  it.each([
    ['12:00–14:00', { from: '12:00', to: '14:00' }],
    ['9.30 - 10.00', { from: '09:30', to: '10:00' }],
    ['18:00-08:30', { from: '18:00', to: '08:30' }],
    ['', null],
  ])('%s', (text, read) => {
    expect(readQuiet(text, hours)).toEqual(read);
  });

  it.each([
    ['noon', 'preferences.badQuiet'],
    ['12:00', 'preferences.badQuiet'],
    ['12:00-12:00', 'preferences.badQuiet'],
    ['25:00-26:00', 'preferences.badQuiet'],
    ['08:00-18:00', 'preferences.quietLeavesNothing'],
    ['07:00-19:00', 'preferences.quietLeavesNothing'],
  ])('%s is refused', (text, refused) => {
    expect(readQuiet(text, hours)).toMatchObject({ refused, field: 'quiet' });
  });
});

describe('the next digest', () => {
  it.each([
    // Friday before, in and after the sending hours.
    ['daily', '2026-11-27 07:00', '2026-11-27 08:00'],
    ['daily', '2026-11-27 08:00', '2026-11-27 08:00'],
    // After it the next working morning is that of Monday.
    ['daily', '2026-11-27 08:01', '2026-11-30 08:00'],
    ['weekly', '2026-11-27 07:00', '2026-11-30 08:00'],
    ['weekly', '2026-11-30 07:59', '2026-11-30 08:00'],
    ['weekly', '2026-11-30 09:00', '2026-12-07 08:00'],
  ] as const)('%s, seen from %s', (rhythm, now, next) => {
    expect(nextDigestAt(rhythm, world(now))).toEqual(at(next));
  });

  it('is never waited for by what is over before it', () => {
    const deadline = fc.integer({ min: 1, max: 20 * 24 * 60 });
    fc.assert(
      fc.property(
        instant,
        deadline,
        fc.constantFrom('daily', 'weekly'),
        fc.option(quietHours),
        (now, minutes, digest, quiet) => {
          const over = new Date(now.getTime() + minutes * 60_000);
          const notice = { cannotWait: false, deadline: over };
          const seen = { now, zone, calendar, hours };
          if (!waitsForDigest({ digest, quiet }, notice, seen)) return;
          const told = nextAllowedMoment(calendar, nextDigestAt(digest, seen), zone, hours, quiet);
          expect(told < over).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is waited for by nobody who wants each at once, nor by what cannot wait', () => {
    const monday = world('2026-11-30 09:00');
    const later = { cannotWait: false, deadline: at('2026-12-11 12:00') };
    const weekly = { digest: 'weekly', quiet: null } as const;
    expect(waitsForDigest({ digest: 'each', quiet: null }, later, monday)).toBe(false);
    expect(waitsForDigest(weekly, later, monday)).toBe(true);
    expect(waitsForDigest(weekly, { ...later, cannotWait: true }, monday)).toBe(false);
    expect(waitsForDigest(weekly, { ...later, deadline: at('2026-12-04 12:00') }, monday)).toBe(
      false,
    );
  });
});

describe('topics', () => {
  const law = { kind: 'draft_law', institutions: ['mpms', 'its predecessor'] };
  it('are all when none is chosen, else each of those chosen', () => {
    expect(inTopics({ kinds: [], institutions: [] }, law)).toBe(true);
    expect(inTopics({ kinds: ['draft_law'], institutions: [] }, law)).toBe(true);
    expect(inTopics({ kinds: ['strategy'], institutions: [] }, law)).toBe(false);
    expect(inTopics({ kinds: ['draft_law'], institutions: ['msh'] }, law)).toBe(false);
    expect(inTopics({ kinds: [], institutions: ['msh', 'mpms'] }, law)).toBe(true);
    expect(inTopics({ kinds: [], institutions: ['its predecessor'] }, law)).toBe(true);
  });

  it('keep back notices; cards only where that was chosen too', () => {
    const strategies = { ...DEFAULT_PREFERENCES, kinds: ['strategy'] };
    expect(wantsCard(strategies, law)).toBe(true);
    expect(wantsCard({ ...strategies, otherCards: false }, law)).toBe(false);
  });
});
