import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepRecent } from '../../src/documents/recent.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('keepRecent', () => {
  it('reads once for those who ask soon after one another, and forgets it after minutes', async () => {
    const recent = keepRecent<string>();
    const read = vi.fn(async () => 'text');
    expect(await Promise.all([recent('a', read), recent('a', read)])).toEqual(['text', 'text']);
    vi.advanceTimersByTime(60_000);
    await recent('a', read);
    expect(read).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10 * 60_000);
    await recent('a', read);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('keeps no failure, and only the latest few', async () => {
    const recent = keepRecent<string>();
    await expect(recent('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    const read = vi.fn(async () => 'text');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'a']) await recent(name, read);
    expect(read).toHaveBeenCalledTimes(6);
    await recent('e', read);
    expect(read).toHaveBeenCalledTimes(6);
  });
});
