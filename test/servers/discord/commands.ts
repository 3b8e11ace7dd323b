import { refusal } from './errors.ts';
import type { Json } from './json.ts';
import type { World } from './world.ts';

/** How many chat-input, user and message commands each scope holds (docs, March 2026). */
const MOST: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

/** A registered application command, as Discord returns it. */
export interface Command extends Json {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  /** Present on guild commands only. */
  readonly guild_id?: string;
}

const keyOf = (command: { type: number; name: string }): string =>
  `${command.type} ${command.name}`;

/** The commands of the application, global and of the guild. Names are unique per type and scope. */
export class Commands {
  readonly #world: World;
  #all: Command[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** The commands of a scope: of the guild when given its id, else the global ones. */
  of(guildId: string | undefined): Command[] {
    return this.#all.filter(({ guild_id }) => guild_id === guildId);
  }

  /** The command with this id, or 10063. */
  byId(id: string, guildId: string | undefined): Command {
    const command = this.of(guildId).find((candidate) => candidate.id === id);
    if (!command) throw refusal('unknownCommand');
    return command;
  }

  /** What a person finds under a name: the guild's command hides a global one. */
  find(name: string, type = 1): Command | undefined {
    const found = this.#all.filter((command) => command.name === name && command.type === type);
    return found.find(({ guild_id }) => guild_id !== undefined) ?? found[0];
  }

  /** Replaces a scope; a command that keeps its name and type keeps its id. */
  replace(given: readonly Json[], guildId: string | undefined): Command[] {
    const former = new Map(this.of(guildId).map((command) => [keyOf(command), command.id]));
    const fresh = given.map((body) => {
      const command = this.#complete(body, guildId);
      return { ...command, id: former.get(keyOf(command)) ?? command.id };
    });
    this.#set([...this.#all.filter(({ guild_id }) => guild_id !== guildId), ...fresh], guildId);
    return fresh;
  }

  /** Adds a command; one of the same name and type is overwritten and keeps its id. */
  put(body: Json, guildId: string | undefined, id?: string): { command: Command; isNew: boolean } {
    const command = this.#complete(body, guildId);
    const former = this.of(guildId).find((known) =>
      id === undefined ? keyOf(known) === keyOf(command) : known.id === id,
    );
    const kept = { ...command, id: former?.id ?? command.id };
    this.#set([...this.#all.filter((known) => known !== former), kept], guildId);
    return { command: kept, isNew: former === undefined };
  }

  remove(command: Command): void {
    this.#set(
      this.#all.filter((known) => known !== command),
      command.guild_id,
    );
  }

  #set(next: Command[], guildId: string | undefined): void {
    for (const [type, most] of Object.entries(MOST)) {
      const count = next.filter(
        (command) => command.guild_id === guildId && command.type === Number(type),
      ).length;
      if (count > most) throw refusal('tooManyCommands');
    }
    this.#all = next;
    this.#world.changed();
  }

  #complete(body: Json, guildId: string | undefined): Command {
    const scope = guildId === undefined ? {} : { guild_id: guildId };
    const places =
      guildId === undefined
        ? {
            contexts: body.contexts ?? null,
            integration_types: body.integration_types ?? [0],
            dm_permission: body.dm_permission ?? true,
          }
        : {};
    const type = typeof body.type === 'number' ? body.type : 1;
    const command: Command = {
      id: this.#world.nextId(),
      application_id: this.#world.bot.id,
      version: this.#world.nextId(),
      default_member_permissions: body.default_member_permissions ?? null,
      type,
      name: String(body.name),
      name_localizations: body.name_localizations ?? null,
      description: body.description ?? '',
      description_localizations: body.description_localizations ?? null,
      nsfw: body.nsfw ?? false,
      ...places,
      ...scope,
    };
    if (Array.isArray(body.options) && body.options.length > 0) command.options = body.options;
    return command;
  }
}
