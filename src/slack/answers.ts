import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Form } from '../chat/form.ts';
import { formAsMessage } from '../chat/formMessage.ts';
import type { Answer } from '../chat/invocation.ts';
import type { Message } from '../chat/message.ts';
import { translate } from '../i18n/index.ts';
import { describeError } from './boltLogger.ts';
import type { Clients } from './clients.ts';
import { platformFailure } from './failures.ts';
import type { Place } from './ids.ts';
import { renderForm } from './renderForm.ts';
import { bareText, type Rendered, renderMessage } from './renderMessage.ts';

/** Who asked for something, where, and by which ways an answer may reach them. */
export interface Asked {
  user: string;
  place: Place;
  /** Opens one modal, within 3 s. */
  trigger?: string;
  respond?: RespondFn;
  /** What they pressed stands on a message that only they see: an answer takes its place. */
  onPrivateMessage: boolean;
  /** They wrote to the bot itself; only they read there, so answers are plain messages. */
  direct: boolean;
}

/** Shows answers, and lets none be lost while there is another way to the person. */
export class Answers {
  private readonly clients: Clients;
  private readonly log: Logger;

  constructor(clients: Clients, log: Logger) {
    this.clients = clients;
    this.log = log;
  }

  /** Shows whatever the core answered; never rejects. */
  async show(answer: Answer, asked: Asked): Promise<void> {
    try {
      await this.present(answer, asked);
    } catch (error) {
      await this.lost(error, answer, asked);
    }
  }

  /** Says that an answer cannot be shown: it broke a rule that its author should have kept. */
  async lost(error: unknown, answer: Answer, asked: Asked): Promise<void> {
    this.log.error({ error: describeError(error) }, 'an answer could not be rendered');
    if (answer.kind === 'nothing') return;
    const { language } = 'form' in answer ? answer.form : answer.message;
    const text = translate(language, 'chat.answerLost');
    await this.tell({ language, summary: text, parts: [{ kind: 'warning', text }] }, asked);
  }

  private async present(answer: Answer, asked: Asked): Promise<void> {
    switch (answer.kind) {
      case 'nothing':
        return;
      case 'private':
        return this.tell(answer.message, asked);
      case 'public':
        return this.tellAll(answer.message, asked);
      case 'form':
        return this.open(answer.form, {}, asked);
      case 'invalid':
        return this.open(answer.form, answer.errors, asked);
    }
  }

  /** Shows a message to the person alone: where they asked, or else in their direct messages. */
  async tell(message: Message, asked: Asked): Promise<void> {
    const { user, place, respond } = asked;
    const { patient } = this.clients;
    const thread = place.thread ? { thread_ts: place.thread } : {};
    await this.bring(message, [
      asked.direct
        ? null
        : respond &&
          ((body) => {
            const replacing = asked.onPrivateMessage
              ? { replace_original: true }
              : { replace_original: false, ...thread };
            return respond({
              response_type: 'ephemeral',
              ...replacing,
              ...body,
            } as RespondArguments);
          }),
      asked.direct
        ? null
        : (body) =>
            patient.chat.postEphemeral({
              channel: place.channel,
              user,
              ...thread,
              ...body,
              ...QUIET,
            }),
      async (body) => {
        const { channel } = await patient.conversations.open({ users: user });
        await patient.chat.postMessage({
          channel: channel?.id ?? '',
          ...body,
          ...QUIET,
          ...UNFURL,
        });
      },
    ]);
  }

  /** Shows a form that no modal could show as a message with a button that opens it. */
  async offer(form: Form, errors: Errors, asked: Asked): Promise<void> {
    await this.tell(formAsMessage(form, errors), asked);
  }

  /** Posts a message for everyone in the channel; to the person alone where that fails. */
  private async tellAll(message: Message, asked: Asked): Promise<void> {
    const { place, respond } = asked;
    const thread = place.thread ? { thread_ts: place.thread } : {};
    const posted = await this.tryAll(message, [
      (body) =>
        this.clients.patient.chat.postMessage({
          channel: place.channel,
          ...thread,
          ...body,
          ...QUIET,
          ...UNFURL,
        }),
      respond &&
        ((body) =>
          respond({ response_type: 'in_channel', ...thread, ...body } as RespondArguments)),
    ]);
    if (!posted) await this.tell(message, asked);
  }

  private async open(form: Form, errors: Errors, asked: Asked): Promise<void> {
    const view = renderForm(form, { ...asked.place, language: form.language }, errors);
    if (asked.trigger) {
      try {
        await this.clients.once.views.open({ trigger_id: asked.trigger, view });
        return;
      } catch (error) {
        this.log.info({ code: platformFailure(error).code }, 'a form could not be opened');
      }
    }
    await this.offer(form, errors, asked);
  }

  private async bring(message: Message, ways: Ways): Promise<void> {
    if (await this.tryAll(message, ways)) return;
    this.log.error('an answer could not be shown: no way to the person was left');
  }

  private async tryAll(message: Message, ways: Ways): Promise<boolean> {
    const rendered = renderMessage(message);
    for (const way of ways) {
      if (way && ((await this.try(way, rendered)) || (await this.try(way, bare(message))))) {
        return true;
      }
    }
    return false;
  }

  private async try(way: Way, body: Rendered | { text: string }): Promise<boolean> {
    try {
      await way(body);
      return true;
    } catch (error) {
      this.log.info({ code: platformFailure(error).code }, 'an answer did not get through');
      return false;
    }
  }
}

type Errors = Readonly<Record<string, string>>;
type Way = (body: Rendered | { text: string }) => Promise<unknown>;
type Ways = readonly (Way | null | undefined)[];

/** Nothing in a text becomes a mention or a link by itself. */
const QUIET = { parse: 'none', link_names: false } as const;
const UNFURL = { unfurl_links: false, unfurl_media: false } as const;

/** A way that refuses the blocks is tried with the words alone before the next one. */
function bare(message: Message): { text: string } {
  return { text: bareText(message) };
}
