import type { Inline, Text } from '../chat/message.ts';

// Discord's markdown (docs: reference, "Message Formatting"). A backslash makes any punctuation
// literal; `<…>` carries mentions, timestamps, custom emoji and bare links.

/** C0 and C1 controls but newline, and the marks that reverse the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose.
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONE_HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without control characters; lines end with `\n`, lone surrogates become U+FFFD. */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(UNPRINTABLE, '')
    .replaceAll(LONE_HALF, '\ufffd');
}

/** One line: what follows a line break follows a space. */
export function oneLine(text: string): string {
  return printable(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

/** Text as it is: nothing in it is markup, a link, a mention or a ping. */
export function escapeText(text: string): string {
  return (
    printable(text)
      .replaceAll(/[\\*_~`|[\]<>]/g, '\\$&')
      // Markup that counts only where a line begins: headings, subtext, lists.
      .replaceAll(/^([ \u00a0]*)(#{1,3}(?=\s|$)|[-+](?=[\s#]|$))/gm, '$1\\$2')
      .replaceAll(/^([ \u00a0]*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2')
      // A bare address would become a link and, outside embeds, a preview.
      .replaceAll('://', '\\://')
      // No backslash stops these two; an invisible space does (discord.js: escapeMention).
      .replaceAll(/@(?=everyone|here)/g, '@\u200b')
  );
}

/** The reverse of {@link escapeText} for one line, as plain text. */
export function unescapeText(markdown: string): string {
  return markdown.replaceAll(/\\([\W_])/g, '$1').replaceAll('\u200b', '');
}

/** Markdown of a running text. */
export function renderText(text: Text): string {
  return inlines(text).map(renderInline).join('');
}

const inlines = (text: Text): readonly Inline[] => (typeof text === 'string' ? [text] : text);

function renderInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeText(inline);
  if ('bold' in inline) return wrapped('**', escapeText(inline.bold));
  if ('code' in inline) return wrapped('`', codeText(inline.code));
  if ('removed' in inline) return eachLineWrapped('~~', inline.removed);
  if ('added' in inline) return eachLineWrapped('**', inline.added);
  return renderLink(inline.link, inline.url);
}

const wrapped = (mark: string, text: string): string => (text.trim() ? mark + text + mark : text);

/** Marks that span paragraphs, or touch white space, would be shown as they are. */
const eachLineWrapped = (mark: string, text: string): string =>
  printable(text).replaceAll(/\S(?:.*\S)?/g, (words) => mark + escapeText(words) + mark);

function codeText(code: string): string {
  // A grave accent cannot be escaped inside code; its look-alike ends nothing.
  return oneLine(code)
    .replaceAll('`', 'ˋ')
    .replaceAll(/@(?=everyone|here)/g, '@\u200b');
}

function renderLink(label: string, url: string): string {
  const address = safeAddress(url);
  const name = oneLine(label);
  if (!address) return escapeText(name);
  // Discord shows a link raw when its name looks like another address; then the address is its name.
  if (!name || /^\w+:\/\//.test(name)) return `<${address}>`;
  return `[${escapeText(name)}](<${address}>)`;
}

/** A web address that cannot end the link around it; null for anything else. */
function safeAddress(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  return parsed.href.replaceAll(
    /[()<>\\]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The beginning of a plain text, cut between whole characters; `…` shows that it was cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * A text that is rendered into something and must fit. `wrap` gets the markdown and may add a
 * prefix to it, or to each of its lines.
 */
export interface Item {
  text: Text;
  wrap(markdown: string): string;
}

export const renderItem = (item: Item): string => item.wrap(renderText(item.text).trimEnd());

/**
 * The item within `max` UTF-16 units. What is too long ends with `mark`, and is never cut inside a
 * link, an escape or a character. `max` must leave room for the wrapping and the mark.
 */
export function fitItem(item: Item, max: number, mark: string): string {
  const whole = renderItem(item);
  if (whole.length <= max) return whole;
  const units = inlines(item.text).flatMap((inline) => unitsOf(inline, max));
  const render = (count: number): string =>
    item.wrap(`${renderText(joined(units.slice(0, count))).trimEnd()}${mark}`);
  let fits = 0;
  let tooMany = units.length + 1;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (render(middle).length <= max) fits = middle;
    else tooMany = middle;
  }
  return render(fits);
}

/** The smallest pieces that a text may be cut into; a link is one piece. */
function unitsOf(inline: Inline, max: number): Inline[] {
  // Rendering never shortens printable text, so more than `max` of it can never be shown.
  const split = (text: string): string[] =>
    [...graphemes.segment(printable(text).slice(0, max + 1))].map(({ segment }) => segment);
  if (typeof inline === 'string') return split(inline);
  if ('bold' in inline) return split(inline.bold).map((bold) => ({ bold }));
  if ('code' in inline) return split(inline.code).map((code) => ({ code }));
  if ('removed' in inline) return split(inline.removed).map((removed) => ({ removed }));
  if ('added' in inline) return split(inline.added).map((added) => ({ added }));
  return [inline];
}

/** Puts neighbouring pieces of one kind together again, so that they render as one. */
function joined(units: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const unit of units) {
    const last = result.at(-1);
    if (typeof unit === 'string' && typeof last === 'string') {
      result[result.length - 1] = last + unit;
    } else if (isBold(unit) && isBold(last)) {
      result[result.length - 1] = { bold: last.bold + unit.bold };
    } else if (isCode(unit) && isCode(last)) {
      result[result.length - 1] = { code: last.code + unit.code };
    } else if (isRemoved(unit) && isRemoved(last)) {
      result[result.length - 1] = { removed: last.removed + unit.removed };
    } else if (isAdded(unit) && isAdded(last)) {
      result[result.length - 1] = { added: last.added + unit.added };
    } else {
      result.push(unit);
    }
  }
  return result;
}

const isBold = (inline: Inline | undefined): inline is { bold: string } =>
  typeof inline === 'object' && 'bold' in inline;
const isCode = (inline: Inline | undefined): inline is { code: string } =>
  typeof inline === 'object' && 'code' in inline;
const isRemoved = (inline: Inline | undefined): inline is { removed: string } =>
  typeof inline === 'object' && 'removed' in inline;
const isAdded = (inline: Inline | undefined): inline is { added: string } =>
  typeof inline === 'object' && 'added' in inline;
