import { describe, expect, it } from 'vitest';
import { inGroups } from '../../src/storage/group.ts';
import { gate } from '../delivery/fakePlatform.ts';

describe('what is done in groups', () => {
  it('is done together when it comes together, and each gets its own result', async () => {
    const groups: string[][] = [];
    const shout = inGroups(async (words: readonly string[]) => {
      groups.push([...words]);
      return words.map((word) => word.toUpperCase());
    });
    expect(await Promise.all(['a', 'b', 'c'].map(shout))).toEqual(['A', 'B', 'C']);
    expect(groups).toEqual([['a', 'b', 'c']]);
  });

  it('gathers while a group is being done', async () => {
    const groups: number[][] = [];
    const first = gate();
    const add = inGroups(async (numbers: readonly number[]) => {
      groups.push([...numbers]);
      if (groups.length === 1) await first.promise;
      return numbers;
    });
    const one = add(1);
    while (groups.length === 0) await new Promise(setImmediate);
    const others = [add(2), add(3)];
    first.open();
    expect(await Promise.all([one, ...others])).toEqual([1, 2, 3]);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it('fails for the whole of a group, and only for it', async () => {
    let fails = true;
    const work = inGroups(async (items: readonly string[]) => {
      if (fails) throw new Error('the disk is full');
      return items;
    });
    const ends = await Promise.allSettled([work('a'), work('b')]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await work('c')).toBe('c');
  });
});
