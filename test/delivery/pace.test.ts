import { describe, expect, it } from 'vitest';
import { type Need, needOf, Pacer, pacesUnder } from '../../src/delivery/pace.ts';

const paces = pacesUnder({ slackPostsPerMinute: 300 });
const NEEDS: readonly Need[] = ['post', 'edit', 'look', 'upload'];

/** How many may begin within so many milliseconds when one waits at any time. */
function howMany(pacer: Pacer, platform: 'slack' | 'discord', need: Need, withinMs: number) {
  let count = 0;
  for (let now = 0; now < withinMs; count += 1) {
    pacer.take(platform, need, now);
    now += pacer.waitMs(platform, need, now);
  }
  return count;
}

describe('what a row needs', () => {
  const row = { kind: 'draft', messageId: null, attemptedAt: null };
  const uploads = new Set(['file']);

  it('is an edit once it has a message, and a look after an attempt that nobody saw end', () => {
    expect(needOf(row, uploads)).toBe('post');
    expect(needOf({ ...row, attemptedAt: new Date() }, uploads)).toBe('look');
    expect(needOf({ ...row, kind: 'file' }, uploads)).toBe('upload');
    expect(
      needOf({ ...row, kind: 'file', messageId: 'm1', attemptedAt: new Date() }, uploads),
    ).toBe('edit');
  });
});

describe('the paces', () => {
  it('stay under Slack’s ceiling and leave some of it to answers', () => {
    const posts = howMany(new Pacer(paces), 'slack', 'post', 60_000);
    expect(posts).toBeGreaterThanOrEqual(300 / 1.1);
    expect(posts).toBeLessThan(300);
  });

  it.each([10, 59, 60, 300, 1_200])('follow the setting of %i posts a minute', (perMinute) => {
    const pacer = new Pacer(pacesUnder({ slackPostsPerMinute: perMinute }));
    const posts = howMany(pacer, 'slack', 'post', 600_000) / 10;
    expect(posts).toBeGreaterThanOrEqual(perMinute / 1.1);
    expect(posts).toBeLessThanOrEqual(perMinute);
  });

  it('allow Slack’s tier 3 of edits, and not more', () => {
    expect(howMany(new Pacer(paces), 'slack', 'edit', 60_000)).toBe(50);
  });

  it('allow Discord 50 a second over all needs together', () => {
    const pacer = new Pacer(paces);
    for (let one = 0; one < 50; one += 1) {
      pacer.take('discord', NEEDS[one % 4] ?? 'post', Math.floor(one / 10) * 100);
    }
    for (const need of NEEDS) expect(pacer.waitMs('discord', need, 500)).toBe(500);
  });

  it('give Discord small helpings, behind which people need not wait long', () => {
    const pacer = new Pacer(paces);
    for (let one = 0; one < 10; one += 1) pacer.take('discord', 'post', 0);
    expect(pacer.waitMs('discord', 'edit', 0)).toBe(50);
  });

  it('let a used-up budget hold up no other, nor one platform the other', () => {
    const pacer = new Pacer(paces);
    for (let one = 0; one < 50; one += 1) pacer.take('slack', 'edit', 0);
    expect(pacer.waitMs('slack', 'edit', 0)).toBeGreaterThan(0);
    for (const need of ['post', 'look', 'upload'] as const) {
      expect(pacer.waitMs('slack', need, 0)).toBe(0);
    }
    for (const need of NEEDS) {
      expect(pacer.waitMs('discord', need, 0)).toBe(0);
      expect(pacer.waitMs('sandbox', need, 0)).toBe(0);
    }
  });

  it('count a look as the post that may follow it', () => {
    const pacer = new Pacer(paces);
    for (let one = 0; one < 5; one += 1) pacer.take('slack', 'look', 0);
    expect(pacer.waitMs('slack', 'post', 0)).toBeGreaterThan(0);
  });

  it('go on counting when the setting changes', () => {
    const pacer = new Pacer(paces);
    for (let one = 0; one < 5; one += 1) pacer.take('slack', 'post', 0);
    pacer.paces = pacesUnder({ slackPostsPerMinute: 60 });
    expect(pacer.waitMs('slack', 'post', 0)).toBeGreaterThan(1_000);
  });
});

describe('a refusal', () => {
  const refuse = (pacer: Pacer, queue: string, now: number, retryAfterMs = 30_000) =>
    pacer.refused('slack', 'post', { queue, retryAfterMs, now });

  it('of one channel, however often, is about that channel', () => {
    const pacer = new Pacer(paces);
    for (let one = 0; one < 9; one += 1) refuse(pacer, 'c1', one);
    refuse(pacer, 'c2', 10);
    expect(pacer.waitMs('slack', 'post', 10)).toBe(0);
  });

  it('of several channels within a short time is about the platform, until it said', () => {
    const pacer = new Pacer(paces);
    for (const [at, queue] of ['c1', 'c2', 'c3'].entries()) refuse(pacer, queue, at);
    expect(pacer.waitMs('slack', 'post', 2)).toBe(30_000);
    expect(pacer.blockedMs('slack', 'post', 1_002)).toBe(29_000);
    expect(pacer.waitMs('slack', 'post', 30_002)).toBe(0);
    expect(pacer.waitMs('slack', 'edit', 2)).toBe(0);
    expect(pacer.waitMs('discord', 'post', 2)).toBe(0);
  });

  it('of several channels one after the other is about each of them', () => {
    const pacer = new Pacer(paces);
    for (const [index, queue] of ['c1', 'c2', 'c3', 'c4'].entries()) {
      refuse(pacer, queue, index * 6_000);
    }
    expect(pacer.blockedMs('slack', 'post', 18_000)).toBe(0);
  });
});
