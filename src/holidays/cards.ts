import { asDay, type Day, type Holiday, localDay, unusedCorrections } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import type { Button, Message, Part } from '../chat/message.ts';
import { formatDay, formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { Database } from '../storage/database.ts';
import { type CorrectionRow, correctionOf } from './corrections.ts';
import { correctionSentence } from './describe.ts';

/** The latest corrections are what people look for; Discord has room for five buttons in a row. */
const MOST_CORRECTIONS = 10;
const MOST_TAKEN_BACK = 4;

export interface ListParts {
  year: number;
  holidays: readonly Holiday[];
  /** Those that concern the year, oldest first. */
  corrections: readonly CorrectionRow[];
  /** Those that change nothing, as others stand before them. */
  useless: ReadonlySet<number>;
  /** Who corrected, by person id. */
  people: ReadonlyMap<string, string>;
  zone: string;
  mayCorrect: boolean;
}

/** The days off of a year with what is to be known of each, and what staff corrected in them. */
export function holidayList(language: Language, parts: ListParts): Message {
  const t = translator(language);
  const head = t('holiday.list.head', { year: parts.year });
  return message(language, head, [
    { kind: 'heading', text: head },
    { kind: 'list', items: parts.holidays.map((holiday) => holidayLine(language, holiday)) },
    { kind: 'context', text: t('holiday.list.why') },
    ...correctionParts(language, parts),
    ...buttonPart(listButtons(t, parts)),
  ]);
}

/** `Monday, 11 May 2026: Europe Day (instead of Saturday, 9 May 2026; estimated)`. */
export function holidayLine(language: Language, holiday: Holiday): string {
  const marks = holidayMarks(language, holiday);
  const name = `${formatDay(language, holiday.day)}: ${holiday.names[language]}`;
  return marks.length > 0 ? `${name} (${marks.join('; ')})` : name;
}

/** Why a day off is where it is, and whether that is certain. */
export function holidayMarks(language: Language, holiday: Holiday): string[] {
  const t = translator(language);
  const { substituteFor, estimated } = holiday;
  return [
    ...(substituteFor
      ? [t('holiday.list.substitute', { day: formatDay(language, substituteFor) })]
      : []),
    ...(estimated ? [t('holiday.list.estimated')] : []),
  ];
}

function correctionParts(language: Language, parts: ListParts): Part[] {
  const { corrections } = parts;
  if (corrections.length === 0) return [];
  const t = translator(language);
  const shown = corrections.slice(-MOST_CORRECTIONS).reverse();
  const rest = corrections.length - shown.length;
  return [
    { kind: 'text', text: [{ bold: t('holiday.list.corrections') }] },
    { kind: 'list', items: shown.map((row) => correctionLine(language, row, parts)) },
    ...(rest > 0
      ? [{ kind: 'context', text: t('holiday.list.more', { count: rest }) } as const]
      : []),
  ];
}

function correctionLine(language: Language, row: CorrectionRow, parts: ListParts): string {
  const t = translator(language);
  const said = (personId: string | null, at: Date) => ({
    who: parts.people.get(personId ?? '') ?? t('holiday.list.nobody'),
    at: formatShortDay(language, localDay(at, parts.zone)),
  });
  const correction = correctionSentence(language, row);
  return [
    t('holiday.list.line', { id: row.id, correction, ...said(row.personId, row.at) }),
    ...(row.source ? [t('holiday.list.source', { source: row.source })] : []),
    ...(row.revokedAt ? [t('holiday.list.takenBack', said(row.revokedById, row.revokedAt))] : []),
    ...(parts.useless.has(row.id) ? [t('holiday.list.useless')] : []),
  ].join('; ');
}

function listButtons(t: Translate, { year, corrections, mayCorrect }: ListParts): Button[] {
  const standing = corrections.filter(({ revokedAt }) => revokedAt === null);
  const back = mayCorrect ? standing.slice(-MOST_TAKEN_BACK).reverse() : [];
  return [
    ...back.map(({ id }) => ({
      act: 'holiday.takeBack',
      args: [String(id)],
      label: t('holiday.button.takeBack', { id }),
    })),
    listButton(t, year + 1),
  ];
}

/** The way to the days off of a year. */
export function listButton(t: Translate, year: number): Button {
  return { act: 'holiday.list', args: [String(year)], label: t('holiday.button.list', { year }) };
}

/** The corrections that have a day in the year, taken back or not. */
export function correctionsOfYear(rows: readonly CorrectionRow[], year: number): CorrectionRow[] {
  return rows.filter((row) =>
    [row.day, row.movedFrom, row.movedTo].some((day) => day?.startsWith(`${year}-`)),
  );
}

/** The corrections in force that change nothing, by id. */
export function uselessCorrections(rows: readonly CorrectionRow[]): Set<number> {
  const standing = rows
    .filter(({ revokedAt }) => revokedAt === null)
    .map((row) => ({ id: row.id, correction: correctionOf(row) }));
  const unused = new Set(unusedCorrections(standing.map(({ correction }) => correction)));
  return new Set(standing.filter((one) => unused.has(one.correction)).map(({ id }) => id));
}

/** The names of those who corrected or took back, by person id. */
export async function namesOf(
  db: Database,
  rows: readonly CorrectionRow[],
): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ personId, revokedById }) => [personId, revokedById]);
  const people = await db.person.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, displayName: true },
  });
  return new Map(people.map(({ id, displayName }) => [id, displayName]));
}

/** The year in which a correction takes effect: the one to look at after making it. */
export function yearOfCorrection(row: { day?: string | null; movedTo?: string | null }): number {
  const day: Day = asDay(row.movedTo ?? row.day ?? '');
  return Number(day.slice(0, 4));
}
