import fc from 'fast-check';
import {
  addDays,
  asDay,
  type Day,
  FEASTS,
  feastIn,
  type HolidayCorrection,
  holidaysOf,
} from '../../src/calendar/index.ts';

/** Any day of 2001–2099, so that counting a few hundred days on stays within 2000–2100. */
export const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 36_158 })
  .map((n) => addDays('2001-01-01', n));

/** Any days off that staff might correct in 2026–2028, in any order, sensible or not. */
export const anyCorrections: fc.Arbitrary<HolidayCorrection[]> = (() => {
  const near = fc.integer({ min: 0, max: 1_095 }).map((n) => addDays('2026-01-01', n));
  const names = { sq: 'Ditë pushimi', sr: 'Neradni dan', en: 'Day off' };
  const add = near.map((day): HolidayCorrection => ({ kind: 'add', day, feast: 'added', names }));
  const remove = fc
    .oneof(
      near,
      fc.constantFrom(...[2026, 2027, 2028].flatMap((year) => holidaysOf(year))).map((h) => h.day),
    )
    .map((day): HolidayCorrection => ({ kind: 'remove', day }));
  const move = fc
    .tuple(
      fc.constantFrom(...FEASTS),
      fc.integer({ min: 2026, max: 2028 }),
      fc.integer({ min: -12, max: 12 }),
    )
    .map(([{ feast }, year, by]): HolidayCorrection => {
      const from = feastIn(year, feast)[0]?.day ?? `${year}-06-01`;
      return { kind: 'move', feast, from: asDay(from), to: addDays(asDay(from), by) };
    });
  return fc.array(fc.oneof(add, remove, move), { maxLength: 6 });
})();
