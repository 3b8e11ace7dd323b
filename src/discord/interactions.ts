import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type Interaction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import type { ActInfo } from '../chat/act.ts';
import type { Choice } from '../chat/form.ts';
import type { Answer, Invocation } from '../chat/invocation.ts';
import type { Inbound } from '../chat/platform.ts';
import type { UserRef } from '../chat/references.ts';
import { within } from '../chat/waiting.ts';
import { type Language, translate } from '../i18n/index.ts';
import { sentence } from './answers.ts';
import type { CommandBook, Used } from './commands.ts';
import { loggable } from './errors.ts';
import { customIdParts } from './ids.ts';
import * as limits from './limits.ts';
import { cut, oneLine } from './markdown.ts';
import { modalIdOf } from './modal.ts';
import { messageIn, type Place, type Places } from './places.ts';
import { type Answerable, Responder } from './responder.ts';
import { readSubmission } from './submission.ts';

export interface Reception {
  inbound: Inbound;
  book: CommandBook;
  acts: ReadonlyMap<string, ActInfo>;
  places: Places;
  /** The community's, for the little that is said before anybody's own language is known. */
  language: Language;
  log: Logger;
}

/** Takes one interaction from the person's click to the answer. Never rejects. */
export async function receive(interaction: Interaction, reception: Reception): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await complete(interaction, reception);
    else if (interaction.isChatInputCommand()) await command(interaction, reception);
    else if (interaction.isButton()) await press(interaction, reception);
    else if (interaction.isModalSubmit()) await submit(interaction, reception);
  } catch (error) {
    const { id, type } = interaction;
    reception.log.error({ interaction: id, type, ...loggable(error) }, 'an interaction failed');
  }
}

async function complete(interaction: AutocompleteInteraction, reception: Reception) {
  const used = reception.book.used(interaction.commandName, subcommandOf(interaction));
  const focused = interaction.options.getFocused(true);
  const option = used?.optionOf(focused.name);
  const choices = used && option ? await choicesFor(interaction, reception, used, option.name) : [];
  try {
    await interaction.respond(
      choices
        .filter(({ value }) => value.length <= limits.CHOICE)
        .slice(0, limits.CHOICES)
        .map(({ value, label }) => ({ name: cut(oneLine(label), limits.CHOICE) || '…', value })),
    );
  } catch (error) {
    // Whoever types on has made this list useless; the next one is already asked for.
    reception.log.debug(
      { interaction: interaction.id, ...loggable(error) },
      'a completion is lost',
    );
  }
}

/** What the act offers, or nothing when it takes too long. */
async function choicesFor(
  interaction: AutocompleteInteraction,
  reception: Reception,
  used: Used,
  option: string,
): Promise<readonly Choice[]> {
  const given = valuesOf(interaction, used);
  delete given[option];
  const { user, guildId, channelId, channel } = interaction;
  const happening = { guildId, channelId, channel };
  const asked = (async () => {
    const place = await reception.places.placeOf(happening, user.id);
    return reception.inbound.complete({
      user: { platform: 'discord', community: place.channel.community, user: user.id },
      channel: place.channel,
      act: used.act.id,
      option,
      typed: interaction.options.getFocused(),
      given,
    });
  })();
  return (await within(limits.COMPLETE_WITHIN_MS, asked)) ? asked : [];
}

async function command(interaction: ChatInputCommandInteraction, reception: Reception) {
  const responder = new Responder(interaction, reception.log);
  const used = reception.book.used(interaction.commandName, subcommandOf(interaction));
  // Discord may show a command of an earlier version until it has the new ones.
  if (!used) return responder.answer(failure(interaction, reception));
  const values = valuesOf(interaction, used);
  const { act } = used;
  await run(interaction, reception, responder, act, () => ({
    kind: 'command',
    act: act.id,
    values,
  }));
}

/** What stands in the options, by their stable names. */
function valuesOf(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
  used: Used,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, value } of leaves(interaction.options.data)) {
    const option = used.optionOf(name);
    if (option && value !== undefined) values[option.name] = String(value);
  }
  return values;
}

