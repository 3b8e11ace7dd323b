import { type DocxBlock, makeDocx } from '../makeDocx.ts';
import { makePdf, type PdfPage, type PdfText, widthOf } from '../makePdf.ts';
import type { ActBlock, ActForm, ActSample } from './shape.ts';

/** The act as a file of this kind. */
export function render(act: ActSample, form: ActForm): Uint8Array {
  if (form === 'docx') return docxOf(act);
  if (form === 'pdf') return makePdf(pagesOf(act));
  const text = txtOf(act);
  if (form === 'txt') return Buffer.from(text);
  const lines = text.split('\r\n').flatMap((line) => wrap(line, WRAPPED_AT, false));
  return Buffer.from(lines.join('\n'));
}

/** What a block says, without its note. */
export function wordsOf(block: ActBlock): string[] {
  if (typeof block === 'string') return [block];
  if ('rows' in block) return block.rows.flat();
  return ['centred' in block ? block.centred : block.text];
}

export const noteOf = (block: ActBlock) =>
  typeof block === 'object' && 'note' in block ? block.note : undefined;

export const blocksOf = ({ blocks }: ActSample): readonly ActBlock[] =>
  'columns' in blocks ? blocks.columns.flat() : blocks;

function docxOf({ blocks }: ActSample): Uint8Array {
  const notes: string[] = [];
  const docxBlock = (block: ActBlock): DocxBlock => {
    if (typeof block === 'object' && 'rows' in block) return { rows: block.rows };
    const note = noteOf(block);
    const [text = ''] = wordsOf(block);
    return note === undefined ? text : { text, note: notes.push(note) };
  };
  if (!('columns' in blocks)) return makeDocx(blocks.map(docxBlock), { notes });
  // One row for each article, as institutions lay out an act in three languages.
  const columns = blocks.columns.map((column) =>
    chunked(column).map((part) => part.flatMap(wordsOf)),
  );
  const rows = Math.max(...columns.map((column) => column.length));
  return makeDocx([
    {
      cells: Array.from({ length: rows }, (_one, row) =>
        columns.map((column) => column[row] ?? []),
      ),
    },
  ]);
}

/** The blocks from one article's head to the next. */
export function chunked(blocks: readonly ActBlock[]): ActBlock[][] {
  const parts: ActBlock[][] = [[]];
  for (const block of blocks) {
    if (/^(?:Neni|Član|Article) \d/.test(wordsOf(block)[0] ?? '')) parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

/** As a word processor saves plain text: notes are numbered in brackets and stand at the end. */
function txtOf(act: ActSample): string {
  const notes: string[] = [];
  const lines = blocksOf(act).map((block) => {
    if (typeof block === 'object' && 'rows' in block) {
      return block.rows.map((row) => row.join('\t')).join('\r\n');
    }
    const note = noteOf(block);
    const mark = note === undefined ? '' : `[${notes.push(note)}]`;
    return `${wordsOf(block)[0]}${mark}`;
  });
  return [...lines, ...notes.map((note, index) => `[${index + 1}] ${note}`)].join('\r\n\r\n');
}

/** The letters of a line in a plain text with line ends. */
const WRAPPED_AT = 64;

const SIZE = 10;
const LEADING = 14;
const TOP = 770;
const BOTTOM = 130;

/** The columns of a page: where they begin, and how many letters a line of them takes. */
const COLUMNS: Readonly<Record<number, { letters: number; lefts: number[] }>> = {
  1: { letters: 72, lefts: [80] },
  2: { letters: 38, lefts: [50, 315] },
  3: { letters: 26, lefts: [40, 225, 410] },
};

interface Laid {
  x: number;
  text: string;
  /** Space above, in lines. */
  above: number;
  note?: string;
  cells?: string[];
}

function pagesOf({ blocks, pages = {} }: ActSample): PdfPage[] {
  const laid: PdfText[][] = [];
  const place = (page: number) => {
    laid[page] ??= [];
    return laid[page] as PdfText[];
  };
  const parallel = 'columns' in blocks ? blocks.columns : null;
  const { letters, lefts } = COLUMNS[parallel?.length ?? pages.columns ?? 1] as (typeof COLUMNS)[1];
  let notes = 0;
  const flow = (stream: readonly ActBlock[], columns: readonly number[]) => {
    let [page, column, y] = [0, 0, TOP];
    const noteLines: string[][] = [];
    for (const line of stream.flatMap((block) => lay(block, letters, pages.parted === true))) {
      y -= LEADING * (1 + line.above);
      if (y < BOTTOM) {
        column = (column + 1) % columns.length;
        if (column === 0) page += 1;
        y = TOP;
      }
      const left = columns[column] as number;
      for (const [cell, text] of (line.cells ?? [line.text]).entries()) {
        place(page).push({ x: left + line.x + cell * 150, y, text });
      }
      if (line.note === undefined) continue;
      notes += 1;
      const x = left + line.x + widthOf(line.text, SIZE);
      place(page).push({ x, y: y + 4, text: String(notes), size: 6 });
      noteLines[page] = [...(noteLines[page] ?? []), `${notes} ${line.note}`];
    }
    for (const [number, lines] of noteLines.entries()) {
      for (const [index, text] of (lines ?? []).entries()) {
        place(number).push({ x: columns[0] as number, y: 110 - index * 10, text, size: 7 });
      }
    }
  };
  if (parallel) for (const [index, one] of parallel.entries()) flow(one, [lefts[index] as number]);
  else flow(blocks as readonly ActBlock[], lefts);
  return laid.map((page, index) => [
    ...(pages.head ? [{ x: 80, y: 812, text: pages.head }] : []),
    ...page,
    ...(pages.foot ? [{ x: 280, y: 40, text: pages.foot(index + 1) }] : []),
  ]);
}

function lay(block: ActBlock, letters: number, parted: boolean): Laid[] {
  if (typeof block === 'object' && 'rows' in block) {
    return block.rows.map((cells, row) => ({
      x: 0,
      text: '',
      above: row === 0 ? 0.6 : 0.2,
      cells,
    }));
  }
  const [text = ''] = wordsOf(block);
  const lines = wrap(text, letters, parted);
  const isCentred = typeof block === 'object' && 'centred' in block;
  return lines.map((line, index) => ({
    x: isCentred ? (widthOf('n'.repeat(letters)) - widthOf(line)) / 2 : 0,
    text: line,
    above: index === 0 ? 0.4 : 0,
    ...(index === lines.length - 1 ? { note: noteOf(block) } : {}),
  }));
}

/** Lines of at most that many letters; long words may be parted at a line's end. */
function wrap(text: string, letters: number, parted: boolean): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) as string;
    const free = letters - last.length - 1;
    if (last === '' || word.length <= free) {
      lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    } else if (parted && free >= 5 && /^\p{Ll}{9,}/u.test(word)) {
      lines[lines.length - 1] = `${last} ${word.slice(0, 4)}-`;
      lines.push(word.slice(4));
    } else lines.push(word);
  }
  return lines;
}
