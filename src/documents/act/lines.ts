/** The languages an act may be written in, by the words of its articles. */
export type ActLanguage = 'sq' | 'sr' | 'en';

/** A line of a text, with the place where it begins. */
export interface Line {
  start: number;
  /** Without white space around it. */
  text: string;
}

/** A line that looks like the head of an article. */
export interface Label {
  /** Its line. */
  at: number;
  language: ActLanguage;
  /** As the act writes it, without a full stop. */
  label: string;
  /** A heading on the same line. */
  heading: string | null;
  /** 5 of `5A`. */
  number: number;
  /** 0 of `5`, 1 of `5A`, `5a` or `5/1`, 2 of `5B`. */
  suffix: number;
}

const WORDS: Readonly<Record<string, ActLanguage>> = {
  neni: 'sq',
  nen: 'sq',
  član: 'sr',
  clan: 'sr',
  članak: 'sr',
  čl: 'sr',
  члан: 'sr',
  article: 'en',
  art: 'en',
};

const LABEL =
  /^(neni|nen|član|clan|članak|čl|члан|article|art)\.?\s*(\d{1,4})(?:\s?([a-z])(?![\p{L}\d])|\s?\/\s?(\d{1,3}))?(\s?[.:])?(.*)$/iu;

/** `Neni 5 i ligjit bazik riformulohet …`: a sentence about an article, or another label. */
const REFERENCE = /^(?:neni|nenit|nenet|član|člana|članovi|article|articles)\s+\d/iu;

/** The longest heading; more is running text. */
export const HEADING_LENGTH = 250;

/** The lines of a text; their places are those of the whole text. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    lines.push({ start, text: text.slice(start, end).trim() });
    start = end + 1;
  }
  return lines;
}

/**
 * Reads a line as the head of an article: `Neni 5`, `NENI 5A.`, `Član 5/1`, `Article 5 – Purpose`.
 * Null for everything else, as for a sentence that begins with one: `Neni 5 i Ligjit …`.
 */
export function readLabel(marked: string, at: number): Label | null {
  const line = unmarked(marked);
  if (line.length > HEADING_LENGTH + 20 || !/^\p{Lu}/u.test(line)) return null;
  const match = LABEL.exec(line);
  const language = WORDS[match?.[1]?.toLowerCase() ?? ''];
  if (!match || !language) return null;
  const [, , digits = '', letter, part, stop, rest = ''] = match;
  const heading = readHeading(rest, stop !== undefined);
  if (heading === undefined) return null;
  const end = line.length - rest.length - (stop?.length ?? 0);
  return {
    at,
    language,
    label: line.slice(0, end).trim(),
    heading,
    number: Number(digits),
    suffix: letter ? letter.toLowerCase().charCodeAt(0) - 96 : Number(part ?? 0),
  };
}

/** A line without the marks of footnotes. */
export function unmarked(line: string): string {
  return line.replace(/\s?\[\d{1,3}\]/g, '');
}

/** Whether the notes of the text begin on this line. */
export function isNote(line: string): boolean {
  return /^\[\d{1,3}\]\s/.test(line);
}

/** A heading behind the number; null for none, undefined where it is no head of an article. */
function readHeading(rest: string, stopped: boolean): string | null | undefined {
  const text = rest.trim();
  if (text === '') return null;
  // The number goes on: `5.1`, or a list: `5, 6 dhe 7`.
  if (stopped && /^\d/.test(rest)) return undefined;
  const dashed = /^[-–—:]\s*/.test(text);
  const heading = text.replace(/^[-–—:]\s*/, '');
  if (heading === '') return null;
  if (isListed(heading)) return undefined;
  return (dashed || /^\s/.test(rest)) && isHeading(heading) ? heading : undefined;
}

/** Whether a line is one of a table of contents: dots lead to the number of a page. */
function isListed(line: string): boolean {
  return /(?:\.{3,}|…)\s*\d*$/.test(line);
}

