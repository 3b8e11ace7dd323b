import type { types } from '@slack/bolt';
import type { Form, Input } from '../chat/form.ts';
import { type Language, translate } from '../i18n/index.ts';
import { formId, type Origin, packOrigin } from './ids.ts';
import {
  FIELD_ERROR,
  IDENTIFIER,
  INPUT_LABEL,
  INPUT_TEXT,
  OPTION_TEXT,
  OPTION_VALUE,
  SELECT_GROUPS,
  SELECT_OPTIONS,
  TEXT,
  VIEW_TITLE,
} from './limits.ts';
import { cleanRun, richSection, shortenRuns } from './richText.ts';
import { clean, pieces, shorten } from './text.ts';

/** The element of every input; the block's id is the input's name. */
export const INPUT_ACTION = 'value';

type Errors = Readonly<Record<string, string>>;

/**
 * The modal of one step of a form. `errors` are shown above the inputs: for where Slack cannot
 * show them beside the fields, because another view was shown meanwhile.
 */
export function renderForm(form: Form, origin: Origin, errors: Errors = {}): types.ModalView {
  const intro = cleanRun(pieces(form.intro ?? ''));
  const shown = shortenRuns([intro], TEXT, form.language).flat();
  return {
    type: 'modal',
    callback_id: formId(form),
    private_metadata: packOrigin(origin),
    title: label(form.title, VIEW_TITLE, form.language),
    submit: label(form.submitLabel, VIEW_TITLE, form.language),
    close: label(form.cancelLabel, VIEW_TITLE, form.language),
    blocks: [
      ...stepLine(form),
      ...(shown.length > 0 ? [richSection(shown)] : []),
      ...errorBlocks(form, errors),
      ...form.inputs.map((input) => inputBlock(input, form.language)),
    ],
  };
}

/** The errors of a refused step as Slack takes them: by block id, bounded. */
export function fieldErrors(errors: Errors, language: Language): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([name, sentence]) => [name, fieldError(sentence, language)]),
  );
}

/** A modal of one sentence, without anything to fill in. */
export function renderNotice(
  title: string,
  sentence: string,
  language: Language,
  origin: Origin,
): types.ModalView {
  const shown = shortenRuns([cleanRun([sentence])], TEXT, language).flat();
  return {
    type: 'modal',
    private_metadata: packOrigin(origin),
    title: label(title, VIEW_TITLE, language),
    close: label(translate(language, 'chat.close'), VIEW_TITLE, language),
    blocks: [richSection(shown.length > 0 ? shown : ['…'])],
  };
}

function stepLine(form: Form): types.KnownBlock[] {
  if (form.steps < 2) return [];
  const text = translate(form.language, 'chat.step', { step: form.step + 1, steps: form.steps });
  return [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }];
}

function errorBlocks(form: Form, errors: Errors): types.KnownBlock[] {
  const runs = Object.entries(errors).map(([name, sentence]) => {
    const input = form.inputs.find((candidate) => candidate.name === name);
    const said = fieldError(sentence, form.language);
    return cleanRun(input ? ['⚠️ ', { bold: `${input.label}:` }, ' ', said] : ['⚠️ ', said]);
  });
  return runs.map(richSection);
}

function fieldError(sentence: string, language: Language): string {
  return shorten(clean(sentence), FIELD_ERROR, language) || '…';
}

function inputBlock(input: Input, language: Language): types.InputBlock {
  if (input.name.length > IDENTIFIER) throw new RangeError('the name of an input is too long');
  return {
    type: 'input',
    block_id: input.name,
    optional: !input.required,
    label: label(input.label, INPUT_LABEL, language),
    ...(input.hint ? { hint: label(input.hint, INPUT_LABEL, language) } : {}),
    element: element(input, language),
  };
}

function element(input: Input, language: Language): types.InputBlockElement {
  switch (input.kind) {
    case 'shortText':
    case 'longText': {
      const max = Math.max(1, Math.min(input.maxLength, INPUT_TEXT));
      const value = shorten(clean(input.value ?? ''), max, language);
      return {
        type: 'plain_text_input',
        action_id: INPUT_ACTION,
        multiline: input.kind === 'longText',
        max_length: max,
        ...(value === '' ? {} : { initial_value: value }),
      };
    }
    case 'date':
      return {
        type: 'datepicker',
        action_id: INPUT_ACTION,
        ...(isDay(input.value) ? { initial_date: input.value } : {}),
      };
    case 'choice':
      return select(input, language);
    case 'file':
      return {
        type: 'file_input',
        action_id: INPUT_ACTION,
        filetypes: input.extensions.map((extension) => extension.replace(/^\./, '')),
        max_files: 1,
      };
  }
}

function select(input: Extract<Input, { kind: 'choice' }>, language: Language): types.StaticSelect {
  const options = input.options.map((option): types.PlainTextOption => {
    if (option.value.length > OPTION_VALUE)
      throw new RangeError('the value of a choice is too long');
    return { text: label(option.label, OPTION_TEXT, language), value: option.value };
  });
  const chosen = options.find((option) => option.value === input.value);
  const base = {
    type: 'static_select' as const,
    action_id: INPUT_ACTION,
    ...(chosen ? { initial_option: chosen } : {}),
  };
  if (options.length <= SELECT_OPTIONS) return { ...base, options };
  const groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] = [];
  for (let start = 0; start < options.length; start += SELECT_OPTIONS) {
    const part = options.slice(start, start + SELECT_OPTIONS);
    const name = `${start + 1}–${start + part.length}`;
    groups.push({ label: label(name, OPTION_TEXT, language), options: part });
  }
  if (groups.length > SELECT_GROUPS) throw new RangeError('a choice has too many options');
  return { ...base, option_groups: groups };
}

function isDay(value: string | undefined): value is string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value ?? '')) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value ?? '');
}

function label(text: string, limit: number, language: Language): types.PlainTextElement {
  const shown = shorten(clean(text), limit, language);
  return { type: 'plain_text', text: shown || '…', emoji: false };
}
