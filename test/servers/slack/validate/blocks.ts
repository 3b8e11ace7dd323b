import { isRecord, type Json } from '../types.ts';
import { checkText } from './composition.ts';
import { checkElement, checkImage, checkUrl } from './elements.ts';
import { LIMITS } from './limits.ts';
import { checkArray, checkFlag, checkObject, checkString, Problems } from './shape.ts';

/** Where blocks are shown; some block types belong to one surface only. */
export type Surface = 'message' | 'modal' | 'home';

type Check = (block: Json, pointer: string, problems: Problems, surface: Surface) => void;

interface BlockRule {
  required?: readonly string[];
  optional?: readonly string[];
  surfaces?: readonly Surface[];
  check?: Check;
}

const MENUS = [
  ...['static', 'external', 'users', 'conversations', 'channels'].flatMap((source) => [
    `${source}_select`,
    `multi_${source}_select`,
  ]),
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
];
const IN_SECTION = new Set([...MENUS, 'button', 'overflow', 'image']);
const IN_ACTIONS = new Set([...MENUS, 'button', 'overflow', 'datetimepicker', 'rich_text_input']);
const IN_INPUT = new Set([
  ...MENUS,
  'datetimepicker',
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
]);
const IN_MODAL_INPUT = new Set([...IN_INPUT, 'file_input']);
const IMAGE = new Set(['image']);

const checkSection: Check = (block, pointer, problems) => {
  if (block.text === undefined && block.fields === undefined) {
    problems.add('must define either `text` or `fields`', `${pointer}/type`);
  }
  if (block.text !== undefined) {
    checkText(block.text, `${pointer}/text`, { max: LIMITS.sectionText }, problems);
  }
  const place = `${pointer}/fields`;
  if (
    block.fields !== undefined &&
    checkArray(block.fields, place, { max: LIMITS.fields }, problems)
  ) {
    block.fields.forEach((field, index) => {
      checkText(field, `${place}/${index}`, { max: LIMITS.fieldText }, problems);
    });
  }
  if (block.accessory !== undefined) {
    checkElement(block.accessory, `${pointer}/accessory`, IN_SECTION, problems);
  }
  checkFlag(block.expand, `${pointer}/expand`, problems);
};

const checkContext: Check = (block, pointer, problems) => {
  const place = `${pointer}/elements`;
  if (!checkArray(block.elements, place, { max: LIMITS.contextElements }, problems)) return;
  block.elements.forEach((element, index) => {
    const at = `${place}/${index}`;
    if (isRecord(element) && element.type === 'image') checkElement(element, at, IMAGE, problems);
    else checkText(element, at, { max: LIMITS.contextText }, problems);
  });
};

const checkActions: Check = (block, pointer, problems) => {
  const place = `${pointer}/elements`;
  if (!checkArray(block.elements, place, { max: LIMITS.actionsElements }, problems)) return;
  const seen = new Set<string>();
  block.elements.forEach((element, index) => {
    const at = `${place}/${index}`;
    checkElement(element, at, IN_ACTIONS, problems);
    const id = isRecord(element) ? element.action_id : undefined;
    if (typeof id !== 'string') return;
    if (seen.has(id)) problems.add(`duplicate action_id: ${id}`, `${at}/action_id`);
    seen.add(id);
  });
};

const checkInput: Check = (block, pointer, problems, surface) => {
  const text = { max: LIMITS.labelText, plain: true };
  checkText(block.label, `${pointer}/label`, text, problems);
  if (block.hint !== undefined) checkText(block.hint, `${pointer}/hint`, text, problems);
  checkFlag(block.optional, `${pointer}/optional`, problems);
  checkFlag(block.dispatch_action, `${pointer}/dispatch_action`, problems);
  const allowed = surface === 'modal' ? IN_MODAL_INPUT : IN_INPUT;
  checkElement(block.element, `${pointer}/element`, allowed, problems);
};

const checkTable: Check = (block, pointer, problems) => {
  const place = `${pointer}/rows`;
  if (!checkArray(block.rows, place, { max: LIMITS.tableRows }, problems)) return;
  block.rows.forEach((row, index) => {
    checkArray(row, `${place}/${index}`, { max: LIMITS.tableColumns }, problems);
  });
  if (textLength(block.rows) > LIMITS.tableText) {
    problems.add(`must be less than ${LIMITS.tableText + 1} characters`, place);
  }
};

