import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { type Command, differenceOf, isEmpty, type Registered } from './commands.ts';
import { codeOf, loggable } from './errors.ts';

/** Docs: interactions/application-commands, "Registering a Command": 200 creates a day and guild. */
const TOO_MANY_CREATES = 30034;

export interface Registration {
  rest: REST;
  application: string;
  commands: readonly Command[];
  log: Logger;
}

/**
 * Gives a guild the bot's commands, when it does not have exactly these already: only new names
 * count towards Discord's 200 a day. A refusal is logged for the operator; the bot runs on.
 */
export async function registerIn(guild: string, registration: Registration): Promise<void> {
  const { rest, application, commands, log } = registration;
  const route = Routes.applicationGuildCommands(application, guild);
  try {
    const difference = differenceOf((await rest.get(route)) as Registered[], commands);
    if (isEmpty(difference)) return;
    // One call replaces the whole set: it keeps the ids of commands that were there by name.
    await rest.put(route, { body: commands });
    log.info({ guild, ...difference }, 'Discord commands registered');
  } catch (error) {
    const hint =
      codeOf(error) === TOO_MANY_CREATES
        ? 'Discord takes no more new commands today; they are registered at the next start'
        : 'Discord commands could not be registered; was the bot invited with applications.commands?';
    log.error({ guild, ...loggable(error) }, hint);
  }
}
