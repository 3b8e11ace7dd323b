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
  /** Went, and nobody knows yet when the other side counted them. */
  #underWay = 0;
  #blockedUntil = Number.NEGATIVE_INFINITY;

  constructor(rate: Rate) {
    this.rate = rate;
  }

  /**
   * The earliest time from `now` on at which one may go that leaves `reserve` places to others;
   * infinite while that depends on what is under way.
   */
  at(now: number, reserve = 0): number {
    const places = Math.max(1, this.rate.most - reserve) - this.#underWay;
    if (places <= 0) return Number.POSITIVE_INFINITY;
    const earliest = Math.max(now, this.#blockedUntil);
    const before = this.#taken.at(-places);
    return before === undefined ? earliest : Math.max(earliest, before + this.rate.perMs);
  }

  /** Counts one that goes now. */
  take(now: number): void {
    this.#count(now);
  }

  /** One goes, and holds its place until {@link end} says since when it counts. */
  begin(): void {
    this.#underWay += 1;
  }

  end(since: number): void {
    this.#underWay -= 1;
    this.#count(since);
  }

  /** Lets none go before this time. */
  block(until: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
  }

  #count(at: number): void {
    this.#taken.splice(this.#taken.findLastIndex((one) => one <= at) + 1, 0, at);
    const surplus = this.#taken.length - this.rate.most;
    if (surplus > 0) this.#taken.splice(0, surplus);
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

/** What takes longer is no longer on its way, but waits for something that is not about limits. */
const HELD_MOST_MS = 2_000;

export interface Passage extends Omit<Turn, 'reserve'> {
  /**
   * From when on a call counts: since its reply, which is always after the other side counted it,
   * or since it was made, where the rate must not suffer from slow replies.
   */
  since: 'call' | 'reply';
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
  /** Lets the first of those who wait look again. */
  #look: () => void = () => {};

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
  turn(turn: Turn = {}): Promise<void> {
    return this.#enter(turn, () => this.#limiter.take(this.#now()));
  }

  /**
   * Makes a call when it is its turn. Its place is held until the reply is here, so that calls which
   * were held up on their way do not arrive together with the next.
   */
  async through<T>(call: () => Promise<T>, { mostMs, signal, since }: Passage): Promise<T> {
    await this.#enter({ mostMs, signal }, () => this.#limiter.begin());
    const began = this.#now();
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      clearTimeout(timer);
      const now = this.#now();
      const soonest = Math.max(began, now - this.#limiter.rate.perMs);
      this.#limiter.end(since === 'reply' ? now : soonest);
      this.#look();
    };
    const timer = since === 'call' ? setTimeout(release, HELD_MOST_MS) : undefined;
    try {
      return await call();
    } finally {
      release();
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
    const at = this.#limiter.at(now, reserve);
    // What is under way ends some time; nobody knows when.
    return Number.isFinite(at) ? at - now + ahead : ahead;
  }

  async #enter(
    { reserve = 0, mostMs = Number.POSITIVE_INFINITY, signal }: Turn,
    go: () => void,
  ): Promise<void> {
    const waitMs = this.#foreseen(reserve);
    if (waitMs > mostMs) throw new NoTurn(waitMs);
    const mine = this.#last.then(async () => {
      await this.#free(reserve, signal);
      go();
    });
    this.#last = mine.catch(() => undefined);
    this.#waiting += 1;
    try {
      await mine;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Resolves when one may go; only the first of those who wait asks. */
  async #free(reserve: number, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const now = this.#now();
      const at = this.#limiter.at(now, reserve);
      if (at <= now) return;
      await this.#pause(at - now, signal);
    }
  }

  #pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(() => this.#look(), Math.ceil(ms)) : undefined;
      this.#look = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', this.#look);
        this.#look = () => {};
        resolve();
      };
      signal?.addEventListener('abort', this.#look, { once: true });
    });
  }
}
