import { isRecord, type Json } from '../types.ts';
import {
  checkConfirm,
  checkOptionSource,
  checkOptions,
  checkPreselected,
  checkText,
} from './composition.ts';
import { LIMITS } from './limits.ts';
import {
  checkArray,
  checkCount,
  checkFlag,
  checkObject,
  checkString,
  checkWord,
  type Problems,
} from './shape.ts';

type Check = (element: Json, pointer: string, problems: Problems) => void;

interface ElementRule {
  required?: readonly string[];
  optional?: readonly string[];
  check?: Check;
}

const PICKER = ['confirm', 'focus_on_load', 'placeholder'];
const TYPED = ['initial_value', 'dispatch_action_config', 'focus_on_load', 'placeholder'];

const checkButton: Check = (element, pointer, problems) => {
  const text = { max: LIMITS.buttonText, plain: true };
  checkText(element.text, `${pointer}/text`, text, problems);
  if (element.value !== undefined) {
    // An empty value is refused like an empty text.
    checkString(element.value, `${pointer}/value`, { max: LIMITS.buttonValue }, problems);
  }
  if (element.url !== undefined) {
    checkUrl(element.url, `${pointer}/url`, problems);
  }
  checkWord(element.style, `${pointer}/style`, ['primary', 'danger'], problems);
  if (element.accessibility_label !== undefined) {
    const place = `${pointer}/accessibility_label`;
    checkString(element.accessibility_label, place, { max: LIMITS.buttonText }, problems);
  }
};

/** Checks a web address. */
export function checkUrl(value: unknown, pointer: string, problems: Problems): void {
  if (!checkString(value, pointer, { max: LIMITS.url }, problems)) return;
  if (!/^(https?|mailto|slack):/.test(value) || !URL.canParse(value)) {
    problems.add('must be a valid URL', pointer);
  }
}

const checkTyped: Check = (element, pointer, problems) => {
  const bounds = { min: 0, max: LIMITS.inputText };
  checkCount(element.min_length, `${pointer}/min_length`, bounds, problems);
  checkCount(element.max_length, `${pointer}/max_length`, { ...bounds, min: 1 }, problems);
  checkFlag(element.multiline, `${pointer}/multiline`, problems);
  const max = typeof element.max_length === 'number' ? element.max_length : LIMITS.inputText;
  if (typeof element.min_length === 'number' && element.min_length > max) {
    problems.add('must be less than or equal to max_length', `${pointer}/min_length`);
  }
  if (element.initial_value !== undefined) {
    const length = { min: 0, max: Math.min(max, LIMITS.inputText) };
    checkString(element.initial_value, `${pointer}/initial_value`, length, problems);
  }
};

const checkNumber: Check = (element, pointer, problems) => {
  if (typeof element.is_decimal_allowed !== 'boolean') {
    problems.add('must be a valid boolean', `${pointer}/is_decimal_allowed`);
  }
  for (const field of ['initial_value', 'min_value', 'max_value']) {
    const value = element[field];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '' || Number.isNaN(Number(value))) {
      problems.add('must be a valid number', `${pointer}/${field}`);
    }
  }
};

const matching =
  (field: string, form: RegExp, name: string): Check =>
  (element, pointer, problems) => {
    const value = element[field];
    if (value === undefined) return;
    if (typeof value !== 'string' || !form.test(value)) {
      problems.add(`must be a valid ${name}`, `${pointer}/${field}`);
    }
  };

const checkMoment: Check = (element, pointer, problems) => {
  const value = element.initial_date_time;
  // "This should be in the format of 10 digits" (datetimepicker reference).
  if (value !== undefined && !(typeof value === 'number' && /^\d{10}$/.test(String(value)))) {
    problems.add('must be a valid Unix timestamp', `${pointer}/initial_date_time`);
  }
};

const checkSelect: Check = (element, pointer, problems) => {
  checkOptionSource(element, pointer, problems);
  checkPreselected(element, pointer, problems);
};

const choice =
  (max: number, mrkdwn: boolean, url: boolean): Check =>
  (element, pointer, problems) => {
    checkOptions(element.options, `${pointer}/options`, { max, mrkdwn, url }, problems);
    checkPreselected(element, pointer, problems);
  };

const checkFiles: Check = (element, pointer, problems) => {
  checkCount(element.max_files, `${pointer}/max_files`, { min: 1, max: 10 }, problems);
  if (element.filetypes !== undefined) {
    checkArray(element.filetypes, `${pointer}/filetypes`, { max: 100 }, problems);
  }
};

