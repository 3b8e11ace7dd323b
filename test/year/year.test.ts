import { expect, it } from 'vitest';
import { liveYear } from './life.ts';
import { slope } from './measure.ts';

it('tells every message of six weeks over a change of the clock once, and none else', async () => {
  const options = { channels: 12, drafts: 5, days: 42, from: '2027-03-08', seed: 9 } as const;
  const report = await liveYear(options, 'sqlite');
  expect(report.complaints).toEqual([]);
  // The six weeks must have been worth it.
  const told = new Map(report.messages.map((row) => [row.kind, row.told]));
  for (const kind of [
    'draft',
    'contribution.reminder',
    'plan.reminder',
    'contribution',
    'contribution.shared',
  ]) {
    expect(told.get(kind) ?? 0, kind).toBeGreaterThan(0);
  }
  expect(report.countdowns).toBeGreaterThan(100);
  expect(report.restarts).toBeGreaterThan(0);
}, 120_000);

it('draws a line through samples', () => {
  expect(slope([1, 3, 5, 7])).toBe(2);
  expect(slope([4, 4, 4])).toBe(0);
  expect(slope([1])).toBe(0);
});
