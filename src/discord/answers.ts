import type { Form } from '../chat/form.ts';
import { RESUME_ACT } from '../chat/formMessage.ts';
import type { Message } from '../chat/message.ts';
import { type Key, translate } from '../i18n/index.ts';

// What Discord cannot show in a modal: no modal may answer a modal, none may follow a deferral, and
// there are no errors beside fields. Each becomes a message with a button that opens the form again.

const openButton = (form: Form, label: Key): Message['parts'][number] => ({
  kind: 'buttons',
  buttons: [
    {
      act: RESUME_ACT,
      args: [form.unfinished, String(form.step)],
      label: translate(form.language, label),
      style: 'primary',
    },
  ],
});

/** After a step was submitted: it is saved, the next one waits behind a button. */
export function stepSaved(next: Form): Message {
  const { language, step, steps } = next;
  // A step that comes back to the beginning has none before it; then the title says where one is.
  const summary =
    step > 0 ? translate(language, 'chat.stepSaved', { step, steps }) : `${next.title}`;
  const parts: Message['parts'] = [
    { kind: 'text', text: summary },
    openButton(next, 'chat.continue'),
  ];
  return { language, summary, parts };
}

/** In place of a modal that could no longer be opened. */
export function formWaits(form: Form): Message {
  const parts: Message['parts'] = [
    { kind: 'heading', text: form.title },
    ...(form.intro ? [{ kind: 'text' as const, text: form.intro }] : []),
    openButton(form, 'chat.continue'),
  ];
  return { language: form.language, summary: form.title, parts };
}

/** What was wrong with a step, by the labels of its inputs, and the way back to it. */
export function notAccepted(form: Form, errors: Readonly<Record<string, string>>): Message {
  const { language } = form;
  const summary = translate(language, 'chat.notAccepted');
  const labels = new Map(form.inputs.map(({ name, label }) => [name, label]));
  const items = Object.entries(errors).map(([name, sentence]) => {
    const label = labels.get(name);
    return label ? [{ bold: label }, `: ${sentence}`] : sentence;
  });
  const parts: Message['parts'] = [
    { kind: 'text', text: summary },
    { kind: 'list', items },
    openButton(form, 'chat.fix'),
  ];
  return { language, summary, parts };
}

/** A message of one sentence. */
export function sentence(language: Form['language'], key: Key): Message {
  const summary = translate(language, key);
  return { language, summary, parts: [{ kind: 'text', text: summary }] };
}
