import { buttonPart, message, sentence } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import { contributionParts, outcomeParts, pathButton, wholeButton } from './cards.ts';
import { enteredParts } from './enteredParts.ts';
import { type ContributionRow, isShown, loadContribution, referenceOf } from './find.ts';
import { notPositionable, positionLines } from './positions.ts';

/** What one organisation sees of another's contribution, and of its own. */
export function sharedCard(
  language: Language,
  row: ContributionRow,
  world: World,
  organisationId: string | null,
  /** Whether its outcome was announced. */
  announced: boolean,
): Message {
  const t = translator(language);
  const head = { reference: referenceOf(row), organisation: row.organisation.name };
  if (!isShown(row)) {
    const gone = row.state === 'withdrawn' ? 'withdrawn' : 'unshared';
    return sentence(language, t(`contribution.shared.${gone}`, head));
  }
  const summary = t('contribution.shared.summary', head);
  return message(language, summary, [
    { kind: 'heading', text: summary },
    ...enteredParts(row, t, language),
    ...contributionParts(row, t),
    ...positionParts(row, t),
    ...(announced ? outcomeParts(row, t) : []),
    ...ownPart(language, row, world, organisationId),
    ...buttonPart([
      ...buttonsFor(row, world, organisationId, t),
      ...(announced ? [pathButton(head.reference, t)] : []),
    ]),
  ]);
}

/** Who supports it and who objects, by name. */
export function positionParts(row: ContributionRow, t: Translate): Part[] {
  return positionLines(row, t).map((text) => ({ kind: 'text', text }));
}

/** What the organisation whose channel it is has said, and which of its people said it. */
function ownPart(
  language: Language,
  row: ContributionRow,
  world: World,
  organisationId: string | null,
): Part[] {
  const own = row.positions.find((position) => position.organisationId === organisationId);
  if (!own) return [];
  const text = translator(language)(`contribution.position.own.${own.kind}`, {
    organisation: own.organisation.name,
    person: own.person.displayName,
    at: formatShortMoment(language, own.at, world.zone),
  });
  return [{ kind: 'context', text }];
}

function buttonsFor(
  row: ContributionRow,
  world: World,
  organisationId: string | null,
  t: Translate,
): Button[] {
  const whole = wholeButton(referenceOf(row), t);
  if (organisationId === row.organisationId || notPositionable(row, world.now)) return [whole];
  return [...positionButtons(row, t), whole];
}

/** One tap each. */
export function positionButtons(row: ContributionRow, t: Translate): Button[] {
  const args = [referenceOf(row)];
  return [
    {
      act: 'contribution.support',
      args,
      label: t('contribution.button.support'),
      style: 'primary',
    },
    { act: 'contribution.object', args, label: t('contribution.button.object') },
  ];
}

export const renderShared: Renderer = async ({ subject, target, db, world }) => {
  const row = await loadContribution(db, subject);
  if (!row) return null;
  const announced = row.announcedIn !== null;
  return sharedCard(target.language, row, world, target.organisationId, announced);
};
