import { difference } from '../difference.ts';
import type { Paragraph, Run } from './model.ts';
import { printable } from './printable.ts';

/** A run that says itself what it shows. */
export type PlainRun = Exclude<Run, { before: string }>;

/** The runs of a paragraph. Differences are found here, where nobody waits for it. */
export function plainRuns(runs: Paragraph): PlainRun[] {
  return runs.flatMap((run): PlainRun[] =>
    typeof run !== 'string' && 'before' in run ? marked(run.before, run.after) : [run],
  );
}

function marked(before: string, after: string): PlainRun[] {
  return difference(before, after).map(({ kind, text }) => {
    if (kind === 'removed') return { removed: text };
    return kind === 'added' ? { added: text } : text;
  });
}

/** A run as one for each of its lines. */
export function splitRun(run: PlainRun): PlainRun[] {
  const lines = (text: string) => printable(text).split('\n');
  if (typeof run === 'string') return lines(run);
  if ('bold' in run) return lines(run.bold).map((bold) => ({ bold }));
  if ('removed' in run) return lines(run.removed).map((removed) => ({ removed }));
  if ('added' in run) return lines(run.added).map((added) => ({ added }));
  return lines(run.link).map((link) => ({ link, url: run.url }));
}
