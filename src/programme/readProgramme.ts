import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import type { RefusedRow } from '../documents/importReport.ts';
import { readTable, readTableAhead } from '../documents/readTable.ts';
import { readYear } from './find.ts';
import { PROGRAMME_COLUMNS, type ProgrammeRow, readProgrammeRow } from './programmeRow.ts';

/** Far above any programme: the largest that is known, of 2020, has 129 drafts. */
const MOST_PLANNED = 1_000;

/** A programme as a file tells it. */
export interface ProgrammeFile {
  year: number;
  rows: ProgrammeRow[];
  /** By line; with one of them nothing of the file is taken. */
  refusedRows: RefusedRow[];
  /** Names of columns that were not read. */
  ignored: string[];
}

/** Reads a workbook that was just handed over, before any transaction. */
export function readProgrammeAhead(bytes: Uint8Array | undefined): Promise<void> {
  return readTableAhead(bytes, PROGRAMME_COLUMNS, 'title');
}

/** Reads the rows of a CSV or XLSX file for the programme of that year. */
export async function readProgramme(
  typedYear: string,
  bytes: Uint8Array,
): Promise<ProgrammeFile | Refusal> {
  const year = readYear(typedYear);
  if (year === null) return refusal('programme.badYear', {}, 'year');
  const table = await readTable(bytes, PROGRAMME_COLUMNS, {
    column: 'title',
    missing: refusal('programme.import.noTitleColumn', {}, 'file'),
  });
  if (isRefusal(table)) return table;
  if (table.rows.length > MOST_PLANNED) {
    return refusal('imports.tooManyRows', { max: MOST_PLANNED }, 'file');
  }
  const rows: ProgrammeRow[] = [];
  const refused: RefusedRow[] = [...table.refusedRows];
  const lines = new Map<string, number>();
  for (const cells of table.rows) {
    const row = readProgrammeRow(cells);
    if ('reason' in row) {
      refused.push(row);
      continue;
    }
    const first = lines.get(row.titleKey);
    if (first === undefined) {
      lines.set(row.titleKey, row.line);
      rows.push(row);
    } else refused.push({ line: row.line, reason: 'imports.duplicate', context: { first } });
  }
  refused.sort((a, b) => a.line - b.line);
  return { year, rows, refusedRows: refused, ignored: table.ignored };
}