async function press(interaction: ButtonInteraction, reception: Reception) {
  const responder = new Responder(interaction, reception.log);
  const [act, ...args] = customIdParts(interaction.customId) ?? [];
  if (!act) return responder.answer(failure(interaction, reception));
  const { message } = interaction;
  const isPrivate = message.flags.has(MessageFlags.Ephemeral);
  await run(interaction, reception, responder, reception.acts.get(act), (place) => {
    if (isPrivate) return { kind: 'press', act, args };
    const ref = { ...place.channel, message: messageIn(place, message.id) };
    return { kind: 'press', act, args, message: ref };
  });
}

/** A modal opens only as the first answer; everything else is acknowledged before any work. */
async function run(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  reception: Reception,
  responder: Responder,
  act: ActInfo | undefined,
  ask: (place: Place) => Asked,
): Promise<void> {
  // An act that no list names (a form being resumed) may open a form, and answers at once.
  const answers = act?.answers ?? 'form';
  if (answers !== 'form') {
    const acknowledged =
      answers === 'public' ? responder.acknowledgePublicly() : responder.acknowledge();
    reception.inbound.acknowledging(acknowledged);
    // The person was told that it failed and will try again; then it must not have been done.
    if (!(await acknowledged)) return;
    return responder.answer(await invoke(interaction, reception, ask));
  }
  await answerInTime(responder, invoke(interaction, reception, ask));
}

async function submit(interaction: ModalSubmitInteraction, reception: Reception) {
  const responder = new Responder(interaction, reception.log);
  const id = modalIdOf(interaction.customId);
  if (!id) return responder.answer(failure(interaction, reception));
  const submitted = readSubmission(interaction.components);
  const taken = await reception.inbound.take({
    ...(await requestOf(interaction, reception)).request,
    kind: 'submit',
    ...id,
    ...submitted,
  });
  // Unanswered, Discord says that it failed and leaves the modal open with what was written.
  if (!taken.kept) return;
  // No modal may answer a modal, so nothing is lost by acknowledging before the work.
  const hasFiles = Object.values(submitted.files).some((files) => files.length > 0);
  const acknowledged = hasFiles
    ? responder.acknowledgeWith(sentence(reception.language, 'chat.reading'))
    : responder.acknowledge();
  reception.inbound.acknowledging(acknowledged);
  await acknowledged;
  await responder.answer(await taken.answer);
}

/** Answers at once, or acknowledges when that takes too long. */
async function answerInTime(responder: Responder, asked: Promise<Answer>): Promise<void> {
  const inTime = await within(limits.ACKNOWLEDGE_AFTER_MS, asked);
  if (!inTime) await responder.acknowledge();
  await responder.answer(await asked);
}

/** What is asked, without who asks and where. */
type Asked = Invocation extends infer I
  ? I extends Invocation
    ? Omit<I, 'id' | 'user' | 'userName' | 'channel' | 'channelName'>
    : never
  : never;

async function invoke(
  interaction: Answerable,
  reception: Reception,
  ask: (place: Place) => Asked,
): Promise<Answer> {
  const { place, request } = await requestOf(interaction, reception);
  return reception.inbound.invoke({ ...request, ...ask(place) });
}

/** Who asks, and where. */
async function requestOf(interaction: Answerable, { places }: Reception) {
  const { id, user, member, guildId, channelId, channel } = interaction;
  const place = await places.placeOf({ guildId, channelId, channel }, user.id);
  const nick = member && 'displayName' in member ? member.displayName : member?.nick;
  const asker: UserRef = {
    platform: 'discord',
    community: place.channel.community,
    user: user.id,
  };
  return {
    place,
    request: {
      id: `discord:${id}`,
      user: asker,
      userName: nick || user.displayName,
      channel: place.channel,
      channelName: place.channelName,
    },
  };
}

/** For what no version of the bot understands; its number is the one in the log. */
function failure(interaction: Answerable, { language, log }: Reception): Answer {
  const { id } = interaction;
  log.warn({ interaction: id, type: interaction.type }, 'an interaction that nothing answers');
  const summary = translate(language, 'chat.error', { id });
  return {
    kind: 'private',
    message: { language, summary, parts: [{ kind: 'text', text: summary }] },
  };
}

const subcommandOf = (
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
): string | null => interaction.options.getSubcommand(false);

const leaves = (options: readonly CommandInteractionOption[]): CommandInteractionOption[] =>
  options.flatMap((option) => (option.options ? leaves(option.options) : [option]));
