import fc from 'fast-check';
import { addDays, type Day } from '../../src/calendar/index.ts';

/** Any day of 2001–2099, so that counting a few hundred days on stays within 2000–2100. */
export const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 36_158 })
  .map((n) => addDays('2001-01-01', n));
