import { readXml } from './xml.ts';

interface Level {
  start: number;
  format: string;
  /** e.g. `Neni %1` or `%1.%2.` */
  text: string;
}

/** The levels of each list by the number that paragraphs carry. */
export type Lists = ReadonlyMap<string, { of: string; levels: ReadonlyMap<number, Level> }>;

/** Word has nine levels. */
const LEVELS = 9;

/** The lists of `word/numbering.xml`; a number names a list, and several may share one. */
export function readNumbering(xml: string): Lists {
  const abstracts = new Map<string, Map<number, Level>>();
  const lists = new Map<string, { of: string; levels: Map<number, Level> }>();
  let abstract: string | null = null;
  let number: string | null = null;
  let level = 0;
  for (const event of readXml(xml)) {
    if (event.kind !== 'open') continue;
    const value = event.attribute('w:val') ?? '';
    if (event.name === 'w:abstractNum') {
      abstract = event.attribute('w:abstractNumId') ?? '';
      number = null;
      abstracts.set(abstract, new Map());
    } else if (event.name === 'w:num') {
      number = event.attribute('w:numId');
      abstract = null;
    } else if (event.name === 'w:lvl' && abstract !== null) {
      level = Number(event.attribute('w:ilvl')) || 0;
      abstracts.get(abstract)?.set(level, { start: 1, format: 'decimal', text: '' });
    } else if (event.name === 'w:abstractNumId' && number !== null) {
      lists.set(number, { of: value, levels: new Map(abstracts.get(value)) });
    } else if (abstract !== null) {
      const current = abstracts.get(abstract)?.get(level);
      if (!current) continue;
      if (event.name === 'w:start') current.start = Number(value) || 0;
      else if (event.name === 'w:numFmt') current.format = value;
      else if (event.name === 'w:lvlText') current.text = value.slice(0, 60);
    } else if (event.name === 'w:lvlOverride') {
      level = Number(event.attribute('w:ilvl')) || 0;
    } else if (event.name === 'w:startOverride' && number !== null) {
      const list = lists.get(number);
      const standing = list?.levels.get(level);
      if (!list || !standing) continue;
      list.levels.set(level, { ...standing, start: Number(value) || 0 });
      // What begins anew counts for itself.
      list.of = `${list.of}:${number}`;
    }
  }
  return lists;
}

/** Which list and level a paragraph's style brings with it. */
export function readStyleNumbers(xml: string): Map<string, { number: string; level: number }> {
  const styles = new Map<string, { number: string; level: number }>();
  let style: string | null = null;
  let level = 0;
  for (const event of readXml(xml)) {
    if (event.kind !== 'open') continue;
    if (event.name === 'w:style') {
      style = event.attribute('w:styleId');
      level = 0;
    } else if (event.name === 'w:ilvl') level = Number(event.attribute('w:val')) || 0;
    else if (event.name === 'w:numId' && style !== null) {
      styles.set(style, { number: event.attribute('w:val') ?? '0', level });
    }
  }
  return styles;
}

/** Counts the numbered paragraphs of a document, as they come. */
export class Numbering {
  readonly #lists: Lists;
  readonly #styles: ReadonlyMap<string, { number: string; level: number }>;
  readonly #counts = new Map<string, number[]>();

  constructor(lists: Lists, styles: ReadonlyMap<string, { number: string; level: number }>) {
    this.#lists = lists;
    this.#styles = styles;
  }

  /** The number of the next paragraph as Word prints it; `''` when it has none. */
  next(style: string | null, number: string | null, level: string | null): string {
    const styled = style === null ? undefined : this.#styles.get(style);
    const list = this.#lists.get(number ?? styled?.number ?? '');
    const depth = level === null ? (styled?.level ?? 0) : Number(level) || 0;
    const own = list?.levels.get(depth);
    if (!list || !own || depth >= LEVELS) return '';
    const counts = this.#counts.get(list.of) ?? [];
    this.#counts.set(list.of, counts);
    // Deeper levels begin anew.
    counts.length = Math.min(counts.length, depth + 1);
    counts[depth] = counts[depth] === undefined ? own.start : counts[depth] + 1;
    if (own.format === 'none') return '';
    if (own.format === 'bullet') return '•';
    return own.text.replace(/%([1-9])/g, (_all, digit: string) => {
      const at = Number(digit) - 1;
      const counted = list.levels.get(at);
      return numeral(counts[at] ?? counted?.start ?? 1, counted?.format ?? 'decimal');
    });
  }
}

function numeral(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    default:
      return String(value);
  }
}

/** a … z, aa, bb, as Word goes on. */
function letters(value: number): string {
  const letter = String.fromCharCode(97 + ((Math.max(1, value) - 1) % 26));
  return letter.repeat(Math.min(5, Math.ceil(Math.max(1, value) / 26)));
}

const ROMAN: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  let left = Math.min(Math.max(0, value), 3_999);
  let text = '';
  for (const [size, sign] of ROMAN) {
    while (left >= size) {
      text += sign;
      left -= size;
    }
  }
  return text;
}
