import { TEXT_LENGTH, Unreadable } from './bounds.ts';
import { Numbering, readNumbering, readStyleNumbers } from './numbering.ts';
import { areLanguages } from './parallel.ts';
import { unpack } from './unpack.ts';
import { readXml } from './xml.ts';

const DOCUMENT = 'word/document.xml';
const NOTES = ['word/footnotes.xml', 'word/endnotes.xml'] as const;
const PARTS = new Set<string>([DOCUMENT, ...NOTES, 'word/numbering.xml', 'word/styles.xml']);

/**
 * The text of a DOCX: a paragraph a line, a table's row a line with ` | `, automatic numbers as Word
 * would print them. A footnote's mark is `[1]`; the notes come last, as when Word saves plain text,
 * so that none stands in the middle of an article. A table of an act in several languages is read
 * column by column. Throws {@link Unreadable}.
 */
export function readDocx(bytes: Uint8Array): string {
  const parts = unpack(bytes, (name) => PARTS.has(name));
  const main = parts.get(DOCUMENT);
  if (main === undefined) throw new Unreadable('notText');
  const notes = new Map<string, string>();
  for (const name of NOTES) {
    const kind = name.includes('foot') ? 'foot' : 'end';
    for (const [id, text] of readNotes(parts.get(name) ?? '')) notes.set(`${kind}${id}`, text);
  }
  const numbering = new Numbering(
    readNumbering(parts.get('word/numbering.xml') ?? ''),
    readStyleNumbers(parts.get('word/styles.xml') ?? ''),
  );
  return readBody(main, notes, numbering);
}

/** The texts of foot- or endnotes by their ids; Word's own separators are none. */
function readNotes(xml: string): Map<string, string> {
  const notes = new Map<string, string>();
  let id: string | null = null;
  let text = '';
  let inText = false;
  for (const event of readXml(xml)) {
    if (event.kind === 'text') {
      if (inText && id !== null) text += event.text;
    } else if (event.name === 'w:t') inText = event.kind === 'open';
    else if (event.name === 'w:footnote' || event.name === 'w:endnote') {
      if (event.kind === 'open') {
        id = event.attribute('w:type') === null ? event.attribute('w:id') : null;
        text = '';
      } else if (id !== null) notes.set(id, text.replace(/\s+/g, ' ').trim());
    } else if (event.kind === 'close' && event.name === 'w:p') text += ' ';
  }
  return notes;
}

/** Elements whose text is not, or no longer, part of the document, or stands there twice. */
export const SKIPPED: ReadonlySet<string> = new Set([
  'w:moveFrom',
  'w:del',
  'mc:Fallback',
  'w:instrText',
  'w:pict',
]);

/** Acts of Kosovo come in Albanian, Serbian and English. */
const MOST_LANGUAGES = 3;

/** A paragraph while it is read. */
interface Paragraph {
  text: string;
  style: string | null;
  level: string | null;
  number: string | null;
}

class Body {
  readonly #lines: string[] = [];
  readonly #notes: ReadonlyMap<string, string>;
  readonly #numbering: Numbering;
  /** Paragraphs may stand in a text box of another paragraph. */
  readonly #paragraphs: Paragraph[] = [];
  /** Tables may stand in cells; each has its rows, and these their cells, the last being filled. */
  readonly #tables: string[][][][] = [];
  /** The numbers of the notes that are marked in the text, in the order of their marks. */
  readonly #marks = new Map<string, number>();
  #length = 0;

  constructor(notes: ReadonlyMap<string, string>, numbering: Numbering) {
    this.#notes = notes;
    this.#numbering = numbering;
  }

  add(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph) return;
    this.#length += text.length;
    if (this.#length > TEXT_LENGTH) throw new Unreadable('tooMuch');
    paragraph.text += text;
  }

  open(name: string, attribute: (name: string) => string | null): void {
    const paragraph = this.#paragraphs.at(-1);
    if (name === 'w:p') {
      this.#paragraphs.push({ text: '', style: null, level: null, number: null });
    } else if (name === 'w:tbl') this.#tables.push([]);
    else if (name === 'w:tr') this.#tables.at(-1)?.push([]);
    else if (name === 'w:tc') this.#tables.at(-1)?.at(-1)?.push([]);
    else if (name === 'w:tab') this.add(' ');
    else if (name === 'w:br' || name === 'w:cr') this.add('\n');
    else if (name === 'w:noBreakHyphen') this.add('-');
    else if (!paragraph) return;
    else if (name === 'w:pStyle') paragraph.style = attribute('w:val');
    else if (name === 'w:ilvl') paragraph.level = attribute('w:val');
    else if (name === 'w:numId') paragraph.number = attribute('w:val');
    else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') {
      const kind = name === 'w:footnoteReference' ? 'foot' : 'end';
      this.#mark(`${kind}${attribute('w:id')}`);
    }
  }

  #mark(id: string): void {
    if (!this.#notes.get(id)) return;
    const number = this.#marks.get(id) ?? this.#marks.size + 1;
    this.#marks.set(id, number);
    this.add(`[${number}]`);
  }

  /** All of it: the lines, and the notes behind them. */
  text(): string {
    const notes = [...this.#marks].map(([id, number]) => `[${number}] ${this.#notes.get(id)}`);
    return [...this.#lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
  }

  close(name: string): void {
    if (name === 'w:p') this.#endParagraph();
    else if (name === 'w:tbl') this.#put(tableLines(this.#tables.pop() ?? []));
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const { text, style, level, number } = paragraph;
    const label = text.trim() === '' ? '' : this.#numbering.next(style, number, level);
    this.#put([`${label} ${text}`.trim()]);
  }

  #put(lines: readonly string[]): void {
    const into = this.#tables.at(-1)?.at(-1)?.at(-1) ?? this.#lines;
    for (const line of lines) into.push(line);
  }
}

/** The rows of a table, each on a line; columns in several languages one after another instead. */
function tableLines(rows: readonly (readonly string[][])[]): string[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  // A row that goes across all columns has one cell: it is read with the first.
  const columns = Array.from({ length: Math.min(count, MOST_LANGUAGES) }, (_one, column) =>
    rows.flatMap((row) => row[column] ?? []).flatMap((text) => text.split('\n')),
  );
  if (count <= MOST_LANGUAGES && areLanguages(columns)) return columns.flat();
  return rows
    .map((row) => row.map((cell) => cell.join(' ').replace(/\s+/g, ' ').trim()))
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells) => cells.join(' | '));
}

function readBody(xml: string, notes: ReadonlyMap<string, string>, numbering: Numbering): string {
  const body = new Body(notes, numbering);
  let skipped = 0;
  // Tab stops, in the properties of a paragraph, have the name of a tab.
  let tabStops = 0;
  let inText = 0;
  for (const event of readXml(xml)) {
    if (event.kind === 'text') {
      if (inText > 0 && skipped === 0) body.add(event.text);
      continue;
    }
    const step = event.kind === 'open' ? 1 : -1;
    if (SKIPPED.has(event.name)) skipped += step;
    else if (event.name === 'w:t') inText += step;
    else if (event.name === 'w:tabs') tabStops += step;
    else if (skipped > 0 || tabStops > 0) continue;
    else if (event.kind === 'open') body.open(event.name, event.attribute);
    else body.close(event.name);
  }
  return body.text();
}
