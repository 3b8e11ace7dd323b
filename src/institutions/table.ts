import { fold } from '../i18n/fold.ts';
import type { Language } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';

const withNames = {
  aliases: { select: { name: true, key: true } },
  _count: { select: { drafts: true, successors: true, predecessors: true } },
} as const;

/** An institution with all that it is called. */
export type InstitutionRow = Prisma.InstitutionGetPayload<{ include: typeof withNames }>;

/** All institutions: some dozens, so that they are read at once and looked through here. */
export interface InstitutionTable {
  rows: readonly InstitutionRow[];
  /** The one that is called so, however it is spelled. */
  find(name: string): InstitutionRow | null;
  /** The one that a person named or chose: a choice whose name is too long is its id. */
  chosen(text: string): InstitutionRow | null;
}

export async function institutionTable(db: Database | Tx): Promise<InstitutionTable> {
  const rows = await db.institution.findMany({ include: withNames, orderBy: { codeKey: 'asc' } });
  const byKey = new Map<string, InstitutionRow>();
  const add = (row: InstitutionRow, key: string) => {
    if (key !== '' && !byKey.has(key)) byKey.set(key, row);
  };
  // An abbreviation goes before a spelling that staff gave, and that before a name.
  for (const row of rows) add(row, row.codeKey);
  for (const row of rows) for (const { key } of row.aliases) add(row, key);
  for (const row of rows) for (const name of namesOf(row)) add(row, fold(name));
  const find = (name: string) => byKey.get(fold(name)) ?? null;
  return { rows, find, chosen: (text) => rows.find(({ id }) => id === text) ?? find(text) };
}

/** The one that has this abbreviation, or stands under this bare name; found without the others. */
export function institutionByKey(
  db: Database | Tx,
  codeKey: string,
): Promise<InstitutionRow | null> {
  return db.institution.findUnique({ where: { codeKey }, include: withNames });
}

/** The names of an institution in full, each once. */
export function namesOf(row: Pick<InstitutionRow, 'nameSq' | 'nameSr' | 'nameEn'>): string[] {
  return [...new Set([row.nameSq, row.nameSr, row.nameEn])].filter((name) => name !== null);
}

/** The name of an institution for readers of a language: theirs, else the Albanian, else any. */
export function nameIn(
  language: Language,
  row: Pick<InstitutionRow, 'nameSq' | 'nameSr' | 'nameEn'>,
): string | null {
  const own = { sq: row.nameSq, sr: row.nameSr, en: row.nameEn }[language];
  return own ?? row.nameSq ?? row.nameEn ?? row.nameSr;
}

/** Whether it is no more than a word that a plan wrote: nothing is lost when it becomes a spelling. */
export function isBareName(row: InstitutionRow): boolean {
  const { drafts, successors, predecessors } = row._count;
  return namesOf(row).length + row.aliases.length + drafts + successors + predecessors === 0;
}

/** Institutions of which some name holds every word that was typed. */
export function searchInstitutions(
  { rows }: InstitutionTable,
  typed: string,
): readonly InstitutionRow[] {
  const words = fold(typed).split(' ').filter(Boolean);
  return rows.filter((row) => {
    const key = [row.codeKey, ...namesOf(row).map(fold), ...row.aliases.map((one) => one.key)];
    return words.every((word) => key.some((one) => one.includes(word)));
  });
}
