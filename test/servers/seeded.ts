/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export type Draw = () => number;

/** A sequence of its own for each seed and name. */
export function seeded(seed: number, name = ''): Draw {
  let state = seed >>> 0;
  for (const character of name) state = (Math.imul(state, 31) + character.charCodeAt(0)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several. */
export function oneOf<T>(draw: Draw, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(draw() * choices.length)] ?? choices[0];
}

/** A whole number from `least` to `most`. */
export function wholeNumber(draw: Draw, least: number, most: number): number {
  return least + Math.floor(draw() * (most - least + 1));
}

/**
 * How often each kind of random fault strikes a request, from 0 to 1; together at most 1. What is
 * left goes well.
 */
export interface FaultRates {
  /** 429 that says how long to wait. */
  limited: number;
  /** 429 that does not. */
  limitedUnsaid: number;
  /** 5xx, nothing done. */
  failed: number;
  /** 5xx although the work was done. */
  failedDone: number;
  /** The connection is cut, nothing done. */
  cut: number;
  /** The connection is cut in place of a reply; the work is done. */
  cutDone: number;
  /** Nothing is done and nothing comes until the client gives up. */
  hangs: number;
  /** The work is done, and nothing comes until the client gives up. */
  hangsDone: number;
}

export type RandomFault = keyof FaultRates;

/** Of a hundred requests thirteen go wrong, in every way; five of them do their work. */
export const USUAL_RATES: FaultRates = {
  limited: 0.02,
  limitedUnsaid: 0.01,
  failed: 0.02,
  failedDone: 0.02,
  cut: 0.02,
  cutDone: 0.02,
  hangs: 0.01,
  hangsDone: 0.01,
};

/** Which fault strikes the next request, by one number of the sequence. */
export function drawFault(draw: Draw, rates: FaultRates): RandomFault | undefined {
  let left = draw();
  for (const [kind, rate] of Object.entries(rates) as [RandomFault, number][]) {
    if (left < rate) return kind;
    left -= rate;
  }
  return undefined;
}

/**
 * Where a request stands: `arrived`, nothing done yet; `worked`, the work is done and no reply
 * sent; `replied`, the reply has left.
 */
export type Moment = 'arrived' | 'worked' | 'replied';

/** Looks on at a moment of a request; `abandon`, on arrival: nothing is done, nothing replied. */
export type Onlooker<C> = (moment: Moment, call: C) => Promise<'abandon' | undefined> | undefined;
