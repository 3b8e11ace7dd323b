import { type Json, lengthOf, objects, text } from '../json.ts';
import { OPTION } from '../wire.ts';
import type { Form, Path } from './form.ts';

// Limits and the pattern: docs, interactions/application-commands.
const NAME = { min: 1, max: 32 };
const DESCRIPTION = { min: 1, max: 100 };
const OPTIONS = 25;
const CHOICES = 25;
const CHOICE_TEXT = 100;
const TEXT_LENGTH = 6000;
const COMMAND_SIZE = 8000;
const NAME_PATTERN = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const NESTED: readonly unknown[] = [OPTION.subcommand, OPTION.group];
const CHOOSABLE: readonly unknown[] = [OPTION.string, OPTION.integer, OPTION.number];

/** Checks one application command of any type. */
export function checkCommand(form: Form, path: Path, command: Json): void {
  const type = command.type ?? 1;
  form.choice([...path, 'type'], type, [1, 2, 3]);
  const name = form.text([...path, 'name'], command.name, { ...NAME, required: true });
  if (type !== 1) {
    if (text(command.description)) {
      const message = 'Context menu commands cannot have description';
      form.add([...path, 'description'], 'APPLICATION_COMMAND_DESCRIPTION_INVALID', message);
    }
    return;
  }
  checkName(form, [...path, 'name'], name);
  const description = [...path, 'description'];
  form.text(description, command.description, { ...DESCRIPTION, required: true });
  checkLocales(form, path, command);
  checkOptions(form, [...path, 'options'], command.options, 0);
  if (sizeOf(command) > COMMAND_SIZE) {
    const message = `Command exceeds maximum size (${COMMAND_SIZE})`;
    form.add(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

function checkName(form: Form, path: Path, name: string | undefined): void {
  if (name === undefined || lengthOf(name) < 1 || lengthOf(name) > 32) return;
  if (NAME_PATTERN.test(name) && name === name.toLowerCase()) return;
  form.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function checkLocales(form: Form, path: Path, part: Json): void {
  const names = Object.entries((part.name_localizations as Json | null | undefined) ?? {});
  for (const [locale, name] of names) {
    const at = [...path, 'name_localizations', locale];
    checkName(form, at, form.text(at, name, NAME));
  }
  const descriptions = part.description_localizations as Json | null | undefined;
  for (const [locale, description] of Object.entries(descriptions ?? {})) {
    form.text([...path, 'description_localizations', locale], description, DESCRIPTION);
  }
}

/** `depth` 0: options of the command; 1: of a group or a subcommand in it; 2: deepest. */
function checkOptions(form: Form, path: Path, value: unknown, depth: number): void {
  const options = form.list(path, value, { max: OPTIONS }) ?? [];
  const names = new Set<unknown>();
  const nested = options.filter(({ type }) => NESTED.includes(type)).length;
  if (nested > 0 && nested < options.length) {
    const message =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    form.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  let optional = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    if (names.has(option.name)) {
      const message = 'Option names must be unique';
      form.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message);
    }
    names.add(option.name);
    if (option.required === true && optional) {
      const message = 'Required options must be placed before non-required options';
      form.add(at, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    if (option.required !== true) optional = true;
    checkOption(form, at, option, depth);
  }
}

function checkOption(form: Form, path: Path, option: Json, depth: number): void {
  const { type } = option;
  form.choice([...path, 'type'], type, Object.values(OPTION));
  const name = form.text([...path, 'name'], option.name, { ...NAME, required: true });
  checkName(form, [...path, 'name'], name);
  const description = [...path, 'description'];
  form.text(description, option.description, { ...DESCRIPTION, required: true });
  checkLocales(form, path, option);
  if (NESTED.includes(type)) {
    checkNested(form, path, option, depth);
    return;
  }
  if (type === OPTION.string) {
    form.integer([...path, 'min_length'], option.min_length, 0, TEXT_LENGTH);
    form.integer([...path, 'max_length'], option.max_length, 1, TEXT_LENGTH);
  }
  checkChoices(form, path, option);
}

/** A group stands only at the top and holds subcommands; a subcommand holds neither. */
function checkNested(form: Form, path: Path, option: Json, depth: number): void {
  const children = objects(option.options);
  const isGroup = option.type === OPTION.group;
  const misplaced = isGroup ? depth > 0 : depth > 1;
  const wrongChild = children.some(({ type }) =>
    isGroup ? type !== OPTION.subcommand : NESTED.includes(type),
  );
  if (misplaced || wrongChild || (isGroup && children.length === 0)) {
    const message = 'Sub-command groups hold sub-commands, and sub-commands hold values';
    form.add([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  checkOptions(form, [...path, 'options'], option.options, depth + 1);
}

function checkChoices(form: Form, path: Path, option: Json): void {
  const at = [...path, 'choices'];
  const choices = form.list(at, option.choices, { max: CHOICES }) ?? [];
  if (choices.length > 0 && option.autocomplete === true) {
    const message = 'Autocomplete and choices are mutually exclusive';
    form.add(path, 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_AND_CHOICES', message);
  }
  if ((choices.length > 0 || option.autocomplete === true) && !CHOOSABLE.includes(option.type)) {
    const message = 'Only string, integer and number options have choices or autocomplete';
    form.add(path, 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', message);
  }
  readChoices(form, at, choices, option.type);
}

/** Checks choices of an option, or those that an autocomplete answer offers. */
export function readChoices(form: Form, path: Path, choices: readonly Json[], type: unknown): void {
  const isText = type === OPTION.string;
  for (const [index, choice] of choices.entries()) {
    const at = [...path, index];
    form.text([...at, 'name'], choice.name, { min: 1, max: CHOICE_TEXT, required: true });
    const value = [...at, 'value'];
    if (isText) form.text(value, choice.value, { max: CHOICE_TEXT, required: true });
    else if (typeof choice.value !== 'number') {
      form.add(value, 'NUMBER_TYPE_COERCE', `Value "${String(choice.value)}" is not a number.`);
    }
  }
}

/** Characters of names, descriptions and values, which together may be 8000. */
function sizeOf(command: Json): number {
  const own = [command.name, command.description, command.value];
  const parts = [...objects(command.options), ...objects(command.choices)];
  const here = own.reduce<number>((sum, part) => sum + lengthOf(text(part) ?? ''), 0);
  return parts.reduce((sum, part) => sum + sizeOf(part), here);
}