/** Whether a line can be a heading: it begins like a title and is no sentence and no list. */
export function isHeading(line: string): boolean {
  return (
    line.length <= HEADING_LENGTH &&
    /^[„“"«(]?\p{Lu}/u.test(line) &&
    !/[.;:,]$/.test(line) &&
    !line.includes(' | ') &&
    !isListed(line) &&
    !REFERENCE.test(line) &&
    !/^(?:[A-Z]|[IVX]{1,5})[.)]\s/.test(line) &&
    readChapter(line) === null
  );
}

const CHAPTER =
  /^(?:(?:[IVXLC]{1,6}|[A-Z]|\d{1,2})\.?\s+)?(kreu|kapitulli|nënkapitulli|pjesa|titulli|seksioni|nënseksioni|poglavlje|podpoglavlje|glava|deo|odeljak|pododeljak|odsek|naslov|глава|поглавље|chapter|subchapter|part|title|section|subsection)(?:\s+(.*))?$/iu;

const ORDINAL =
  /^(?:i|e|të|së)?\s*(?:[IVXLC]{1,6}|\d{1,3}|[A-Z]|par[ëe]|dytë|tretë|katërt|pestë|gjashtë|prv[oai]|drug[oai]|treć[ae]|četvrt[oai]|pet[oai]|one|two|three|four|five|six|first|second|third|fourth|fifth)(?:[.:)]|\b)\s*[-–—:]?\s*(.*)$/iu;

/** Reads a line as the head of a chapter, part or section; null for everything else. */
export function readChapter(line: string): string | null {
  if (line.length > HEADING_LENGTH || !/^[\p{Lu}\d]/u.test(line) || isListed(line)) return null;
  const match = CHAPTER.exec(line);
  if (!match) return null;
  const word = match[1] ?? '';
  const rest = match[2]?.trim() ?? '';
  if (!/^\p{Lu}/u.test(word)) return null;
  if (rest === '') return /^(?:[IVXLC]|\d)/.test(line) ? line : null;
  const title = ORDINAL.exec(rest)?.[1];
  if (title === undefined) return null;
  // `Kreu II i këtij ligji`: a sentence goes on in lower case, or comes to its end.
  return title === '' || (/^\p{Lu}/u.test(title) && !/[.;,]$/.test(title)) ? line : null;
}

const ANNEX =
  /^((?:shtojca|shtojcë|aneksi?|annex|appendix|prilog|dodatak|aneks|прилог)(?:\s+(?:nr\.?|br\.?|no\.?)?\s*(?:\d{1,2}|[IVX]{1,4}|[A-Z]))?)\s*(?:[-–—:.]\s*(.*))?$/iu;

const SIGNATURE: readonly RegExp[] = [
  /^_{5,}/,
  /^(?:kryetar[ie]?|kryetarja|zëvendëskryetar\w*)\s+i?\s*(?:kuvendit|i kuvendit|e kuvendit)/iu,
  /^kryetar\w*\s+[ie]\s+kuvendit/iu,
  /^(?:kryetar|kryesues)\p{L}*\s+[ie]\s+(?:kuvendit\s+të\s+)?komunës/iu,
  // The names of ministries are titles; a sentence about a minister goes on in lower case.
  /^M(?:INIST|inist)(?:RI|RJA|ËR|RE|ri|rja|ër|re)\s+[IEie](?:\s+(?:\p{Lu}[\p{L}-]+|dhe|e|i|të|së|për))+$/u,
  /^M(?:INISTAR|inistar)(?:KA|ka)?\s+(?:za\s+)?\p{L}+(?:\s+[iI]\s+\p{L}+)?$/u,
  /^Minister\s+of(?:\s+(?:\p{Lu}[\p{L}-]+|and|of|the|for))+$/u,
  /^kryeminist\p{L}+\s+(?:i|e)\s+(?:republikës|kosovës)/iu,
  /^president\p{L}*\s+(?:i|e)\s+republikës/iu,
  /^predsedni\p{L}+\s+(?:skupštine|republike|vlade)/iu,
  /^premijer(?:ka)?\s+(?:republike|kosova)/iu,
  /^(?:president|speaker)\s+of\s+the\s+(?:assembly|republic)/iu,
  /^prime\s+minister\s+of\s+the\s+republic/iu,
  /^(?:prishtinë|prishtine|priština|pristina)\s*,?\s*(?:më|dana|on)?\s*(?:_+|\d{1,2}\s*[./]\s*\d{1,2})/iu,
];

