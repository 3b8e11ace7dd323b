import { deflateSync } from 'node:zlib';

/** A line of text at a place of a page, in points from its lower left corner. */
export interface PdfText {
  x: number;
  y: number;
  text: string;
  size?: number;
}

export type PdfPage = readonly PdfText[];

/** Glyphs beyond ASCII, by the codes that we give them. */
const GLYPHS: readonly [letter: string, name: string][] = [
  ['ë', 'edieresis'],
  ['Ë', 'Edieresis'],
  ['ç', 'ccedilla'],
  ['Ç', 'Ccedilla'],
  ['č', 'ccaron'],
  ['Č', 'Ccaron'],
  ['ć', 'cacute'],
  ['đ', 'dcroat'],
  ['š', 'scaron'],
  ['Š', 'Scaron'],
  ['ž', 'zcaron'],
  ['Ž', 'Zcaron'],
  ['„', 'quotedblbase'],
  ['“', 'quotedblleft'],
  ['”', 'quotedblright'],
  ['–', 'endash'],
];
const FIRST_CODE = 128;
/** Courier: every glyph is that wide, in thousandths of the size. */
export const GLYPH_WIDTH = 600;

/** The points that a text takes. */
export const widthOf = (text: string, size = 10) => (text.length * size * GLYPH_WIDTH) / 1000;

/** A PDF of these pages, set in Courier. `trailer` is written into its trailer as it is. */
export function makePdf(
  pages: readonly PdfPage[],
  { trailer = '', streams }: { trailer?: string; streams?: readonly Buffer[] } = {},
): Uint8Array {
  const names = GLYPHS.map(([, name]) => `/${name}`).join(' ');
  const widths = Array.from({ length: 256 }, () => GLYPH_WIDTH).join(' ');
  const kids = pages.map((_page, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects: Buffer<ArrayBuffer>[] = [
    latin('<< /Type /Catalog /Pages 2 0 R >>'),
    latin(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    latin(
      `<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 0 /LastChar 255 /Widths [${widths}] ` +
        `/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [${FIRST_CODE} ${names}] >> >>`,
    ),
  ];
  for (const [index, page] of pages.entries()) {
    const packed = streams?.[index] ?? deflateSync(latin(contentOf(page)));
    objects.push(
      latin(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + index * 2} 0 R ` +
          '/Resources << /Font << /F1 3 0 R >> >> >>',
      ),
      Buffer.concat([
        latin(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
        packed,
        latin('\nendstream'),
      ]),
    );
  }
  return assemble(objects, trailer);
}

/** A PDF of these objects as they are; the first is its catalog. */
export function makePdfOf(objects: readonly string[]): Uint8Array {
  return assemble(objects.map(latin), '');
}

function contentOf(page: PdfPage): string {
  const shown = page.map(
    ({ x, y, text, size = 10 }) => `/F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${encode(text)}) Tj`,
  );
  return `BT\n${shown.join('\n')}\nET`;
}

function encode(text: string): string {
  return [...text]
    .map((letter) => {
      const at = GLYPHS.findIndex(([known]) => known === letter);
      if (at >= 0) return `\\${(FIRST_CODE + at).toString(8)}`;
      return /[()\\]/.test(letter) ? `\\${letter}` : letter;
    })
    .join('');
}

function assemble(objects: readonly Buffer<ArrayBuffer>[], trailer: string): Uint8Array {
  const chunks = [latin('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = chunks[0]?.length ?? 0;
  const push = (chunk: Buffer<ArrayBuffer>) => {
    chunks.push(chunk);
    length += chunk.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    push(Buffer.concat([latin(`${index + 1} 0 obj\n`), object, latin('\nendobj\n')]));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const at = length;
  push(
    latin(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Uint8Array.from(Buffer.concat(chunks));
}

const latin = (text: string) => Buffer.from(text, 'latin1');

/** Lines one under another in a column, from the top. */
export function column(
  lines: readonly string[],
  { x = 70, top = 760, leading = 14 }: { x?: number; top?: number; leading?: number } = {},
): PdfText[] {
  return lines
    .map((text, index) => ({ x, y: top - index * leading, text }))
    .filter(({ text }) => text !== '');
}

/** A text broken into lines of at most that many letters, without parting words. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
