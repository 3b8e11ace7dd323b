interface Timer {
  due: number;
  run: () => void;
  handle: NodeJS.Timeout;
}

/** The server's time: real, plus whatever a test has jumped ahead. Jumping fires what falls due. */
export class Clock {
  #ahead = 0;
  readonly #timers = new Set<Timer>();

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Runs once after `ms` of this clock's time; the returned function calls it off. */
  after(ms: number, run: () => void): () => void {
    const timer: Timer = { due: this.now() + ms, run, handle: setTimeout(() => {}, 0) };
    this.#arm(timer);
    this.#timers.add(timer);
    return () => this.#forget(timer);
  }

  /** Jumps ahead by `ms` and runs, in order, every timer that has come due. */
  advance(ms: number): void {
    this.#ahead += ms;
    const due = [...this.#timers].filter((timer) => timer.due <= this.now());
    due.sort((a, b) => a.due - b.due);
    for (const timer of this.#timers) this.#arm(timer);
    for (const timer of due) this.#fire(timer);
  }

  /** Calls every timer off. */
  stop(): void {
    for (const timer of [...this.#timers]) this.#forget(timer);
  }

  #arm(timer: Timer): void {
    clearTimeout(timer.handle);
    timer.handle = setTimeout(() => this.#fire(timer), Math.max(0, timer.due - this.now()));
  }

  #fire(timer: Timer): void {
    if (!this.#timers.has(timer)) return;
    this.#forget(timer);
    timer.run();
  }

  #forget(timer: Timer): void {
    clearTimeout(timer.handle);
    this.#timers.delete(timer);
  }
}
