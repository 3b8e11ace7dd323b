import { isDeepStrictEqual } from 'node:util';
import type { Block, Element, Json, Option, StateValue, StateValues } from './types.ts';

/** Something in a view or message that holds a value. */
export interface Holder {
  block: Block;
  element: Element;
}

/** What a test may enter: a text, a date, an option (its text or value), several of them. */
export type Entry = string | number | readonly string[] | null;

/** The elements that hold a value, in the order a person meets them. */
export function holders(blocks: readonly Block[]): Holder[] {
  return blocks.flatMap((block) => {
    const elements = [block.element, block.accessory, ...(block.elements ?? [])];
    return elements
      .filter((element): element is Element => element !== undefined && holdsValue(element))
      .map((element) => ({ block, element }));
  });
}

function holdsValue(element: Element): boolean {
  return valueField(element.type) !== undefined;
}

/** The field of a state value that carries the value, by element type. */
export function valueField(type: string): string | undefined {
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return 'value';
    case 'datepicker':
      return 'selected_date';
    case 'timepicker':
      return 'selected_time';
    case 'datetimepicker':
      return 'selected_date_time';
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return 'selected_option';
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return 'selected_options';
    case 'file_input':
      return 'files';
    case 'rich_text_input':
      return 'rich_text_value';
    default: {
      const source = /^(multi_)?(user|conversation|channel)s_select$/.exec(type);
      if (source === null) return undefined;
      return `selected_${source[2]}${source[1] === undefined ? '' : 's'}`;
    }
  }
}

/** The value an element shows before anybody touched it. */
export function initialValue(element: Element): StateValue {
  const field = valueField(element.type) ?? 'value';
  const many = field.endsWith('s');
  const initial = {
    value: element.initial_value,
    selected_date: element.initial_date,
    selected_time: element.initial_time,
    selected_date_time: element.initial_date_time,
    selected_option: element.initial_option,
    selected_options: element.initial_options,
    selected_user: element.initial_user,
    selected_users: element.initial_users,
    selected_conversation: element.initial_conversation,
    selected_conversations: element.initial_conversations,
    selected_channel: element.initial_channel,
    selected_channels: element.initial_channels,
  }[field];
  // An empty initial text counts as no value.
  const given = initial === '' ? undefined : initial;
  return { type: element.type, [field]: given ?? (many ? [] : null) };
}

/**
 * The values of all holders of `blocks`. What was entered in `before` under the same block_id and
 * action_id is kept, as Slack keeps it when a view is updated.
 */
export function stateOf(blocks: readonly Block[], before: StateValues = {}): StateValues {
  const state: StateValues = {};
  for (const { block, element } of holders(blocks)) {
    const kept = before[block.block_id]?.[element.action_id];
    const value = kept?.type === element.type ? kept : initialValue(element);
    state[block.block_id] = { ...state[block.block_id], [element.action_id]: value };
  }
  return state;
}

/** All options of a menu, groups flattened. */
export function optionsOf(element: Element): Option[] {
  return [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap((group) => group.options),
  ];
}

/**
 * The state value after a person entered `entry`; throws when there is no such option, because
 * a person cannot pick what is not offered.
 */
export function enter(element: Element, entry: Entry): StateValue {
  const field = valueField(element.type);
  if (field === undefined) throw new Error(`${element.type} holds no value`);
  if (field === 'selected_option') {
    return { type: element.type, [field]: entry === null ? null : pick(element, String(entry)) };
  }
  if (field === 'selected_options') {
    return { type: element.type, [field]: list(entry).map((item) => pick(element, item)) };
  }
  if (field.endsWith('s') && field !== 'files') return { type: element.type, [field]: list(entry) };
  if (field === 'selected_date_time') {
    return { type: element.type, [field]: entry === null ? null : Number(entry) };
  }
  if (typeof entry !== 'string' && typeof entry !== 'number' && entry !== null) {
    throw new Error(`${element.type} takes one value, not several`);
  }
  let text = entry === null ? '' : String(entry);
  // A one-line input turns pasted line breaks into spaces.
  if (element.type === 'plain_text_input' && element.multiline !== true) {
    text = text.replace(/\r?\n/g, ' ');
  }
  return { type: element.type, [field]: text === '' ? null : text };
}

function list(entry: Entry): string[] {
  if (entry === null) return [];
  return typeof entry === 'string' || typeof entry === 'number' ? [String(entry)] : [...entry];
}

function pick(element: Element, wanted: string): Json {
  const options = optionsOf(element);
  const found =
    options.find((option) => option.text.text === wanted) ??
    options.find((option) => option.value === wanted);
  if (found === undefined) {
    const offered = options.map((option) => `"${option.text.text}"`).join(', ');
    throw new Error(`no option "${wanted}" is offered; there are: ${offered}`);
  }
  return { ...found };
}

/** True when a state value is empty. */
export function isEmpty(value: StateValue): boolean {
  const held = value[valueField(value.type) ?? 'value'];
  return held === null || held === undefined || isDeepStrictEqual(held, []);
}

/**
 * What Slack's own client says beside the fields before it sends anything: required fields,
 * lengths, numbers and addresses. Keyed by block_id; empty when the form may go.
 */
export function clientErrors(blocks: readonly Block[], state: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, element } of holders(blocks)) {
    if (block.type !== 'input') continue;
    const value = state[block.block_id]?.[element.action_id];
    if (value === undefined || isEmpty(value)) {
      if (block.optional !== true) errors[block.block_id] = 'Please complete this required field.';
      continue;
    }
    const wrong = typeof value.value === 'string' ? wrongText(element, value.value) : undefined;
    if (wrong !== undefined) errors[block.block_id] = wrong;
  }
  return errors;
}

function wrongText(element: Element, text: string): string | undefined {
  const max = element.max_length ?? 3_000;
  if (element.type === 'plain_text_input') {
    if (text.length > max) return `Please shorten this to ${max} characters or fewer.`;
    const min = element.min_length ?? 0;
    if (text.length < min) return `Please lengthen this to at least ${min} characters.`;
  } else if (element.type === 'number_input') {
    const number = Number(text);
    if (Number.isNaN(number)) return 'Please enter a number.';
    if (element.is_decimal_allowed !== true && !Number.isInteger(number)) {
      return 'Please enter a whole number.';
    }
    if (element.min_value !== undefined && number < Number(element.min_value)) {
      return `Please enter a number of at least ${element.min_value}.`;
    }
    if (element.max_value !== undefined && number > Number(element.max_value)) {
      return `Please enter a number of at most ${element.max_value}.`;
    }
  } else if (element.type === 'email_text_input') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return 'Please enter a valid email address.';
  } else if (element.type === 'url_text_input' && !URL.canParse(text)) {
    return 'Please enter a valid URL.';
  }
  return undefined;
}