/** Checks an image, as element or block. */
export const checkImage: Check = (element, pointer, problems) => {
  if ((element.image_url === undefined) === (element.slack_file === undefined)) {
    problems.add('must define either `image_url` or `slack_file`', pointer);
  } else if (element.image_url !== undefined) {
    checkUrl(element.image_url, `${pointer}/image_url`, problems);
  }
  checkString(element.alt_text, `${pointer}/alt_text`, { max: LIMITS.altText }, problems);
};

function menu(initial: readonly string[], more: readonly string[] = []): ElementRule {
  return { optional: [...PICKER, ...initial, ...more] };
}

const RULES: Record<string, ElementRule> = {
  button: {
    required: ['text'],
    optional: ['value', 'url', 'style', 'confirm', 'accessibility_label'],
    check: checkButton,
  },
  checkboxes: {
    required: ['options'],
    optional: ['initial_options', 'confirm', 'focus_on_load'],
    check: choice(LIMITS.choiceOptions, true, false),
  },
  radio_buttons: {
    required: ['options'],
    optional: ['initial_option', 'confirm', 'focus_on_load'],
    check: choice(LIMITS.choiceOptions, true, false),
  },
  overflow: {
    required: ['options'],
    optional: ['confirm'],
    check: choice(LIMITS.overflowOptions, false, true),
  },
  static_select: {
    optional: [...PICKER, 'options', 'option_groups', 'initial_option'],
    check: checkSelect,
  },
  multi_static_select: {
    optional: [...PICKER, 'options', 'option_groups', 'initial_options', 'max_selected_items'],
    check: checkSelect,
  },
  external_select: menu(['initial_option'], ['min_query_length']),
  multi_external_select: menu(['initial_options'], ['min_query_length', 'max_selected_items']),
  users_select: menu(['initial_user']),
  multi_users_select: menu(['initial_users'], ['max_selected_items']),
  channels_select: menu(['initial_channel'], ['response_url_enabled']),
  multi_channels_select: menu(['initial_channels'], ['max_selected_items']),
  conversations_select: menu(
    ['initial_conversation'],
    ['default_to_current_conversation', 'response_url_enabled', 'filter'],
  ),
  multi_conversations_select: menu(
    ['initial_conversations'],
    ['default_to_current_conversation', 'filter', 'max_selected_items'],
  ),
  datepicker: {
    optional: [...PICKER, 'initial_date'],
    check: matching('initial_date', /^\d{4}-\d{2}-\d{2}$/, 'date'),
  },
  timepicker: {
    optional: [...PICKER, 'initial_time', 'timezone'],
    check: matching('initial_time', /^([01]\d|2[0-3]):[0-5]\d$/, 'time'),
  },
  datetimepicker: {
    optional: ['confirm', 'focus_on_load', 'initial_date_time'],
    check: checkMoment,
  },
  plain_text_input: {
    optional: [...TYPED, 'multiline', 'min_length', 'max_length'],
    check: checkTyped,
  },
  email_text_input: { optional: TYPED },
  url_text_input: { optional: TYPED },
  number_input: {
    required: ['is_decimal_allowed'],
    optional: [...TYPED, 'min_value', 'max_value'],
    check: checkNumber,
  },
  rich_text_input: { optional: TYPED },
  file_input: { optional: ['filetypes', 'max_files'], check: checkFiles },
  image: { required: ['alt_text'], optional: ['image_url', 'slack_file'], check: checkImage },
};

/** Checks one block element; `allowed` are the types that its place takes. */
export function checkElement(
  value: unknown,
  pointer: string,
  allowed: ReadonlySet<string>,
  problems: Problems,
): void {
  if (!isRecord(value)) {
    problems.add('must provide an object', pointer);
    return;
  }
  const rule = typeof value.type === 'string' ? RULES[value.type] : undefined;
  if (rule === undefined || !allowed.has(String(value.type))) {
    problems.add(`unsupported type: ${String(value.type)}`, `${pointer}/type`);
    return;
  }
  const required = ['type', ...(rule.required ?? [])];
  const optional = ['action_id', ...(rule.optional ?? [])];
  if (!checkObject(value, pointer, required, optional, problems)) return;
  if (value.action_id !== undefined) {
    checkString(value.action_id, `${pointer}/action_id`, { max: LIMITS.identifier }, problems);
  }
  if (value.placeholder !== undefined) {
    const text = { max: LIMITS.placeholder, plain: true };
    checkText(value.placeholder, `${pointer}/placeholder`, text, problems);
  }
  if (value.confirm !== undefined) checkConfirm(value.confirm, `${pointer}/confirm`, problems);
  checkFlag(value.focus_on_load, `${pointer}/focus_on_load`, problems);
  rule.check?.(value, pointer, problems);
}
