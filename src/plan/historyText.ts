import { localDay } from '../calendar/index.ts';
import { oneLine, shorten } from '../documents/shorten.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { writtenDeadline } from '../i18n/deadlineText.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { HistoryRow } from './history.ts';

/** A reason in the history, or a note of what is done. */
export const WHY_LENGTH = 150;
/** How much of a text stands on a line of the history, or of a draft’s title beside its number. */
export const CHANGE_LENGTH = 60;
/** The latest changes are what people look for. */
const MOST_CHANGES = 8;

/** What an activity is, as its column has it. */
export type State = 'open' | 'done' | 'dropped';

/** What became of an activity, the latest first, with who did it and why. */
export function historyLines(
  language: Language,
  history: readonly HistoryRow[],
  zone: string,
  most = MOST_CHANGES,
): string[] {
  const t = translator(language);
  const lines = history.slice(0, most).map((row) => {
    const day = formatShortDay(language, localDay(row.at, zone));
    const who = row.person ? t('plan.show.by', { day, name: row.person.displayName }) : day;
    const why = row.reason ? ` — ${shorten(oneLine(row.reason), WHY_LENGTH)}` : '';
    return `${who}: ${changeText(language, row)}${why}`;
  });
  const more = history.length - lines.length;
  return more > 0 ? [...lines, t('plan.show.earlier', { count: more })] : lines;
}

/** What changed, without when and why. */
export function changeText(
  language: Language,
  { field, before, after }: Pick<HistoryRow, 'field' | 'before' | 'after'>,
): string {
  const t = translator(language);
  const none = '–';
  switch (field) {
    case 'deadline':
    case 'doneOn':
      return t('plan.change.field', {
        field: t(`imports.field.${field}`),
        before: writtenDeadline(language, before) ?? none,
        after: writtenDeadline(language, after) ?? none,
      });
    case 'state':
      return t('plan.change.field', {
        field: t('imports.field.status'),
        before: t(`plan.state.${readState(before)}`),
        after: t(`plan.state.${readState(after)}`),
      });
    case 'evidence':
      return after === null
        ? t('plan.change.evidenceBack', { title: before ?? '' })
        : t('plan.change.evidence', { title: after });
    case 'escalation':
      return t('plan.change.escalation', { to: after ?? '' });
    default:
      return t('plan.change.field', {
        field: isImported(field) ? t(`imports.field.${field}`) : field,
        before: before === null ? none : shorten(before, CHANGE_LENGTH),
        after: after === null ? none : shorten(after, CHANGE_LENGTH),
      });
  }
}

function readState(text: string | null): State {
  return text === 'done' || text === 'dropped' ? text : 'open';
}

const IMPORTED = [
  'title',
  'responsible',
  'supporting',
  'cost',
  'fundingSource',
  'indicator',
  'source',
] as const;

function isImported(field: string): field is (typeof IMPORTED)[number] {
  return (IMPORTED as readonly string[]).includes(field);
}