/**
 * The block types this server knows. Slack has more (cards, carousels, plans, …); an app that
 * starts to use one adds its rule here rather than find it waved through unchecked.
 */
const RULES: Record<string, BlockRule> = {
  section: { optional: ['text', 'fields', 'accessory', 'expand'], check: checkSection },
  divider: {},
  header: {
    required: ['text'],
    check: (block, pointer, problems) =>
      checkText(block.text, `${pointer}/text`, { max: LIMITS.headerText, plain: true }, problems),
  },
  context: { required: ['elements'], check: checkContext },
  actions: { required: ['elements'], check: checkActions },
  input: {
    required: ['label', 'element'],
    optional: ['hint', 'optional', 'dispatch_action'],
    check: checkInput,
  },
  image: {
    required: ['alt_text'],
    optional: ['image_url', 'slack_file', 'title'],
    check: (block, pointer, problems) => {
      checkImage(block, pointer, problems);
      if (block.title !== undefined) {
        const text = { max: LIMITS.labelText, plain: true };
        checkText(block.title, `${pointer}/title`, text, problems);
      }
    },
  },
  rich_text: {
    required: ['elements'],
    check: (block, pointer, problems) =>
      void checkArray(block.elements, `${pointer}/elements`, { min: 0, max: 1_000 }, problems),
  },
  markdown: {
    required: ['text'],
    surfaces: ['message'],
    check: (block, pointer, problems) =>
      void checkString(block.text, `${pointer}/text`, { max: LIMITS.markdownText }, problems),
  },
  table: {
    required: ['rows'],
    optional: ['column_settings'],
    surfaces: ['message'],
    check: checkTable,
  },
  video: {
    required: ['video_url', 'thumbnail_url', 'alt_text', 'title'],
    optional: ['title_url', 'author_name', 'provider_name', 'provider_icon_url', 'description'],
    check: (block, pointer, problems) =>
      checkUrl(block.video_url, `${pointer}/video_url`, problems),
  },
};

function checkBlock(value: unknown, pointer: string, surface: Surface, problems: Problems): void {
  if (!isRecord(value)) {
    problems.add('must provide an object', pointer);
    return;
  }
  const rule = typeof value.type === 'string' ? RULES[value.type] : undefined;
  if (rule === undefined || rule.surfaces?.includes(surface) === false) {
    problems.add(`unsupported type: ${String(value.type)}`, `${pointer}/type`);
    return;
  }
  const required = ['type', ...(rule.required ?? [])];
  const optional = ['block_id', ...(rule.optional ?? [])];
  if (!checkObject(value, pointer, required, optional, problems)) return;
  if (value.block_id !== undefined) {
    checkString(value.block_id, `${pointer}/block_id`, { max: LIMITS.identifier }, problems);
  }
  rule.check?.(value, pointer, problems, surface);
}

/** Checks an array of blocks at `pointer`; returns what Slack would say against it. */
export function checkBlocks(value: unknown, pointer: string, surface: Surface): Problems {
  const problems = new Problems();
  const max = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  if (!checkArray(value, pointer, { min: 0, max }, problems)) return problems;
  const seen = new Set<string>();
  let focused = 0;
  value.forEach((block, index) => {
    const at = `${pointer}/${index}`;
    checkBlock(block, at, surface, problems);
    if (!isRecord(block)) return;
    if (typeof block.block_id === 'string') {
      if (seen.has(block.block_id)) {
        problems.add(`duplicate block_id: ${block.block_id}`, `${at}/block_id`);
      }
      seen.add(block.block_id);
    }
    if (isRecord(block.element) && block.element.focus_on_load === true) {
      focused += 1;
      if (focused > 1) problems.add('only one element may focus on load', `${at}/element`);
    }
  });
  return problems;
}

/** The number of characters that all texts in `value` have together. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (!isRecord(value)) return 0;
  let sum = 0;
  for (const [field, inner] of Object.entries(value)) {
    sum += field === 'text' && typeof inner === 'string' ? inner.length : textLength(inner);
  }
  return sum;
}
