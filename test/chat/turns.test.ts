import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/chat/turns.ts';
import { gate } from '../delivery/fakePlatform.ts';

/** Work that is under way until the test ends it. */
function held(log: string[], name: string) {
  const end = gate();
  const begun = gate();
  return {
    begun: begun.promise,
    end: end.open,
    work: async () => {
      log.push(name);
      begun.open();
      await end.promise;
      return name;
    },
  };
}

describe('turns', () => {
  it('let so many run at once, and whoever looks at a screen goes first', async () => {
    const turns = createTurns(2);
    const log: string[] = [];
    const [a, b, later, now] = ['a', 'b', 'later', 'now'].map((name) => held(log, name));
    if (!a || !b || !later || !now) throw new Error('four');
    const ends = [turns.take('now', a.work), turns.take('later', b.work)];
    await Promise.all([a.begun, b.begun]);
    ends.push(turns.take('later', later.work), turns.take('now', now.work));
    expect(turns.busy).toBe(4);
    a.end();
    await now.begun;
    expect(log).toEqual(['a', 'b', 'now']);
    for (const one of [b, later, now]) one.end();
    expect(await Promise.all(ends)).toEqual(['a', 'b', 'later', 'now']);
    expect(log).toEqual(['a', 'b', 'now', 'later']);
  });

  it('begin nothing while somebody is being acknowledged', async () => {
    const turns = createTurns(1);
    const acknowledgement = gate();
    const log: string[] = [];
    turns.after(acknowledgement.promise.then(() => log.push('acknowledged')));
    const work = turns.take('now', async () => log.push('begun'));
    for (let round = 0; round < 5; round += 1) await new Promise(setImmediate);
    expect(log).toEqual([]);
    acknowledgement.open();
    await work;
    expect(log).toEqual(['acknowledged', 'begun']);
  });

  it('begin only once no more arrive', async () => {
    const turns = createTurns(5);
    const log: string[] = [];
    const first = turns.take('now', async () => log.push('first'));
    await new Promise(setImmediate);
    log.push('arrived');
    await Promise.all([first, turns.take('now', async () => log.push('second'))]);
    expect(log[0]).toBe('arrived');
    expect(log).toHaveLength(3);
  });

  it('go on after work that fails, and say when it is quiet', async () => {
    const turns = createTurns(1);
    await turns.quiet();
    const failing = turns.take('now', () => Promise.reject(new Error('no')));
    let quiet = false;
    const silence = turns.quiet().then(() => {
      quiet = true;
    });
    const last = turns.take('now', async () => quiet);
    await expect(failing).rejects.toThrow('no');
    expect(await last).toBe(false);
    await silence;
  });
});
