import type { types } from '@slack/bolt';
import type { Button, Message, Part } from '../chat/message.ts';
import { type Language, translate } from '../i18n/index.ts';
import { buttonId } from './ids.ts';
import {
  BUTTON_LABEL,
  BUTTONS_PER_ROW,
  CONTEXT,
  FALLBACK_TEXT,
  HEADER,
  MESSAGE_BLOCKS,
  MESSAGE_BYTES,
  TEXT,
} from './limits.ts';
import { cleanRun, type Run, richElements, richSection, shortenRuns } from './richText.ts';
import { clean, escapeText, fitting, literal, pieces, plain, shorten } from './text.ts';

/** A message as Slack takes it. */
export interface Rendered {
  /** For notifications, screen readers, and where there are no blocks. */
  text: string;
  blocks: types.KnownBlock[];
}

/** Renders a message within Slack's limits; what does not fit is visibly shortened. */
export function renderMessage(message: Message): Rendered {
  return { text: summaryText(message), blocks: renderBlocks(message) };
}

/** The blocks of a message, at most {@link MESSAGE_BLOCKS} and {@link MESSAGE_BYTES}. */
export function renderBlocks(message: Message): types.KnownBlock[] {
  const drafts = message.parts.flatMap((part, index) => {
    const first = message.parts.findIndex(({ kind }) => kind === 'heading') === index;
    return draftsOf(part, first, message.language);
  });
  const blocks = drafts.flatMap((draft) => draft.build(TEXT) ?? []);
  if (blocks.length <= MESSAGE_BLOCKS && bytes(blocks) <= MESSAGE_BYTES) return blocks;
  return squeeze(drafts, message.language);
}

/** A message in words alone, as mrkdwn: for when Slack refuses the blocks. */
export function bareText(message: Message): string {
  const lines = message.parts.flatMap((part) => runsOf(part).map((run) => plain(run)));
  const words = clean(lines.join('\n').trim()) || clean(message.summary) || '…';
  return literalWithin(words, message.language);
}

/** True for a message that consists of one plain text: structure would add nothing to it. */
export function isBare(message: Message): boolean {
  const [part, ...others] = message.parts;
  if (!part) return true;
  return others.length === 0 && part.kind === 'text' && typeof part.text === 'string';
}

function summaryText(message: Message): string {
  const words = clean(message.summary).trim();
  return words === '' ? bareText(message) : literalWithin(words, message.language);
}

function literalWithin(words: string, language: Language): string {
  return literal(fitting(words, FALLBACK_TEXT, language, (text) => literal(text).length));
}

/** A block that can be built shorter than its part. */
interface Draft {
  /** Buttons are what a message is for: they are the last to go. */
  buttons: boolean;
  /** With at most that many characters of words; null when nothing is left of it. */
  build(limit: number): types.KnownBlock | null;
}

function draftsOf(part: Part, firstHeading: boolean, language: Language): Draft[] {
  if (part.kind === 'buttons') return rows(part.buttons, language);
  if (part.kind === 'divider') return [{ buttons: false, build: () => ({ type: 'divider' }) }];
  const runs = runsOf(part).map(cleanRun);
  if (runs.every((run) => run.length === 0)) return [];
  const wrap = wrapper(part, firstHeading, language);
  return [
    {
      buttons: false,
      build(limit) {
        const kept = shortenRuns(runs, Math.min(limit, TEXT), language);
        const shown = kept.filter((run) => run.length > 0);
        return shown.length > 0 ? wrap(shown) : null;
      },
    },
  ];
}

function runsOf(part: Part): Run[] {
  switch (part.kind) {
    case 'heading':
      return [[{ bold: part.text }]];
    case 'quote':
      return [[part.text]];
    case 'text':
    case 'context':
      return [pieces(part.text)];
    case 'warning':
      return [['⚠️ ', ...pieces(part.text)]];
    case 'list':
      return part.items.map(pieces);
    case 'fields':
      return part.fields.map((field) => [
        { bold: `${field.label}:` },
        ' ',
        ...(plain(field.value) === '' ? ['—'] : pieces(field.value)),
      ]);
    case 'divider':
    case 'buttons':
      return [];
  }
}

function wrapper(
  part: Part,
  firstHeading: boolean,
  language: Language,
): (runs: Run[]) => types.KnownBlock {
  switch (part.kind) {
    case 'heading':
      return (runs) => heading(runs, firstHeading);
    case 'quote':
      return (runs) => ({
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: richElements(runs.flat()) }],
      });
    case 'list':
      return (runs) => ({
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: runs.map((run) => ({
              type: 'rich_text_section',
              elements: richElements(run),
            })),
          },
        ],
      });
    case 'context':
      return (runs) => context(runs, language);
    default:
      return (runs) =>
        richSection(runs.flatMap((run, index) => (index > 0 ? ['\n', ...run] : run)));
  }
}

