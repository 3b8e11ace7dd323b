/** How the worker waits; test servers scale it. All in milliseconds of machine time. */
export interface Timing {
  /**
   * How long a worker may hold a delivery before another takes it. Renewed while its send runs, so
   * that only a dead worker loses one.
   */
  leaseMs: number;
  /** Wait after the first doubtful or failed attempt; doubled each time up to `backoffMostMs`. */
  backoffMs: number;
  backoffMostMs: number;
  /** How long a platform may still carry out what a process asked that is dead. */
  graceMs: number;
  /** Another process may have queued something: the longest wait before looking. */
  lookMs: number;
  /** The longest wait of what may not be told at this hour: civil time may be moved meanwhile. */
  hourLookMs: number;
}

export const TIMING: Timing = {
  leaseMs: 60_000,
  backoffMs: 2_000,
  backoffMostMs: 5 * 60_000,
  // As long as a call may take before it is given up.
  graceMs: 10_000,
  lookMs: 1_000,
  hourLookMs: 5 * 60_000,
};

/** The wait before the attempt after this many. */
export function backoff(timing: Timing, attempts: number): number {
  return Math.min(timing.backoffMostMs, timing.backoffMs * 2 ** Math.max(0, attempts - 1));
}
