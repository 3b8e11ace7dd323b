import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Button, Message, Part } from '../chat/message.ts';
import { translate } from '../i18n/index.ts';
import { customId } from './ids.ts';
import * as limits from './limits.ts';
import { cut, fitItem, type Item, oneLine, renderItem } from './markdown.ts';

// A message is content, embeds and rows of buttons. The newer layout components
// (IS_COMPONENTS_V2) are not used: they allow no content, so that phones show an empty
// notification (discord-api-docs#7854), and a message can never be turned back from them.
//
// Short plain messages are content alone. Anything with headings, fields or dividers is one embed
// for each stretch between dividers, under the summary: the notification, and what a screen reader
// announces first. Within an embed everything stands in its description, because Discord shows an
// embed's own fields after the description whatever the reading order.

export type Row = APIActionRowComponent<APIButtonComponentWithCustomId>;

/** What an adapter posts; all of it is given on edits too, so that nothing old stays behind. */
export interface Rendered {
  content: string;
  embeds: APIEmbed[];
  components: Row[];
}

const CALM = 0x2f6fde;
const WARNING = 0xf0b232;

/** Under this many characters no text of a message is shortened; then it loses its end instead. */
const LEAST = 256;
const FIELD_LABEL = 80;

/** One stretch of a message: what becomes an embed. */
interface Section {
  heading: string | null;
  blocks: Item[][];
  warns: boolean;
}

/** The message as Discord takes it; any message fits, what is too long is shortened visibly. */
export function renderMessage(message: Message): Rendered {
  const mark = translate(message.language, 'chat.shortened');
  const buttons = message.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
  const components = rowsOf(message.parts);
  const shown = components.reduce((sum, row) => sum + row.components.length, 0);
  const parts: Part[] = message.parts.filter((part) => part.kind !== 'buttons');
  if (shown < distinct(buttons).length) parts.push({ kind: 'context', text: mark });
  const sections = sectionsOf(parts);
  const summary = fitItem(plain(oneLine(message.summary)), limits.CONTENT, mark);

  const [only, ...others] = sections;
  if (!only) return { content: summary || '…', embeds: [], components };
  if (others.length === 0 && isSimple(parts)) {
    const content = renderBlocks(only.blocks);
    if (content.length <= limits.CONTENT) return { content, embeds: [], components };
  }
  const [first, ...rest] = sections as [Section, ...Section[]];
  // The heading that only repeats the summary right above it is left out.
  const repeats = first.heading !== null && oneLine(first.heading) === oneLine(message.summary);
  const shownSections = [repeats ? { ...first, heading: null } : first, ...rest].filter(
    ({ heading, blocks }) => heading !== null || blocks.length > 0,
  );
  return { content: summary, embeds: embedsOf(shownSections, mark), components };
}

/** The same as bare text, for when Discord refused the full form. */
export function renderPlainly(message: Message): Rendered {
  const mark = translate(message.language, 'chat.shortened');
  const content = fitItem(plain(oneLine(message.summary)), limits.CONTENT, mark);
  return { content: content || '…', embeds: [], components: [] };
}

const plain = (text: string): Item => ({ text, wrap: (markdown) => markdown });

const isSimple = (parts: readonly Part[]): boolean =>
  parts.every(({ kind }) => kind !== 'heading' && kind !== 'fields' && kind !== 'divider');

function sectionsOf(parts: readonly Part[]): Section[] {
  const sections: Section[] = [];
  let current: Section = { heading: null, blocks: [], warns: false };
  const close = (): void => {
    if (current.heading !== null || current.blocks.length > 0) sections.push(current);
    current = { heading: null, blocks: [], warns: false };
  };
  for (const part of parts) {
    if (part.kind === 'divider') {
      // Beyond the most embeds that a message may have, stretches run together.
      if (sections.length < limits.EMBEDS - 1) close();
      continue;
    }
    const isFirst = current.heading === null && current.blocks.length === 0;
    if (part.kind === 'heading' && isFirst && oneLine(part.text)) {
      current.heading = part.text;
      continue;
    }
    if (part.kind === 'warning') current.warns = true;
    const items = itemsOf(part).filter((item) => renderItem(item).trim() !== '');
    if (items.length > 0) current.blocks.push(items);
  }
  close();
  return sections;
}

