import type { Language } from '../i18n/index.ts';
import { nameIn } from '../institutions/table.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { World } from '../storage/work.ts';
import { byInstitution, type Facts, type Numbers } from './rules.ts';

/** One institution beside others. */
export interface InstitutionLine {
  institutionId: string;
  code: string;
  /** In full, where that is known. */
  name: string | null;
  numbers: Numbers;
}

/** The institutions of a report, those with the most drafts first. */
export async function institutionLines(
  db: Database | Tx,
  language: Language,
  { calendar }: Pick<World, 'calendar'>,
  facts: Omit<Facts, 'organisations'>,
): Promise<InstitutionLine[]> {
  const parts = byInstitution(facts, calendar);
  const names = new Map<string, { code: string; name: string | null }>();
  for (const ids of inParts(parts.map(({ institutionId }) => institutionId))) {
    const rows = await db.institution.findMany({ where: { id: { in: ids } } });
    for (const row of rows) names.set(row.id, { code: row.code, name: nameIn(language, row) });
  }
  return parts.map(({ institutionId, numbers }) => ({
    institutionId,
    numbers,
    code: names.get(institutionId)?.code ?? '?',
    name: names.get(institutionId)?.name ?? null,
  }));
}
