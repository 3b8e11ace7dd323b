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
  /** Another HTTP status with a text body. Nothing is done. */
  | { kind: 'status'; status: number; body?: string }
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
  | { kind: 'hold' };

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

/** Faults on demand. */
export class Faults {
  private readonly orders: Order[] = [];

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

  /** Forgets all orders and releases what is held. */
  clear(): void {
    for (const order of this.orders) {
      order.remaining = 0;
      order.release();
    }
  }

  /** Takes the first order that fits a call. */
  take(call: Call): { fault: Fault; released: Promise<void> } | undefined {
    const order = this.orders.find((one) => one.remaining > 0 && one.matches(call));
    if (order === undefined) return undefined;
    order.remaining -= 1;
    order.hits += 1;
    return order;
  }
}
