import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Inline, Part, Text } from '../chat/message.ts';
import { articleOf, pathButton } from '../contributions/cards.ts';
import {
  type ContributionRow,
  currentVersion,
  loadContributions,
  referenceOf,
} from '../contributions/find.ts';
import { outcomeText } from '../contributions/outcomes.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { draftTitle } from '../drafts/cards.ts';
import { viewOfRow } from '../drafts/view.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import { type Announcing, announcementOf } from './announce.ts';
import { draftOf, standingOutcomes } from './find.ts';
import { type Heard, hearersOf } from './hearers.ts';
import { shortName } from './importPreview.ts';

/** What one message shows; the rest is a button away. */
const SHOWN = 8;
/** A reason as a line of a list; whole it stands on the contribution's path. */
const REASON_SHOWN = 120;
/** How many of what is shown have a button of their own. */
const BUTTONS = 4;
const TITLE_SHOWN = 150;

/** Renders a note of kind `answer.announced`: what became of what one organisation said. */
export const renderAnnounced: Renderer = async ({ subject, params, target, db }) => {
  const ids = await announcementOf(db, subject, Number(params.ordinal));
  if (!ids) return null;
  const hearer = (await hearersOf(db, ids)).find(
    ({ organisationId }) => organisationId === params.organisation,
  );
  if (!hearer) return null;
  const { language } = target;
  const t = translator(language);
  const draft = await draftOf(db, subject);
  const title = shorten(draftTitle(viewOfRow(draft, null), language), TITLE_SHOWN);
  const summary = t('announce.head', { number: draft.number, title });
  // What they wrote themselves goes before what they supported.
  const items = hearer.items.toSorted((a, b) => Number(b.own) - Number(a.own));
  const lines = await itemLines(db, language, items.slice(0, SHOWN));
  const more = items.length - SHOWN;
  const parts: Part[] = [
    { kind: 'heading', text: summary },
    { kind: 'text', text: t('announce.thanks', { organisation: hearer.name }) },
    { kind: 'list', items: lines.map(({ text }) => text) },
    ...(more > 0 ? [{ kind: 'context', text: t('announce.more', { count: more }) } as Part] : []),
  ];
  const buttons: Button[] = lines
    .slice(0, BUTTONS)
    .map(({ reference }) => pathButton(reference, t, t('answers.button.pathOf', { reference })));
  buttons.push({
    act: 'answer.list',
    args: [draft.number],
    label: t('announce.button.all'),
  });
  return message(language, summary, [...parts, ...buttonPart(buttons)]);
};

/** Each contribution as one line: its number, what of, what became of it and why. */
async function itemLines(
  db: Database | Tx,
  language: Language,
  items: readonly Heard[],
): Promise<{ reference: string; text: Text }[]> {
  const t = translator(language);
  const ids = items.map(({ contributionId }) => contributionId);
  const outcomes = await standingOutcomes(db, ids);
  const own = new Set(items.filter((item) => item.own).map(({ contributionId }) => contributionId));
  return (await loadContributions(db, ids)).map((row) => {
    const outcome = outcomes.get(row.id);
    const why = outcome?.reason ?? outcome?.quote ?? '';
    const text: Inline[] = [
      { bold: referenceOf(row) },
      own.has(row.id) ? '' : ` ${t('announce.supported', { organisation: row.organisation.name })}`,
      ` · ${aboutOf(row, t)}: `,
      { bold: outcome ? outcomeText(outcome.code, t) : '' },
      why ? ` – ${shorten(why, REASON_SHOWN)}` : '',
    ];
    return { reference: referenceOf(row), text: text.filter((piece) => piece !== '') };
  });
}

/** What a contribution is about, in a few words. */
export function aboutOf(row: ContributionRow, t: Translate): string {
  return shorten(articleOf(currentVersion(row), t), 60);
}

/** More names than the line of one note has room for. */
const NAMED = 500;

/** Renders the notes for the secretariat: whom nobody but it can tell of answers, or corrections. */
const byHand =
  (key: 'announce.byHand' | 'answers.corrected.byHand'): Renderer =>
  async ({ subject, params, target, db }) => {
    const t = translator(target.language);
    const { number } = await draftOf(db, subject);
    const ids = Array.isArray(params.organisations) ? params.organisations.map(String) : [];
    const rows = await db.organisation.findMany({
      where: { id: { in: ids.slice(0, NAMED) } },
      orderBy: { name: 'asc' },
    });
    if (rows.length === 0) return null;
    const text = t(key, {
      number,
      count: ids.length,
      names: shorten(rows.map(({ name }) => name).join(', '), 1_000),
    });
    const button = { act: 'answer.list', args: [number], label: t('announce.button.all') };
    return message(target.language, text, [{ kind: 'text', text }, ...buttonPart([button])]);
  };

export const renderByHand = byHand('announce.byHand');
export const renderCorrectedByHand = byHand('answers.corrected.byHand');

/** As many organisations as a preview names with what each is told. */
const PREVIEWED = 12;
const PER_ORGANISATION = 4;
const NAME_SHOWN = 100;

/** What would be told to whom, before anything is. */
export async function announcePreview(
  db: Database | Tx,
  language: Language,
  draft: { number: string },
  { hearers, news, unanswered }: Announcing,
  buttons: readonly Button[],
): Promise<Part[]> {
  const t = translator(language);
  // A thousand contributions with their texts are not read for the few lines that are shown.
  const named = hearers
    .slice(0, PREVIEWED)
    .map((hearer) => ({ ...hearer, first: hearer.items.slice(0, PER_ORGANISATION) }));
  const ids = named.flatMap(({ first }) => first.map(({ contributionId }) => contributionId));
  const rows = new Map(
    (await loadContributions(db, [...new Set(ids)])).map((row) => [row.id, row]),
  );
  const lines = named.map(({ name, member, items, first }): Text => {
    const shown = first.map(({ contributionId, own }) => {
      const row = rows.get(contributionId);
      if (!row?.outcome) return '';
      const text = `${shortName(referenceOf(row))} ${outcomeText(row.outcome, t)}`;
      return own ? text : t('announce.preview.supported', { text });
    });
    const more = items.length - shown.length;
    if (more > 0) shown.push(t('announce.more', { count: more }));
    const hand = member ? '' : ` (${t('announce.preview.byHand')})`;
    return [{ bold: shorten(name, NAME_SHOWN) }, `${hand}: ${shown.join('; ')}`];
  });
  const left = hearers.length - PREVIEWED;
  if (left > 0) lines.push(t('announce.preview.moreOrganisations', { count: left }));
  const warning: Part[] =
    unanswered > 0
      ? [{ kind: 'warning', text: t('announce.preview.unanswered', { count: unanswered }) }]
      : [];
  return [
    { kind: 'heading', text: t('announce.preview.head', { number: draft.number }) },
    {
      kind: 'text',
      text: t('announce.preview.counts', { count: news.length, organisations: hearers.length }),
    },
    ...warning,
    { kind: 'list', items: lines },
    { kind: 'context', text: t('announce.preview.nothingYet') },
    ...buttonPart(buttons),
  ];
}
