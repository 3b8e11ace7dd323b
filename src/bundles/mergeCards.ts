import { buttonPart, message, sentence } from '../chat/answers.ts';
import type { Button, Inline, Message, Part } from '../chat/message.ts';
import { difference, differenceText } from '../contributions/difference.ts';
import {
  type ContributionRow,
  currentVersion,
  loadContributions,
  referenceOf,
} from '../contributions/find.ts';
import { contributionReference } from '../contributions/rules.ts';
import type { Renderer, RenderTarget } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortMoment } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { receiversOf } from '../membership/receivers.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import { textParts } from './entryCards.ts';
import { isInFrozen, loadMerge, type MergeRecord, referenceOfMerge } from './findMerge.ts';
import { shortReference } from './lines.ts';

const OWN_SHOWN = 700;
const NAME_LENGTH = 60;
/** Of one organisation the first; with more the card would not fit. */
const MOST_OWN = 3;

/** A joint text with all that its cards show. */
export interface ShownMerge {
  merge: MergeRecord;
  parts: readonly ContributionRow[];
  /** By the id of a person: who answered. */
  names: ReadonlyMap<string, string>;
  inFrozen: boolean;
  /** Authors of whom nobody can be asked here: no members, or without channel and delegate. */
  unreached: ReadonlyMap<string, string>;
}

export async function showMerge(db: Database | Tx, merge: MergeRecord): Promise<ShownMerge> {
  const parts = await loadContributions(
    db,
    merge.parts.map((part) => part.contributionId),
  );
  const ids = [merge.proposedById, ...merge.parts.flatMap((part) => part.answeredById ?? [])];
  const persons = await db.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, displayName: true },
  });
  const names = new Map(persons.map(({ id, displayName }) => [id, displayName]));
  const unreached = new Map<string, string>();
  for (const { organisationId, organisation } of merge.parts) {
    const reached = organisation.member && (await receiversOf(db, organisationId)).length > 0;
    if (!reached) unreached.set(organisationId, organisation.name);
  }
  return { merge, parts, names, inFrozen: await isInFrozen(db, merge.id), unreached };
}

/** What an author's organisation sees: its own text, the joint one, and the two answers. */
export function authorCard(
  language: Language,
  shown: ShownMerge,
  own: ReadonlySet<string>,
  world: World,
): Message {
  const t = translator(language);
  const { merge, parts } = shown;
  const reference = referenceOfMerge(merge);
  const head = t('merge.card.head', { reference });
  const mine = parts.filter((row) => own.has(row.organisationId)).slice(0, MOST_OWN);
  const others = parts.filter((row) => !own.has(row.organisationId));
  return message(language, head, [
    { kind: 'heading', text: head },
    ...statePart(shown, t),
    { kind: 'text', text: t('merge.card.what', { names: namesOf(others) }) },
    ...mine.flatMap((row) => ownParts(row, merge, t)),
    ...textParts(merge, t),
    { kind: 'list', items: answerLines(language, shown, world) },
    { kind: 'context', text: t('merge.card.keeps') },
    ...buttonPart([...answerButtons(merge, t), textButton(merge, t)]),
  ]);
}

function namesOf(rows: readonly ContributionRow[]): string {
  return rows
    .map(
      (row) =>
        `${shorten(row.organisation.name, NAME_LENGTH)} (${shortReference(referenceOf(row))})`,
    )
    .join(', ');
}

/** What its author wrote, and what the joint text makes of it. */
function ownParts(row: ContributionRow, merge: MergeRecord, t: Translate): Part[] {
  const { proposedText, currentText } = currentVersion(row);
  const text = proposedText ?? currentText ?? '';
  const reference = shortReference(referenceOf(row));
  const parts: Part[] = [{ kind: 'text', text: [{ bold: t('merge.card.own', { reference }) }] }];
  if (text) parts.push({ kind: 'quote', text: shorten(text, OWN_SHOWN) });
  const joint = merge.proposedText ?? '';
  if (text === joint) return [...parts, { kind: 'context', text: t('merge.card.same') }];
  return [
    ...parts,
    { kind: 'text', text: [{ bold: t('merge.card.difference') }] },
    { kind: 'text', text: differenceText(difference(text, joint)) },
  ];
}

