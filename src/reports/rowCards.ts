import { asDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Inline, Message, Part } from '../chat/message.ts';
import { shorten } from '../documents/shorten.ts';
import { draftTitle } from '../drafts/cards.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import { rowsHead, seenLine } from './cards.ts';
import type { InstitutionLine } from './institutions.ts';
import type { ReportFacts } from './readFacts.ts';
import type { ContributionRowBehind, DraftRowBehind, Rows } from './rows.ts';
import { NUMBERS, type NumberId, type ReportType } from './rules.ts';
import { type Scope, scopeCode } from './scope.ts';
import { daysText, nameKey, toldOf, valueText } from './words.ts';

/** As many as fit on a phone; on Discord each with a button, and a row of buttons besides. */
export const PAGE_ROWS = 10;

const TITLE_LENGTH = 90;

export interface ShownRows {
  title: string;
  facts: ReportFacts;
  id: NumberId;
  /** Only drafts of this kind. */
  type: ReportType | null;
  /** The kinds of which there are drafts. */
  types: readonly ReportType[];
  /** Counted from 0. */
  page: number;
  rows: Rows;
}

/** The rows that a number counted, page by page, each leading on. */
export function rowsMessage(language: Language, shown: ShownRows): Message {
  const t = translator(language);
  const { id, type, page, rows, facts } = shown;
  const { scope } = facts;
  const of = type ? `${t(nameKey(id))} · ${t(`numbers.type.${type}`)}` : t(nameKey(id));
  const kind = id === 'window' || id === 'delay' ? 'median' : 'count';
  const head = rowsHead(t, of, { kind, rows: rows.total });
  const first = page * PAGE_ROWS;
  const last = first + rows.rows.length;
  const parts: Part[] = [
    { kind: 'heading', text: head },
    { kind: 'context', text: `${shown.title}. ${t(`numbers.means.${id}`)}` },
    ...(rows.of === 'contributions'
      ? [{ kind: 'context', text: seenLine(t, facts) } as const]
      : []),
    ...(rows.rows.length > 0 ? [{ kind: 'list', items: linesOf(language, rows) } as const] : []),
  ];
  if (rows.total > rows.rows.length && rows.rows.length > 0) {
    const place = { from: first + 1, to: last, total: rows.total };
    parts.push({ kind: 'context', text: t('numbers.rows.place', place) });
  }
  const code = scopeCode(scope);
  const turn = (to: number, key: 'numbers.button.next' | 'numbers.button.previous'): Button => ({
    act: 'report.rows',
    args: [code, id, String(to + 1), ...(type ? [type] : [])],
    label: t(key),
  });
  // Of one kind alone all rows are already there.
  const kinds = id === 'received' && type === null && shown.types.length > 1 ? shown.types : [];
  const buttons: Button[] = [
    ...leads(rows),
    ...(page > 0 ? [turn(page - 1, 'numbers.button.previous')] : []),
    ...(last < rows.total ? [turn(page + 1, 'numbers.button.next')] : []),
    { act: 'report.show', args: [code], label: t('numbers.button.back') },
    ...kinds.map((kind) => ({
      act: 'report.rows',
      args: [code, id, '1', kind],
      label: t(`numbers.type.${kind}`),
    })),
  ];
  return message(language, head, [...parts, ...buttonPart(buttons)]);
}

/** Buttons that lead on: to the draft, or to the text where the reader may see it. */
function leads(rows: Rows): Button[] {
  switch (rows.of) {
    case 'drafts':
      return rows.rows.map(({ number }) => ({ act: 'draft.show', args: [number], label: number }));
    case 'contributions':
      return rows.rows
        .map(({ reference, draftNumber, open }) =>
          open
            ? { act: 'contribution.show', args: [reference], label: reference }
            : { act: 'draft.show', args: [draftNumber], label: draftNumber },
        )
        .filter((one, index, all) => all.findIndex(({ label }) => label === one.label) === index);
    case 'organisations':
      return [];
  }
}

