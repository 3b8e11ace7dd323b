import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everyMinute } from '../../src/schedule/everyMinute.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let ticks: string[];
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2027-03-28T00:30:20Z') });
  ticks = [];
  stop = everyMinute(() => ticks.push(new Date().toISOString().slice(11, 19)));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('ticks at every full minute, also in the nights on which clocks change', () => {
  vi.advanceTimersByTime(HOUR);
  expect(ticks).toHaveLength(60);
  expect(ticks.slice(0, 2)).toEqual(['00:31:00', '00:32:00']);
  expect(ticks.at(-1)).toBe('01:30:00');
  vi.setSystemTime(new Date('2027-10-31T00:30:00Z'));
  vi.advanceTimersByTime(MINUTE);
  ticks = [];
  vi.advanceTimersByTime(HOUR);
  expect(ticks).toHaveLength(60);
});

it('goes on within a minute when the clock is set back an hour', () => {
  vi.advanceTimersByTime(MINUTE);
  vi.setSystemTime(Date.now() - HOUR);
  ticks = [];
  vi.advanceTimersByTime(10 * MINUTE);
  expect(ticks).toHaveLength(10);
});

it('ticks once for a week in which the machine slept', () => {
  vi.setSystemTime(Date.now() + 7 * 24 * HOUR);
  vi.advanceTimersByTime(MINUTE);
  expect(ticks.length).toBe(1);
});

it('ends when it is told to', () => {
  stop();
  vi.advanceTimersByTime(HOUR);
  expect(ticks).toEqual([]);
});
