/** One line of what the bench prints. */
export interface Row {
  /** What was measured, in words. */
  name: string;
  figure: number;
  /** What it is compared with, measured in the same run or computed; null when with nothing. */
  baseline: number | null;
  unit: 's' | 'ms' | 'MB' | 'times';
  /** The machine's noise: how far repeats lay apart, as a part of the figure; null for one run. */
  noise: number | null;
}

export interface BenchOptions {
  /** The platforms' real limits, in place of the same limits in a quicker time. */
  real: boolean;
}

/** Measures one thing and says what came out; prints nothing itself. */
export type Part = (options: BenchOptions) => Promise<Row[]>;

/** The middle of several figures, and how far they lie apart as a part of it. */
export function middle(figures: readonly number[]): { figure: number; noise: number | null } {
  const sorted = [...figures].sort((a, b) => a - b);
  const figure = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const spread = (sorted.at(-1) ?? figure) - (sorted[0] ?? figure);
  return { figure, noise: sorted.length > 1 ? spread / figure : null };
}