/** The lines of a part. Texts that show nothing are left out, but a field without a value stays. */
function itemsOf(part: Part): Item[] {
  switch (part.kind) {
    case 'heading':
      return [{ text: oneLine(part.text), wrap: (text) => (text ? `### ${text}` : '') }];
    case 'text':
      return [{ text: part.text, wrap: (text) => text }];
    case 'fields':
      return part.fields.map(({ label, value }) => {
        const name = fitItem(plain(oneLine(label)), FIELD_LABEL, '…');
        const wrap = (text: string): string => (name ? `**${name}:** ` : '') + (text || '—');
        return { text: value, wrap };
      });
    case 'warning':
      return [{ text: part.text, wrap: (text) => (text ? `⚠️ ${text}` : '') }];
    case 'list':
      return part.items.map((text) => ({
        text,
        wrap: (line) => (line ? `- ${line.replaceAll('\n', '\n  ')}` : ''),
      }));
    case 'quote':
      return [{ text: part.text, wrap: (text) => (text ? eachLine('> ', text) : '') }];
    case 'context':
      return [{ text: part.text, wrap: (text) => (text ? eachLine('-# ', text) : '') }];
    case 'divider':
    case 'buttons':
      return [];
  }
}

const eachLine = (prefix: string, text: string): string =>
  text
    .split('\n')
    .map((line) => prefix + line)
    .join('\n');

const renderBlocks = (blocks: readonly Item[][]): string =>
  blocks.map((items) => items.map(renderItem).join('\n')).join('\n\n');

function embedsOf(sections: readonly Section[], mark: string): APIEmbed[] {
  const titles = sections.map(({ heading }) =>
    heading === null ? '' : fitItem(plain(oneLine(heading)), limits.EMBED_TITLE, mark),
  );
  const left = limits.EMBEDS_TOTAL - titles.reduce((sum, title) => sum + title.length, 0);
  const whole = sections.map(({ blocks }) => fitBlocks(blocks, limits.EMBED_DESCRIPTION, mark));
  const most = capFor(
    whole.map((text) => text.length),
    left,
  );
  return sections.map((section, index) => {
    const text = whole[index] as string;
    const description = text.length <= most ? text : fitBlocks(section.blocks, most, mark);
    const embed: APIEmbed = { color: section.warns ? WARNING : CALM };
    if (titles[index]) embed.title = titles[index];
    if (description) embed.description = description;
    return embed;
  });
}

/**
 * The blocks within `max` characters. The longest texts are shortened first, so that a long
 * summary never pushes a deadline out; when even that is not enough, the end is left out.
 */
function fitBlocks(blocks: readonly Item[][], max: number, mark: string): string {
  const whole = renderBlocks(blocks);
  if (whole.length <= max) return whole;
  const items = blocks.flatMap((block) =>
    block.map((item, index) => ({ item, gap: index === 0 ? '\n\n' : '\n' })),
  );
  const lengths = items.map(({ item }) => renderItem(item).length);
  const room = max - mark.length - 2;
  const kept: typeof items = [];
  let least = 0;
  for (const [index, entry] of items.entries()) {
    least += Math.min(lengths[index] as number, LEAST) + entry.gap.length;
    if (least > room && kept.length > 0) break;
    kept.push(entry);
  }
  const gaps = kept.reduce((sum, { gap }) => sum + gap.length, 0);
  const most = capFor(lengths.slice(0, kept.length), room - gaps);
  const text = kept.map(({ item, gap }) => gap + fitItem(item, most, mark)).join('');
  return (kept.length < items.length ? `${text}\n\n${mark}` : text).trimStart();
}

/** The greatest cap with which the lengths, each at most the cap, add up to no more than `room`. */
function capFor(lengths: readonly number[], room: number): number {
  let left = room;
  const rising = lengths.toSorted((a, b) => a - b);
  for (const [index, length] of rising.entries()) {
    const share = Math.floor(left / (rising.length - index));
    if (length > share) return share;
    left -= length;
  }
  return Number.POSITIVE_INFINITY;
}

/** Buttons with the same id do the same; Discord refuses a repeated id. */
function distinct(buttons: readonly Button[]): Button[] {
  const seen = new Map<string, Button>();
  for (const button of buttons) {
    const id = customId(button.act, ...button.args);
    if (!seen.has(id)) seen.set(id, button);
  }
  return [...seen.values()];
}

/** Each part of buttons begins a row, unless there are too many rows for that. */
function rowsOf(parts: readonly Part[]): Row[] {
  const groups = parts.flatMap((part) => (part.kind === 'buttons' ? [part.buttons] : []));
  const all = distinct(groups.flat());
  const separate = groups
    .map((group) => group.filter((button) => all.includes(button)))
    .flatMap((group) => chunks(group, limits.BUTTONS_PER_ROW));
  const rows = separate.length <= limits.ROWS ? separate : chunks(all, limits.BUTTONS_PER_ROW);
  return rows.slice(0, limits.ROWS).map((row) => ({
    type: ComponentType.ActionRow,
    components: row.map(renderButton),
  }));
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let at = 0; at < values.length; at += size) result.push(values.slice(at, at + size));
  return result;
}

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

function renderButton({ act, args, label, style }: Button): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: customId(act, ...args),
    label: cut(oneLine(label), limits.BUTTON_LABEL) || '…',
    style: style ? STYLES[style] : ButtonStyle.Secondary,
  };
}
