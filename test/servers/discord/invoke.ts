import type { Command } from './commands.ts';
import { ClientRefusal } from './errors.ts';
import type { GivenFile } from './files.ts';
import { isJson, type Json, lengthOf, objects } from './json.ts';
import { permissionsOf } from './present.ts';
import { optionsOf } from './rest/commands.ts';
import type { DiscordServer } from './server.ts';
import { CHANNEL, OPTION } from './wire.ts';
import type { Channel, User } from './world.ts';

/** What a person may type for an option; people, channels and roles as objects or ids. */
export type OptionValue = string | number | boolean | { readonly id: string } | GivenFile;

export interface Invocation {
  readonly command: Command;
  /** The full name: `draft new`. */
  readonly name: string;
  /** `options` of the interaction's data, nested as Discord nests subcommands. */
  readonly options: Json[];
  /** Ids to resolve, by the kind that `resolved` files them under. */
  readonly mentioned: {
    readonly users: string[];
    readonly roles: string[];
    readonly channels: string[];
  };
  readonly files: { readonly option: Json; readonly file: GivenFile }[];
}

/**
 * Finds a command by its path (`draft new`) and checks the options as the Discord app does before
 * it sends anything. With `focused` it is still being typed: then nothing is required.
 */
export function invoke(
  server: DiscordServer,
  user: User,
  channel: Channel,
  path: string,
  values: Readonly<Record<string, OptionValue>>,
  focused?: string,
): Invocation {
  const [root = '', ...steps] = path.trim().replace(/^\//, '').split(/\s+/);
  const command = server.commands.find(root);
  if (!command) throw new ClientRefusal(`/${root} is not a registered command`);
  refuseUnavailable(command, user, channel);

  const chain: Json[] = [];
  let place: Json = command;
  for (const step of steps) {
    const next = optionsOf(place).find(({ name, type }) => name === step && isNested(type));
    if (!next) throw new ClientRefusal(`/${root} has no subcommand “${step}”`);
    chain.push(next);
    place = next;
  }
  const offered = optionsOf(place);
  if (offered.some(({ type }) => isNested(type))) {
    throw new ClientRefusal(`/${path} needs a subcommand`);
  }
  const unknown = Object.keys(values).find((key) => !offered.some(({ name }) => name === key));
  if (unknown !== undefined) throw new ClientRefusal(`/${path} has no option “${unknown}”`);

  const mentioned = { users: [], roles: [], channels: [] };
  const invocation = { command, name: [root, ...steps].join(' '), mentioned, files: [] };
  const filled = offered.flatMap((option) => {
    const value = values[String(option.name)];
    if (value === undefined) {
      if (option.required === true && focused === undefined) {
        throw new ClientRefusal(`/${path} requires “${String(option.name)}”`);
      }
      return [];
    }
    return [fill(server, invocation, option, value, option.name === focused)];
  });
  const options = chain.reduceRight<Json[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    filled,
  );
  return { ...invocation, options };
}

const isNested = (type: unknown): boolean => type === OPTION.subcommand || type === OPTION.group;

/** The app does not even show a command that is not for this person or this place. */
function refuseUnavailable(command: Command, user: User, channel: Channel): void {
  const needed = command.default_member_permissions;
  const granted = permissionsOf(user);
  const isAdministrator = granted === permissionsOf({ ...user, permissions: 1n << 3n });
  if (typeof needed === 'string' && !isAdministrator) {
    const bits = BigInt(needed);
    if (bits === 0n || (granted & bits) !== bits) {
      throw new ClientRefusal(`/${command.name} is not shown to ${user.displayName}`);
    }
  }
  const direct = channel.type === CHANNEL.dm;
  const contexts = Array.isArray(command.contexts) ? command.contexts : [0, 1, 2];
  if (direct && (command.guild_id !== undefined || !contexts.includes(1))) {
    throw new ClientRefusal(`/${command.name} is not available in direct messages`);
  }
  if (!direct && !contexts.includes(0)) {
    throw new ClientRefusal(`/${command.name} is not available in servers`);
  }
}

type Open = Omit<Invocation, 'options'>;

function fill(
  server: DiscordServer,
  invocation: Open,
  option: Json,
  value: OptionValue,
  focused: boolean,
): Json {
  const { name, type } = option;
  const base = { name, type };
  if (focused) return { ...base, value: String(value), focused: true };
  if (isJson(value) && 'content' in value) {
    const attached: Json = { ...base };
    invocation.files.push({ option: attached, file: value as unknown as GivenFile });
    return attached;
  }
  const given = isJson(value) ? String(value.id) : (value as string | number | boolean);
  return { ...base, value: checked(server, invocation, option, given) };
}

/** The value as it is sent: a choice by name becomes its value, an id is resolved. */
function checked(
  server: DiscordServer,
  { mentioned, name }: Open,
  option: Json,
  value: string | number | boolean,
): string | number | boolean {
  const refuse = (why: string): never => {
    throw new ClientRefusal(`/${name}, option “${String(option.name)}”: ${why}`);
  };
  const choices = objects(option.choices);
  if (choices.length > 0) {
    const chosen = choices.find((choice) => choice.name === value || choice.value === value);
    return chosen ? (chosen.value as string | number) : refuse(`“${value}” is not offered`);
  }
  switch (option.type) {
    case OPTION.string: {
      const size = lengthOf(String(value));
      const least = Number(option.min_length ?? 0);
      const most = Number(option.max_length ?? 6000);
      if (size < least || size > most) refuse(`takes ${least} to ${most} characters`);
      return String(value);
    }
    case OPTION.integer:
    case OPTION.number: {
      const isNumber = typeof value === 'number' && Number.isFinite(value);
      if (!isNumber || (option.type === OPTION.integer && !Number.isInteger(value))) {
        refuse(`“${value}” is not a number that fits`);
      }
      const least = Number(option.min_value ?? -(2 ** 53));
      const most = Number(option.max_value ?? 2 ** 53);
      if (Number(value) < least || Number(value) > most) refuse(`takes ${least} to ${most}`);
      return value;
    }
    case OPTION.boolean:
      return typeof value === 'boolean' ? value : refuse('takes true or false');
    case OPTION.user:
      if (!server.world.users.has(String(value))) refuse('no such person');
      mentioned.users.push(String(value));
      return value;
    case OPTION.role:
      if (!server.world.roles.has(String(value))) refuse('no such role');
      mentioned.roles.push(String(value));
      return value;
    case OPTION.channel:
      if (!server.world.channels.has(String(value))) refuse('no such channel');
      mentioned.channels.push(String(value));
      return value;
    default:
      return refuse('this kind of option is not modelled');
  }
}
