import { fold } from '../../i18n/fold.ts';
import type { RawRow } from '../sheets/sheet.ts';
import { readXlsx } from '../sheets/xlsx.ts';
import { Unreadable } from './bounds.ts';
import { readDocx } from './docx.ts';
import { readDocxTables } from './docxTables.ts';
import { tidy } from './kinds.ts';
import { type PdfLibrary, readPages, textOfPages } from './pdf.ts';
import { tablesOfPages } from './pdfTables.ts';

/** All tables of a file, and, where it is a document, its text: not every list is a table. */
export interface FileTables {
  tables: RawRow[][];
  text: string;
}

/**
 * The tables of a PDF, a DOCX or an XLSX, told apart by their bytes. `heads` are expressions by which
 * a folded name of a column is known; only the places of a PDF need them. Throws {@link Unreadable}.
 */
export async function tablesOf(
  bytes: Uint8Array,
  heads: readonly string[],
  library: () => Promise<PdfLibrary>,
): Promise<FileTables> {
  if (Buffer.from(bytes.subarray(0, 1024)).toString('latin1').includes('%PDF-')) {
    const known = heads.map((head) => new RegExp(head));
    const isHead = (text: string) => known.some((head) => head.test(fold(text)));
    const pages = await readPages(bytes, library);
    const { text } = textOfPages(pages);
    const tables = tablesOfPages(
      pages.map(({ rows }) => rows),
      isHead,
    );
    return { tables: tables.map(numbered), text: tidy(text) };
  }
  const sheets = workbookOf(bytes);
  if (sheets) return { tables: sheets, text: '' };
  return { tables: readDocxTables(bytes).map(numbered), text: tidy(readDocx(bytes)) };
}

/** The sheets of a workbook; null where it is none but may be a document. */
function workbookOf(bytes: Uint8Array): RawRow[][] | null {
  try {
    return readXlsx(bytes).map(({ rows }) => rows);
  } catch (error) {
    if (error instanceof Unreadable && error.reason === 'notText' && bytes[0] === 0x50) return null;
    throw error;
  }
}

const numbered = (rows: readonly string[][]): RawRow[] =>
  rows.map((cells, index) => ({ line: index + 1, cells }));
