import { fold } from '../../i18n/fold.ts';
import { chainOf } from './chain.ts';
import {
  type ActLanguage,
  isHeading,
  isNote,
  isSignature,
  isUnended,
  type Label,
  type Line,
  linesOf,
  opensOther,
  quotedLines,
  readAnnex,
  readChapter,
  readLabel,
  unmarked,
} from './lines.ts';

/** A part of an act's text; the texts of all parts in their order are the text. */
export interface ActPart {
  kind: 'front' | 'article' | 'back';
  /** As the act writes it, e.g. `Neni 5A`; empty for what is no article. */
  label: string;
  heading: string | null;
  /** The chapter in which it stands, with its title. */
  chapter: string | null;
  text: string;
}

/** More articles than this no act has in one language. */
const MOST_LABELS = 1_500;

/** More lines that begin an annex are looked at in no act. */
const MOST_ANNEXES = 200;

/** The lines between the head of a chapter and its first article. */
const CHAPTER_LINES = 6;
const CHAPTER_LENGTH = 300;

/** Where a part begins, before it is cut out of its text. */
export type ActCut = Omit<ActPart, 'text'> & { from: number };

/** How a text parts into articles, for each language in which it is an act; as they come in it. */
export type ActOutline = readonly { language: ActLanguage; cuts: readonly ActCut[] }[];

/**
 * Parts a text into its articles, with what stands before, between (the heads of chapters) and
 * after them; joined, the texts of the parts are the text. Of an act in several languages the
 * articles of `language` are taken, else those of the language that comes first; the others stand
 * in what is before and after. Null when it has no articles that could be told.
 */
export function splitAct(text: string, language?: ActLanguage): ActPart[] | null {
  return partsOf(text, outlineOf(text), language);
}

/** The slow half of {@link splitAct}: 20 to 150 ms for 400 pages, so its place is in a thread. */
export function outlineOf(text: string): ActOutline {
  const lines = linesOf(text);
  return articlesOf(lines).map((labels) => ({
    language: labels[0].language,
    cuts: cutsOf(lines, labels),
  }));
}

/** The quick half of {@link splitAct}. */
export function partsOf(
  text: string,
  outline: ActOutline,
  language?: ActLanguage,
): ActPart[] | null {
  const taken = outline.find((act) => act.language === language) ?? outline[0];
  if (!taken) return null;
  return taken.cuts.map(({ from, ...part }, index) => ({
    ...part,
    text: text.slice(from, taken.cuts[index + 1]?.from ?? text.length),
  }));
}

function cutsOf(lines: readonly Line[], labels: Labels): ActCut[] {
  const [first] = labels;
  const back = backOf(lines, labels.at(-1) ?? first);
  const chapters = chaptersOf(lines, labels);
  const cuts: ActCut[] = [];
  const none = { label: '', heading: null, chapter: null };
  const cut = (at: number, part: Omit<ActPart, 'text'>) =>
    cuts.push({ ...part, from: cuts.length === 0 ? 0 : (lines[at]?.start ?? 0) });
  const begins = chapters.get(first.at)?.at ?? first.at;
  if (begins > 0) cut(0, { kind: 'front', ...none });
  let chapter: string | null = null;
  for (const label of labels) {
    const head = chapters.get(label.at);
    if (head) {
      chapter = head.title;
      cut(head.at, { kind: 'front', ...none, chapter });
    }
    const heading = label.heading ?? headingBelow(lines, label, labels);
    cut(label.at, { kind: 'article', label: label.label, heading, chapter });
  }
  if (back !== null) cut(back, { kind: 'back', ...none });
  return cuts;
}

/** What an article is found by: its label and heading, folded. */
export function articleKey(label: string, heading: string | null): string {
  return fold(`${label} ${heading ?? ''}`);
}

/** The heads of an act's articles; there is at least one. */
type Labels = readonly [Label, ...Label[]];

/** The heads of the act's own articles, in order, once for each language that it is written in. */
function articlesOf(lines: readonly Line[]): Labels[] {
  const quoted = quotedLines(lines);
  const all: Record<ActLanguage, Label[]> = { sq: [], sr: [], en: [] };
  for (const [at, { text }] of lines.entries()) {
    const label = quoted.has(at) ? null : readLabel(text, at);
    if (label && all[label.language].length < MOST_LABELS) all[label.language].push(label);
  }
  const chains = Object.values(all)
    .map((own) => chainIn(lines, own))
    .filter((chain): chain is [Label, ...Label[]] => isAct(lines, chain));
  const most = Math.max(0, ...chains.map((chain) => chain.length));
  // A few articles of another language are quoted; as many again are the act in that language.
  return chains
    .filter((chain) => chain.length * 2 >= most)
    .toSorted(([one], [other]) => one.at - other.at);
}

