import { isJson, type Json } from '../json.ts';
import { COMPONENT, SELECTS } from '../wire.ts';
import { allowed, checkIds, checkText, withIds } from './components.ts';
import type { Form, Path } from './form.ts';
import { CustomIds, checkOptions, checkRequired, checkSelect } from './interactive.ts';

// Limits: docs, interactions/receiving-and-responding, "Modal", and components/reference.
const TITLE = { min: 1, max: 45 };
const CUSTOM_ID = { min: 1, max: 100 };
const PARTS = { min: 1, max: 5 };
const LABEL = { min: 1, max: 45 };
const DESCRIPTION = 100;
const INPUT = 4000;
const PLACEHOLDER = 100;
const FILES = 10;
const FILE_TYPES = 10;

const IN_LABEL = [
  COMPONENT.textInput,
  ...SELECTS,
  COMPONENT.fileUpload,
  COMPONENT.radioGroup,
  COMPONENT.checkboxGroup,
  COMPONENT.checkbox,
];

export interface ModalForm {
  readonly customId: string;
  readonly title: string;
  readonly components: Json[];
}

/** Checks the data of a modal callback and returns the modal. Refusals are in the form. */
export function readModal(form: Form, path: Path, data: Json): ModalForm {
  const need = { required: true };
  const title = form.text([...path, 'title'], data.title, { ...TITLE, ...need });
  const customId = form.text([...path, 'custom_id'], data.custom_id, { ...CUSTOM_ID, ...need });
  const at = [...path, 'components'];
  const parts = form.list(at, data.components, { ...PARTS, ...need }) ?? [];
  const ids = new CustomIds();
  for (const [index, part] of parts.entries()) {
    const here = [...at, index];
    if (!allowed(form, here, part, [COMPONENT.row, COMPONENT.text, COMPONENT.label])) continue;
    if (part.type === COMPONENT.text) checkText(form, here, part);
    else if (part.type === COMPONENT.label) checkLabel(form, here, part, ids);
    else checkInputRow(form, here, part, ids);
  }
  checkIds(form, at, parts);
  return { customId: customId ?? '', title: title ?? '', components: withIds(parts) };
}

function checkLabel(form: Form, path: Path, label: Json, ids: CustomIds): void {
  form.text([...path, 'label'], label.label, { ...LABEL, required: true });
  form.text([...path, 'description'], label.description, { max: DESCRIPTION });
  const inner = [...path, 'component'];
  const { component } = label;
  if (!isJson(component)) {
    form.required(inner);
    return;
  }
  if (!allowed(form, inner, component, IN_LABEL)) return;
  if (component.type === COMPONENT.textInput) {
    checkInput(form, inner, component, ids);
    return;
  }
  if (SELECTS.includes(component.type as number)) {
    checkSelect(form, inner, component, ids, true);
    return;
  }
  checkPicker(form, inner, component, ids);
}

/** The deprecated form: an action row with one text input that carries its own label. */
function checkInputRow(form: Form, path: Path, row: Json, ids: CustomIds): void {
  const at = [...path, 'components'];
  const parts = form.list(at, row.components, { min: 1, max: 5, required: true }) ?? [];
  for (const [index, part] of parts.entries()) {
    const here = [...at, index];
    if (!allowed(form, here, part, [COMPONENT.textInput])) continue;
    if (index > 0) {
      const message = 'The specified component exceeds the maximum width';
      form.add(here, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message);
    }
    if (part.label === undefined) form.required([...here, 'label']);
    checkInput(form, here, part, ids);
  }
}

function checkInput(form: Form, path: Path, input: Json, ids: CustomIds): void {
  ids.read(form, path, input);
  form.choice([...path, 'style'], input.style, [1, 2]);
  form.text([...path, 'label'], input.label, LABEL);
  form.text([...path, 'placeholder'], input.placeholder, { max: PLACEHOLDER });
  const least = form.integer([...path, 'min_length'], input.min_length, 0, INPUT);
  const most = form.integer([...path, 'max_length'], input.max_length, 1, INPUT);
  if (least !== undefined && most !== undefined && least > most) {
    const message = 'min_length must be equal to or less than max_length';
    form.add([...path, 'min_length'], 'TEXT_INPUT_MIN_LENGTH_INVALID', message);
  }
  // A pre-filled value must itself fit (discord-tickets/bot#678); an empty one is no value.
  if (input.value) {
    const bounds = { min: least ?? 0, max: Math.min(most ?? INPUT, INPUT) };
    form.text([...path, 'value'], input.value, bounds);
  }
}

function checkPicker(form: Form, path: Path, picker: Json, ids: CustomIds): void {
  ids.read(form, path, picker);
  checkRequired(form, path, picker);
  if (picker.type === COMPONENT.fileUpload) {
    form.integer([...path, 'min_values'], picker.min_values, 0, FILES);
    form.integer([...path, 'max_values'], picker.max_values, 1, FILES);
    if (Array.isArray(picker.file_types)) {
      form.size([...path, 'file_types'], picker.file_types.length, { max: FILE_TYPES });
    }
  }
  const options = [...path, 'options'];
  if (picker.type === COMPONENT.radioGroup) {
    checkOptions(form, options, picker.options, { min: 2, max: 10 });
  }
  if (picker.type === COMPONENT.checkboxGroup) {
    checkOptions(form, options, picker.options, { min: 1, max: 10 });
    form.integer([...path, 'min_values'], picker.min_values, 0, 10);
    form.integer([...path, 'max_values'], picker.max_values, 1, 10);
  }
}
