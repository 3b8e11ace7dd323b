import { translate } from '../i18n/index.ts';
import type { Form } from './form.ts';
import type { Message, Part } from './message.ts';

/** An act of the router's own: going on with a form where it was left. */
export const RESUME_ACT = 'form.resume';

/** Likewise: submitting what an unfinished row holds as it stands. */
export const SUBMIT_ACT = 'form.submit';

/** A form as a message: what was refused, and the button that opens the step. */
export function formAsMessage(form: Form, errors: Readonly<Record<string, string>>): Message {
  const { language } = form;
  const refused = Object.entries(errors);
  const parts: Part[] = [{ kind: 'heading', text: form.title }];
  if (refused.length > 0) {
    parts.push({ kind: 'warning', text: translate(language, 'chat.notAccepted') });
    parts.push({
      kind: 'list',
      items: refused.map(([name, sentence]) => {
        const label = form.inputs.find((input) => input.name === name)?.label;
        return label ? [{ bold: `${label}:` }, ` ${sentence}`] : sentence;
      }),
    });
  } else if (form.step > 0) {
    const { step, steps } = form;
    parts.push({ kind: 'text', text: translate(language, 'chat.stepSaved', { step, steps }) });
  } else if (form.intro) {
    parts.push({ kind: 'text', text: form.intro });
  }
  const label = translate(language, refused.length > 0 ? 'chat.fix' : 'chat.continue');
  parts.push({
    kind: 'buttons',
    buttons: [
      { act: RESUME_ACT, args: [form.unfinished, String(form.step)], label, style: 'primary' },
    ],
  });
  return { language, summary: form.title, parts };
}
