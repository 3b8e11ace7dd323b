import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { ActInfo, ActOption } from '../chat/act.ts';
import { type Language, translate } from '../i18n/index.ts';
import * as limits from './limits.ts';
import { cut, oneLine } from './markdown.ts';

/** A command as Discord is told of it. */
export type Command = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Docs: interactions/application-commands, "Application Command Naming"; always lower case. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** What a person used: the act, and its options by the names that they were shown under. */
export interface Used {
  act: ActInfo;
  optionOf(shownName: string): ActOption | undefined;
}

export interface CommandBook {
  commands: readonly Command[];
  /** Looks an act up by its command, and the subcommand when there is one. */
  used(command: string, subcommand: string | null): Used | null;
}

/**
 * Every act with a verb as a command of the community's language: `draft new` is the subcommand
 * `new` of `draft`. Throws a programming error for what Discord would refuse.
 */
export function commandBook(acts: readonly ActInfo[], language: Language): CommandBook {
  const commands = new Map<string, Command>();
  const uses = new Map<string, Used>();
  for (const act of acts) {
    if (!act.names) continue;
    const verb = act.names[language];
    const [command = '', subcommand, ...more] = verb.split(' ');
    for (const word of verb.split(' ')) checkName(word, act);
    if (more.length > 0) throw new Error(`The verb of ${act.id} has more than two words`);
    if (uses.has(verb)) throw new Error(`Two acts have the verb "${verb}"`);
    uses.set(verb, usedOf(act, language));
    add(commands, act, language, command, subcommand);
  }
  if (commands.size > limits.COMMANDS) throw new Error(`${commands.size} commands; 100 fit`);
  return {
    commands: [...commands.values()],
    used: (command, subcommand) =>
      uses.get(subcommand ? `${command} ${subcommand}` : command) ?? null,
  };
}

function checkName(word: string, act: ActInfo): void {
  if (!NAME.test(word) || word !== word.toLowerCase()) {
    throw new Error(`Discord cannot take "${word}" as a name (${act.id})`);
  }
}

function usedOf(act: ActInfo, language: Language): Used {
  const options = new Map(act.options.map((option) => [option.names[language], option]));
  return { act, optionOf: (shownName) => options.get(shownName) };
}

function add(
  commands: Map<string, Command>,
  act: ActInfo,
  language: Language,
  name: string,
  subcommand: string | undefined,
): void {
  const known = commands.get(name);
  const description = describe(act.describe, language);
  const options = optionsOf(act, language);
  const type = ApplicationCommandType.ChatInput;
  if (!subcommand) {
    if (known) throw new Error(`"${name}" is a verb and the first word of another (${act.id})`);
    commands.set(name, { type, name, description, options });
    return;
  }
  const branch: APIApplicationCommandSubcommandOption = {
    type: ApplicationCommandOptionType.Subcommand,
    name: subcommand,
    description,
    options,
  };
  const branches = [...((known?.options ?? []) as APIApplicationCommandSubcommandOption[]), branch];
  if (known && known.options?.[0]?.type !== ApplicationCommandOptionType.Subcommand) {
    throw new Error(`"${name}" is a verb and the first word of another (${act.id})`);
  }
  if (branches.length > limits.COMMAND_OPTIONS) throw new Error(`Too many verbs begin "${name}"`);
  // Discord shows the description of the subcommand only; the command's own lists what there is.
  const all = branches.map((option) => option.name).join(', ');
  commands.set(name, {
    type,
    name,
    description: cut(all, limits.COMMAND_DESCRIPTION),
    options: branches,
  });
}

const describe = (key: ActInfo['describe'], language: Language): string =>
  cut(oneLine(translate(language, key)), limits.COMMAND_DESCRIPTION) || '…';

/** Discord refuses an option that must be given behind one that need not. */
function optionsOf(act: ActInfo, language: Language): APIApplicationCommandBasicOption[] {
  const sorted = act.options.toSorted((a, b) => Number(b.required) - Number(a.required));
  if (sorted.length > limits.COMMAND_OPTIONS) throw new Error(`${act.id} has too many options`);
  return sorted.map((option) => optionOf(act, option, language));
}

function optionOf(
  act: ActInfo,
  option: ActOption,
  language: Language,
): APIApplicationCommandBasicOption {
  const name = option.names[language];
  checkName(name, act);
  const { required } = option;
  const base = { name, description: describe(option.describe, language), required };
  if (option.user) return { type: ApplicationCommandOptionType.User, ...base };
  const text = { type: ApplicationCommandOptionType.String as const, ...base };
  if (option.completes) return { ...text, autocomplete: true };
  if (!option.choices || option.choices.length === 0) return text;
  if (option.choices.length > limits.CHOICES) {
    throw new Error(`${option.name} of ${act.id} has more than 25 choices`);
  }
  return {
    ...text,
    choices: option.choices.map(({ value, label }) => ({
      name: cut(oneLine(translate(language, label)), limits.CHOICE) || '…',
      value,
    })),
  };
}

/** What must change so that Discord has the wanted commands; names in alphabetical order. */
export interface Difference {
  create: readonly string[];
  update: readonly string[];
  remove: readonly string[];
}

/** A command as Discord gives it back, with whatever it adds to it. */
export interface Registered {
  type?: number;
  name: string;
  description?: string;
  options?: readonly APIApplicationCommandOption[];
}

/** Compares what is registered with what is wanted; defaults that Discord fills in do not count. */
export function differenceOf(
  registered: readonly Registered[],
  wanted: readonly Command[],
): Difference {
  // Only chat commands are ours; anything else that bears a name of ours is another thing.
  const isChat = ({ type }: Registered): boolean =>
    (type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  const before = new Map(registered.filter(isChat).map((command) => [command.name, command]));
  const after = new Map(wanted.map((command) => [command.name, command]));
  const others = registered.filter((command) => !isChat(command)).map(({ name }) => name);
  const create = [...after.keys()].filter((name) => !before.has(name));
  const update = [...after].flatMap(([name, command]) => {
    const known = before.get(name);
    return known && essence(known) !== essence(command) ? [name] : [];
  });
  const remove = [...before.keys()].filter((name) => !after.has(name));
  return {
    create: create.toSorted(),
    update: update.toSorted(),
    remove: [...remove, ...others].toSorted(),
  };
}

export const isEmpty = ({ create, update, remove }: Difference): boolean =>
  create.length + update.length + remove.length === 0;

/** What of a command people notice, as one comparable text. */
function essence(command: Registered): string {
  return JSON.stringify([command.name, command.description, (command.options ?? []).map(bare)]);
}

function bare(option: APIApplicationCommandOption): unknown[] {
  const { type, name, description } = option;
  const required = option.required ?? false;
  const nested = 'options' in option ? (option.options ?? []) : [];
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  const autocomplete = 'autocomplete' in option ? (option.autocomplete ?? false) : false;
  return [
    type,
    name,
    description,
    required,
    autocomplete,
    choices.map(({ name: label, value }: APIApplicationCommandOptionChoice) => [label, value]),
    nested.map(bare),
  ];
}
