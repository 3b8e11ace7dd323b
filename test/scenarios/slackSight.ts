import { renderBlocks } from '../servers/slack/renderBlocks.ts';
import type {
  SeenButton,
  SeenView,
  SeenInput as SlackInput,
  SeenMessage as SlackMessage,
} from '../servers/slack/seen.ts';
import type { Block } from '../servers/slack/types.ts';
import type { SeenForm, SeenInput, SeenMessage } from './driver.ts';

/** A message of the local Slack as the scenarios see it: words without markup. */
export function seeMessage(message: SlackMessage): SeenMessage {
  return {
    id: message.ts,
    text: message.blocks.length > 0 ? wordsOf(message.blocks) : words(message.visible),
    buttons: message.buttons.map(({ label }) => label),
    pictures: Object.fromEntries(
      message.files.flatMap(({ name, alt }) => (alt === '' ? [] : [[name, alt]])),
    ),
    pings: message.pings,
    thread: message.replies.map(seeMessage),
  };
}

/** A modal as the scenarios see it. */
export function seeForm(view: SeenView, beside: Errors): SeenForm {
  const all = words(view.visible).split('\n');
  const [first] = view.inputs;
  const lines = all.slice(0, first ? all.indexOf(words(first.label)) : all.length);
  const told = lines.filter((line) => line.startsWith(WARNING));
  return {
    title: view.title,
    intro: lines.filter((line) => !line.startsWith(WARNING)).join('\n'),
    errors: {
      ...Object.fromEntries(told.map((line) => splitError(line.slice(WARNING.length)))),
      ...Object.fromEntries(
        view.inputs.flatMap(({ blockId, label }) => {
          const sentence = beside[blockId];
          return sentence === undefined ? [] : [[label, sentence]];
        }),
      ),
    },
    inputs: view.inputs.map(seeInput),
  };
}

/** The button whose label is, or else begins with, the given words. */
export function findButton(buttons: readonly SeenButton[], label: string): SeenButton {
  const found =
    buttons.find((button) => button.label === label) ??
    buttons.find((button) => button.label.startsWith(label));
  if (found) return found;
  const there = buttons.map((button) => `"${button.label}"`).join(', ');
  throw new Error(`there is no button "${label}"; on the message: ${there || 'none'}`);
}

/** Errors by block id. */
export type Errors = Readonly<Record<string, string>>;

const WARNING = '⚠️ ';

function splitError(line: string): [string, string] {
  const at = line.indexOf(': ');
  return at < 0 ? ['', line] : [line.slice(0, at), line.slice(at + 2)];
}

function seeInput(input: SlackInput): SeenInput {
  return {
    label: input.label,
    kind: kindOf(input),
    value: Array.isArray(input.value) ? input.value.join(', ') : String(input.value ?? ''),
    options: input.options.map(({ text }) => text),
  };
}

function kindOf({ type, multiline }: SlackInput): SeenInput['kind'] {
  switch (type) {
    case 'plain_text_input':
      return multiline ? 'longText' : 'shortText';
    case 'static_select':
      return 'choice';
    case 'datepicker':
      return 'date';
    case 'file_input':
      return 'file';
    default:
      throw new Error(`the scenarios know no input of type ${type}`);
  }
}

/** The words of blocks, line by line, without the rows of buttons. */
function wordsOf(blocks: readonly Block[]): string {
  return blocks
    .filter((block) => block.type !== 'actions' && block.type !== 'divider')
    .map((block) => (block.type === 'rich_text' ? richWords(block) : plainWords(block)))
    .join('\n');
}

function plainWords(block: Block): string {
  const { text } = renderBlocks([block], () => undefined);
  // A header is plain text: what looks like emphasis in it is what was typed.
  return block.type === 'header' ? text : words(text);
}

/** Rich text with every bullet on its own line. */
function richWords(block: Block): string {
  const parts = (block.elements ?? []) as unknown as { type: string; elements: unknown[] }[];
  return parts
    .flatMap((part) => (part.type === 'rich_text_list' ? part.elements : [part]))
    .map((part) => renderBlocks([{ ...block, elements: [part] } as Block], () => undefined).text)
    .join('\n');
}

const LETTERS: Readonly<Record<string, string>> = {
  '∗': '*',
  '＿': '_',
  '∼': '~',
  ˋ: '`',
  '∶': ':',
};

/** Marks of emphasis are no words, and their lookalikes are what was meant. */
function words(text: string): string {
  return text.replace(/[*_~`]/g, '').replace(/[∗＿∼ˋ∶]/g, (letter) => LETTERS[letter] ?? letter);
}
