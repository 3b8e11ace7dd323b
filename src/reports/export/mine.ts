import type { Database } from '../../storage/database.ts';
import type { Prisma } from '../../storage/generated/sqlite/client.ts';
import { TABLE_NAMES } from './archive.ts';
import { type ExportedRow, readTable } from './readTable.ts';
import { TABLES } from './tables.ts';

/** Tables of which the rows of a person are their own, whole. */
const OWN: ReadonlySet<Prisma.ModelName> = new Set([
  'Membership',
  'Stance',
  'Reaction',
  'Contribution',
  'Position',
  'Unfinished',
  'PersonalReminder',
  'Preference',
  'DraftMute',
  'MergeSupport',
  'Delivery',
  'Audit',
]);

/** The columns of a table that name a person. */
export function personColumns(table: Prisma.ModelName): string[] {
  return TABLES[table].columns.filter((name) => name === 'personId' || /ById$/.test(name));
}

/**
 * All that is stored about one person: their own rows whole, also what they have not submitted, and of
 * other rows where their name stands.
 */
export async function personalData(db: Database, personId: string): Promise<object> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId } });
  const rows: Record<string, ExportedRow[]> = { Person: [person] };
  const own = { contribution: { personId } };
  for (const table of TABLE_NAMES) {
    const named = personColumns(table);
    if (named.length === 0) continue;
    const mine = OWN.has(table);
    const where = mine ? { personId } : { OR: named.map((name) => ({ [name]: personId })) };
    const { key, columns } = TABLES[table];
    const shown = table === 'Unfinished' ? [...columns, 'values'] : columns;
    const found = await all(db, table, where, mine ? shown : [...key, ...named]);
    if (found.length > 0) rows[table] = found;
  }
  const { Contribution: submitted } = rows;
  if (submitted && person.staffRole === null) rows.Contribution = submitted.map(asAnnounced);
  const versions = await all(db, 'ContributionVersion', own, TABLES.ContributionVersion.columns);
  if (versions.length > 0) rows.ContributionVersion = versions;
  return { format: 1, rows };
}

/** What became of a contribution is its author's to read once it was announced. */
function asAnnounced(row: ExportedRow): ExportedRow {
  return row.announcedIn === null ? { ...row, outcome: null, answeredOn: null } : row;
}

async function all(
  db: Database,
  table: Prisma.ModelName,
  where: object,
  columns: readonly string[],
): Promise<ExportedRow[]> {
  const found: ExportedRow[] = [];
  for await (const page of readTable(db, table, where, columns)) found.push(...page);
  return found;
}
