import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { keepRecent } from '../documents/recent.ts';
import type { Candidate } from './candidates.ts';
import { Matcher, wordsOf } from './match.ts';
import { type RowReading, readRow } from './matchReport.ts';
import type { ReportRow } from './reportRows.ts';

/** So many are a matter of some ten milliseconds; then whoever else waits has a turn. */
const SLICE = 25;

const recent = keepRecent<readonly RowReading[]>();

/**
 * Reads the rows of a report beside all contributions of a draft. A thousand of these and two
 * thousand rows take a second: it lets others have their turn between, and is kept for some minutes,
 * so that no transaction has to wait for it where it was done before.
 */
export function matchRows(
  rows: readonly ReportRow[],
  candidates: readonly Candidate[],
): Promise<readonly RowReading[]> {
  const digest = createHash('sha256');
  for (const one of candidates) digest.update(JSON.stringify(one));
  for (const one of rows) digest.update(JSON.stringify(one));
  return recent(digest.digest('hex'), async () => {
    const words = await inSlices(candidates, ({ text }) => wordsOf(text));
    const matcher = new Matcher(candidates, words);
    return inSlices(rows, (row) => readRow(row, matcher));
  });
}

async function inSlices<T, R>(all: readonly T[], each: (one: T) => R): Promise<R[]> {
  const done: R[] = [];
  for (const [index, one] of all.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate();
    done.push(each(one));
  }
  return done;
}
