import { buttonPart, message, sentence } from '../chat/answers.ts';
import type { Message, Part } from '../chat/message.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { World } from '../storage/work.ts';
import { contributionParts } from './cards.ts';
import { confirmButtons, enteredParts, mendButtons } from './enteredParts.ts';
import { type ContributionRow, loadContribution, referenceOf } from './find.ts';

/** What staff are shown of what they entered, and what happens to it now. */
export function enteredReceipt(
  language: Language,
  row: ContributionRow,
  facts: { reached: boolean; frozen: string | null; revised?: boolean },
): Message {
  const t = translator(language);
  const reference = referenceOf(row);
  const { organisation } = row;
  const key = facts.revised ? 'contribution.revised' : 'entered.done';
  const summary = t(key, { reference, organisation: organisation.name });
  const asked = row.confirmedAt !== null ? null : waitsText(row, facts.reached, t);
  return message(language, summary, [
    { kind: 'heading', text: summary },
    ...enteredParts(row, t, language),
    ...(row.late ? [{ kind: 'warning', text: t('contribution.isLate') } as const] : []),
    ...(facts.frozen
      ? [{ kind: 'warning', text: t('entered.frozen', { number: facts.frozen }) } as const]
      : []),
    ...contributionParts(row, t),
    ...(asked ? [{ kind: 'context', text: asked } satisfies Part] : []),
    ...buttonPart([
      {
        act: 'contribution.enter',
        args: [row.draft.number, reference],
        label: t('entered.button.another'),
        style: 'primary',
      },
      ...mendButtons(row, t),
    ]),
  ]);
}

/** Whether anybody of the organisation can say that it is its own. */
function waitsText({ organisation }: ContributionRow, reached: boolean, t: Translate): string {
  const name = organisation.name;
  if (!organisation.member) return t('entered.noMember', { name });
  return t(reached ? 'entered.asked' : 'entered.unreached', { name });
}

/** The organisation's own card: what the secretariat wrote down as its word. */
export function enteredCard(
  language: Language,
  row: ContributionRow,
  confirmedBy: string | null,
  world: World,
): Message {
  const t = translator(language);
  const head = { reference: referenceOf(row), organisation: row.organisation.name };
  if (row.state === 'withdrawn') return sentence(language, t('entered.card.withdrawn', head));
  const summary = t('entered.card.head', head);
  const state: Part =
    row.confirmedAt === null
      ? { kind: 'text', text: t('entered.card.question', head) }
      : {
          kind: 'context',
          text: t('entered.card.confirmed', {
            name: shorten(confirmedBy ?? '', 60),
            at: formatShortMoment(language, row.confirmedAt, world.zone),
          }),
        };
  return message(language, summary, [
    { kind: 'heading', text: summary },
    ...enteredParts(row, t, language),
    ...contributionParts(row, t),
    state,
    ...buttonPart(confirmButtons(row, t)),
  ]);
}

export const renderEntered: Renderer = async ({ subject, target, db, world }) => {
  const row = await loadContribution(db, subject);
  // A channel that was linked to somebody else meanwhile is shown nothing.
  if (!row || (target.purpose !== 'person' && target.organisationId !== row.organisationId)) {
    return null;
  }
  const by = row.confirmedById
    ? await db.person.findUnique({ where: { id: row.confirmedById } })
    : null;
  return enteredCard(target.language, row, by?.displayName ?? null, world);
};

/** Told to the secretariat: what it entered is not that organisation's. */
export const renderDenied: Renderer = async ({ subject, params, target, db }) => {
  const row = target.purpose === 'secretariat' ? await loadContribution(db, subject) : null;
  if (!row) return null;
  const text = translator(target.language)('entered.denied', {
    reference: referenceOf(row),
    organisation: row.organisation.name,
    person: shorten(String(params.person), 60),
  });
  return sentence(target.language, text);
};
