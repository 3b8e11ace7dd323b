import { isJson, type Json, text } from '../json.ts';
import { COMPONENT, LINK_BUTTON, PREMIUM_BUTTON } from '../wire.ts';
import type { Form, Path } from './form.ts';

// Limits: docs, components/reference, "Button" and "String Select".
const CUSTOM_ID = { min: 1, max: 100 };
const BUTTON_LABEL = 80;
const BUTTON_URL = 512;
const OPTIONS = 25;
const OPTION_TEXT = 100;
const PLACEHOLDER = 150;

/** Ids seen so far in one message or modal; each custom_id may be used once. */
export class CustomIds {
  readonly #seen = new Set<string>();

  /** Checks one custom_id: present, 1–100 characters, not used before. */
  read(form: Form, path: Path, component: Json): void {
    const at = [...path, 'custom_id'];
    const id = form.text(at, component.custom_id, { ...CUSTOM_ID, required: true });
    if (id === undefined) return;
    if (this.#seen.has(id)) {
      const message = 'Component custom id cannot be duplicated';
      form.add(at, 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
    }
    this.#seen.add(id);
  }
}

/** Checks a button: style, label, and the one of custom_id, url and sku_id that its style needs. */
export function checkButton(form: Form, path: Path, button: Json, ids: CustomIds): void {
  const { style } = button;
  form.choice([...path, 'style'], style, [1, 2, 3, 4, 5, 6]);
  form.text([...path, 'label'], button.label, { max: BUTTON_LABEL });
  if (style === PREMIUM_BUTTON) {
    if (!button.sku_id) form.required([...path, 'sku_id']);
    return;
  }
  if (!text(button.label) && !isJson(button.emoji)) {
    form.add([...path, 'label'], 'BASE_TYPE_REQUIRED', 'A button needs a label or an emoji');
  }
  if (style === LINK_BUTTON) {
    form.url([...path, 'url'], button.url, ['http', 'https', 'discord']);
    form.text([...path, 'url'], button.url, { max: BUTTON_URL });
    if (button.custom_id) bothIdAndUrl(form, path);
    return;
  }
  ids.read(form, path, button);
  if (button.url) bothIdAndUrl(form, path);
}

function bothIdAndUrl(form: Form, path: Path): void {
  const message = 'A custom id and url cannot both be specified';
  form.add([...path, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL', message);
}

/** Checks any select menu. In a modal `required` counts and `disabled` is refused. */
export function checkSelect(
  form: Form,
  path: Path,
  select: Json,
  ids: CustomIds,
  inModal: boolean,
): void {
  ids.read(form, path, select);
  form.text([...path, 'placeholder'], select.placeholder, { max: PLACEHOLDER });
  const least = form.integer([...path, 'min_values'], select.min_values, 0, OPTIONS) ?? 1;
  const most = form.integer([...path, 'max_values'], select.max_values, 1, OPTIONS) ?? 1;
  if (least > most) {
    const message = `min_values must be equal to or less than ${most}.`;
    form.add([...path, 'min_values'], 'SELECT_COMPONENT_INVALID_MIN_VALUES', message);
  }
  if (inModal) checkRequired(form, path, select);
  if (select.type !== COMPONENT.stringSelect) return;
  const options = checkOptions(form, [...path, 'options'], select.options, {
    min: 1,
    max: OPTIONS,
  });
  if (most > options.length && options.length > 0) {
    const message = `max_values must be equal to or less than ${options.length}.`;
    form.add([...path, 'max_values'], 'SELECT_COMPONENT_INVALID_MAX_VALUES', message);
  }
  const chosen = options.filter((option) => option.default === true).length;
  if (chosen > most) {
    const message = 'More options are selected by default than max_values allows';
    form.add([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', message);
  }
}

/** In a modal: not disabled, and min_values of at least 1 unless `required` is false. */
export function checkRequired(form: Form, path: Path, component: Json): void {
  if (component.disabled === true) {
    const message = 'Modals cannot have disabled components';
    form.add([...path, 'disabled'], 'COMPONENT_DISABLED_NOT_ALLOWED', message);
  }
  if (component.min_values === 0 && component.required !== false) {
    const message = 'int value should be greater than or equal to 1.';
    form.add([...path, 'min_values'], 'NUMBER_TYPE_MIN', message);
  }
}

/** Checks the options of a select, radio group or checkbox group; returns them. */
export function checkOptions(
  form: Form,
  path: Path,
  value: unknown,
  bounds: { min: number; max: number },
): Json[] {
  const options = form.list(path, value, { ...bounds, required: true }) ?? [];
  const values = new Set<unknown>();
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    const need = { min: 1, max: OPTION_TEXT, required: true };
    form.text([...at, 'label'], option.label, need);
    form.text([...at, 'value'], option.value, need);
    form.text([...at, 'description'], option.description, { max: OPTION_TEXT });
    if (values.has(option.value)) {
      const message = 'The specified option value is already used';
      form.add([...at, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
    }
    values.add(option.value);
  }
  return options;
}
