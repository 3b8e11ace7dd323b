import { type DiscordServer, type OpenModal, render } from '../servers/discord/index.ts';
import { isJson, objects } from '../servers/discord/json.ts';
import { plain } from '../servers/discord/markdown.ts';
import { type SeenMessage as DiscordMessage, readerOf } from '../servers/discord/render.ts';
import type { SeenForm, SeenInput, SeenMessage } from './driver.ts';

/** The space that the adapter puts behind an @; nobody sees it. */
const visible = (text: string): string => text.replaceAll('\u200b', '');

/** A message without its buttons and files apart: what a person reads. */
export function seeMessage(message: DiscordMessage): SeenMessage {
  return {
    id: message.id,
    text: visible(render({ ...message, buttons: [], selects: [] })),
    buttons: message.buttons.map(({ label }) => visible(label)),
    pictures: Object.fromEntries(
      message.files.flatMap(({ name, alt }) => (alt === '' ? [] : [[name, alt]])),
    ),
    pings: message.pings,
    thread: (message.thread?.messages ?? []).map(seeMessage),
  };
}

const DATE_PLACEHOLDERS = ['dd.mm.yyyy', 'dd.mm.vvvv', 'dd.mm.gggg'];

/** The form in an open modal; `refusal` is the message that told what was wrong with it before. */
export function seeForm(server: DiscordServer, modal: OpenModal, refusal = ''): SeenForm {
  const reader = readerOf(server);
  const lines = refusal.split('\n').filter((line) => line.startsWith('- '));
  const errors = modal.inputs.flatMap(({ label }) => {
    const start = `- ${label}: `;
    const line = lines.find((candidate) => candidate.startsWith(start));
    return line ? [[label, line.slice(start.length)]] : [];
  });
  return {
    // Which step it is stands behind the title.
    title: modal.title.split(' · ')[0] ?? '',
    intro: visible(modal.texts.map((text) => plain(text, reader)).join('\n')),
    errors: Object.fromEntries(errors),
    inputs: modal.inputs.map((input) => seeInput(modal, input)),
  };
}

type ModalInput = OpenModal['inputs'][number];

function seeInput(modal: OpenModal, input: ModalInput): SeenInput {
  const kind = kindOf(input);
  const options = input.options.map(({ label }) => label);
  const value = kind === 'choice' ? chosenIn(modal, input) : input.value;
  return { label: input.label, kind, options, value: kind === 'date' ? isoDay(value) : value };
}

export function kindOf({ kind, placeholder }: ModalInput): SeenInput['kind'] {
  if (kind === 'select') return 'choice';
  if (kind === 'file') return 'file';
  if (kind === 'paragraph') return 'longText';
  return DATE_PLACEHOLDERS.includes(placeholder ?? '') ? 'date' : 'shortText';
}

/** The label of the option that is chosen when the modal opens. */
function chosenIn(modal: OpenModal, input: ModalInput): string {
  const fields = modal.form.components.map(({ component }) => component).filter(isJson);
  const field = fields.find(({ custom_id }) => custom_id === input.customId);
  const chosen = objects(field?.options).find((option) => option.default === true);
  return String(chosen?.label ?? '');
}

const isoDay = (written: string): string => {
  const match = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(written);
  return match ? `${match[3]}-${match[2]}-${match[1]}` : written;
};

/** `2026-12-04` as people write it. */
export const writtenDay = (day: string): string => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return match ? `${match[3]}.${match[2]}.${match[1]}` : day;
};
