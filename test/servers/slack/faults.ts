import { type Draw, drawFault, type FaultRates, type Onlooker, seeded } from '../seeded.ts';
import type { Json } from './types.ts';

/** One call that a fault may hit: a Web API method, or `response_url`, `upload`, `download`. */
export interface Call {
  method: string;
  /** The arguments, structured ones parsed. */
  args: Json;
}

/** What may go wrong with one call. */
export type Fault =
  /** HTTP 429; without `retryAfter` (seconds) the header is missing. Nothing is done. */
  | { kind: 'rateLimited'; retryAfter?: number }
  /** Another HTTP status with a text body. Nothing is done, or with `workDone` all of it. */
  | { kind: 'status'; status: number; body?: string; workDone?: boolean }
  /** An HTML page where JSON is expected; status 502 unless given. Nothing is done. */
  | { kind: 'html'; status?: number }
  /** `{"ok":false,"error":…}`. Nothing is done. */
  | { kind: 'error'; error: string }
  /** The connection is cut before anything is done. */
  | { kind: 'dropRequest' }
  /** The work is done, then the connection is cut instead of a reply. */
  | { kind: 'dropReply' }
  /** The work is done, the reply comes `ms` later. */
  | { kind: 'slow'; ms: number }
  /** The work is done, the reply comes when the test releases it. */
  | { kind: 'hold' }
  /** No reply ever comes: the client has to give up. Nothing is done, or with `workDone` all of it. */
  | { kind: 'hang'; workDone: boolean };

/** A fault that was ordered; tells whether it struck. */
export interface OrderedFault {
  readonly fault: Fault;
  /** How many calls it hit so far. */
  readonly hits: number;
  /** Lets held replies go. */
  release(): void;
}

class Order implements OrderedFault {
  readonly fault: Fault;
  hits = 0;
  remaining: number;
  readonly matches: (call: Call) => boolean;
  readonly released: Promise<void>;
  release: () => void = () => undefined;

  constructor(matches: (call: Call) => boolean, fault: Fault, times: number) {
    this.matches = matches;
    this.fault = fault;
    this.remaining = times;
    this.released = new Promise((resolve) => {
      this.release = resolve;
    });
  }
}

/** Faults on demand, and at random. */
export class Faults {
  /** Sees every call at each of its moments. */
  onlooker: Onlooker<Call> | undefined;
  private readonly orders: Order[] = [];
  private random: (() => Fault | undefined) | undefined;

  /**
   * Makes the next call (or the next `times` calls) of a method, or for which the predicate
   * holds, go wrong. Orders strike in the sequence they were given.
   */
  next(match: string | ((call: Call) => boolean), fault: Fault, times = 1): OrderedFault {
    const matches = typeof match === 'string' ? (call: Call) => call.method === match : match;
    const order = new Order(matches, fault, times);
    this.orders.push(order);
    return order;
  }

  /**
   * From now on calls that no order hits go wrong at random: the same seed and the same sequence of
   * calls give the same faults.
   */
  atRandom(seed: number, rates: FaultRates): void {
    const draw = seeded(seed, 'slack');
    this.random = () => randomFault(draw, rates);
  }

  /** Forgets all orders, releases what is held, and ends what is at random. */
  clear(): void {
    this.random = undefined;
    this.onlooker = undefined;
    for (const order of this.orders) {
      order.remaining = 0;
      order.release();
    }
  }

  /** Takes the first order that fits a call. */
  take(call: Call): { fault: Fault; released: Promise<void> } | undefined {
    const order = this.orders.find((one) => one.remaining > 0 && one.matches(call));
    if (order === undefined) {
      const fault = this.random?.();
      return fault && { fault, released: Promise.resolve() };
    }
    order.remaining -= 1;
    order.hits += 1;
    return order;
  }
}

function randomFault(draw: Draw, rates: FaultRates): Fault | undefined {
  switch (drawFault(draw, rates)) {
    case 'limited':
      // Slack counts whole seconds.
      return { kind: 'rateLimited', retryAfter: draw() < 0.5 ? 0 : 1 };
    case 'limitedUnsaid':
      return { kind: 'rateLimited' };
    case 'failed':
      return draw() < 0.5 ? { kind: 'status', status: 503 } : { kind: 'html' };
    case 'failedDone':
      return { kind: 'status', status: 500, workDone: true };
    case 'cut':
      return { kind: 'dropRequest' };
    case 'cutDone':
      return { kind: 'dropReply' };
    case 'hangs':
      return { kind: 'hang', workDone: false };
    case 'hangsDone':
      return { kind: 'hang', workDone: true };
    case undefined:
      return undefined;
  }
}
