/** At most so many in any stretch of so many milliseconds. */
export interface Rate {
  readonly most: number;
  readonly perMs: number;
}

/**
 * Says when the next one may go under a {@link Rate}, in a window that slides: no stretch of time
 * ever holds more than the rate allows, wherever it begins. Pure; times are milliseconds of a clock
 * that never goes back.
 */
export class Limiter {
  rate: Rate;
  /** When the last ones went; no more than the rate looks back on. */
  #taken: number[] = [];
  #blockedUntil = Number.NEGATIVE_INFINITY;

  constructor(rate: Rate) {
    this.rate = rate;
  }

  /** The earliest time from `now` on at which one may go that leaves `reserve` places to others. */
  at(now: number, reserve = 0): number {
    const places = Math.max(1, this.rate.most - reserve);
    const earliest = Math.max(now, this.#blockedUntil);
    const before = this.#taken.at(-places);
    return before === undefined ? earliest : Math.max(earliest, before + this.rate.perMs);
  }

  /** Counts one that goes now. */
  take(now: number): void {
    this.#taken.push(now);
    const surplus = this.#taken.length - this.rate.most;
    if (surplus > 0) this.#taken.splice(0, surplus);
  }

  /** Lets none go before this time. */
  block(until: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
  }
}

/** There is no turn within the time that somebody would have waited. */
export class NoTurn extends Error {
  override name = 'NoTurn';
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(`no turn for ${Math.ceil(waitMs)} ms`);
    this.waitMs = waitMs;
  }
}

export interface Turn {
  /** Places left to those who do not wait. */
  reserve?: number;
  /** The longest wait that makes sense; a longer one is refused at once. */
  mostMs?: number;
  signal?: AbortSignal;
}

/**
 * Lets calls through one {@link Limiter}, in the order in which they came. A call is counted when it
 * goes, not when its turn was foreseen: after the program was held up, nothing goes all at once.
 */
export class Gate {
  readonly #limiter: Limiter;
  readonly #now: () => number;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** `now` is monotonic, so that no change of the machine's clock lets too many through. */
  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#limiter = new Limiter(rate);
    this.#now = now;
  }

  set rate(rate: Rate) {
    this.#limiter.rate = rate;
  }

  /** Counts a call that does not wait: somebody looks at a screen meanwhile. */
  pass(): void {
    this.#limiter.take(this.#now());
  }

  /** Resolves when it is this call's turn. Rejects with {@link NoTurn}, or when it is called off. */
  async turn({ reserve = 0, mostMs = Number.POSITIVE_INFINITY, signal }: Turn = {}): Promise<void> {
    const waitMs = this.#foreseen(reserve);
    if (waitMs > mostMs) throw new NoTurn(waitMs);
    const mine = this.#last.then(() => this.#go(reserve, signal));
    this.#last = mine.catch(() => undefined);
    this.#waiting += 1;
    try {
      await mine;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Whoever limits us said how long nothing more may come. */
  block(ms: number): void {
    this.#limiter.block(this.#now() + ms);
  }

  #foreseen(reserve: number): number {
    const { most, perMs } = this.#limiter.rate;
    const now = this.#now();
    const ahead = (this.#waiting / Math.max(1, most - reserve)) * perMs;
    return this.#limiter.at(now, reserve) - now + ahead;
  }

  async #go(reserve: number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#now();
      const at = this.#limiter.at(now, reserve);
      if (at <= now) return this.#limiter.take(now);
      await until(at - now, signal);
    }
  }
}

function until(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const called = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', called);
      resolve();
    }, Math.ceil(ms));
    signal?.addEventListener('abort', called, { once: true });
  });
}
