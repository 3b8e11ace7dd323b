import { buttonPart } from '../chat/answers.ts';
import type { Button, Part, Text } from '../chat/message.ts';
import { OUTCOME_CODES, outcomeText } from '../contributions/outcomes.ts';
import { shorten } from '../documents/shorten.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { whyText } from './confirmSheet.ts';
import { type Comparison, doubtfulRows } from './importAnswers.ts';
import type { FoundOutcome } from './readAnswers.ts';

/** How many of each kind are named, and how much of a reason. */
interface Measure {
  found: number;
  unclear: number;
  text: number;
}

const USUAL: Measure = { found: 8, unclear: 10, text: 80 };
/** Where there is much of every kind. */
const SHORT: Measure = { found: 5, unclear: 5, text: 40 };

/** Everything above the buttons together; one message of Discord has 4,000 characters. */
const MOST_CHARACTERS = 3_400;

/** What a file would record of a draft's contributions, before anything is. */
export function answersPreview(
  language: Language,
  about: string,
  comparison: Comparison,
  buttons: readonly Button[],
): { summary: string; parts: Part[] } {
  const usual = previewParts(language, about, comparison, USUAL);
  const fits = JSON.stringify(usual.parts).length <= MOST_CHARACTERS;
  const { summary, parts } = fits ? usual : previewParts(language, about, comparison, SHORT);
  return { summary, parts: [...parts, ...buttonPart(buttons)] };
}

function previewParts(
  language: Language,
  about: string,
  { kind, answers, report }: Comparison,
  measure: Measure,
): { summary: string; parts: Part[] } {
  const t = translator(language);
  const { found, left, unclear, open } = answers;
  const added = found.filter(({ before }) => before === null);
  const corrected = found.filter(({ before }) => before !== null);
  const doubtful = report ? doubtfulRows(report) : [];
  const likely = (report?.rows ?? []).filter((row) => row.confidence === 'likely' && !row.left);
  const counts = [
    t('answers.preview.added', { count: added.length }),
    t('answers.preview.corrected', { count: corrected.length }),
    t('answers.preview.left', { count: left }),
    ...(likely.length > 0 ? [t('answers.preview.likely', { count: likely.length })] : []),
    ...(open > 0 ? [t('answers.preview.open', { count: open })] : []),
    t('answers.preview.unclear', { count: unclear.length + doubtful.length }),
  ].join(' · ');
  const head = t(`answers.preview.${kind}`, { about: shorten(about, 150) });
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'text', text: [{ bold: counts }] },
    { kind: 'context', text: t('answers.preview.nothingYet') },
  ];
  // Of hundreds of rows only those that are shown are written out.
  const section = <T>(label: string, all: readonly T[], most: number, line: (one: T) => Text) => {
    if (all.length === 0) return;
    const items = all.slice(0, most).map(line);
    const more = all.length - most;
    if (more > 0) items.push(t('imports.more', { count: more }));
    parts.push({ kind: 'text', text: [{ bold: label }] }, { kind: 'list', items });
  };
  section(t('answers.preview.addedHead'), added, measure.found, (one) =>
    addedLine(t, one, measure),
  );
  section(t('answers.preview.correctedHead'), corrected, measure.found, (one) =>
    correctedLine(t, one, measure),
  );
  section(t('answers.preview.unclearHead'), [...unclear, ...doubtful], measure.unclear, (one) =>
    'row' in one
      ? t('answers.preview.row', {
          line: one.row.line,
          reason: shorten(doubtfulLine(t, one), 2 * measure.text),
        })
      : t('answers.preview.row', { line: one.line, reason: t(one.reason, one.context) }),
  );
  const missing = report?.missing ?? [];
  if (missing.length > 0) {
    const names = shorten(missing.map(({ reference }) => shortName(reference)).join(', '), 300);
    const text = t('answers.preview.missing', { count: missing.length, names });
    parts.push({ kind: 'warning', text });
  }
  return { summary: `${head}: ${counts}`, parts };
}

/** `K-007`, beside others of the same draft. */
export function shortName(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function addedLine(
  t: Translate,
  { reference, code, reason }: FoundOutcome,
  { text }: Measure,
): Text {
  const why = reason ? ` – ${shorten(reason, text)}` : '';
  return [{ bold: shortName(reference) }, ` ${outcomeText(code, t)}${why}`];
}

function correctedLine(t: Translate, one: FoundOutcome, { text }: Measure): Text {
  const before = one.before ? outcomeText(one.before.code, t) : '';
  const why = one.correction ? ` (${shorten(one.correction, text)})` : '';
  return [{ bold: shortName(one.reference) }, ` ${before} → ${outcomeText(one.code, t)}${why}`];
}

function doubtfulLine(t: Translate, one: Parameters<typeof whyText>[1]): string {
  const likely = one.match ? `${shortName(one.match.candidate.reference)}? ` : '';
  return `${likely}${whyText(t, one)}`;
}

/** How many of each outcome were recorded, for who pressed. */
export function countsText(t: Translate, found: readonly FoundOutcome[]): string {
  return OUTCOME_CODES.flatMap((code) => {
    const count = found.filter((one) => one.code === code).length;
    return count > 0 ? [`${outcomeText(code, t)}: ${count}`] : [];
  }).join(' · ');
}
