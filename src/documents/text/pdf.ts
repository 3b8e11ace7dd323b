import { createRequire } from 'node:module';
import { TEXT_LENGTH, TEXT_PAGES, Unreadable } from './bounds.ts';
import {
  columnsOf,
  type Fragment,
  guttersOf,
  linesOf,
  piecesOf,
  type Row,
  rowsOf,
} from './layout.ts';
import { paragraphsOf } from './paragraphs.ts';
import { countLanguages } from './parallel.ts';

export type PdfLibrary = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** In how many of its rows, at least, columns begin that run through a document. */
const COLUMN_ROWS = 4;
const COLUMN_PART = 0.2;

/** Fewer letters than this on a page, on average, and it is pictures of pages. */
const LEAST_LETTERS = 8;

/** The rows of a page, and where it begins and ends. */
export interface ReadPage {
  rows: Row[];
  bottom: number;
  top: number;
}

/** What stands on the pages of a PDF, baseline by baseline. Throws {@link Unreadable}. */
export async function readPages(
  bytes: Uint8Array,
  library: () => Promise<PdfLibrary>,
): Promise<ReadPage[]> {
  leaveCanvasOut();
  const { getDocument, VerbosityLevel } = await library();
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    // Nothing of a stranger's file becomes code, fonts, pictures or requests here.
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 1,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const document = await loading.promise.catch((error: unknown) => {
    throw new Unreadable((error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged');
  });
  if (document.numPages > TEXT_PAGES) throw new Unreadable('tooManyPages');
  const read: ReadPage[] = [];
  let length = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    const fragments = content.items.flatMap((item): Fragment[] =>
      'str' in item ? fragment(item) : [],
    );
    length += fragments.reduce((sum, { text }) => sum + text.length, 0);
    if (length > TEXT_LENGTH) throw new Unreadable('tooMuch');
    const [, bottom = 0, , top = 0] = page.view;
    read.push({ rows: rowsOf(fragments), bottom, top });
    page.cleanup();
  }
  return read;
}

/**
 * The text of a PDF in reading order: repeated heads, feet and page numbers are left out, columns
 * follow one another, lines are joined to paragraphs. Throws {@link Unreadable}.
 */
export async function readPdf(
  bytes: Uint8Array,
  library: () => Promise<PdfLibrary>,
): Promise<{ text: string; pages: number }> {
  return textOfPages(await readPages(bytes, library));
}

/** As {@link readPdf}, of pages that were read. */
export function textOfPages(read: readonly ReadPage[]): { text: string; pages: number } {
  const rows = read.flatMap((page) => page.rows);
  const columns = columnsOf(rows, Math.max(COLUMN_ROWS, rows.length * COLUMN_PART));
  const pages = read.map(({ rows, ...page }) => ({ ...page, pieces: piecesOf(rows, columns) }));
  const texts = pages.flatMap(({ pieces }) => pieces.map(({ text }) => text));
  const letters = texts.reduce((sum, text) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
  if (letters < LEAST_LETTERS * pages.length) throw new Unreadable('scanned');
  const gutters = countLanguages(texts) > 1 ? guttersOf(looked(pages)) : [];
  const lines = pages.map(({ pieces, ...page }) => linesOf(pieces, page, gutters));
  return { text: paragraphsOf(lines).join('\n'), pages: pages.length };
}

interface Page {
  pieces: Fragment[];
  bottom: number;
  top: number;
}

/** The pages on which columns are looked for that run through the document: enough to tell. */
const LOOKED_AT = 24;

function looked(pages: readonly Page[]): Fragment[] {
  const step = Math.ceil(pages.length / LOOKED_AT);
  return pages.filter((_page, index) => index % step === 0).flatMap(({ pieces }) => pieces);
}

function fragment(item: {
  str: string;
  transform: readonly unknown[];
  width: number;
  height: number;
}): Fragment[] {
  const [a, b, , , x, y] = item.transform.map(Number);
  if (item.str.trim() === '' || !Number.isFinite(x) || !Number.isFinite(y)) return [];
  // Turned text is a stamp or a watermark across the page.
  if (Math.abs(b ?? 0) > Math.abs(a ?? 0) * 0.1) return [];
  const size = item.height || Math.abs(a ?? 0) || 10;
  return [{ text: item.str, left: x ?? 0, right: (x ?? 0) + item.width, y: y ?? 0, size }];
}

/**
 * The library loads a native canvas to draw with when it finds one. We only read: an empty module
 * in its place keeps native code and its memory out of the thread.
 */
function leaveCanvasOut(): void {
  const require = createRequire(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    const path = require.resolve('@napi-rs/canvas');
    require.cache[path] ??= { exports: {} } as NodeJS.Module;
  } catch (error) {
    // It is optional: where it is not installed, there is nothing to leave out.
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
  }
  // Named when the library is loaded, and used only to draw.
  const shapes = globalThis as { DOMMatrix?: unknown; ImageData?: unknown; Path2D?: unknown };
  shapes.DOMMatrix ??= class DOMMatrix {};
  shapes.ImageData ??= class ImageData {};
  shapes.Path2D ??= class Path2D {};
}
