import { pino } from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import { everyMinute, type Minutes } from '../../src/schedule/everyMinute.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let ticks: string[];
let minutes: Minutes;

function start(now: string): void {
  vi.useFakeTimers({ now: new Date(now) });
  ticks = [];
  minutes = everyMinute(
    () => ticks.push(new Date().toISOString().slice(11, 19)),
    pino({ level: 'silent' }),
  );
}
afterEach(async () => {
  await minutes.stop();
  vi.useRealTimers();
});

it.each(['2027-03-28T00:30:20Z', '2027-10-31T00:30:20Z'])(
  'ticks at every full minute of the night of %s, in which clocks change',
  async (night) => {
    start(night);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(ticks).toHaveLength(60);
    expect(ticks.slice(0, 2)).toEqual(['00:31:00', '00:32:00']);
    expect(ticks.at(-1)).toBe('01:30:00');
  },
);

it('goes on within two minutes when the clock is set back an hour', async () => {
  start('2027-03-28T00:30:20Z');
  await vi.advanceTimersByTimeAsync(MINUTE);
  vi.setSystemTime(Date.now() - HOUR);
  ticks = [];
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(ticks.length).toBeGreaterThan(0);
  ticks = [];
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(ticks).toHaveLength(10);
});

it('ticks once for a day in which the machine slept', async () => {
  start('2027-03-28T00:30:20Z');
  vi.setSystemTime(Date.now() + 24 * HOUR);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(ticks).toHaveLength(1);
});

it('ends when it is told to', async () => {
  start('2027-03-28T00:30:20Z');
  await minutes.stop();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(ticks).toEqual([]);
});
