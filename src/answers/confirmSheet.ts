import { outcomeText } from '../contributions/outcomes.ts';
import { shorten } from '../documents/shorten.ts';
import type { SheetCell, Workbook } from '../documents/write/model.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { MatchedReport, MatchedRow } from './matchReport.ts';
import { confirmMark } from './reportRows.ts';
import { answerColumns } from './sheet.ts';

const TEXT_SHOWN = 300;

/** What a report came from, as its sheet says it. */
export interface ConfirmOf {
  number: string;
  sourceId: string;
  source: string;
  at: Date;
}

/**
 * The sheet in which somebody confirms what was read in a ministry's report: what is sure or likely
 * is filled in, what is doubtful is marked and left open, and what the report does not mention stands
 * at its end. Read back, it is recorded as it then is.
 */
export function confirmSheet(
  language: Language,
  { rows, missing }: MatchedReport,
  { number, sourceId, source, at }: ConfirmOf,
): Workbook {
  const t = translator(language);
  const doubtful = rows.filter((row) => needsPerson(row)).length;
  return {
    at,
    author: 'CiviKos',
    sheets: [
      {
        name: t('answers.confirm.name'),
        preamble: [
          t('answers.confirm.title', { number, source }),
          t('answers.confirm.how', { count: doubtful }),
          t('answers.confirm.missing'),
          confirmMark(number, sourceId),
        ],
        columns: [
          { title: t('answers.confirm.check'), kind: 'text', width: 18 },
          { title: t('answers.sheet.reference'), kind: 'text', width: 24 },
          ...answerColumns(t),
          { title: t('answers.confirm.why'), kind: 'text', width: 44 },
          { title: t('answers.confirm.suggested'), kind: 'text', width: 44 },
          { title: t('answers.confirm.written'), kind: 'text', width: 60 },
        ],
        rows: [
          ...rows.map((row) => rowCells(t, row)),
          ...missing.map((candidate): SheetCell[] => [
            t('answers.confirm.notMentioned'),
            candidate.reference,
            ...[null, null, null, null, null],
            t('answers.confirm.notMentionedWhy'),
            shorten(candidate.text, TEXT_SHOWN),
            null,
          ]),
        ],
      },
    ],
  };
}

function needsPerson({ confidence, left }: MatchedRow): boolean {
  return confidence === 'doubtful' && !left;
}

function rowCells(t: Translate, one: MatchedRow): SheetCell[] {
  const { row, match, code, reason, left } = one;
  const open = needsPerson(one);
  const check = left
    ? t('answers.confirm.known')
    : open
      ? t('answers.confirm.needed')
      : t(`answers.confidence.${one.confidence}`);
  return [
    check,
    open || !match ? null : match.candidate.reference,
    open || left || !code ? null : outcomeText(code, t),
    left ? null : reason,
    null,
    null,
    null,
    whyText(t, one),
    suggestion(t, one),
    shorten(row.all.replaceAll('\n', ' | '), 1_000),
  ];
}

/** Why a row was taken for that, or why it is doubtful, as a sentence of pieces. */
export function whyText(t: Translate, { match, doubts, recorded }: MatchedRow): string {
  const pieces = [
    ...(match?.why ?? []).map((why) => t(`answers.why.${why}`)),
    ...doubts.map((why) =>
      why === 'recorded' && recorded
        ? t('answers.doubt.recordedAs', { outcome: outcomeText(recorded, t) })
        : t(`answers.doubt.${why}`),
    ),
  ];
  return pieces.join('; ');
}

/** What it seems to be, for whoever decides. */
function suggestion(t: Translate, { match, code }: MatchedRow): string {
  if (!match) return '';
  const outcome = code ? ` ${outcomeText(code, t)}` : '';
  return `${match.candidate.reference}${outcome}: ${shorten(match.candidate.text, TEXT_SHOWN)}`;
}
