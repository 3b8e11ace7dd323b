import { localDay } from '../calendar/index.ts';
import { shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { writtenDeadline } from '../i18n/deadlineText.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Work } from '../storage/work.ts';
import type { PlannedState } from './rules.ts';

/** What of a planned draft has a history. */
export type KeptField =
  | 'added'
  | 'title'
  | 'type'
  | 'written'
  | 'deadline'
  | 'state'
  | 'source'
  /** The number of the draft that came. */
  | 'draft'
  /** The number of a draft of which somebody said that it is another. */
  | 'unlike';

/** One thing that became of a planned draft. */
export interface PlannedChange {
  plannedId: string;
  field: KeptField;
  before: string | null;
  after: string | null;
  /** In the words of the person who did it; what an import does has none. */
  reason?: string | null;
}

/** Keeps what became of planned drafts, in the transaction that changes them. */
export async function recordChanges(
  work: Work,
  changes: readonly PlannedChange[],
  personId: string | null = work.personId,
): Promise<void> {
  await work.tx.plannedChange.createMany({
    data: changes.map((change) => ({ ...change, at: work.now, personId })),
  });
}

/** A row of the history, the latest first. */
export interface HistoryRow {
  at: Date;
  field: string;
  before: string | null;
  after: string | null;
  reason: string | null;
  /** Null for what happened by itself. */
  name: string | null;
}

/** All that became of a planned draft, the latest first, with who did it. */
export async function historyOf(db: Database | Tx, plannedId: string): Promise<HistoryRow[]> {
  const rows = await db.plannedChange.findMany({
    where: { plannedId },
    orderBy: { seq: 'desc' },
  });
  // The change names a person without a relation: some have none.
  const ids = [...new Set(rows.flatMap(({ personId }) => (personId ? [personId] : [])))];
  const persons = await db.person.findMany({
    where: { id: { in: ids.slice(0, MOST_PERSONS) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(persons.map((person) => [person.id, person.displayName]));
  return rows.map(({ personId, ...row }) => ({ ...row, name: names.get(personId ?? '') ?? null }));
}

/** Nobody's history has so many hands. */
const MOST_PERSONS = 100;

/** How much of a text stands on a line of the history. */
const SHOWN = 80;
const REASON_SHOWN = 150;
const MOST_LINES = 10;

/** The history in the reader's words: old deadlines and reasons stay visible. */
export function historyLines(
  language: Language,
  history: readonly HistoryRow[],
  zone: string,
): string[] {
  const t = translator(language);
  const lines = history.slice(0, MOST_LINES).map((row) => {
    const day = formatShortDay(language, localDay(row.at, zone));
    const who = row.name ? t('plan.show.by', { day, name: row.name }) : day;
    const why = row.reason ? ` — ${shorten(row.reason, REASON_SHOWN)}` : '';
    return `${who}: ${changeText(language, row)}${why}`;
  });
  const more = history.length - lines.length;
  return more > 0 ? [...lines, t('plan.show.earlier', { count: more })] : lines;
}

function changeText(language: Language, { field, before, after }: HistoryRow): string {
  const t = translator(language);
  const none = '–';
  const shown = (text: string | null) => (text === null ? none : shorten(text, SHOWN));
  const changed = (name: string, from: string, to: string) =>
    t('plan.change.field', { field: name, before: from, after: to });
  switch (field as KeptField) {
    case 'added':
      return t('programme.change.added');
    case 'deadline':
      return changed(
        t('imports.field.deadline'),
        writtenDeadline(language, before) ?? none,
        writtenDeadline(language, after) ?? none,
      );
    case 'state':
      return changed(t('imports.field.status'), stateText(t, before), stateText(t, after));
    case 'draft':
      return after === null
        ? t('programme.change.unmatched', { number: shown(before) })
        : t('programme.change.matched', { number: after });
    case 'unlike':
      return t('programme.change.unlike', { number: shown(after) });
    case 'written':
      return changed(t('imports.field.responsible'), shown(before), shown(after));
    case 'type':
      return t('programme.change.type');
    case 'source':
      return changed(t('imports.field.source'), shown(before), shown(after));
    case 'title':
      return changed(t('imports.field.title'), shown(before), shown(after));
  }
}

function stateText(t: ReturnType<typeof translator>, state: string | null): string {
  return t(`programme.state.${isState(state) ? state : 'planned'}`);
}

function isState(text: string | null): text is PlannedState {
  return text === 'planned' || text === 'postponed' || text === 'withdrawn';
}
