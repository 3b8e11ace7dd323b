import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part, Text } from '../chat/message.ts';
import { pathButton } from '../contributions/cards.ts';
import { COUNTED, loadContributions, referenceOf } from '../contributions/find.ts';
import { OUTCOME_CODES, type OutcomeCode, outcomeText } from '../contributions/outcomes.ts';
import { shorten } from '../documents/shorten.ts';
import { draftTitle } from '../drafts/cards.ts';
import type { DraftRow } from '../drafts/find.ts';
import { viewOfRow } from '../drafts/view.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import { aboutOf } from './announceCards.ts';
import { shortName } from './importPreview.ts';

/** Each line has its button; Discord has room for 25 of them, the filters among them. */
const PAGE = 8;

/** What is shown: all, one outcome, or what has none. */
export type Filter = 'all' | 'none' | OutcomeCode;

export const FILTERS: readonly Filter[] = ['all', ...OUTCOME_CODES, 'none'];

/** Who looks at the register: staff see all of it, others what is theirs, once it was announced. */
export interface Viewer {
  staff: boolean;
  organisationIds: readonly string[];
}

interface Line {
  id: string;
  outcome: OutcomeCode | null;
}

/** The register of one draft: what counts, in its order, with what became of it. */
export async function registerOf(
  db: Database | Tx,
  draft: DraftRow,
  viewer: Viewer,
): Promise<{ lines: Line[]; counts: ReadonlyMap<Filter, number> }> {
  const rows = await db.contribution.findMany({
    where: { draftId: draft.id, ...COUNTED },
    select: { id: true, outcome: true, announcedIn: true, organisationId: true },
    orderBy: { ordinal: 'asc' },
  });
  const supports = await db.position.findMany({
    where: {
      kind: 'support',
      organisationId: { in: [...viewer.organisationIds] },
      contribution: { draftId: draft.id },
    },
    select: { contributionId: true },
  });
  const supported = new Set(supports.map(({ contributionId }) => contributionId));
  const counts = new Map<Filter, number>([['all', rows.length]]);
  const lines: Line[] = [];
  for (const { id, outcome, announcedIn, organisationId } of rows) {
    const shown = viewer.staff || announcedIn !== null ? outcome : null;
    counts.set(shown ?? 'none', (counts.get(shown ?? 'none') ?? 0) + 1);
    const theirs = viewer.organisationIds.includes(organisationId) || supported.has(id);
    if (viewer.staff || theirs) lines.push({ id, outcome: shown });
  }
  return { lines, counts };
}

/** A page of the register as a message. */
export async function registerMessage(
  db: Database | Tx,
  language: Language,
  draft: DraftRow,
  { lines, counts }: Awaited<ReturnType<typeof registerOf>>,
  { filter, page, staff }: { filter: Filter; page: number; staff: boolean },
): Promise<Message> {
  const t = translator(language);
  const summary = t('answers.list.head', { number: draft.number });
  const title = shorten(draftTitle(viewOfRow(draft, null), language), 200);
  const fits = lines.filter(({ outcome }) => filter === 'all' || (outcome ?? 'none') === filter);
  const pages = Math.max(1, Math.ceil(fits.length / PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = fits.slice(at * PAGE, (at + 1) * PAGE);
  const outcomes = new Map(shown.map(({ id, outcome }) => [id, outcome]));
  const rows = await loadContributions(
    db,
    shown.map(({ id }) => id),
  );
  const name = (one: Filter) =>
    one === 'all' || one === 'none' ? t(`answers.filter.${one}`) : outcomeText(one, t);
  const items = rows.map((row): Text => {
    const outcome = outcomes.get(row.id);
    const said = outcome ? outcomeText(outcome, t) : t('answers.filter.none');
    const facts = ` · ${aboutOf(row, t)} · ${row.organisation.name} · `;
    return [{ bold: referenceOf(row) }, facts, { bold: said }];
  });
  const present = FILTERS.filter((one) => (counts.get(one) ?? 0) > 0);
  const numbers = present
    .filter((one) => one !== 'all')
    .map((one) => `${name(one)}: ${counts.get(one)}`)
    .join(' · ');
  const parts: Part[] = [
    { kind: 'heading', text: summary },
    { kind: 'text', text: title },
    {
      kind: 'text',
      text: [
        { bold: t('answers.list.counts', { count: counts.get('all') ?? 0 }) },
        numbers ? ` · ${numbers}` : '',
      ],
    },
  ];
  if (!staff) parts.push({ kind: 'context', text: t('answers.list.yours') });
  if (filter !== 'all')
    parts.push({ kind: 'context', text: t('answers.list.only', { filter: name(filter) }) });
  if (items.length > 0) parts.push({ kind: 'list', items });
  else parts.push({ kind: 'text', text: t('answers.list.empty') });
  if (pages > 1) {
    parts.push({ kind: 'context', text: t('answers.list.page', { page: at + 1, pages }) });
  }
  const list = (one: Filter, wanted: number, label: string): Button => ({
    act: 'answer.list',
    args: [draft.number, one, String(wanted)],
    label,
  });
  return message(language, summary, [
    ...parts,
    ...buttonPart(rows.map((row) => pathButton(referenceOf(row), t, shortName(referenceOf(row))))),
    ...buttonPart([
      ...present.filter((one) => one !== filter).map((one) => list(one, 1, name(one))),
      ...(at + 1 < pages ? [list(filter, at + 2, t('draft.button.more'))] : []),
    ]),
    ...(staff ? buttonPart(staffButtons(draft.number, t)) : []),
  ]);
}

function staffButtons(number: string, t: ReturnType<typeof translator>): Button[] {
  return [
    { act: 'answer.sheet', args: [number], label: t('answers.button.sheet') },
    { act: 'answer.import', args: [number], label: t('answers.button.import') },
    { act: 'announce', args: [number], label: t('announce.button.preview') },
  ];
}
