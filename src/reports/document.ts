import type { Day } from '../calendar/index.ts';
import type { Block, Paragraph, TextDocument } from '../documents/write/model.ts';
import { draftTitle } from '../drafts/cards.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { MissingNumbers } from '../programme/numbers.ts';
import type { Settings } from '../storage/settings.ts';
import type { Book, ListedDraft } from './book.ts';
import { cameFromLines, historyText, seenLine } from './cards.ts';
import { missingLines } from './missing.ts';
import { byType, isBehind, NUMBERS } from './rules.ts';
import { daysText, nameKey, numberLines, toldOf, valueText } from './words.ts';

/** A picture of one section, as it stands in a document. */
export interface SectionPicture {
  section: 'types' | 'years' | 'outcomes' | 'institutions';
  png: Uint8Array;
  width: number;
  height: number;
  alt: string;
}

/** As many rows of one list as a document has; its workbook has all. */
const MOST_ROWS = 400;

/** In points: a picture and its heading fit on one page. */
const PICTURE_WIDTH = 400;

/** What a document is called on its first page and by programs. */
export function bookTitle(language: Language, { facts, title }: Book): string {
  const { kind, year } = facts.scope;
  return kind === 'year' && year !== null ? translator(language)('annual.title', { year }) : title;
}

/** The report as a document: for the year, the public annual report. */
export function reportDocument(
  language: Language,
  book: Book,
  pictures: readonly SectionPicture[],
  about: { today: Day; at: Date; settings: Settings; missing: MissingNumbers | null },
): TextDocument {
  const { today, at, settings, missing } = about;
  const t = translator(language);
  const title = bookTitle(language, book);
  const picture = (section: SectionPicture['section']) =>
    pictures.filter((one) => one.section === section).map(pictureBlock);
  const { facts } = book;
  const many = facts.scope.kind !== 'draft';
  const day = formatShortDay(language, today);
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: title },
    { kind: 'paragraph', runs: [t('annual.subtitle', { day })], small: true },
    ...(facts.demonstration ? [paragraph([{ bold: t('numbers.demonstration') }])] : []),
    paragraph([facts.unannounced > 0 ? { bold: seenLine(t, facts) } : seenLine(t, facts)]),
    ...cameFromLines(t, book).map((line) => paragraph([line])),
    heading(t('annual.brief')),
    briefTable(language, book),
    ...(many ? [heading(t('annual.kinds')), ...kindsBlocks(t, book), ...picture('types')] : []),
    ...(facts.scope.kind === 'year'
      ? [paragraph([historyText(language)]), ...picture('years')]
      : []),
    heading(t('annual.outcomes')),
    ...picture('outcomes'),
    paragraph([
      { bold: t(nameKey('delay')) },
      `: ${valueText(language, 'delay', book.numbers.delay)}`,
    ]),
    ...(facts.scope.kind === 'year'
      ? [
          heading(t('annual.institutions')),
          institutionsTable(language, book),
          ...picture('institutions'),
        ]
      : []),
    ...(many ? listBlocks(language, book) : []),
    ...(missing ? missingBlocks(language, missing) : []),
    heading(t('annual.counted')),
    ...countedBlocks(t, book, settings),
    ...(many
      ? [{ kind: 'pageBreak' } as const, heading(t('annual.appendix')), ...appendix(language, book)]
      : []),
  ];
  return {
    language,
    title,
    author: 'CiviKos',
    orientation: 'portrait',
    footer: title,
    at,
    blocks,
  };
}

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const paragraph = (runs: Paragraph): Block => ({ kind: 'paragraph', runs });
const cell = (text: string | number): readonly Paragraph[] => [[String(text)]];
const boldCell = (text: string): readonly Paragraph[] => [[{ bold: text }]];

function pictureBlock({ png, width, height, alt }: SectionPicture): Block {
  const scaled = Math.round((PICTURE_WIDTH * height) / width);
  return { kind: 'picture', png, width: PICTURE_WIDTH, height: scaled, alt };
}

function briefTable(language: Language, { facts, numbers, before }: Book): Block {
  const t = translator(language);
  const lines = numberLines(language, facts.scope, NUMBERS, numbers);
  const earlier = before && before.numbers.received.rows > 0 ? before : null;
  return {
    kind: 'table',
    head: [
      t('annual.column.number'),
      t('annual.column.value'),
      ...(earlier ? [t('annual.column.before', { year: earlier.year })] : []),
    ],
    widths: earlier ? [38, 31, 31] : [45, 55],
    rows: lines.map(({ id, label, value }) => [
      boldCell(label),
      cell(value),
      ...(earlier ? [cell(valueText(language, id, earlier.numbers[id]))] : []),
    ]),
  };
}

function kindsBlocks(t: Translate, { facts }: Book): Block[] {
  const types = byType(facts.drafts);
  if (types.length === 0) return [paragraph([t('annual.none')])];
  return [
    {
      kind: 'table',
      head: [t('annual.column.kind'), t('annual.column.drafts')],
      widths: [70, 30],
      rows: types.map(({ type, count }) => [cell(t(`numbers.type.${type}`)), cell(count)]),
    },
    { kind: 'paragraph', runs: [t('annual.kindsNote')], small: true },
  ];
}

