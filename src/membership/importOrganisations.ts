import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import type { Columns, CsvRow } from '../documents/csv.ts';
import {
  emptyReport,
  type ImportedField,
  type ImportReport,
  type RefusedRow,
} from '../documents/importReport.ts';
import { readTable, readTableAhead } from '../documents/readTable.ts';
import { oneLine } from '../documents/shorten.ts';
import { fold } from '../i18n/fold.ts';
import { audit } from '../storage/audit.ts';
import type { Work } from '../storage/work.ts';
import { ORGANISATION_FULL_NAME_LENGTH, ORGANISATION_NAME_LENGTH } from './organisations.ts';

type Column = 'name' | 'fullName' | 'nameSr' | 'nameEn' | 'region' | 'municipality';

const COLUMNS: Columns<Column> = {
  name: ['emri', 'naziv', 'ime', 'organisation', 'organization', 'organizata', 'organizacija'],
  fullName: ['full name', 'emri i plotë', 'pun naziv', 'puni naziv', 'puno ime'],
  nameSr: ['name sr', 'Serbian name', 'emri sr', 'emri serbisht', 'naziv sr', 'naziv na srpskom'],
  nameEn: ['name en', 'English name', 'emri en', 'emri anglisht', 'naziv en', 'naziv na engleskom'],
  region: ['rajoni', 'regjioni', 'regija', 'regjion'],
  municipality: ['komuna', 'opština', 'opshtina'],
};

/** How long each cell may be, in characters. */
const LENGTHS: Readonly<Record<Column, number>> = {
  name: ORGANISATION_NAME_LENGTH,
  fullName: ORGANISATION_FULL_NAME_LENGTH,
  nameSr: 250,
  nameEn: 250,
  region: 80,
  municipality: 80,
};

/** CiviKos has 301 members (https://civikos.net/rreth-nesh/); a file far beyond is another one. */
const MOST_ORGANISATIONS = 5_000;

type OrganisationRow = { line: number; nameKey: string } & Record<Column, string>;

/** Reads a workbook of organisations that was just handed over, before any transaction. */
export function readOrganisationsAhead(bytes: Uint8Array | undefined): Promise<void> {
  return readTableAhead(bytes, COLUMNS, 'name');
}

/**
 * Adds the organisations of a CSV or XLSX file and changes those that are known by their folded name;
 * one that was no member until now becomes one. An empty cell says nothing: it never erases. All or nothing: with one refused row nothing is
 * written, and the report tells each line and reason.
 */
export async function importOrganisations(
  work: Work,
  bytes: Uint8Array,
): Promise<ImportReport | Refusal> {
  const table = await readTable(bytes, COLUMNS, {
    column: 'name',
    missing: refusal('imports.noNameColumn', {}, 'file'),
  });
  if (isRefusal(table)) return table;
  if (table.rows.length > MOST_ORGANISATIONS) {
    return refusal('imports.tooManyRows', { max: MOST_ORGANISATIONS }, 'file');
  }
  const { rows, refused } = readRows(table.rows);
  const report = emptyReport(table.ignored);
  report.refusedRows = [...table.refusedRows, ...refused].sort((a, b) => a.line - b.line);
  if (report.refusedRows.length > 0) return report;

  const known = new Map(
    (await work.tx.organisation.findMany()).map((organisation) => [
      organisation.nameKey,
      organisation,
    ]),
  );
  const added: OrganisationRow[] = [];
  for (const row of rows) {
    const before = known.get(row.nameKey);
    if (!before) {
      added.push(row);
      report.added.push(row.name);
      continue;
    }
    if (!before.member) {
      const filled = COLUMN_NAMES.filter((column) => row[column]);
      await work.tx.organisation.update({
        where: { id: before.id },
        data: {
          ...Object.fromEntries(filled.map((field) => [field, row[field]])),
          member: true,
          active: true,
        },
      });
      report.added.push(row.name);
      continue;
    }
    const fields = COLUMN_NAMES.filter((column) => row[column] && row[column] !== before[column]);
    if (fields.length === 0) {
      report.left += 1;
      continue;
    }
    await work.tx.organisation.update({
      where: { id: before.id },
      data: Object.fromEntries(fields.map((field) => [field, row[field]])),
    });
    report.changed.push({ name: row.name, fields: [...fields] satisfies ImportedField[] });
  }
  await work.tx.organisation.createMany({
    data: added.map((row) => ({
      name: row.name,
      nameKey: row.nameKey,
      fullName: row.fullName || null,
      nameSr: row.nameSr || null,
      nameEn: row.nameEn || null,
      region: row.region || null,
      municipality: row.municipality || null,
      createdAt: work.now,
    })),
  });
  if (report.added.length + report.changed.length > 0) {
    await audit(work, 'organisation.import', '', {
      added: report.added.length,
      changed: report.changed.length,
      left: report.left,
    });
  }
  return report;
}

const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

function readRows(rows: readonly CsvRow<Column>[]): {
  rows: OrganisationRow[];
  refused: RefusedRow[];
} {
  const read: OrganisationRow[] = [];
  const refused: RefusedRow[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const texts = Object.fromEntries(
      COLUMN_NAMES.map((column) => [column, oneLine(cells[column])]),
    ) as Record<Column, string>;
    const nameKey = fold(texts.name);
    const first = lines.get(nameKey);
    const long = COLUMN_NAMES.find((column) => [...texts[column]].length > LENGTHS[column]);
    if (nameKey === '') refused.push({ line, reason: 'imports.nameMissing', context: {} });
    else if (long) {
      const context = { field: long, max: LENGTHS[long] };
      refused.push({ line, reason: 'imports.fieldTooLong', context });
    } else if (first !== undefined) {
      refused.push({ line, reason: 'imports.duplicate', context: { first } });
    } else {
      lines.set(nameKey, line);
      read.push({ line, nameKey, ...texts });
    }
  }
  return { rows: read, refused };
}
