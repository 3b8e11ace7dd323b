export interface Pace {
  /** Machine time, as all of these. */
  startedAt: Date;
  now: Date;
  /** How many were sent since then, and how many still wait. */
  sent: number;
  waiting: number;
}

/**
 * How long the rest takes if it goes on as it went so far; null while nothing was sent from which
 * that could be told, or when the clock was set back meanwhile.
 */
export function estimateLeftMs({ startedAt, now, sent, waiting }: Pace): number | null {
  if (waiting === 0) return 0;
  const took = now.getTime() - startedAt.getTime();
  if (sent === 0 || took <= 0) return null;
  return Math.round((took / sent) * waiting);
}
