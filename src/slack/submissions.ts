import type { AckFn, types, ViewResponseAction } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Answer } from '../chat/invocation.ts';
import type { Taken } from '../chat/platform.ts';
import { within } from '../chat/waiting.ts';
import { translate } from '../i18n/index.ts';
import type { Answers, Asked } from './answers.ts';
import type { Clients } from './clients.ts';
import { platformFailure } from './failures.ts';
import type { Origin } from './ids.ts';
import { fieldErrors, renderForm, renderNotice } from './renderForm.ts';

/** Slack gives 3 s to acknowledge; what is left is for the way there. */
export const PATIENCE_MS = 2_000;

export interface Submission {
  ack: AckFn<ViewResponseAction> | AckFn<void>;
  viewId: string;
  title: string;
  step: number;
  /** The block ids of the inputs on the screen. */
  inputs: ReadonlySet<string>;
  /** A file was handed over: reading it may take longer than Slack waits. */
  hasFiles: boolean;
  origin: Origin;
  asked: Asked;
}

/** Brings the end of a submission to the modal it came from. */
export class Submissions {
  private readonly answers: Answers;
  private readonly clients: Clients;
  private readonly log: Logger;
  private readonly patienceMs: number;

  constructor(answers: Answers, clients: Clients, log: Logger, patienceMs = PATIENCE_MS) {
    this.answers = answers;
    this.clients = clients;
    this.log = log;
    this.patienceMs = patienceMs;
  }

  /**
   * Acknowledges with the answer, or in time without it, and then shows it. What could not be kept
   * is not acknowledged as taken: the form stays open with what was written.
   */
  async end(submission: Submission, taken: Taken): Promise<void> {
    const { hasFiles, origin, title, asked } = submission;
    const { answer: working } = taken;
    if (!taken.kept) return this.refuse(submission);
    if (!taken.crowded && (await within(this.patienceMs, working))) {
      const answer = await working;
      try {
        return await this.acknowledgeWith(answer, submission);
      } catch (error) {
        await this.acknowledge(submission, { response_action: 'clear' });
        return this.answers.lost(error, answer, asked);
      }
    }
    const sentence = translate(origin.language, hasFiles ? 'chat.reading' : 'chat.kept');
    const view = renderNotice(title, sentence, origin.language, origin);
    await this.acknowledge(submission, { response_action: 'update', view });
    const answer = await working;
    try {
      await this.showLater(answer, submission);
    } catch (error) {
      await this.answers.lost(error, answer, asked);
    }
  }

  private async refuse(submission: Submission): Promise<void> {
    const { language } = submission.origin;
    const [first] = submission.inputs;
    const sentence = translate(language, 'chat.notKept');
    if (first === undefined) return;
    const errors = fieldErrors({ [first]: sentence }, language);
    await this.acknowledge(submission, { response_action: 'errors', errors });
  }

  private async acknowledgeWith(answer: Answer, submission: Submission): Promise<void> {
    const { origin, asked } = submission;
    switch (answer.kind) {
      case 'form':
      case 'invalid': {
        const errors = answer.kind === 'invalid' ? answer.errors : {};
        const { form } = answer;
        const fields = Object.keys(errors);
        const beside = form.step === submission.step && fields.length > 0;
        const taken = await this.acknowledge(
          submission,
          beside && fields.every((name) => submission.inputs.has(name))
            ? { response_action: 'errors', errors: fieldErrors(errors, form.language) }
            : { response_action: 'update', view: renderForm(form, origin, errors) },
        );
        if (!taken) await this.answers.offer(form, errors, asked);
        return;
      }
      default:
        await this.acknowledge(submission, { response_action: 'clear' });
        await this.answers.show(answer, asked);
    }
  }

  private async showLater(answer: Answer, submission: Submission): Promise<void> {
    const { origin, asked, title } = submission;
    switch (answer.kind) {
      case 'form':
      case 'invalid': {
        const errors = answer.kind === 'invalid' ? answer.errors : {};
        const shown = await this.update(submission, renderForm(answer.form, origin, errors));
        if (!shown) await this.answers.offer(answer.form, errors, asked);
        return;
      }
      case 'private':
      case 'public': {
        const { language, summary } = answer.message;
        // A modal cannot be closed from here; it says how it ended.
        await this.update(submission, renderNotice(title, summary, language, origin));
        await this.answers.show(answer, asked);
        return;
      }
      case 'nothing':
        return;
    }
  }

  /** False when Slack did not get it: the socket was lost meanwhile. */
  private async acknowledge(
    submission: Submission,
    response: ViewResponseAction,
  ): Promise<boolean> {
    try {
      await (submission.ack as AckFn<ViewResponseAction>)(response);
      return true;
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      this.log.warn({ error: name }, 'a submitted form could not be acknowledged');
      return false;
    }
  }

  private async update(submission: Submission, view: types.ModalView): Promise<boolean> {
    try {
      await this.clients.patient.views.update({ view_id: submission.viewId, view });
      return true;
    } catch (error) {
      // Closed meanwhile, as a rule.
      this.log.info({ code: platformFailure(error).code }, 'a modal could not be changed');
      return false;
    }
  }
}
