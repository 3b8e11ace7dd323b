import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Form } from '../chat/form.ts';
import type { Answer } from '../chat/invocation.ts';
import type { Message } from '../chat/message.ts';
import { formWaits, notAccepted, sentence, stepSaved } from './answers.ts';
import { ALREADY_ACKNOWLEDGED, codeOf, isInvalid, isLost, loggable } from './errors.ts';
import { renderModal } from './modal.ts';
import { NO_PINGS } from './posting.ts';
import { type Rendered, renderMessage, renderPlainly } from './render.ts';

export type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;

/**
 * How an interaction stands: nothing said yet; a placeholder that only the person sees; one that
 * everybody sees; a private message of ours that the answer will replace; or a placeholder removed.
 */
type Stand = 'open' | 'private' | 'public' | 'replacing' | 'removed';

/**
 * Answers one interaction by Discord's rules: the first answer is due within 3 seconds and fixes
 * who sees it; a modal can only be the first answer, and none to a modal; follow-ups are free.
 */
export class Responder {
  readonly #interaction: Answerable;
  readonly #log: Logger;
  /** The button was on a message that only this person sees: the answer takes its place. */
  readonly #replaces: boolean;
  #stand: Stand = 'open';

  constructor(interaction: Answerable, log: Logger) {
    this.#interaction = interaction;
    this.#log = log;
    this.#replaces = isPrivateSource(interaction);
  }

  /** Acknowledges for an answer that only the person sees. False: Discord told them it failed. */
  acknowledge(): Promise<boolean> {
    const interaction = this.#interaction;
    return this.#acknowledge(this.#replaces ? 'replacing' : 'private', async () => {
      if (this.#replaces && !interaction.isChatInputCommand()) await interaction.deferUpdate();
      else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    });
  }

  /** Acknowledges for an answer that everybody sees. */
  acknowledgePublicly(): Promise<boolean> {
    return this.#acknowledge('public', async () => {
      await this.#interaction.deferReply();
    });
  }

  /** Acknowledges with a message of its own, which the answer then replaces. */
  acknowledgeWith(message: Message): Promise<boolean> {
    return this.#acknowledge(this.#replaces ? 'replacing' : 'private', async () => {
      await this.#first(payloadOf(renderMessage(message)));
    });
  }

  async #acknowledge(stand: Stand, call: () => Promise<void>): Promise<boolean> {
    try {
      await call();
    } catch (error) {
      if (codeOf(error) !== ALREADY_ACKNOWLEDGED) {
        this.#lose('an acknowledgement', error);
        return false;
      }
      // An earlier try of the same call arrived although its reply did not.
      this.#interaction.deferred = true;
    }
    this.#stand = stand;
    return true;
  }

  /** Shows the answer; never rejects. What cannot be shown at all is logged as lost. */
  async answer(answer: Answer): Promise<void> {
    try {
      switch (answer.kind) {
        case 'private':
          return await this.#private(answer.message);
        case 'public':
          return await this.#public(answer.message);
        case 'form':
          return await this.#form(answer.form);
        case 'invalid':
          return await this.#private(notAccepted(answer.form, answer.errors));
        case 'nothing':
          return await this.#nothing();
      }
    } catch (error) {
      this.#lose('an answer', error);
      if (!isLost(error) && answer.kind !== 'nothing') await this.#sayItIsLost(answer);
    }
  }

  async #sayItIsLost(answer: Exclude<Answer, { kind: 'nothing' }>): Promise<void> {
    const { language } = 'message' in answer ? answer.message : answer.form;
    try {
      await this.#private(sentence(language, 'chat.answerLost'));
    } catch (error) {
      this.#lose('even word of a lost answer', error);
    }
  }

  #lose(what: string, error: unknown): void {
    const { id, type } = this.#interaction;
    const details = { interaction: id, type, ...loggable(error) };
    // Only an error of the program itself is logged with where it happened.
    const level = 'stack' in details && details.stack ? 'error' : 'warn';
    this.#log[level](details, `Discord lost ${what}: what was asked for is kept`);
  }

  async #private(message: Message): Promise<void> {
    const interaction = this.#interaction;
    // The placeholder that everybody sees cannot become private. As long as it stands, a follow-up
    // would fill it for everybody, so a failure here must end the answer.
    if (this.#stand === 'public') await this.#removePlaceholder();
    await this.#show(message, { flags: MessageFlags.Ephemeral }, async (payload) => {
      if (this.#stand === 'open') await this.#first(payload);
      else if (this.#stand === 'removed') {
        await interaction.followUp({ ...payload, flags: MessageFlags.Ephemeral });
      } else await interaction.editReply(payload);
    });
  }

  async #public(message: Message): Promise<void> {
    const interaction = this.#interaction;
    if (this.#stand === 'private') await this.#removePlaceholder();
    await this.#show(message, {}, async (payload) => {
      if (this.#stand === 'open') await interaction.reply(payload);
      else if (this.#stand === 'public') await interaction.editReply(payload);
      else await interaction.followUp(payload);
    });
  }

  async #removePlaceholder(): Promise<void> {
    await this.#interaction.deleteReply();
    this.#stand = 'removed';
  }

  async #first(payload: Payload): Promise<void> {
    const interaction = this.#interaction;
    if (this.#replaces && interaction.isButton()) await interaction.update(payload);
    else if (this.#replaces && interaction.isModalSubmit() && interaction.isFromMessage()) {
      await interaction.update(payload);
    } else await interaction.reply({ ...payload, flags: MessageFlags.Ephemeral });
  }

  async #form(form: Form): Promise<void> {
    const interaction = this.#interaction;
    if (interaction.isModalSubmit()) return this.#private(stepSaved(form));
    if (this.#stand !== 'open') return this.#private(formWaits(form));
    await interaction.showModal(renderModal(form));
  }

  async #nothing(): Promise<void> {
    const interaction = this.#interaction;
    if (this.#stand === 'replacing') return;
    if (this.#stand === 'open' && !interaction.isChatInputCommand()) {
      if (interaction.isButton() || interaction.isFromMessage()) {
        await interaction.deferUpdate();
        return;
      }
    }
    if (this.#stand === 'open') await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.deleteReply();
  }

  /** Shows a message; plainly when Discord refuses its form, else once more in another way. */
  async #show(
    message: Message,
    seenBy: { flags?: MessageFlags.Ephemeral },
    call: (payload: Payload) => Promise<void>,
  ): Promise<void> {
    const payload = payloadOf(renderMessage(message));
    try {
      return await call(payload);
    } catch (error) {
      if (isLost(error) || codeOf(error) === ALREADY_ACKNOWLEDGED) throw error;
      const details = { interaction: this.#interaction.id, ...loggable(error) };
      this.#log.warn(details, 'Discord did not show an answer; trying another way');
      if (isInvalid(error)) return call(payloadOf(renderPlainly(message)));
    }
    if (this.#stand !== 'open') {
      await this.#interaction.followUp({ ...payload, ...seenBy });
      return;
    }
    try {
      await call(payload);
    } catch (error) {
      // Then the first try had arrived after all.
      if (codeOf(error) !== ALREADY_ACKNOWLEDGED) throw error;
    }
  }
}

type Payload = Rendered & { allowedMentions: typeof NO_PINGS };

const payloadOf = (rendered: Rendered): Payload => ({ ...rendered, allowedMentions: NO_PINGS });

function isPrivateSource(interaction: Answerable): boolean {
  if (interaction.isChatInputCommand()) return false;
  return interaction.message?.flags.has(MessageFlags.Ephemeral) ?? false;
}
