import { type Language, translator } from '../i18n/index.ts';
import { type MissingNumbers, missingNumbers } from '../programme/numbers.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { World } from '../storage/work.ts';
import type { Scope } from './scope.ts';

/** What never reached CiviKos in the year of a report; null where that is no question. */
export async function missingOf(
  db: Database | Tx,
  world: World,
  { kind, id, year }: Scope,
): Promise<MissingNumbers | null> {
  if (year === null || (kind !== 'year' && kind !== 'institution')) return null;
  return missingNumbers(db, world, {
    year,
    institutionId: kind === 'institution' ? id : undefined,
  });
}

const TOLD = ['planned', 'received', 'postponed', 'withdrawn', 'dueNeverCame'] as const;

/** What was planned and did not come, line by line; nothing where nobody wrote any of it down. */
export function missingLines(
  language: Language,
  numbers: MissingNumbers,
): { label: string; number: number }[] {
  const t = translator(language);
  const planned = numbers.planned > 0 ? TOLD : [];
  const seen = numbers.seenElsewhere > 0 ? (['seenElsewhere'] as const) : [];
  return [...planned, ...seen].map((name) => ({
    label: t(`numbers.missing.${name}`),
    number: numbers[name],
  }));
}
