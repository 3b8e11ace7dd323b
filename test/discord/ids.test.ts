import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ids from '../../src/discord/ids.ts';

describe('custom ids', () => {
  it('come back as the parts they were made of', () => {
    const parts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(parts, ([first, ...others]) => {
        const act = `a${first}`;
        expect(ids.customIdParts(ids.customId(act, ...others))).toEqual([act, ...others]);
      }),
    );
  });

  it('encode only what they must', () => {
    expect(ids.customId('interest.set', '7:00', '50%')).toBe('interest.set:7%3A00:50%25');
  });

  it('throw beyond 100 characters and are null when they are not ours', () => {
    expect(() => ids.customId('a', 'x'.repeat(99))).toThrow(/101 characters/);
    expect(ids.customIdParts('a:%E0%A4%A')).toBeNull();
    expect(ids.customIdParts('')).toBeNull();
  });
});

describe('message ids', () => {
  it('carry their thread', () => {
    expect(ids.decodeMessage('12')).toEqual({ message: '12' });
    const inThread = { thread: '1', message: '2' };
    expect(ids.decodeMessage(ids.encodeMessage(inThread))).toEqual(inThread);
  });
});

describe('marks of a delivery', () => {
  it('are the same for every attempt and fit Discord', () => {
    fc.assert(
      fc.property(fc.string(), (delivery) => {
        expect(ids.nonceOf(delivery)).toBe(ids.nonceOf(delivery));
        expect(ids.nonceOf(delivery)).toMatch(/^[\w-]{25}$/);
        expect(ids.markOf(delivery)).toBeGreaterThan(0);
        expect(ids.markOf(delivery)).toBeLessThan(2 ** 31);
      }),
    );
    expect(ids.nonceOf('a')).not.toBe(ids.nonceOf('b'));
    expect(ids.markOf('a')).not.toBe(ids.markOf('b'));
  });
});

describe('snowflakeAt', () => {
  // Docs: reference, "Snowflakes": 175928847299117063 is of 2016-04-30 11:18:25.796 UTC.
  it('is the smallest id of its millisecond', () => {
    const id = BigInt(ids.snowflakeAt(new Date('2016-04-30T11:18:25.796Z')));
    expect(id >> 22n).toBe(175928847299117063n >> 22n);
    expect(id & 0x3fffffn).toBe(0n);
    expect(ids.snowflakeAt(new Date('1999-01-01'))).toBe('0');
  });
});
