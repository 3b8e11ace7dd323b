import type { Day } from '../calendar/index.ts';
import type { OutSheet, SheetCell, SheetColumn, Workbook } from '../documents/write/model.ts';
import { draftTitle } from '../drafts/cards.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Book } from './book.ts';
import { cameFromLines, historyText, seenLine } from './cards.ts';
import { bookTitle } from './document.ts';
import { rowOutcome } from './rowCards.ts';
import type { ContributionRowBehind } from './rows.ts';
import { byType, NUMBERS, shareOf, type Value } from './rules.ts';
import { nameKey, toldOf } from './words.ts';

/** As many contributions as a report's workbook lists; the export has all. */
export const CONTRIBUTION_ROWS = 20_000;

const text = (title: string, width: number): SheetColumn => ({ title, kind: 'text', width });
const number = (title: string, width = 14): SheetColumn => ({ title, kind: 'number', width });
const day = (title: string): SheetColumn => ({ title, kind: 'day', width: 14 });

/** A report as a workbook: a sheet a table, and the rows behind the numbers. */
export function reportWorkbook(
  language: Language,
  book: Book,
  contributions: { rows: readonly ContributionRowBehind[]; total: number },
  { today, at }: { today: Day; at: Date },
): Workbook {
  const t = translator(language);
  const { facts } = book;
  const sheets = [
    numbersSheet(language, book, today),
    ...(facts.scope.kind === 'draft' ? [] : [kindsSheet(language, book)]),
    ...(facts.scope.kind === 'year' ? [institutionsSheet(language, book)] : []),
    ...(facts.scope.kind === 'organisation'
      ? []
      : [
          {
            name: t('annual.sheet.organisations'),
            columns: [
              text(t('annual.column.organisation'), 40),
              number(t('annual.column.contributions')),
            ],
            rows: book.organisations.map(({ name, count }) => [
              name ?? t('numbers.unnamed'),
              count,
            ]),
          },
        ]),
    draftsSheet(language, book),
    contributionsSheet(language, contributions),
  ];
  return { at, author: 'CiviKos', sheets };
}

/** Rows, whole and middle of a value, each in a column of its own. */
function cellsOf(value: Value): SheetCell[] {
  const part = value.kind === 'share' ? shareOf(value) : null;
  return [
    value.rows,
    value.kind === 'share' ? value.of : null,
    part === null ? null : Math.round(part * 1_000) / 10,
    value.kind === 'median' ? value.days : null,
  ];
}

function numbersSheet(language: Language, book: Book, today: Day): OutSheet {
  const t = translator(language);
  const { facts, numbers, before } = book;
  const earlier = before && before.numbers.received.rows > 0 ? before : null;
  const values = (suffix: string) => [
    number(`${t('annual.column.rows')}${suffix}`),
    number(`${t('annual.column.of')}${suffix}`),
    number(`${t('annual.column.percent')}${suffix}`),
    number(`${t('annual.column.days')}${suffix}`),
  ];
  return {
    name: t('annual.sheet.numbers'),
    preamble: [
      bookTitle(language, book),
      t('annual.subtitle', { day: formatShortDay(language, today) }),
      ...(facts.demonstration ? [t('numbers.demonstration')] : []),
      ...(facts.scope.kind === 'year' ? [historyText(language)] : []),
      ...cameFromLines(t, book),
      seenLine(t, facts),
      t('numbers.unverified'),
    ],
    columns: [
      text(t('annual.column.number'), 34),
      ...values(''),
      ...(earlier ? values(` (${earlier.year})`) : []),
      text(t('annual.column.meaning'), 80),
    ],
    rows: toldOf(facts.scope, NUMBERS).map((id) => [
      t(nameKey(id)),
      ...cellsOf(numbers[id]),
      ...(earlier ? cellsOf(earlier.numbers[id]) : []),
      t(`numbers.means.${id}`),
    ]),
  };
}

function kindsSheet(language: Language, { facts }: Book): OutSheet {
  const t = translator(language);
  return {
    name: t('annual.sheet.kinds'),
    columns: [text(t('annual.column.kind'), 34), number(t('annual.column.drafts'))],
    rows: byType(facts.drafts).map(({ type, count }) => [t(`numbers.type.${type}`), count]),
  };
}

const SIDE_BY_SIDE = ['short', 'answered', 'accepted', 'partly', 'rejected'] as const;

function institutionsSheet(language: Language, { institutions }: Book): OutSheet {
  const t = translator(language);
  return {
    name: t('annual.sheet.institutions'),
    columns: [
      text(t('annual.column.institution'), 14),
      text(t('annual.column.title'), 40),
      number(t(nameKey('received'))),
      number(t(nameKey('window')), 18),
      number(t(nameKey('contributions'))),
      ...SIDE_BY_SIDE.map((id) => number(t(nameKey(id)), 18)),
      number(t(nameKey('delay')), 18),
    ],
    rows: institutions.map(({ code, name, numbers }) => [
      code,
      name,
      numbers.received.rows,
      numbers.window.kind === 'median' ? numbers.window.days : null,
      numbers.contributions.rows,
      ...SIDE_BY_SIDE.map((id) => numbers[id].rows),
      numbers.delay.kind === 'median' ? numbers.delay.days : null,
    ]),
  };
}

function draftsSheet(language: Language, { drafts }: Book): OutSheet {
  const t = translator(language);
  return {
    name: t('annual.sheet.drafts'),
    columns: [
      text(t('annual.column.draft'), 18),
      text(t('annual.column.title'), 60),
      text(t('annual.column.kind'), 24),
      text(t('annual.column.institution'), 14),
      text(t('annual.column.state'), 12),
      day(t('annual.column.received')),
      day(t('annual.column.opened')),
      day(t('annual.column.closed')),
      number(t('annual.column.windowDays')),
      number(t('annual.column.minimum')),
      number(t('annual.column.lost')),
      number(t('annual.column.contributions')),
      number(t('annual.column.answered')),
    ],
    rows: drafts.map((one) => [
      one.number,
      draftTitle({ titles: one.title }, language),
      t(`draft.type.${one.type}`),
      one.institution,
      t(`annual.state.${one.state}`),
      one.receivedOn,
      one.opensOn,
      one.closesOn,
      one.windowDays,
      one.minimum,
      one.lostDays,
      one.contributions,
      one.answered,
    ]),
  };
}

function contributionsSheet(
  language: Language,
  { rows, total }: { rows: readonly ContributionRowBehind[]; total: number },
): OutSheet {
  const t = translator(language);
  return {
    name: t('annual.sheet.contributions'),
    ...(total > rows.length
      ? { preamble: [t('annual.tooMany', { shown: rows.length, total })] }
      : {}),
    columns: [
      text(t('annual.column.reference'), 24),
      text(t('annual.column.draft'), 18),
      text(t('annual.column.organisation'), 34),
      text(t('annual.column.outcome'), 24),
      day(t('annual.column.answeredOn')),
      number(t('annual.column.delayDays')),
    ],
    rows: rows.map((row) => [
      row.reference,
      row.draftNumber,
      row.organisation ?? t('numbers.unnamed'),
      rowOutcome(t, row),
      row.answeredOn,
      row.delay,
    ]),
  };
}
