/** The number of an article, and what speaks for and against its being one. */
export interface Numbered {
  number: number;
  suffix: number;
  /** It stands in the middle of a sentence. */
  doubtful: boolean;
  /** How much text follows. */
  weight: number;
}

/** Each number that is left out speaks against a step, up to this many. */
const MOST_GAPS = 8;
const GAP_COST = 0.25;
const NEXT_WORTH = 0.5;
const DOUBT_COST = 1.25;

/**
 * The numbers that are the act's own: the ascending row with the most members, where a number that
 * follows at once speaks for itself and every one left out against. So an article of another law
 * that is named or written out in between is left where it stands, and real gaps stay possible.
 */
export function chainOf<T extends Numbered>(labels: readonly T[]): T[] {
  const best: { score: number; before: number }[] = [];
  for (const [index, label] of labels.entries()) {
    const own = 1 + Math.min(label.weight, 300) / 30_000 - (label.doubtful ? DOUBT_COST : 0);
    let score = own - gapCost(label.number - 1);
    let before = -1;
    for (let other = 0; other < index; other += 1) {
      const step = stepWorth(labels[other] as T, label);
      const sum = (best[other]?.score ?? 0) + own + (step ?? 0);
      if (step !== null && sum > score) [score, before] = [sum, other];
    }
    best.push({ score, before });
  }
  let at = best.reduce(
    (top, { score }, index) => (score > (best[top]?.score ?? -1e9) ? index : top),
    0,
  );
  const chain: T[] = [];
  while (best[at]) {
    chain.unshift(labels[at] as T);
    at = best[at]?.before ?? -1;
  }
  return chain;
}

/** What it is worth that one number follows another; null when it does not. */
function stepWorth(from: Numbered, to: Numbered): number | null {
  const [numbers, suffixes] = [to.number - from.number, to.suffix - from.suffix];
  if (numbers < 0 || (numbers === 0 && suffixes <= 0)) return null;
  if (numbers === 0) return suffixes === 1 ? NEXT_WORTH : -gapCost(suffixes - 1);
  if (numbers === 1 && to.suffix === 0) return NEXT_WORTH;
  return -gapCost(numbers - 1 + Math.min(to.suffix, 1));
}

function gapCost(left: number): number {
  return GAP_COST * Math.min(Math.max(0, left), MOST_GAPS);
}
