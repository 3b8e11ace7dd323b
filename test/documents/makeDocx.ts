import { strToU8, zipSync } from 'fflate';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A paragraph; `note` is the id of a footnote, `list` a numbered list and its level. */
export interface DocxParagraph {
  text: string;
  note?: number;
  list?: { id: number; level: number };
}

/** `rows` have a paragraph in each cell, `cells` as many as they like. */
export type DocxBlock = string | DocxParagraph | { rows: string[][] } | { cells: string[][][] };

const run = (text: string) => `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;

function paragraph(block: string | DocxParagraph): string {
  const { text, note, list } =
    typeof block === 'string' ? ({ text: block } as DocxParagraph) : block;
  // Word parts a paragraph wherever somebody stopped typing.
  const half = Math.ceil(text.length / 2);
  const number = list
    ? `<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:numPr><w:ilvl w:val="${list.level}"/><w:numId w:val="${list.id}"/></w:numPr></w:pPr>`
    : '';
  const mark = note === undefined ? '' : `<w:r><w:footnoteReference w:id="${note}"/></w:r>`;
  return `<w:p>${number}${run(text.slice(0, half))}${run(text.slice(half))}${mark}</w:p>`;
}

function table(rows: readonly (readonly string[][])[]): string {
  const cells = (row: readonly string[][]) =>
    row.map((cell) => `<w:tc>${cell.map(paragraph).join('') || '<w:p/>'}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

function blockXml(block: DocxBlock): string {
  if (typeof block === 'string' || 'text' in block) return paragraph(block);
  if ('cells' in block) return table(block.cells);
  return table(block.rows.map((row) => row.map((cell) => [cell])));
}

/** The XML of a document of these blocks. */
export function documentXml(blocks: readonly DocxBlock[]): string {
  const body = blocks.map(blockXml);
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body.join('')}</w:body></w:document>`;
}

/** A DOCX as a word processor writes it, as far as its text goes. */
export function makeDocx(
  blocks: readonly DocxBlock[],
  { notes = [], numbering = '' }: { notes?: readonly string[]; numbering?: string } = {},
): Uint8Array {
  const footnotes = notes.map(
    (note, index) => `<w:footnote w:id="${index + 1}">${paragraph(note)}</w:footnote>`,
  );
  return zipParts({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': documentXml(blocks),
    ...(notes.length > 0
      ? {
          'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:type="separator" w:id="0">${paragraph('—')}</w:footnote>${footnotes.join('')}</w:footnotes>`,
        }
      : {}),
    ...(numbering ? { 'word/numbering.xml': `<w:numbering ${W}>${numbering}</w:numbering>` } : {}),
  });
}

export function zipParts(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        typeof part === 'string' ? strToU8(part) : part,
      ]),
    ),
    { level: 9 },
  );
}
