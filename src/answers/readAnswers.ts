import { parseDay } from '../calendar/index.ts';
import { hasUnshowable, normaliseText } from '../chat/inputs.ts';
import { fold } from '../i18n/fold.ts';
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
  /**
   * Of the sheet of a bundle: the reference whose text stands beside another one, as where somebody
   * sorted one column by itself; null where they belong together.
   */
  mixedUp?: (reference: string, text: string) => string | null;
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
      else if (row.reason !== '' || row.quote !== '') unclear('answers.row.noOutcome');
      continue;
    }
    if (row.status === '' && row.reason === '' && row.quote === '') continue;
    const typed = typedReference(row.reference);
    const target = known.byReference.get(typed.short);
    if (
      !target ||
      (typed.draft && fold(typed.draft) !== fold(draftOfReference(target.reference)))
    ) {
      unclear('answers.row.noReference', { text: row.reference.slice(0, 40) });
      continue;
    }
    const said = readSaid(row, known);
    if ('reason' in said && 'context' in said) {
      unclear(said.reason, said.context);
      continue;
    }
    const { reference, contributionIds } = target;
    const mixed = known.mixedUp?.(reference, row.comment) ?? null;
    if (mixed !== null) {
      unclear('answers.row.mixedUp', { reference, other: mixed });
      continue;
    }
    // A joint text answers for its parts: a row of one of them would answer it twice.
    const first = contributionIds.map((id) => lines.get(id)).find((one) => one !== undefined);
    if (first !== undefined) {
      unclear('answers.row.twice', { reference, first });
      continue;
    }
    for (const id of contributionIds) lines.set(id, line);
    const correction = normaliseText(row.correction) || null;
    const answeredOn = row.day === '' ? null : said.answeredOn;
    const parts = contributionIds.map((contributionId) => {
      const before = known.standing.get(contributionId) ?? null;
      const same = before !== null && saysTheSame(before, { ...said, answeredOn });
      return { contributionId, before, same };
    });
    // One row is recorded whole or not at all.
    if (!correction && parts.some(({ before, same }) => before && !same)) {
      unclear('answers.row.noCorrection', { reference });
      continue;
    }
    for (const { contributionId, before, same } of parts) {
      if (same) read.left += 1;
      else {
        const of = before ? correction : null;
        read.found.push({ ...said, contributionId, reference, line, before, correction: of });
      }
    }
  }
  return read;
}

/** `K7` of `K-007`, `k 7` or the whole reference, and the draft that this names; empty for none. */
function typedReference(text: string): { short: string; draft: string } {
  const [, draft = '', letter = '', digits = ''] =
    /^(?:(.*)\/)?\s*([KB])\s*-?\s*0*(\d{1,6})\s*$/is.exec(text.trim()) ?? [];
  return { short: `${letter.toUpperCase()}${digits}`, draft };
}

/** `MAPL-2026-003` of `MAPL-2026-003/K-007`. */
function draftOfReference(reference: string): string {
  return reference.slice(0, reference.lastIndexOf('/'));
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
