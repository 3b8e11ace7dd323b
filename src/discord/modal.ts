import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Form, Input } from '../chat/form.ts';
import { translate } from '../i18n/index.ts';
import { customId, customIdParts } from './ids.ts';
import * as limits from './limits.ts';
import { cut, fitItem, oneLine, printable } from './markdown.ts';

type ModalPart = APIModalInteractionResponseCallbackData['components'][number];

/** As people in all three languages write a day. */
const DATE_PLACEHOLDER: Readonly<Record<Form['language'], string>> = {
  sq: 'dd.mm.vvvv',
  sr: 'dd.mm.gggg',
  en: 'dd.mm.yyyy',
};
/** Room for `12. 10. 2026.`, as it is often typed. */
const DATE_LENGTH = 20;

/** What a modal's custom id says: which form, which unfinished row, which step. */
export interface ModalId {
  act: string;
  unfinished: string;
  step: number;
}

export function modalIdOf(id: string): ModalId | null {
  const [act, unfinished, step, ...others] = customIdParts(id) ?? [];
  if (!act || !unfinished || !step || others.length > 0 || !/^\d{1,3}$/.test(step)) return null;
  return { act, unfinished, step: Number(step) };
}

/**
 * One step of a form as a modal. Throws a programming error for what no modal can hold: more than
 * five inputs, a choice without options or with more than 25. Discord names the modal's own
 * buttons, so the form's labels for them are not used.
 */
export function renderModal(form: Form): APIModalInteractionResponseCallbackData {
  if (form.inputs.length === 0 || form.inputs.length > limits.MODAL_PARTS) {
    throw new Error(
      `A step of ${form.act} has ${form.inputs.length} inputs; 1 to 5 fit in a modal`,
    );
  }
  const components: ModalPart[] = form.inputs.map((input) => {
    const label: ModalPart = {
      type: ComponentType.Label,
      label: cut(oneLine(input.label), limits.LABEL) || '…',
      component: renderInput(form, input),
    };
    if (input.hint) label.description = cut(oneLine(input.hint), limits.LABEL_DESCRIPTION);
    return label;
  });
  // The introduction counts as one of the five parts; the inputs come first.
  if (form.intro && components.length < limits.MODAL_PARTS) {
    const mark = translate(form.language, 'chat.shortened');
    const item = { text: form.intro, wrap: (text: string) => text };
    const content = fitItem(item, limits.CONTENT, mark).trim();
    if (content) components.unshift({ type: ComponentType.TextDisplay, content });
  }
  return {
    custom_id: customId(form.act, form.unfinished, String(form.step)),
    title: modalTitle(form),
    components,
  };
}

function modalTitle(form: Form): string {
  const title = oneLine(form.title) || '…';
  if (form.steps <= 1) return cut(title, limits.MODAL_TITLE);
  const { step, steps } = form;
  const which = ` · ${translate(form.language, 'chat.step', { step: step + 1, steps })}`;
  return cut(title, limits.MODAL_TITLE - which.length) + which;
}

function renderInput(form: Form, input: Input): APIComponentInLabel {
  const { name: custom_id, required } = input;
  switch (input.kind) {
    case 'shortText':
    case 'longText': {
      const max_length = Math.min(Math.max(1, input.maxLength), limits.TEXT_INPUT);
      const style = input.kind === 'longText' ? TextInputStyle.Paragraph : TextInputStyle.Short;
      const value = cut(printable(input.value ?? ''), max_length);
      const filled = value ? { value } : {};
      return { type: ComponentType.TextInput, custom_id, style, required, max_length, ...filled };
    }
    case 'date': {
      const value = writtenDay(input.value ?? '');
      return {
        type: ComponentType.TextInput,
        custom_id,
        style: TextInputStyle.Short,
        required,
        max_length: DATE_LENGTH,
        placeholder: DATE_PLACEHOLDER[form.language],
        ...(value ? { value } : {}),
      };
    }
    case 'choice':
      return renderChoice(form, input);
    case 'file': {
      const types = input.extensions
        .slice(0, limits.FILE_TYPES)
        .map((extension): `.${string}` => `.${extension.replace(/^\./, '')}`);
      return {
        type: ComponentType.FileUpload,
        custom_id,
        required,
        min_values: required ? 1 : 0,
        max_values: 1,
        ...(types.length > 0 ? { file_types: types } : {}),
      };
    }
  }
}

function renderChoice(form: Form, input: Input & { kind: 'choice' }): APIComponentInLabel {
  const { name, options, required, value } = input;
  if (options.length === 0 || options.length > limits.SELECT_OPTIONS) {
    throw new Error(`${form.act} offers ${options.length} options for ${name}; 1 to 25 fit`);
  }
  return {
    type: ComponentType.StringSelect,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    options: options.map((option) => ({
      value: option.value,
      label: cut(oneLine(option.label), limits.SELECT_OPTION) || '…',
      ...(option.value === value ? { default: true } : {}),
    })),
  };
}

/** `2026-12-14` as `14.12.2026`; what is no such day stays as it was typed. */
function writtenDay(value: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return match ? `${match[3]}.${match[2]}.${match[1]}` : cut(oneLine(value), DATE_LENGTH);
}
