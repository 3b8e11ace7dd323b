import { draftTitle } from '../drafts/cards.ts';
import { type Language, LOCALES, type Translate, translator } from '../i18n/index.ts';
import { nameIn } from '../institutions/table.ts';
import type { Database, Tx } from '../storage/database.ts';
import {
  isDraftNumber,
  type NumberId,
  type Numbers,
  OUTCOMES,
  shareOf,
  type Value,
} from './rules.ts';
import type { Scope } from './scope.ts';

/** `33 %`, as the language writes it. */
export function percentText(language: Language, part: number): string {
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  return format.format(part);
}

/** `14.5 working days`. */
export function daysText(language: Language, days: number): string {
  const format = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 });
  return translator(language)('numbers.days', { count: days, days: format.format(days) });
}

/** What a number says, in words; of nothing it says that there is nothing. */
export function valueText(language: Language, id: NumberId, value: Value): string {
  const t = translator(language);
  switch (value.kind) {
    case 'count':
      return String(value.rows);
    case 'share': {
      const part = shareOf(value);
      if (part === null) return nothingText(t, id);
      const { rows, of } = value;
      return t('numbers.share', { rows, of, percent: percentText(language, part) });
    }
    case 'median':
      return value.days === null
        ? nothingText(t, id)
        : t('numbers.median', { days: daysText(language, value.days), rows: value.rows });
  }
}

function nothingText(t: Translate, id: NumberId): string {
  if (id === 'delay') return t('numbers.none.answers');
  return t(isDraftNumber(id) ? 'numbers.none.drafts' : 'numbers.none.contributions');
}

/** The numbers that a report of this kind tells: of one draft not how many drafts there are. */
export function toldOf(scope: Scope, ids: readonly NumberId[]): NumberId[] {
  return ids.filter((id) => {
    if (scope.kind === 'draft') return id !== 'received' && id !== 'short' && id !== 'arrivedLate';
    return scope.kind !== 'organisation' || id !== 'organisations';
  });
}

const BY_OUTCOME: ReadonlySet<NumberId> = new Set([...OUTCOMES, 'unanswered']);

/** `Drafts received: 45`, every number that is told. */
export function numberLines(
  language: Language,
  scope: Scope,
  ids: readonly NumberId[],
  numbers: Numbers,
): { id: NumberId; label: string; value: string }[] {
  const t = translator(language);
  // Where nothing was contributed, saying so once is enough.
  const told = toldOf(scope, ids).filter(
    (id) => numbers.contributions.rows > 0 || !BY_OUTCOME.has(id),
  );
  return told.map((id) => ({
    id,
    label: t(
      scope.kind === 'organisation' && id === 'received' ? 'numbers.takenPart' : nameKey(id),
    ),
    value: valueText(language, id, numbers[id]),
  }));
}

export const nameKey = (id: NumberId) => `numbers.name.${id}` as const;

/** What a report is about, for its heading; null where that is gone. */
export async function scopeTitle(
  db: Database | Tx,
  language: Language,
  scope: Scope,
): Promise<string | null> {
  const t = translator(language);
  const { id, year } = scope;
  const when = year === null ? t('numbers.allYears') : String(year);
  switch (scope.kind) {
    case 'year':
      return year === null ? t('numbers.title.all') : t('numbers.title.year', { year });
    case 'institution': {
      const row = await db.institution.findUnique({ where: { id } });
      if (!row) return null;
      const long = nameIn(language, row);
      const name = long && long !== row.code ? `${long} (${row.code})` : row.code;
      return t('numbers.title.of', { name, when });
    }
    case 'organisation': {
      const row = await db.organisation.findUnique({ where: { id } });
      return row && t('numbers.title.of', { name: row.name, when });
    }
    case 'draft': {
      const row = await db.draft.findUnique({ where: { id } });
      if (!row) return null;
      const titles = { sq: row.titleSq, sr: row.titleSr, en: row.titleEn };
      return t('numbers.title.draft', {
        number: row.number,
        title: draftTitle({ titles }, language),
      });
    }
  }
}
