import { beforeEach, describe, expect, it } from 'vitest';
import { quicker, RateLimits, REAL_LIMITS } from './rateLimits.ts';

let now: number;
let limits: RateLimits;
beforeEach(() => {
  now = 1_800_000_000_000;
  limits = new RateLimits(() => now);
  limits.enforceAll();
});

const post = (channel: string) => limits.check('chat.postMessage', channel);

describe('posts', () => {
  it('go to one channel once a second', () => {
    expect(post('C1')).toBeUndefined();
    expect(post('C1')).toBe(1);
    expect(post('C2')).toBeUndefined();
    now += 1_000;
    expect(post('C1')).toBeUndefined();
  });

  it('go to a workspace in a burst and then five a second', () => {
    const passed = () => {
      let count = 0;
      while (post(`C${now}-${count}`) === undefined) count += 1;
      return count;
    };
    expect(passed()).toBe(10);
    now += 1_000;
    expect(passed()).toBe(5);
    now += 60_000;
    expect(passed()).toBe(10);
    expect(limits.refused).toEqual(new Map([['chat.postMessage', 3]]));
  });
});

describe('calls', () => {
  it('are counted by method in a minute that slides', () => {
    const update = () => limits.check('chat.update', 'C1');
    for (let call = 0; call < 25; call += 1) expect(update()).toBeUndefined();
    now += 30_000;
    for (let call = 0; call < 25; call += 1) expect(update()).toBeUndefined();
    expect(update()).toBe(30);
    expect(limits.check('reactions.get', 'C1')).toBeUndefined();
    now += 30_000;
    for (let call = 0; call < 25; call += 1) expect(update()).toBeUndefined();
    expect(update()).toBe(30);
    expect(limits.refusals).toBe(2);
  });

  it('of tier 4 are a hundred', () => {
    for (let call = 0; call < 100; call += 1) {
      expect(limits.check('users.info', '')).toBeUndefined();
    }
    expect(limits.check('users.info', '')).toBe(60);
  });

  it('without a tier go through', () => {
    for (let call = 0; call < 1_000; call += 1) limits.check('auth.test', '');
    expect(limits.refusals).toBe(0);
  });
});

it('runs in a quicker time', () => {
  limits.enforceAll(quicker(10, REAL_LIMITS));
  expect(post('C1')).toBeUndefined();
  now += 100;
  expect(post('C1')).toBeUndefined();
  for (let call = 0; call < 50; call += 1) limits.check('chat.update', 'C1');
  expect(limits.check('chat.update', 'C1')).toBe(6);
});
