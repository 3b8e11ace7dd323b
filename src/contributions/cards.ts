import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { formatMoment, formatShortMoment } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import { notChangeable } from './changeContribution.ts';
import { difference, differenceText } from './difference.ts';
import { enteredParts, mendButtons } from './enteredParts.ts';
import {
  type ContributionRow,
  currentVersion,
  isCounted,
  loadContribution,
  referenceOf,
} from './find.ts';
import { outcomeText } from './outcomes.ts';
import { positionLines } from './positions.ts';

/** What a contribution says, as parts of a message. */
export function contributionParts(row: ContributionRow, t: Translate): Part[] {
  const current = currentVersion(row);
  const parts: Part[] = [
    {
      kind: 'text',
      text: `${t(`contribution.kind.${current.kind}`)} · ${articleOf(current, t)}`,
    },
    ...changeParts(current, t),
  ];
  if (current.justification) {
    parts.push({ kind: 'text', text: [{ bold: t('contribution.field.justification') }] });
    parts.push({ kind: 'quote', text: current.justification });
  }
  return parts;
}

type Version = ReturnType<typeof currentVersion>;

/** What it is about; a new article stands behind one that there is. */
export function articleOf({ kind, article, articleId }: Version, t: Translate): string {
  if (!article) return t('contribution.wholeAct');
  return kind === 'add' && articleId ? t('contribution.afterArticle', { article }) : article;
}

/** The proposed text; where it is known what stands there now, the difference to that. */
function changeParts({ kind, currentText, proposedText }: Version, t: Translate): Part[] {
  if (currentText && (kind === 'amend' || kind === 'delete')) {
    const text = differenceText(difference(currentText, proposedText ?? ''));
    return [
      { kind: 'text', text: [{ bold: t('contribution.field.difference') }] },
      { kind: 'text', text },
    ];
  }
  if (!proposedText) return [];
  return [
    { kind: 'text', text: [{ bold: t('contribution.field.proposedText') }] },
    { kind: 'quote', text: proposedText },
  ];
}

/** What its author is shown: the number, the time, what was taken, and how to change it. */
export function receipt(
  language: Language,
  row: ContributionRow,
  world: World,
  head: 'contribution.received' | 'contribution.revised',
): Message {
  const t = translator(language);
  const reference = referenceOf(row);
  const summary = t(head, { reference });
  const changeable = notChangeable(row, world.now) === null;
  return message(language, summary, [
    { kind: 'heading', text: summary },
    {
      kind: 'text',
      text: t('contribution.receivedAt', {
        at: formatMoment(language, currentVersion(row).at, world.zone),
        organisation: row.organisation.name,
      }),
    },
    ...(row.late ? [{ kind: 'warning', text: t('contribution.isLate') } satisfies Part] : []),
    ...(isCounted(row)
      ? []
      : [
          {
            kind: 'warning',
            text: t('contribution.waitsForMembership', { organisation: row.organisation.name }),
          } satisfies Part,
        ]),
    ...enteredParts(row, t, language),
    ...contributionParts(row, t),
    { kind: 'context', text: t(row.shared ? 'contribution.isShared' : 'contribution.isNotShared') },
    {
      kind: 'context',
      text: changeable
        ? t('contribution.howToChange', {
            due: formatMoment(language, row.draft.dueAt, world.zone),
          })
        : t('contribution.cannotChange'),
    },
    ...buttonPart([...(changeable ? changeButtons(row, t) : []), pathButton(reference, t)]),
  ]);
}

export function changeButtons(row: ContributionRow, t: Translate): Button[] {
  const reference = referenceOf(row);
  return [
    { act: 'contribution.revise', args: [reference], label: t('contribution.button.revise') },
    { act: 'contribution.withdraw', args: [reference], label: t('contribution.button.withdraw') },
    {
      act: 'contribution.share',
      args: [reference, row.shared ? 'off' : 'on'],
      label: t(row.shared ? 'contribution.button.unshare' : 'contribution.button.share'),
    },
  ];
}

/** Opens the texts as a whole, where a message shows only what differs. */
export function wholeButton(reference: string, t: Translate): Button {
  return { act: 'contribution.text', args: [reference], label: t('contribution.button.whole') };
}

/** Opens the way of a contribution from its text to the answer. */
export function pathButton(reference: string, t: Translate, label?: string): Button {
  return {
    act: 'contribution.show',
    args: [reference],
    label: label ?? t('answers.button.path'),
  };
}

/** What became of it, where that may be seen; nothing while there is nothing. */
export function outcomeParts({ outcome }: ContributionRow, t: Translate): Part[] {
  if (!outcome) return [];
  return [{ kind: 'text', text: [{ bold: outcomeText(outcome, t) }] }];
}

/** The secretariat's card of a contribution. */
export function contributionCard(language: Language, row: ContributionRow, world: World): Message {
  const t = translator(language);
  const reference = referenceOf(row);
  const current = currentVersion(row);
  const summary = t('contribution.card.summary', {
    reference,
    organisation: row.organisation.name,
  });
  const facts = [
    row.source === 'chat'
      ? row.person.displayName
      : t('entered.enteredBy', { name: row.person.displayName }),
    formatShortMoment(language, row.submittedAt, world.zone),
    ...(current.version > 1
      ? [
          t('contribution.card.version', {
            version: current.version,
            at: formatShortMoment(language, current.at, world.zone),
          }),
        ]
      : []),
  ];
  return message(language, summary, [
    { kind: 'heading', text: summary },
    ...warnings(row, t),
    ...enteredParts(row, t, language),
    ...(row.state === 'withdrawn' ? [] : contributionParts(row, t)),
    ...positionLines(row, t).map((text): Part => ({ kind: 'text', text })),
    ...outcomeParts(row, t),
    { kind: 'context', text: facts.join(' · ') },
    ...buttonPart([
      ...(current.currentText ? [wholeButton(reference, t)] : []),
      ...mendButtons(row, t),
      ...(row.outcome ? [pathButton(reference, t)] : []),
    ]),
  ]);
}

function warnings(row: ContributionRow, t: Translate): Part[] {
  const texts: string[] = [];
  if (row.state === 'withdrawn') {
    const entered = row.source !== 'chat' && row.confirmedAt === null;
    texts.push(t(entered ? 'entered.withdrawn' : 'contribution.card.withdrawn'));
  }
  if (row.late) texts.push(t('contribution.card.late'));
  if (row.membership?.state === 'proposed') texts.push(t('contribution.card.unconfirmed'));
  if (row.membership?.state === 'rejected') texts.push(t('contribution.card.rejected'));
  if (waitsForWord(row)) texts.push(t('entered.unconfirmed'));
  return texts.map((text) => ({ kind: 'warning', text }));
}

/** Entered for a member organisation that has not said that it is its own. */
function waitsForWord(row: ContributionRow): boolean {
  const { source, state, confirmedAt, organisation } = row;
  return source !== 'chat' && state === 'submitted' && confirmedAt === null && organisation.member;
}

export const renderContribution: Renderer = async ({ subject, target, db, world }) => {
  // It holds what its author may share with nobody else: not for a channel that was the secretariat's.
  if (target.purpose !== 'secretariat') return null;
  const row = await loadContribution(db, subject);
  return row && contributionCard(target.language, row, world);
};
