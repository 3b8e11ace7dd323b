import { type DocxLibrary, docxOf } from './docx.ts';
import { type PdfLibrary, pdfOf } from './pdf.ts';
import type { WritingTask } from './write.ts';
import { type XlsxLibrary, xlsxOf } from './xlsx.ts';

/** The libraries that write; each is loaded only when it is needed. */
export interface Libraries {
  docx: () => Promise<DocxLibrary>;
  pdf: () => Promise<PdfLibrary>;
  xlsx: () => Promise<XlsxLibrary>;
}

/** Writes the one file that the thread was started for. */
export async function write(task: WritingTask, libraries: Libraries): Promise<Uint8Array> {
  switch (task.kind) {
    case 'docx':
      return docxOf(task.document, await libraries.docx());
    case 'pdf':
      return pdfOf(task.document, await libraries.pdf());
    case 'xlsx':
      return xlsxOf(task.book, await libraries.xlsx());
  }
}
