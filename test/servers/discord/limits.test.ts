import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';
import { Limits, REAL_GLOBAL } from './limits.ts';

let clock: Clock;
let limits: Limits;
beforeEach(() => {
  clock = new Clock();
  limits = new Limits(clock);
});
afterEach(() => clock.stop());

const post = (channel: string) => limits.count('POST /channels/:channel/messages', channel);

describe('the limit over all requests', () => {
  it('refuses the 51st in a second, whatever its route, and says so in the headers', () => {
    limits.global = { ...REAL_GLOBAL, per: 60_000 };
    for (let one = 0; one < 50; one += 1) expect(post(`c${one}`).retryAfter).toBeNull();
    const refused = limits.count('GET /users/@me', '');
    expect(refused).toMatchObject({ global: true, headers: { 'X-RateLimit-Global': 'true' } });
    expect(refused.retryAfter).toBeGreaterThan(50);
    expect(limits.refusals).toBe(1);
    clock.advance(60_000);
    expect(post('c1').retryAfter).toBeNull();
  });

  it('does not bind what answers an interaction', () => {
    limits.global = { requests: 1, per: 60_000 };
    post('c1');
    const callback = 'POST /interactions/:interaction/:token/callback';
    expect(limits.count(callback, 't').retryAfter).toBeNull();
    expect(limits.count('PATCH /webhooks/:application/:token', 't').retryAfter).toBeNull();
    expect(post('c2').global).toBe(true);
  });
});

it('counts refusals of a route as well', () => {
  limits.perRoute = { requests: 1, per: 60_000 };
  post('c1');
  post('c2');
  expect(limits.refusals).toBe(0);
  expect(post('c1')).toMatchObject({ global: false, headers: { 'X-RateLimit-Scope': 'user' } });
  expect(limits.refusals).toBe(1);
});