function linesOf(language: Language, rows: Rows): (Inline[] | string)[] {
  const t = translator(language);
  switch (rows.of) {
    case 'drafts':
      return rows.rows.map((row) => [{ bold: row.number }, ` ${draftWords(language, row)}`]);
    case 'contributions':
      return rows.rows.map((row) => [
        { bold: row.reference },
        ` ${contributionWords(language, row)}`,
      ]);
    case 'organisations':
      return rows.rows.map(({ name, count }) =>
        t('numbers.rows.organisation', { name: name ?? t('numbers.unnamed'), count }),
      );
  }
}

function draftWords(language: Language, row: DraftRowBehind): string {
  const t = translator(language);
  const { windowDays, minimum, lostDays, receivedOn } = row;
  const words = [
    shorten(draftTitle({ titles: row.title }, language), TITLE_LENGTH),
    t(`draft.type.${row.type}`),
    t('numbers.rows.received', { day: formatShortDay(language, receivedOn) }),
    t('numbers.rows.window', { days: daysText(language, windowDays), minimum }),
  ];
  if (lostDays > 0) words.push(t('numbers.rows.lost', { days: daysText(language, lostDays) }));
  return words.join(' · ');
}

export function contributionWords(language: Language, row: ContributionRowBehind): string {
  const t = translator(language);
  const words = [row.organisation ?? t('numbers.unnamed'), rowOutcome(t, row)];
  if (row.answeredOn !== null && row.delay !== null) {
    const day = formatShortDay(language, asDay(row.answeredOn));
    words.push(t('numbers.rows.answered', { day, days: daysText(language, row.delay) }));
  }
  return words.join(' · ');
}

/** What became of a contribution, and whether only staff see that. */
export function rowOutcome(t: Translate, row: ContributionRowBehind): string {
  const outcome = t(`numbers.outcome.${row.outcome ?? 'unanswered'}`);
  return row.quiet ? `${outcome} (${t('numbers.rows.unannounced')})` : outcome;
}

/** What each number counts, so that nobody has to guess. */
export function meaningMessage(language: Language, title: string, facts: ReportFacts): Message {
  const t = translator(language);
  const { scope } = facts;
  const head = t('numbers.meaning.head');
  const items = toldOf(scope, NUMBERS).map((id): Inline[] => [
    { bold: t(nameKey(id)) },
    `: ${t(`numbers.means.${id}`)}`,
  ]);
  const back = { act: 'report.show', args: [scopeCode(scope)], label: t('numbers.button.back') };
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'context', text: title },
    { kind: 'list', items },
    { kind: 'context', text: seenLine(t, facts) },
    { kind: 'context', text: t('numbers.unverified') },
    ...buttonPart([back]),
  ]);
}

/** The institutions of a report side by side, each leading to a report of its own. */
export function institutionsMessage(
  language: Language,
  shown: { title: string; scope: Scope; page: number; lines: readonly InstitutionLine[] },
): Message {
  const t = translator(language);
  const { page, lines, scope } = shown;
  const head = t('numbers.institutions.head');
  const some = lines.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
  const items = some.map((line): Inline[] => [
    { bold: line.code },
    ` ${institutionWords(language, line)}`,
  ]);
  const code = scopeCode(scope);
  const turn = (to: number, key: 'numbers.button.next' | 'numbers.button.previous'): Button => ({
    act: 'report.institutions',
    args: [code, String(to + 1)],
    label: t(key),
  });
  const buttons: Button[] = [
    ...some.map((line) => ({
      act: 'report.show',
      args: [scopeCode({ kind: 'institution', id: line.institutionId, year: scope.year })],
      label: shorten(line.code, 40),
    })),
    ...(page > 0 ? [turn(page - 1, 'numbers.button.previous')] : []),
    ...((page + 1) * PAGE_ROWS < lines.length ? [turn(page + 1, 'numbers.button.next')] : []),
    { act: 'report.show', args: [code], label: t('numbers.button.back') },
  ];
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'context', text: shown.title },
    ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
    ...buttonPart(buttons),
  ]);
}

/** The numbers by which institutions are compared. */
export const COMPARED_BY = [
  'received',
  'window',
  'short',
  'contributions',
  'answered',
  'delay',
] as const;

function institutionWords(language: Language, { numbers }: InstitutionLine): string {
  const t = translator(language);
  return COMPARED_BY.map((id) => `${t(nameKey(id))}: ${valueText(language, id, numbers[id])}`).join(
    ' · ',
  );
}