function chainIn(lines: readonly Line[], own: readonly Label[]): Label[] {
  const until = annexesOf(lines, own);
  const within = own.filter(({ at }) => at < until);
  return chainOf(
    within.map((label) => ({
      ...label,
      // Between two lines of a sentence nothing begins, unless its number says so.
      doubtful: isUnended(lines[label.at - 1]?.text ?? ''),
      weight: weightOf(lines, label),
    })),
  );
}

/**
 * The line with which the annexes begin; they may have articles of their own, and what comes behind
 * is none of the act's. An annex that is named in a table of contents comes once more, behind as
 * many articles as are listed with it.
 */
function annexesOf(lines: readonly Line[], own: readonly Label[]): number {
  const first = own[0]?.at ?? 0;
  const annexes: { at: number; name: string }[] = [];
  for (let at = first + 1; at < lines.length && annexes.length < MOST_ANNEXES; at += 1) {
    const name = annexAt(lines, at);
    if (name !== null) annexes.push({ at, name });
  }
  const begins = annexes.find(({ at, name }) => {
    const again = annexes.find((other) => other.at > at && other.name === name);
    const before = own.filter((label) => label.at < at).length;
    const between = own.filter((label) => label.at > at && label.at < (again?.at ?? at)).length;
    return !again || between < before;
  });
  return begins?.at ?? lines.length;
}

function annexAt(lines: readonly Line[], at: number): string | null {
  return isUnended(lines[at - 1]?.text ?? '') ? null : readAnnex(lines[at]?.text ?? '');
}

/** How much text follows: the line of a table of contents has none. */
function weightOf(lines: readonly Line[], { at }: Label): number {
  let weight = 0;
  for (const { text } of lines.slice(at + 1, at + 6)) {
    if (readLabel(text, 0) !== null) break;
    weight += Math.min(text.length, 100);
  }
  return weight;
}

/** One article alone is an act when it is its first, or nothing else stands before it. */
function isAct(lines: readonly Line[], [first, second]: readonly Label[]): boolean {
  if (!first) return false;
  if (second || first.number === 1) return true;
  return lines.slice(0, first.at).every(({ text }) => text === '');
}

/** The line with which the signatures, the annexes or another language begin; null for none. */
function backOf(lines: readonly Line[], last: Label): number | null {
  for (let at = last.at + 1; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    const other = readLabel(text, at);
    const ends =
      isNote(text) ||
      (isSignature(text) && !isUnended(lines[at - 1]?.text ?? '')) ||
      annexAt(lines, at) !== null ||
      opensOther(text, last.language) ||
      (other !== null && other.language !== last.language) ||
      (/^(?:Ligji\s+)?(?:Nr\.|Br\.|No\.|Zakon br\.|Law No\.)/u.test(text) && text.length < 60);
    if (ends) return at;
  }
  return null;
}

interface Head {
  at: number;
  title: string;
}

/** The heads of chapters, by the line of the article that comes next. */
function chaptersOf(lines: readonly Line[], labels: readonly Label[]): Map<number, Head> {
  const heads = new Map<number, Head>();
  for (const [index, label] of labels.entries()) {
    const from = labels[index - 1]?.at ?? -1;
    let top: number | null = null;
    let seen = 0;
    for (let at = label.at - 1; at > from && seen < CHAPTER_LINES; at -= 1) {
      const text = lines[at]?.text ?? '';
      if (text === '') continue;
      seen += 1;
      if (readChapter(text) !== null) top = at;
      // A sentence or a list: the article before it.
      else if (!isTitle(text)) break;
    }
    if (top === null) continue;
    const title = lines
      .slice(top, label.at)
      .map(({ text }) => unmarked(text))
      .filter((text) => text !== '')
      .join(' ');
    heads.set(label.at, { at: top, title: title.slice(0, CHAPTER_LENGTH) });
  }
  return heads;
}

function isTitle(text: string): boolean {
  if (readLabel(text, 0) !== null) return false;
  return isHeading(text) || (text === text.toUpperCase() && /\p{L}/u.test(text));
}

/** The heading on the line below a label; not the first sentence of an article without one. */
function headingBelow(
  lines: readonly Line[],
  label: Label,
  labels: readonly Label[],
): string | null {
  const next = labels.find(({ at }) => at > label.at)?.at ?? lines.length;
  for (let at = label.at + 1; at < Math.min(next, label.at + 4); at += 1) {
    const text = unmarked(lines[at]?.text ?? '');
    if (text !== '') return isHeading(text) && !isSignature(text) ? text : null;
  }
  return null;
}
