import { ClientRefusal } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { GivenFile } from './files.ts';
import { isJson, type Json, lengthOf, number, objects, text } from './json.ts';
import type { ModalForm } from './validate/modal.ts';
import { COMPONENT, SELECTS } from './wire.ts';

type Kind = 'text' | 'paragraph' | 'select' | 'pick' | 'file' | 'radio' | 'checkboxes' | 'checkbox';

/** A field of an open modal, as the person sees it. */
export interface ModalInput {
  readonly label: string;
  readonly description: string | undefined;
  readonly customId: string;
  /** `pick`: people, roles or channels. */
  readonly kind: Kind;
  readonly required: boolean;
  readonly placeholder: string | undefined;
  /** What stands in a text field when the modal opens. */
  readonly value: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  /** Characters of a text, or numbers of choices or files. */
  readonly min: number;
  readonly max: number;
}

export interface OpenModal {
  /** The interaction that opened it. */
  readonly id: string;
  readonly customId: string;
  readonly title: string;
  readonly inputs: readonly ModalInput[];
  /** Running text between the fields. */
  readonly texts: readonly string[];
  readonly form: ModalForm;
}

/** What a person may put into a field. Choices by label or value, people and channels by id. */
export type FieldValue =
  | string
  | boolean
  | readonly string[]
  | readonly GivenFile[]
  | { readonly id: string }
  | readonly { readonly id: string }[];

/** The modal as it opens before a person. */
export function openModal(exchange: Exchange, form: ModalForm): OpenModal {
  const texts = form.components.filter(({ type }) => type === COMPONENT.text);
  return {
    id: exchange.id,
    customId: form.customId,
    title: form.title,
    inputs: form.components.flatMap((part) => fieldsOf(part).map((field) => inputOf(part, field))),
    texts: texts.map(({ content }) => String(content)),
    form,
  };
}

/** The fields of a top-level part: one in a label, one or more in a row, none in a text. */
function fieldsOf(part: Json): Json[] {
  return isJson(part.component) ? [part.component] : objects(part.components);
}

const KINDS: Readonly<Record<number, Kind>> = {
  [COMPONENT.textInput]: 'text',
  [COMPONENT.stringSelect]: 'select',
  [COMPONENT.fileUpload]: 'file',
  [COMPONENT.radioGroup]: 'radio',
  [COMPONENT.checkboxGroup]: 'checkboxes',
  [COMPONENT.checkbox]: 'checkbox',
};

function kindOf(field: Json): Kind {
  if (field.type === COMPONENT.textInput && field.style === 2) return 'paragraph';
  return KINDS[Number(field.type)] ?? 'pick';
}

function inputOf(part: Json, field: Json): ModalInput {
  const kind = kindOf(field);
  const required = field.required !== false && kind !== 'checkbox';
  const isText = kind === 'text' || kind === 'paragraph';
  const options = objects(field.options);
  const least = isText ? number(field.min_length) : number(field.min_values, 1);
  const most = isText ? number(field.max_length, 4000) : number(field.max_values, options.length);
  return {
    label: text(part.label) ?? text(field.label) ?? '',
    description: text(part.description),
    customId: text(field.custom_id) ?? '',
    kind,
    required,
    placeholder: text(field.placeholder),
    value: text(field.value) ?? '',
    options: options.map(({ label, value }) => ({ label: String(label), value: String(value) })),
    min: least,
    max: kind === 'checkboxes' || isText ? most : number(field.max_values, 1),
  };
}

/** Stores files that a person uploads; returns their ids. */
export type Upload = (files: readonly GivenFile[]) => string[];

/**
 * The `components` of a modal submit: `{type: 18, id, component}` for labels, `{type: 1, …}` for
 * rows, `{type: 10, id}` for texts. Refuses what the Discord app would not send.
 */
export function submission(
  modal: OpenModal,
  values: Readonly<Record<string, FieldValue>>,
  upload: Upload,
): Json[] {
  const unknown = Object.keys(values).find(
    (key) => !modal.inputs.some(({ label, customId }) => key === label || key === customId),
  );
  if (unknown !== undefined) {
    const there = modal.inputs.map(({ label }) => label).join(', ');
    throw new ClientRefusal(`“${modal.title}” has no field “${unknown}”, only ${there}`);
  }
  const fill = (part: Json, field: Json): Json => {
    const input = inputOf(part, field);
    const given = values[input.customId] ?? values[input.label];
    const base = { type: field.type, id: field.id, custom_id: field.custom_id };
    return { ...base, ...filled(input, field, given, upload) };
  };
  return modal.form.components.map((part) => {
    const { type, id } = part;
    if (type === COMPONENT.text) return { type, id };
    const filledIn = fieldsOf(part).map((field) => fill(part, field));
    return isJson(part.component)
      ? { type, id, component: filledIn[0] }
      : { type, id, components: filledIn };
  });
}

function filled(
  input: ModalInput,
  field: Json,
  given: FieldValue | undefined,
  upload: Upload,
): Json {
  const { kind } = input;
  if (kind === 'text' || kind === 'paragraph') return { value: textFor(input, given) };
  if (kind === 'checkbox') return { value: given ?? field.default === true };
  if (kind === 'file') {
    const files = (Array.isArray(given) ? given : []) as GivenFile[];
    checkCount(input, files.length);
    return { values: upload(files) };
  }
  const chosen = kind === 'pick' ? idsFor(given) : choicesFor(input, field, given);
  checkCount(input, chosen.length);
  return kind === 'radio' ? { value: chosen[0] ?? null } : { values: chosen };
}

/** A single line cannot hold a line break: pasting one gives a space. */
function textFor(input: ModalInput, given: FieldValue | undefined): string {
  if (given !== undefined && typeof given !== 'string') {
    throw new ClientRefusal(`“${input.label}” takes text`);
  }
  const value = given ?? input.value;
  const size = lengthOf(value);
  if (input.required && size === 0) throw new ClientRefusal(`“${input.label}” must be filled in`);
  if (size > 0 && (size < input.min || size > input.max)) {
    const bounds = `${input.min} to ${input.max} characters`;
    throw new ClientRefusal(`“${input.label}” takes ${bounds}, not ${size}`);
  }
  return input.kind === 'text' ? value.replaceAll('\n', ' ') : value;
}

function choicesFor(input: ModalInput, field: Json, given: FieldValue | undefined): string[] {
  if (given === undefined) {
    const preset = objects(field.options).filter((option) => option.default === true);
    return preset.map(({ value }) => String(value));
  }
  return [given].flat().map((wanted) => {
    const found = input.options.find(({ label, value }) => wanted === label || wanted === value);
    if (!found) throw new ClientRefusal(`“${input.label}” does not offer “${String(wanted)}”`);
    return found.value;
  });
}

function idsFor(given: FieldValue | undefined): string[] {
  if (given === undefined) return [];
  return [given].flat().map((item) => {
    return isJson(item) && typeof item.id === 'string' ? item.id : String(item);
  });
}

function checkCount(input: ModalInput, count: number): void {
  if (count === 0 && !input.required) return;
  if (count >= Math.max(input.min, 1) && count <= input.max) return;
  throw new ClientRefusal(`“${input.label}” takes ${input.min} to ${input.max}, not ${count}`);
}

/** True when a field of this type answers with ids of people, roles or channels. */
export const isPick = (type: unknown): boolean =>
  SELECTS.includes(Number(type)) && type !== COMPONENT.stringSelect;
