import { describe, expect, it } from 'vitest';
import { drawFault, type RandomFault, seeded, USUAL_RATES } from './seeded.ts';

const drawn = (seed: number, name?: string) => {
  const draw = seeded(seed, name);
  return Array.from({ length: 5_000 }, () => drawFault(draw, USUAL_RATES));
};

describe('random faults', () => {
  it('are the same for the same seed, and others for another seed or name', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    expect(drawn(7, 'one')).not.toEqual(drawn(7, 'other'));
  });

  it('come about as often as their rates say, each kind of them', () => {
    const faults = drawn(1);
    for (const [kind, rate] of Object.entries(USUAL_RATES) as [RandomFault, number][]) {
      const share = faults.filter((one) => one === kind).length / faults.length;
      expect([kind, Math.abs(share - rate) < 0.006]).toEqual([kind, true]);
    }
  });
});