/** The first heading is the message's title; a second one as large would shout. */
function heading(runs: Run[], first: boolean): types.KnownBlock {
  const text = plain(runs.flat()).replace(/\s+/g, ' ').trim();
  if (!first || text === '' || text.length > HEADER) return richSection(runs.flat());
  return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
}

function context(runs: Run[], language: Language): types.KnownBlock {
  const run = runs.flat();
  if (run.every((piece) => typeof piece === 'string')) {
    return {
      type: 'context',
      elements: [{ type: 'plain_text', text: run.join(''), emoji: false }],
    };
  }
  const mrkdwn = run.map(mrkdwnOf).join('');
  // Escapes and addresses can make it longer than Slack takes; then the words go without them. What
  // was added or removed is told by brackets then, and these take room as well.
  return mrkdwn.length <= CONTEXT
    ? { type: 'context', elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }] }
    : context([[shorten(plain(run), CONTEXT, language)]], language);
}

function mrkdwnOf(piece: Run[number]): string {
  if (typeof piece === 'string') return literal(piece);
  // Emphasis must not touch white space, or Slack shows its marks.
  if ('bold' in piece) return emphasised(piece.bold, '*');
  if ('removed' in piece) return emphasised(piece.removed, '~');
  if ('added' in piece) return emphasised(piece.added, '*');
  if ('code' in piece) return `\`${literal(piece.code)}\``;
  const url = escapeText(piece.url).replace(/\|/g, '%7C');
  return `<${url}|${literal(piece.link.replace(/\|/g, '∣'))}>`;
}

const emphasised = (text: string, mark: string): string =>
  text.replace(/\S(?:.*\S)?/g, (words) => mark + literal(words) + mark);

function rows(buttons: readonly Button[], language: Language): Draft[] {
  const unique = new Map(buttons.map((button) => [buttonId(button), button]));
  const elements = [...unique].map(([id, button]): types.Button => {
    const label = shorten(clean(button.label), BUTTON_LABEL, language);
    return {
      type: 'button',
      action_id: id,
      text: { type: 'plain_text', text: label || '…', emoji: false },
      ...(button.style ? { style: button.style } : {}),
    };
  });
  const drafts: Draft[] = [];
  for (let start = 0; start < elements.length; start += BUTTONS_PER_ROW) {
    const row = elements.slice(start, start + BUTTONS_PER_ROW);
    drafts.push({ buttons: true, build: () => ({ type: 'actions', elements: row }) });
  }
  return drafts;
}

/** How much of a message its buttons may take where it does not fit as a whole. */
const BUTTON_SHARE = { blocks: 10, bytes: MESSAGE_BYTES / 2 };

/** Makes drafts fit: the first buttons stay, texts are kept in order until the room is used up. */
function squeeze(drafts: readonly Draft[], language: Language): types.KnownBlock[] {
  const marker: types.KnownBlock = {
    type: 'context',
    elements: [{ type: 'plain_text', text: translate(language, 'chat.shortened'), emoji: false }],
  };
  const actions = keepButtons(drafts);
  let room = MESSAGE_BYTES - bytes([marker, ...actions.values()]);
  let places = MESSAGE_BLOCKS - actions.size - 1;
  let full = false;
  let told = drafts.filter((draft) => draft.buttons).length === actions.size;
  const blocks = drafts.flatMap((draft) => {
    if (draft.buttons) return actions.get(draft) ?? [];
    const whole = draft.build(TEXT);
    if (full || whole === null) return [];
    const block = places > 0 ? longest(draft, room) : null;
    full = block === null || bytes([block]) < bytes([whole]);
    if (block === null) {
      told = true;
      return [marker];
    }
    // A block that was cut says so itself.
    told ||= full;
    room -= bytes([block]) + 1;
    places -= 1;
    return [block];
  });
  return told ? blocks : [...blocks, marker];
}

function keepButtons(drafts: readonly Draft[]): Map<Draft, types.KnownBlock> {
  const kept = new Map<Draft, types.KnownBlock>();
  for (const draft of drafts) {
    const block = draft.buttons ? draft.build(TEXT) : null;
    if (!block || kept.size === BUTTON_SHARE.blocks) continue;
    if (bytes([...kept.values(), block]) > BUTTON_SHARE.bytes) break;
    kept.set(draft, block);
  }
  return kept;
}

/** The longest form of a draft within `room` bytes. */
function longest(draft: Draft, room: number): types.KnownBlock | null {
  let low = 0;
  let high = TEXT;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const block = draft.build(middle);
    if (block === null || bytes([block]) <= room) low = middle;
    else high = middle - 1;
  }
  const block = draft.build(low);
  return block !== null && bytes([block]) <= room ? block : null;
}

function bytes(blocks: readonly types.KnownBlock[]): number {
  return Buffer.byteLength(JSON.stringify(blocks));
}