function statePart({ merge, inFrozen }: ShownMerge, t: Translate): Part[] {
  const text = inFrozen ? t('merge.state.frozen') : t(`merge.state.${merge.state}`);
  return [{ kind: merge.state === 'proposed' ? 'text' : 'warning', text }];
}

/** Each part with its organisation and what it answered, through whom and when. */
function answerLines(language: Language, { merge, names }: ShownMerge, world: World): Inline[][] {
  const t = translator(language);
  return merge.parts.map((part): Inline[] => {
    const reference = contributionReference(merge.draft.number, part.contribution.ordinal);
    const who = `${shortReference(reference)} · ${shorten(part.organisation.name, NAME_LENGTH)}`;
    if (part.agreed === null) return [{ bold: who }, `: ${t('merge.answer.none')}`];
    const by = part.answeredById ? names.get(part.answeredById) : undefined;
    const at = part.answeredAt ? formatShortMoment(language, part.answeredAt, world.zone) : '';
    const answer = t(part.agreed ? 'merge.answer.agreed' : 'merge.answer.declined');
    return [{ bold: who }, `: ${answer} (${shorten(by ?? '', NAME_LENGTH)}, ${at})`];
  });
}

function answerButtons({ id, state }: MergeRecord, t: Translate): Button[] {
  if (state !== 'proposed') return [];
  return [
    { act: 'merge.agree', args: [id], label: t('merge.button.agree'), style: 'primary' },
    { act: 'merge.decline', args: [id], label: t('merge.button.decline') },
  ];
}

const textButton = ({ id }: MergeRecord, t: Translate): Button => ({
  act: 'merge.text',
  args: [id],
  label: t('contribution.button.whole'),
});

/** What the secretariat sees: the joint text, who has answered what, and what it can still do. */
export function officeCard(language: Language, shown: ShownMerge, world: World): Message {
  const t = translator(language);
  const { merge, names, inFrozen } = shown;
  const head = t('merge.office.head', { reference: referenceOfMerge(merge) });
  const facts = t('merge.office.proposed', {
    name: shorten(names.get(merge.proposedById) ?? '', NAME_LENGTH),
    at: formatShortMoment(language, merge.proposedAt, world.zone),
  });
  const ends = !inFrozen && (merge.state === 'proposed' || merge.state === 'agreed');
  return message(language, head, [
    { kind: 'heading', text: head },
    ...statePart(shown, t),
    {
      kind: 'text',
      text: `${t(`contribution.kind.${merge.kind}`)} · ${merge.article ?? t('contribution.wholeAct')}`,
    },
    ...textParts(merge, t),
    { kind: 'list', items: answerLines(language, shown, world) },
    ...supportParts(merge, t),
    { kind: 'context', text: facts },
    ...buttonPart([
      textButton(merge, t),
      ...(merge.state === 'proposed' ? outsideButtons(shown, t) : []),
      ...(ends
        ? [
            {
              act: 'merge.withdraw',
              args: [merge.id],
              label: t('merge.button.withdraw'),
            } satisfies Button,
          ]
        : []),
    ]),
  ]);
}

/** What was said elsewhere, by those of whom nobody is here, is written down by staff. */
function outsideButtons({ merge, unreached }: ShownMerge, t: Translate): Button[] {
  return [...unreached].flatMap(([id, name]) =>
    (['agreed', 'declined'] as const).map((answer) => ({
      act: 'merge.record',
      args: [merge.id, id, answer],
      label: t(`merge.button.record.${answer}`, { name: shorten(name, 40) }),
    })),
  );
}

