import type { Form, Input } from '../../src/chat/form.ts';
import type { Part, Text } from '../../src/chat/message.ts';
import type { MessageView } from '../../src/sandbox/wire.ts';
import type { SeenForm, SeenInput, SeenMessage } from './driver.ts';

/** A message as it reads on the page; nothing there can ping anybody. */
export function seeMessage(view: MessageView, thread: readonly SeenMessage[] = []): SeenMessage {
  const lines = view.content.parts.flatMap(linesOf);
  return {
    id: view.id,
    text: [...lines, ...(view.file ? [view.file.name] : [])].join('\n'),
    buttons: buttonsOf(view).map(({ label }) => label),
    pictures: view.file?.alt ? { [view.file.name]: view.file.alt } : {},
    pings: [],
    thread,
  };
}

export function buttonsOf({ content }: MessageView) {
  return content.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []));
}

function linesOf(part: Part): string[] {
  switch (part.kind) {
    case 'heading':
    case 'quote':
      return [part.text];
    case 'text':
    case 'warning':
    case 'context':
      return [plain(part.text)];
    case 'fields':
      return part.fields.map(({ label, value }) => `${label}: ${plain(value)}`);
    case 'list':
      return part.items.map(plain);
    case 'divider':
    case 'buttons':
      return [];
  }
}

/** Running text without its looks; where a link leads is part of what one sees of it. */
function plain(text: Text): string {
  if (typeof text === 'string') return text;
  return text
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if ('bold' in inline) return inline.bold;
      if ('code' in inline) return inline.code;
      if ('removed' in inline) return inline.removed;
      if ('added' in inline) return inline.added;
      return `${inline.link} (${inline.url})`;
    })
    .join('');
}

/** A form as the dialog shows it; errors come by the inputs' names and are seen by their labels. */
export function seeForm(form: Form, errors: Readonly<Record<string, string>> = {}): SeenForm {
  const labelled = form.inputs.flatMap(({ name, label }) => {
    const error = errors[name];
    return error === undefined ? [] : [[label, error]];
  });
  return {
    title: form.title,
    intro: form.intro === undefined ? '' : plain(form.intro),
    errors: Object.fromEntries(labelled),
    inputs: form.inputs.map(seeInput),
  };
}

function seeInput(input: Input): SeenInput {
  const options = input.kind === 'choice' ? input.options : [];
  const value = input.value ?? '';
  return {
    label: input.label,
    kind: input.kind,
    value: options.find((option) => option.value === value)?.label ?? value,
    options: options.map(({ label }) => label),
  };
}