function institutionsTable(language: Language, { institutions }: Book): Block {
  const t = translator(language);
  if (institutions.length === 0) return paragraph([t('annual.none')]);
  return {
    kind: 'table',
    head: [
      t('annual.column.institution'),
      t('annual.column.drafts'),
      t('annual.column.window'),
      t('annual.column.short'),
      t('annual.column.answered'),
      t('annual.column.delay'),
    ],
    widths: [24, 14, 15, 16, 16, 15],
    rows: institutions.map(({ code, name, numbers }) => [
      [[{ bold: code }], ...(name && name !== code ? [[name]] : [])],
      cell(numbers.received.rows),
      cell(shortDays(language, numbers.window)),
      cell(valueText(language, 'short', numbers.short)),
      cell(valueText(language, 'answered', numbers.answered)),
      cell(shortDays(language, numbers.delay)),
    ]),
  };
}

/** The middle alone: how many it is of stands in the columns beside. */
function shortDays(language: Language, value: Book['numbers']['window']): string {
  return value.kind === 'median' && value.days !== null ? daysText(language, value.days) : '–';
}

/** What was received late, what was too short, and who took part. */
function listBlocks(language: Language, book: Book): Block[] {
  const t = translator(language);
  const behind = (id: 'arrivedLate' | 'short') => book.drafts.filter((one) => isBehind(id, one));
  const late = behind('arrivedLate').sort((a, b) => b.lostDays - a.lostDays);
  const short = behind('short').sort((a, b) => a.windowDays - b.windowDays);
  const day = (one: Day) => cell(formatShortDay(language, one));
  return [
    heading(t('annual.late')),
    ...listed(t, late, {
      head: [
        t('annual.column.draft'),
        t('annual.column.opened'),
        t('annual.column.received'),
        t('annual.column.lost'),
      ],
      widths: [52, 16, 16, 16],
      row: (one) => [
        titleCell(language, one),
        day(one.opensOn),
        day(one.receivedOn),
        cell(one.lostDays),
      ],
    }),
    heading(t('annual.short')),
    ...listed(t, short, {
      head: [t('annual.column.draft'), t('annual.column.windowDays'), t('annual.column.minimum')],
      widths: [60, 20, 20],
      row: (one) => [titleCell(language, one), cell(one.windowDays), cell(one.minimum)],
    }),
    ...(book.facts.scope.kind === 'organisation'
      ? []
      : [
          heading(t('annual.organisations')),
          ...listed(t, book.organisations, {
            head: [t('annual.column.organisation'), t('annual.column.contributions')],
            widths: [70, 30],
            row: ({ name, count }) => [cell(name ?? t('numbers.unnamed')), cell(count)],
          }),
        ]),
  ];
}

function listed<T>(
  t: Translate,
  rows: readonly T[],
  table: {
    head: readonly string[];
    widths: readonly number[];
    row(one: T): readonly (readonly Paragraph[])[];
  },
): Block[] {
  if (rows.length === 0) return [paragraph([t('annual.none')])];
  const left = rows.length - MOST_ROWS;
  const { head, widths, row } = table;
  return [
    { kind: 'table', head, widths, rows: rows.slice(0, MOST_ROWS).map(row) },
    ...(left > 0 ? [paragraph([t('annual.more', { count: left })])] : []),
  ];
}

function titleCell(language: Language, { number, title }: ListedDraft): readonly Paragraph[] {
  return [[{ bold: number }, ` ${draftTitle({ titles: title }, language)}`]];
}

function missingBlocks(language: Language, missing: MissingNumbers): Block[] {
  const t = translator(language);
  const lines = missingLines(language, missing);
  const head = heading(t('numbers.missing.head'));
  if (lines.length === 0) return [head, paragraph([t('annual.none')])];
  return [
    head,
    {
      kind: 'table',
      head: [t('annual.column.number'), t('annual.column.value')],
      widths: [70, 30],
      rows: lines.map(({ label, number }) => [cell(label), cell(number)]),
    },
  ];
}

/** What every number counts, and the settings that it was counted with. */
function countedBlocks(t: Translate, { facts }: Book, settings: Settings): Block[] {
  const items = toldOf(facts.scope, NUMBERS).map(
    (id): Paragraph => [{ bold: t(nameKey(id)) }, `: ${t(`numbers.means.${id}`)}`],
  );
  const { minimumWorkingDays, minimumWorkingDaysComplex, countOpeningDay } = settings;
  const used = t('annual.settings', {
    minimum: t('draft.workingDays', { count: minimumWorkingDays }),
    complex: t('draft.workingDays', { count: minimumWorkingDaysComplex }),
    convention: t(countOpeningDay ? 'draft.openingDayCounts' : 'draft.openingDayDoesNot'),
  });
  return [{ kind: 'list', items }, paragraph([used]), paragraph([t('numbers.unverified')])];
}

function appendix(language: Language, { drafts }: Book): Block[] {
  const t = translator(language);
  return listed(t, drafts, {
    head: [
      t('annual.column.draft'),
      t('annual.column.institution'),
      t('annual.column.windowDays'),
      t('annual.column.contributions'),
    ],
    widths: [44, 16, 20, 20],
    row: (one) => [
      [
        ...titleCell(language, one),
        [`${t(`draft.type.${one.type}`)} · ${t(`annual.state.${one.state}`)}`],
      ],
      cell(one.institution),
      cell(
        t('annual.windowCell', {
          opens: formatShortDay(language, one.opensOn),
          closes: formatShortDay(language, one.closesOn),
          days: one.windowDays,
          minimum: one.minimum,
        }),
      ),
      [
        [String(one.contributions)],
        ...(one.contributions > 0
          ? [
              [
                t('annual.answersCell', {
                  answered: one.answered,
                  contributions: one.contributions,
                }),
              ],
            ]
          : []),
      ],
    ],
  });
}
