import { parseDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import type { Key } from '../i18n/index.ts';
import type { Candidate } from './candidates.ts';
import { shortReference } from './match.ts';
import type { NewOutcome } from './recordOutcomes.ts';
import type { ReportRow } from './reportRows.ts';
import type { SaidOutcome } from './rules.ts';
import { CORRECTION_LENGTH, QUOTE_LENGTH, REASON_LENGTH, saysTheSame } from './rules.ts';
import { readOutcome } from './words.ts';

/** An outcome that a file tells of one contribution. */
export interface FoundOutcome extends NewOutcome {
  reference: string;
  line: number;
  /** What stands, where this corrects it. */
  before: SaidOutcome | null;
}

/** Why a row is not taken, as the key of a sentence. */
export interface UnclearRow {
  line: number;
  reason: Key;
  context: Readonly<Record<string, string | number>>;
}

/** What a file would record. */
export interface ReadAnswers {
  found: FoundOutcome[];
  /** Contributions of which it says what is recorded already. */
  left: number;
  unclear: UnclearRow[];
  /** Rows of a sheet of matched answers that nobody has decided yet. */
  open: number;
}

/** What is known of a draft while a file is read. */
export interface Known {
  /** By what their reference is in short: contributions, and joint texts with their parts. */
  byReference: ReadonlyMap<string, { reference: string; contributionIds: readonly string[] }>;
  standing: ReadonlyMap<string, SaidOutcome>;
  /** The day of an answer whose row tells none. */
  day: string;
  today: string;
}

/** What can be named in a sheet: what stood in bundles, and every contribution by itself. */
export function namesOf(
  candidates: readonly Candidate[],
  all: readonly { reference: string; id: string }[],
): Map<string, { reference: string; contributionIds: readonly string[] }> {
  const names = new Map<string, { reference: string; contributionIds: readonly string[] }>();
  for (const { reference, id } of all) {
    names.set(shortReference(reference), { reference, contributionIds: [id] });
  }
  for (const { reference, contributionIds } of candidates) {
    names.set(shortReference(reference), { reference, contributionIds });
  }
  return names;
}

/**
 * Reads the rows of our own sheet as somebody filled it in. What says nothing is skipped; what is
 * wrong is unclear, with why, and keeps nothing else back. Pure.
 */
export function readSheetRows(
  rows: readonly ReportRow[],
  known: Known,
  kind: 'sheet' | 'confirm',
): ReadAnswers {
  const read: ReadAnswers = { found: [], left: 0, unclear: [], open: 0 };
  const lines = new Map<string, number>();
  for (const row of rows) {
    const { line } = row;
    const unclear = (reason: Key, context: UnclearRow['context'] = {}) =>
      read.unclear.push({ line, reason, context });
    if (kind === 'confirm' && row.status === '') {
      // What the report says stands there before anybody decides.
      if (row.reference === '') read.open += 1;
      continue;
    }
    if (row.status === '' && row.reason === '' && row.quote === '') continue;
    const target = known.byReference.get(typedReference(row.reference));
    if (!target) {
      unclear('answers.row.noReference', { text: row.reference.slice(0, 40) });
      continue;
    }
    const said = readSaid(row, known);
    if ('reason' in said && 'context' in said) {
      unclear(said.reason, said.context);
      continue;
    }
    const first = lines.get(target.reference);
    if (first !== undefined) {
      unclear('answers.row.twice', { reference: target.reference, first });
      continue;
    }
    lines.set(target.reference, line);
    const correction = normaliseText(row.correction) || null;
    for (const contributionId of target.contributionIds) {
      const before = known.standing.get(contributionId) ?? null;
      if (
        before &&
        saysTheSame(before, { ...said, answeredOn: row.day === '' ? null : said.answeredOn })
      ) {
        read.left += 1;
      } else if (before && !correction) {
        unclear('answers.row.noCorrection', { reference: target.reference });
        break;
      } else {
        const { reference } = target;
        const of = before ? correction : null;
        read.found.push({ ...said, contributionId, reference, line, before, correction: of });
      }
    }
  }
  return read;
}

/** `K7` of `K-007`, `k 7` or the whole reference. */
function typedReference(text: string): string {
  const [, letter = '', digits = ''] =
    /(?:^|\/)\s*([KB])\s*-?\s*0*(\d{1,6})\s*$/i.exec(text.trim()) ?? [];
  return `${letter.toUpperCase()}${digits}`;
}

/** The outcome of one row, or why there is none. */
function readSaid(
  row: ReportRow,
  known: Known,
): SaidOutcome | { reason: Key; context: UnclearRow['context'] } {
  const no = (reason: Key, context: UnclearRow['context'] = {}) => ({ reason, context });
  if (row.status === '') return no('answers.row.noOutcome');
  const code = readOutcome(row.status);
  if (!code || code.confidence === 'doubtful') {
    return no('answers.row.badOutcome', { text: shown(row.status) });
  }
  const reason = normaliseText(row.reason) || null;
  const quote = normaliseText(row.quote) || null;
  if (code.code === 'rejected' && !reason) return no('answers.row.noReason');
  for (const [text, max] of [
    [reason, REASON_LENGTH],
    [quote, QUOTE_LENGTH],
    [row.correction, CORRECTION_LENGTH],
  ] as const) {
    if (text && hasUnshowable(text)) return no('answers.row.unshowable');
    if (text && [...text].length > max) return no('answers.row.tooLong', { max });
  }
  const day = row.day === '' ? known.day : parseDay(row.day);
  if (day === null) return no('answers.row.badDay', { text: shown(row.day) });
  if (day > known.today) return no('answers.row.dayAhead', { text: shown(row.day) });
  return { code: code.code, reason, quote, answeredOn: day };
}

function shown(text: string): string {
  return hasUnshowable(text) ? '?' : [...text.replaceAll('\n', ' ')].slice(0, 40).join('');
}
