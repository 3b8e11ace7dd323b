import { asDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Inline, Message, Part, Text } from '../chat/message.ts';
import { contributionParts, wholeButton } from '../contributions/cards.ts';
import { type ContributionRow, currentVersion, referenceOf } from '../contributions/find.ts';
import { outcomeText } from '../contributions/outcomes.ts';
import { positionLines } from '../contributions/positions.ts';
import { shorten } from '../documents/shorten.ts';
import { draftTitle } from '../drafts/cards.ts';
import type { DraftRow } from '../drafts/find.ts';
import { viewOfRow } from '../drafts/view.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { OutcomeRow } from './find.ts';
import type { Step } from './path.ts';
import { sourceText } from './sources.ts';
import { FOUND_SYMBOLS } from './verify.ts';

/** As much of a reason or quotation as the path shows; a message holds several. */
const TEXT_SHOWN = 300;
/** Steps that a message shows; what was revised more often than anybody does is cut in the middle. */
const STEPS_SHOWN = 20;

/** The whole way of one contribution as a message. */
export function pathMessage(
  language: Language,
  row: ContributionRow,
  draft: DraftRow,
  steps: readonly Step[],
  staff: boolean,
): Message {
  const t = translator(language);
  const reference = referenceOf(row);
  const summary = t('path.head', { reference, organisation: row.organisation.name });
  const title = shorten(draftTitle(viewOfRow(draft, null), language), 200);
  const answered = steps.findLast((step) => step.kind === 'answered');
  const stands = answered ? [{ bold: outcomeText(answered.outcome.code, t) }] : [];
  return message(language, summary, [
    { kind: 'heading', text: summary },
    { kind: 'text', text: `${draft.number}: ${title}` },
    ...(stands.length > 0 ? [{ kind: 'text', text: stands } as Part] : []),
    { kind: 'text', text: [{ bold: t('path.steps') }] },
    { kind: 'list', items: shownSteps(steps).map((step) => stepText(language, step)) },
    ...(answered ? [] : [{ kind: 'context', text: t('path.noAnswer') } as Part]),
    ...positionLines(row, t).map((text): Part => ({ kind: 'text', text })),
    // Last: where a message has no room for all of a long text, the path is whole.
    ...contributionParts(row, t),
    ...buttonPart(buttonsFor(row, reference, staff, t)),
  ]);
}

function shownSteps(steps: readonly Step[]): readonly Step[] {
  if (steps.length <= STEPS_SHOWN) return steps;
  return [...steps.slice(0, STEPS_SHOWN / 2), ...steps.slice(-STEPS_SHOWN / 2)];
}

function buttonsFor(
  row: ContributionRow,
  reference: string,
  staff: boolean,
  t: Translate,
): Button[] {
  const whole = currentVersion(row).currentText ? [wholeButton(reference, t)] : [];
  if (!staff) return whole;
  const label = t(row.outcome ? 'answers.button.correct' : 'answers.button.record');
  return [
    ...whole,
    { act: 'answer.record', args: [reference], label, style: 'primary' },
    { act: 'answer.verify', args: [reference], label: t('answers.button.verify') },
  ];
}

/** One step as a line: the day, then what happened. */
export function stepText(language: Language, step: Step): Text {
  const t = translator(language);
  const day = formatShortDay(language, asDay(step.day));
  return [{ bold: day }, ': ', ...happened(language, step, t)];
}

function happened(language: Language, step: Step, t: Translate): Inline[] {
  switch (step.kind) {
    case 'revised':
      return [t('path.revised', { version: step.version })];
    case 'joint':
      return [t('path.joint', { reference: step.reference })];
    case 'bundled':
      return [t('path.bundled', { number: step.number, row: step.row })];
    case 'sent':
    case 'handed':
      return [t(`path.${step.kind}`, { number: step.number, to: shorten(step.to, 120) })];
    case 'acknowledged':
      return step.protocol
        ? [t('path.acknowledgedAs', { number: step.number, protocol: shorten(step.protocol, 60) })]
        : [t('path.acknowledged', { number: step.number })];
    case 'answered':
      return answerText(language, step.outcome, step.before, t);
    case 'verified': {
      const found = `${FOUND_SYMBOLS[step.found]} ${t(`answers.found.${step.found}`)}`;
      return [
        t('path.verified'),
        ' ',
        { bold: found },
        step.note ? ` – ${shorten(step.note, TEXT_SHOWN)}` : '',
      ];
    }
    default:
      return [t(`path.${step.kind}`)];
  }
}

/** What the institution said: the outcome, why, its words, and where that is written. */
function answerText(
  language: Language,
  outcome: OutcomeRow,
  before: OutcomeRow | null,
  t: Translate,
): Inline[] {
  const { code, reason, quote, source, correction } = outcome;
  const pieces: Inline[] = before
    ? [t('path.corrected'), ' ', outcomeText(before.code, t), ' → ', { bold: outcomeText(code, t) }]
    : [t('path.answered'), ' ', { bold: outcomeText(code, t) }];
  if (correction) pieces.push(` (${shorten(correction, 300)})`);
  if (reason) pieces.push(` – ${shorten(reason, TEXT_SHOWN)}`);
  if (quote) pieces.push(` – ${t('path.quote', { text: shorten(quote, TEXT_SHOWN) })}`);
  if (source) {
    const text = sourceText(language, source);
    pieces.push(' – ', source.url ? { link: text, url: source.url } : text);
    if (source.revokedAt) pieces.push(` (${t('answers.source.takenBack')})`);
  }
  return pieces;
}