const OPENING: Readonly<Record<ActLanguage, RegExp>> = {
  sq: /^(?:republika e kosovës|kuvendi i republikës|projektligj|ligj(?:i)?\s*(?:nr|për)|qeveria e)/iu,
  sr: /^(?:republika kosov[ao]|skupština republike|nacrt zakona|zakon\s*(?:br|o)\b|vlada kosova)/iu,
  en: /^(?:republic of kosov[ao]|assembly of (?:the )?republic|draft law|law\s*(?:no|on)\b|government of)/iu,
};

/** The name of the annex that begins on this line, without its title; null for none. */
export function readAnnex(line: string): string | null {
  if (line.length > HEADING_LENGTH || !/^\p{Lu}/u.test(line)) return null;
  const [, name = '', title = ''] = ANNEX.exec(line) ?? [];
  return name !== '' && (title === '' || /^\p{Lu}/u.test(title)) ? name.toLowerCase() : null;
}

/** Whether the signatures begin on this line. */
export function isSignature(line: string): boolean {
  return line.length <= 120 && SIGNATURE.some((pattern) => pattern.test(line));
}

/** Whether the act begins anew here in another language than this. */
export function opensOther(line: string, language: ActLanguage): boolean {
  if (line.length > HEADING_LENGTH) return false;
  return (Object.keys(OPENING) as ActLanguage[]).some(
    (other) => other !== language && OPENING[other].test(line) && !OPENING[language].test(line),
  );
}

const OPENS = /^[„“"«”]/;
const CLOSES = /[”“"»]\s*[.;,]?$/;

/** The longest quotation, in lines; one that is not closed by then never was opened. */
const QUOTED_LINES = 600;

/**
 * The lines that are quoted: the articles that an amending law writes into another one. A quotation
 * begins on a line of its own and may be many lines long.
 */
export function quotedLines(lines: readonly Line[]): Set<number> {
  const quoted = new Set<number>();
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    if (!OPENS.test(text)) continue;
    quoted.add(at);
    const inside = text.slice(1);
    if (/[”“"»]/.test(inside)) continue;
    const isBlock =
      readLabel(inside.trim(), at) !== null ||
      /^\d/.test(inside) ||
      lines.slice(Math.max(0, at - 2), at).some((line) => line.text.endsWith(':'));
    const end = isBlock ? closing(lines, at) : null;
    if (end === null) continue;
    for (let line = at; line <= end; line += 1) quoted.add(line);
    at = end;
  }
  return quoted;
}

function closing(lines: readonly Line[], from: number): number | null {
  for (let at = from + 1; at < Math.min(lines.length, from + QUOTED_LINES); at += 1) {
    const text = lines[at]?.text ?? '';
    // A phrase in quotation marks at the end of a line is opened on that line.
    const marks = text.match(/[„“”"«»]/g)?.length ?? 0;
    if (CLOSES.test(text) && marks % 2 === 1) return at;
  }
  return null;
}

/** Words with which a line does not end where an article begins: the sentence goes on. */
const LINKING =
  /(?:^|\s)(?:me|të|në|sipas|nga|dhe|ose|nenit|neni|i|e|së|për|te|u|iz|sa|prema|člana|članu|članom|ili|na|of|in|to|under|with|and|or|the|see|by|from)$/iu;

/** Whether the sentence of this line goes on in the next one. */
export function isUnended(line: string): boolean {
  return line.endsWith(',') || (LINKING.test(line) && line.length > 25);
}
