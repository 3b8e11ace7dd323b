import type { Form } from '../../src/chat/form.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import type { Message } from '../../src/chat/message.ts';
import { buttonsOf, type Desk, opened, textOf, told } from './desk.ts';

type Values = Readonly<Record<string, string>>;

/** A real title; its dates here are the tests' own. */
export const TITLE = 'Projektligji për Ndërmarrjet Sociale';

/** What the three steps of a new draft hold, by step. */
export function draftValues(over: Values = {}): Record<string, string>[] {
  const all: Record<string, string> = {
    titleSq: TITLE,
    titleSr: '',
    titleEn: '',
    type: 'draft_law',
    institution: 'MPMS',
    receivedOn: '2026-11-23',
    opensOn: '2026-11-23',
    closesOn: '2026-12-14',
    due: '',
    complex: 'no',
    link: '',
    summary: '',
    ...over,
  };
  const pick = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, all[name] ?? '']));
  return [
    pick('titleSq', 'titleSr', 'titleEn', 'type', 'institution'),
    pick('receivedOn', 'opensOn', 'closesOn', 'due', 'complex'),
    pick('link', 'summary'),
  ];
}

/** Fills a form step by step; the answer of the last one. */
export async function fill(
  desk: Desk,
  user: string,
  channel: string,
  form: Form,
  steps: readonly Values[],
): Promise<Answer> {
  let answer: Answer = { kind: 'form', form };
  for (const values of steps) {
    answer = await desk.submits(user, channel, opened(answer), values);
  }
  return answer;
}

/** Publishes a draft as staff do; its number. */
export async function publish(desk: Desk, over: Values = {}): Promise<string> {
  const preview = told(
    await fill(desk, 'boss', 'office', opened(await desk.uses('boss', 'office', 'draft.new')), [
      ...draftValues(over),
    ]),
  );
  const done = told(await press(desk, 'boss', 'office', preview, 'draft.publish'));
  const number = /\S+-\d{4}-\d{3}/.exec(textOf(done))?.[0];
  if (!number) throw new Error(`no number in: ${textOf(done)}`);
  return number;
}

/** Presses the first button of an act on a message. */
export function press(desk: Desk, user: string, channel: string, message: Message, act: string) {
  const button = buttonsOf(message).find((one) => one.act === act);
  if (!button) throw new Error(`there is no button ${act} on: ${textOf(message)}`);
  return desk.presses(user, channel, button.act, button.args);
}

/** A whole contribution; its reference. */
export async function contribute(
  desk: Desk,
  user: string,
  channel: string,
  draft: string,
  values: Values = { kind: 'support' },
): Promise<string> {
  const form = opened(await desk.presses(user, channel, 'contribute', [draft]));
  const receipt = textOf(told(await desk.submits(user, channel, form, values)));
  const reference = /\S+\/K-\d{3}/.exec(receipt)?.[0];
  if (!reference) throw new Error(`no reference in: ${receipt}`);
  return reference;
}
