import { TEXT_LENGTH, Unreadable } from './bounds.ts';
import { readDocx } from './docx.ts';
import { type PdfLibrary, readPdf } from './pdf.ts';
import { decodeText } from './plain.ts';

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b];

/** Text, and yet none to read: RTF, and pages of the web with their marks. */
const MARKED_UP = /^\ufeff?\s*(?:\{\\rtf|<\?xml|<!doctype\s+html|<html)/i;

/** A PDF may have something before its head (ISO 32000-1, H.3 note 13: the first 1,024 bytes). */
const PDF_HEAD_WITHIN = 1024;

/** The text of a file, and how many pages it has, where it has any. */
export interface PlainText {
  text: string;
  pages: number | null;
}

/** The text of a file of any kind that we read. Throws {@link Unreadable}. */
export async function textOf(
  bytes: Uint8Array,
  library: () => Promise<PdfLibrary>,
): Promise<PlainText> {
  const read = await readAs(bytes, library);
  const text = tidy(read.text);
  if (text.length > TEXT_LENGTH) throw new Unreadable('tooMuch');
  if (text === '') throw new Unreadable('empty');
  return { text, pages: read.pages };
}

async function readAs(bytes: Uint8Array, library: () => Promise<PdfLibrary>): Promise<PlainText> {
  const latin = (from: Uint8Array) => Buffer.from(from).toString('latin1');
  if (latin(bytes.subarray(0, PDF_HEAD_WITHIN)).includes('%PDF-')) {
    return readPdf(bytes, library);
  }
  if (ZIP.every((byte, index) => bytes[index] === byte)) {
    return { text: readDocx(bytes), pages: null };
  }
  if (OLE.every((byte, index) => bytes[index] === byte)) {
    // An encrypted DOCX is an OLE file with this stream (MS-OFFCRYPTO, 2.3.4.4); else an old DOC.
    const sealed = latin(bytes).includes([...'EncryptedPackage'].join('\0'));
    throw new Unreadable(sealed ? 'encrypted' : 'notText');
  }
  const text = decodeText(bytes);
  if (MARKED_UP.test(text)) throw new Unreadable('notText');
  return { text, pages: null };
}

// Controls, soft hyphens, zero-width marks, and what reorders the text around it (Unicode UAX #9).
const UNSHOWABLE = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** A text as everything of ours keeps it: NFC, line feeds, plain spaces, no empty lines in a row. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?|\v|\f|\u0085|\u2028|\u2029/g, '\n')
    .normalize('NFC')
    .split('\n')
    .map((line) =>
      line
        .replace(/[\t\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
        .replace(UNSHOWABLE, '')
        .replace(/ {2,}/g, ' ')
        .trim(),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
