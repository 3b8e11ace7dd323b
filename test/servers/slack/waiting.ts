interface Waiter {
  check: () => void;
}

/** Lets tests wait for a state of the server: conditions are looked at again after every change. */
export class Waiting {
  private readonly waiters = new Set<Waiter>();
  private readonly describe: () => string;

  constructor(describe: () => string) {
    this.describe = describe;
  }

  /** Says that something a person or a test could see has changed. */
  changed(): void {
    for (const waiter of [...this.waiters]) waiter.check();
  }

  /**
   * Resolves with the first truthy value of `predicate`, looked at now and after every change.
   * Rejects after `timeoutMs` with a message that names `what` and shows what was seen instead.
   */
  waitFor<T>(
    predicate: () => T | undefined | null | false,
    what: string,
    timeoutMs = 5_000,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        finish();
      };
      const waiter: Waiter = {
        check: () => {
          try {
            const value = predicate();
            if (value) settle(() => resolve(value));
          } catch (error) {
            settle(() => reject(error));
          }
        },
      };
      const timer = setTimeout(() => {
        settle(() =>
          reject(new Error(`waited ${timeoutMs} ms in vain for ${what}\n${this.describe()}`)),
        );
      }, timeoutMs);
      this.waiters.add(waiter);
      waiter.check();
    });
  }
}
