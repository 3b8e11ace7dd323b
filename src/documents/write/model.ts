import type { Language } from '../../i18n/languages.ts';

/** A piece of running text; a plain string is always literal. */
export type Run =
  | string
  | { bold: string }
  /** Of a difference: what a text loses, struck through, and what it gains, bold and underlined. */
  | { removed: string }
  | { added: string }
  /** A link where the address is `http`, `https` or `mailto`; else its words alone. */
  | { link: string; url: string };

/** One paragraph. Line feeds within it are line breaks. */
export type Paragraph = readonly Run[];

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; runs: Paragraph; small?: boolean }
  | { kind: 'list'; items: readonly Paragraph[] }
  | {
      kind: 'table';
      /** The heads are repeated on each page. */
      head: readonly string[];
      /** In hundredths of the width, together 100. */
      widths: readonly number[];
      /** A cell holds paragraphs. */
      rows: readonly (readonly (readonly Paragraph[])[])[];
    }
  /** In points, of which 72 are an inch; made smaller where it is wider than the page. */
  | { kind: 'picture'; png: Uint8Array; width: number; height: number; alt: string }
  | { kind: 'pageBreak' };

/** A document as Word, LibreOffice and a PDF reader show it alike. */
export interface TextDocument {
  language: Language;
  /** The name that programs show of it; what stands on the first page is in the blocks. */
  title: string;
  author: string;
  orientation: 'portrait' | 'landscape';
  /** Stands at the foot of each page, beside the page's number of all pages. */
  footer: string;
  /** The moment that the file bears, so that the same document is the same file. */
  at: Date;
  blocks: readonly Block[];
}

/** Null is an empty cell. A text is always a text: nothing in it is ever computed. */
export type SheetCell = string | number | null;

export interface SheetColumn {
  title: string;
  kind: 'text' | 'number' | 'day';
  /** In characters. */
  width: number;
  /** The words that may be chosen in this column, as a list to choose from. */
  choices?: readonly string[];
}

export interface OutSheet {
  /** At most 31 characters, without `[]:*?/\`. */
  name: string;
  columns: readonly SheetColumn[];
  /** A day is `YYYY-MM-DD`. */
  rows: readonly (readonly SheetCell[])[];
  /** A few lines above the heads: what the sheet is, and how it is filled in. CSV has none. */
  preamble?: readonly string[];
}

/** A workbook; the heads of its sheets and what is above them stay in sight, and its columns can be filtered. */
export interface Workbook {
  at: Date;
  author: string;
  sheets: readonly OutSheet[];
}
