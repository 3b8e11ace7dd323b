import { describe, expect, it } from 'vitest';
import { Gate, Limiter, NoTurn } from '../../src/chat/limiter.ts';
import { gate as promise } from '../delivery/fakePlatform.ts';

describe('a limiter', () => {
  it('lets so many go at once, and each next one when the window has slid past another', () => {
    const limiter = new Limiter({ most: 2, perMs: 100 });
    expect(limiter.at(0)).toBe(0);
    limiter.take(0);
    limiter.take(30);
    expect(limiter.at(40)).toBe(100);
    limiter.take(100);
    expect(limiter.at(100)).toBe(130);
    expect(limiter.at(500)).toBe(500);
  });

  it('leaves a reserve to those who do not wait', () => {
    const limiter = new Limiter({ most: 3, perMs: 100 });
    limiter.take(0);
    limiter.take(0);
    expect(limiter.at(10, 1)).toBe(100);
    expect(limiter.at(10)).toBe(10);
  });

  it('goes on counting under another rate', () => {
    const limiter = new Limiter({ most: 5, perMs: 100 });
    for (let one = 0; one < 3; one += 1) limiter.take(0);
    limiter.rate = { most: 2, perMs: 1_000 };
    expect(limiter.at(10)).toBe(1_000);
    limiter.rate = { most: 5, perMs: 100 };
    expect(limiter.at(10)).toBe(10);
  });

  it('lets none go while it is blocked', () => {
    const limiter = new Limiter({ most: 5, perMs: 100 });
    limiter.block(250);
    limiter.block(200);
    expect(limiter.at(10)).toBe(250);
  });

  it('cannot say when while everything is under way', () => {
    const limiter = new Limiter({ most: 2, perMs: 100 });
    limiter.begin();
    limiter.begin();
    expect(limiter.at(0)).toBe(Number.POSITIVE_INFINITY);
    limiter.end(50);
    expect(limiter.at(60)).toBe(150);
  });

  it('never lets more go in any window than the rate allows', () => {
    const limiter = new Limiter({ most: 7, perMs: 90 });
    const gone: number[] = [];
    for (let now = 0; gone.length < 200; now += 1 + ((now * 7) % 13)) {
      if (limiter.at(now) > now) continue;
      limiter.take(now);
      gone.push(now);
    }
    for (const from of gone) {
      expect(gone.filter((at) => at >= from && at < from + 90).length).toBeLessThanOrEqual(7);
    }
  });
});

describe('a gate', () => {
  it('lets calls through in the order in which they came', async () => {
    const gate = new Gate({ most: 1, perMs: 5 });
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        await gate.turn();
        order.push(number);
      }),
    );
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('refuses a wait that is too long, and says how long it would be', async () => {
    const gate = new Gate({ most: 2, perMs: 1_000 }, () => 0);
    await gate.turn({ mostMs: 10 });
    await gate.turn({ mostMs: 10 });
    const refused = await gate.turn({ mostMs: 10 }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NoTurn);
    expect(refused).toMatchObject({ waitMs: 1_000 });
  });

  it('counts those who do not wait', async () => {
    const gate = new Gate({ most: 2, perMs: 1_000 }, () => 0);
    gate.pass();
    gate.pass();
    gate.pass();
    await expect(gate.turn({ mostMs: 10 })).rejects.toThrow(NoTurn);
  });

  it('lets go of who is called off, and of nobody else', async () => {
    const gate = new Gate({ most: 1, perMs: 5 });
    await gate.turn();
    const leaving = new AbortController();
    const left = gate.turn({ signal: leaving.signal });
    const stays = gate.turn();
    leaving.abort();
    await expect(left).rejects.toThrow();
    await stays;
  });

  it('holds a place until the reply is here', async () => {
    const gate = new Gate({ most: 1, perMs: 0 });
    const reply = promise();
    const order: string[] = [];
    const first = gate.through(
      async () => {
        order.push('first');
        await reply.promise;
        order.push('reply');
      },
      { since: 'call' },
    );
    const second = gate.through(async () => void order.push('second'), { since: 'call' });
    await Promise.resolve();
    reply.open();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'reply', 'second']);
  });

  it('gives the place back when the call fails', async () => {
    const gate = new Gate({ most: 1, perMs: 0 });
    const failing = gate.through(() => Promise.reject(new Error('no')), { since: 'reply' });
    await expect(failing).rejects.toThrow('no');
    expect(await gate.through(async () => 'yes', { since: 'reply' })).toBe('yes');
  });
});
