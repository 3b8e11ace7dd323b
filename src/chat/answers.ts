import type { Key, Params, Translate } from '../i18n/index.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Answer } from './invocation.ts';
import type { Button, Message, Part } from './message.ts';
import type { Refusal } from './refusal.ts';

/** A message of one sentence, with buttons if there are any. */
export function sentence(
  language: Language,
  text: string,
  buttons: readonly Button[] = [],
): Message {
  return message(language, text, [{ kind: 'text', text }, ...buttonPart(buttons)]);
}

export function message(language: Language, summary: string, parts: readonly Part[]): Message {
  return { language, summary, parts };
}

/** Buttons as parts, none where there are none. */
export function buttonPart(buttons: readonly Button[]): Part[] {
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
}

export function privately(content: Message): Extract<Answer, { kind: 'private' }> {
  return { kind: 'private', message: content };
}

/** The private answer of one translated sentence. */
export function say(language: Language, key: Key, params?: Params): ReturnType<typeof privately> {
  return privately(sentence(language, translator(language)(key, params)));
}

/** A refusal as its sentence. */
export function refusalSentence(t: Translate, refused: Refusal): string {
  return t(refused.refused, refused.context);
}

/** A refusal as a private answer. */
export function refuse(language: Language, refused: Refusal): Answer {
  const text = refusalSentence(translator(language), refused);
  return privately(message(language, text, [{ kind: 'warning', text }]));
}
