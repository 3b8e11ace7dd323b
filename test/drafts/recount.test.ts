import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, createCalendar } from '../../src/calendar/index.ts';
import { dueMoment, recount, standardDue } from '../../src/drafts/rules.ts';
import { DEFAULT_SETTINGS } from '../../src/storage/settings.ts';
import { anyCorrections } from '../calendar/arbitrary.ts';
import { kosovo, ZONE } from '../chat/desk.ts';

const closing = fc.integer({ min: 30, max: 1_000 }).map((n) => addDays('2026-01-01', n));
const lead = fc.integer({ min: 0, max: 10 });
const long = { now: kosovo('2025-12-01 09:00') };

it('puts a due day that was counted where the rule puts it now, and back again', () => {
  fc.assert(
    fc.property(anyCorrections, anyCorrections, closing, lead, (first, second, closesOn, days) => {
      const settings = { ...DEFAULT_SETTINGS, dueLeadWorkingDays: days };
      const [before, after] = [createCalendar(first), createCalendar(second)];
      const facts = { opensOn: addDays(closesOn, -21), closesOn, zone: ZONE, dueByRule: true };
      const draft = { ...facts, ...standardDue(before, closesOn, settings) };
      const found = recount(draft, before, after, { settings: DEFAULT_SETTINGS, ...long });
      const next = standardDue(after, closesOn, settings);
      expect(found?.kind === 'moves' ? found.dueOn : draft.dueOn).toBe(next.dueOn);
      if (found?.kind === 'moves') expect(found.dueAt).toEqual(dueMoment(next, ZONE));
      const back = recount({ ...facts, ...next }, after, before, { settings, ...long });
      expect(back?.kind === 'moves' ? back.dueOn : next.dueOn).toBe(draft.dueOn);
    }),
  );
});

it('never moves what staff set, and says nothing where no day that counts differs', () => {
  fc.assert(
    fc.property(anyCorrections, closing, fc.nat(40), (corrections, dueOn, after) => {
      const closesOn = addDays(dueOn, after);
      const due = { dueOn, dueTime: '12:00' } as const;
      const draft = { opensOn: dueOn, closesOn, zone: ZONE, dueByRule: false, ...due };
      const world = { settings: DEFAULT_SETTINGS, ...long };
      const calendar = createCalendar(corrections);
      expect(recount(draft, createCalendar(), calendar, world)?.kind).not.toBe('moves');
      expect(recount(draft, calendar, createCalendar(corrections), world)).toBeNull();
    }),
  );
});