function supportParts({ supports }: MergeRecord, t: Translate): Part[] {
  return (['support', 'objection'] as const).flatMap((kind): Part[] => {
    const names = supports.filter((one) => one.kind === kind).map((one) => one.organisation.name);
    if (names.length === 0) return [];
    const list = { count: names.length, names: shorten(names.join(', '), 500) };
    return [{ kind: 'text', text: t(`contribution.position.${kind}`, list) }];
  });
}

/** The organisations for which a target hears: its channel's, or those of the person. */
async function organisationsOf(db: Database, target: RenderTarget): Promise<Set<string>> {
  if (target.purpose !== 'person') {
    return new Set(target.organisationId ? [target.organisationId] : []);
  }
  const rows = await db.membership.findMany({
    where: { personId: target.id, state: 'accepted', role: 'delegate' },
    select: { organisationId: true },
  });
  return new Set(rows.map(({ organisationId }) => organisationId));
}

/** Renders a card of kind `merge`, for an author or for the secretariat. */
export const renderMerge: Renderer = async ({ subject, target, db, world }) => {
  const merge = await loadMerge(db, subject);
  if (!merge) return null;
  const shown = await showMerge(db, merge);
  if (target.purpose === 'secretariat') return officeCard(target.language, shown, world);
  const own = await organisationsOf(db, target);
  // A channel that was linked to somebody else meanwhile is shown nothing.
  if (!merge.parts.some((part) => own.has(part.organisationId))) return null;
  return authorCard(target.language, shown, own, world);
};

/** Renders a note of kind `merge.ended`: what became of a joint text. */
export const renderMergeEnded: Renderer = async ({ subject, params, target, db }) => {
  const merge = await loadMerge(db, subject);
  if (!merge || !isForTarget(merge, target)) return null;
  const how = ENDS.find((one) => one === params.how) ?? 'staff';
  const t = translator(target.language);
  const reference = referenceOfMerge(merge);
  const part = shortReference(String(params.reference));
  const names = merge.parts
    .map(
      ({ contribution, organisation }) =>
        `${shorten(organisation.name, NAME_LENGTH)} (${shortReference(contributionReference(merge.draft.number, contribution.ordinal))})`,
    )
    .join(', ');
  return sentence(target.language, t(`merge.ended.${how}`, { reference, part, names }));
};

function isForTarget({ parts }: MergeRecord, { purpose, organisationId }: RenderTarget): boolean {
  if (purpose === 'secretariat' || purpose === 'person') return true;
  return parts.some((part) => part.organisationId === organisationId);
}

const ENDS = ['agreed', 'declined', 'revised', 'withdrawn', 'staff'] as const;

/** Renders a note of kind `merge.agreed`, for an organisation that said something of a part. */
export const renderMergeAgreed: Renderer = async ({ subject, params, target, db }) => {
  const merge = await loadMerge(db, subject);
  if (merge?.state !== 'agreed') return null;
  const organisationId = String(params.organisationId);
  if (target.purpose !== 'person' && target.organisationId !== organisationId) return null;
  const { language } = target;
  const t = translator(language);
  const said = await db.position.findMany({
    where: {
      organisationId,
      contributionId: { in: merge.parts.map((part) => part.contributionId) },
    },
    include: { contribution: true },
  });
  const list = said
    .map(({ contribution, kind }) => {
      const reference = contributionReference(merge.draft.number, contribution.ordinal);
      return `${shortReference(reference)} (${t(`merge.said.${kind}`)})`;
    })
    .join(', ');
  const reference = referenceOfMerge(merge);
  const head = t('merge.asked.head', { reference });
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'text', text: t('merge.asked.said', { list }) },
    ...textParts(merge, t),
    { kind: 'context', text: t('merge.asked.how') },
    ...buttonPart([
      {
        act: 'merge.support',
        args: [merge.id],
        label: t('contribution.button.support'),
        style: 'primary',
      },
      { act: 'merge.object', args: [merge.id], label: t('contribution.button.object') },
      textButton(merge, t),
    ]),
  ]);
};
