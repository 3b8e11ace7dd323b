import type { Exchange, Outcome } from './exchange.ts';
import type { Json } from './json.ts';
import { type OpenModal, openModal } from './modals.ts';
import { render, type SeenMessage, seen } from './render.ts';
import type { DiscordServer } from './server.ts';

/** What a person got after doing something. */
export interface Answer {
  /**
   * `reply`: the answer, deferred or not; `updated`: the message they pressed has changed;
   * `acknowledged`: nothing visible yet; `modal`: a form opened; `failed`: Discord says so;
   * `followUp`, `edited`, `deleted`: what may come after.
   */
  readonly kind: Exclude<Outcome['kind'], 'choices'>;
  /** The message, as it stood when the answer came. */
  readonly message: SeenMessage | undefined;
  /** The message's words, the modal's title, or Discord's own notice. */
  readonly text: string;
  readonly private: boolean;
  readonly modal: OpenModal | undefined;
  /** Settles with the next thing that this interaction brings: an edit, a follow-up. */
  later(): Promise<Answer>;
  /** Everything that this interaction has brought until now, oldest first. */
  all(): Answer[];
}

/** Waits for what an interaction brings, from the outcome with this index on. */
export async function answerTo(
  server: DiscordServer,
  exchange: Exchange,
  index = 0,
): Promise<Answer> {
  const subject = exchange.commandName ? `/${exchange.commandName}` : 'what was pressed or sent';
  await server.waitFor(() => exchange.outcomes[index], `an answer to ${subject}`);
  return answerAt(server, exchange, index);
}

function answerAt(server: DiscordServer, exchange: Exchange, index: number): Answer {
  const outcome = exchange.outcomes[index];
  if (!outcome) throw new Error('There is no such answer');
  if (outcome.kind === 'choices') throw new Error('Choices answer an autocomplete only');
  const stored = 'messageId' in outcome ? server.world.anyMessage(outcome.messageId) : undefined;
  const message = stored && seen(server, stored);
  const modal = outcome.kind === 'modal' ? openModal(exchange, outcome.modal) : undefined;
  return {
    kind: outcome.kind,
    message,
    text: wordsOf(outcome, message),
    private: message?.private ?? true,
    modal,
    later: () => answerTo(server, exchange, index + 1),
    all: () => exchange.outcomes.map((_, at) => answerAt(server, exchange, at)),
  };
}

function wordsOf(outcome: Outcome, message: SeenMessage | undefined): string {
  if (outcome.kind === 'modal') return outcome.modal.title;
  if (outcome.kind === 'failed') return outcome.reason;
  return message ? render({ ...message, buttons: [], selects: [], files: [] }) : '';
}

/** One suggestion of an autocomplete. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** Waits for the suggestions; none when the bot did not answer in time. */
export async function choicesOf(server: DiscordServer, exchange: Exchange): Promise<Choice[]> {
  const what = `suggestions for /${exchange.commandName}`;
  const outcome = await server.waitFor(() => exchange.outcomes[0], what);
  if (outcome.kind !== 'choices') return [];
  return outcome.choices.map((choice: Json) => ({
    name: String(choice.name),
    value: typeof choice.value === 'number' ? choice.value : String(choice.value),
  }));
}
