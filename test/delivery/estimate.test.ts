import { describe, expect, it } from 'vitest';
import { estimateLeftMs } from '../../src/delivery/estimate.ts';
import { formatAgo, formatSpan } from '../../src/i18n/dates.ts';

const startedAt = new Date('2026-11-23T09:00:00Z');
const after = (ms: number) => new Date(startedAt.getTime() + ms);

describe('the time that a publication still takes', () => {
  it.each([
    ['as long again when half is sent', { ms: 60_000, sent: 175, waiting: 175 }, 60_000],
    ['by what each took so far', { ms: 10_000, sent: 10, waiting: 340 }, 340_000],
    ['nothing when nothing waits', { ms: 10_000, sent: 0, waiting: 0 }, 0],
    ['unknown before anything was sent', { ms: 10_000, sent: 0, waiting: 5 }, null],
    ['unknown when the clock was set back', { ms: -5_000, sent: 3, waiting: 5 }, null],
    ['unknown at the very beginning', { ms: 0, sent: 3, waiting: 5 }, null],
  ])('is %s', (_, { ms, sent, waiting }, left) => {
    expect(estimateLeftMs({ startedAt, now: after(ms), sent, waiting })).toBe(left);
  });
});

describe('spans of machine time', () => {
  it.each([
    ['en', 61_000, '2 minutes'],
    ['en', 1, '1 minute'],
    ['sq', 5 * 60_000, '5 minuta'],
    ['sr', 21 * 60_000, '21 minut'],
    ['en', 90 * 60_000, '90 minutes'],
    ['en', 91 * 60_000, '2 hours'],
    ['sq', 3 * 3_600_000, '3 orë'],
    ['en', 49 * 3_600_000, '3 days'],
  ] as const)('%s: %i ms', (language, ms, text) => {
    expect(formatSpan(language, ms)).toBe(text);
  });

  it.each([
    ['en', 5_000, 'this minute'],
    ['en', 119_000, '1 minute ago'],
    ['sq', 120_000, '2 minuta më parë'],
    ['sr', 3 * 3_600_000, 'pre 3 sata'],
    ['en', 3 * 86_400_000, '3 days ago'],
    // A clock that was set back makes nothing of the future.
    ['en', -60_000, 'this minute'],
  ] as const)('%s: %i ms ago', (language, ms, text) => {
    expect(formatAgo(language, startedAt, after(ms))).toBe(text);
  });
});
