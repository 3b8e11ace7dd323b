import type { Button } from '../chat/message.ts';
import { isLanguage } from '../i18n/index.ts';
import type { Language } from '../i18n/languages.ts';
import { BUTTON_ID, IDENTIFIER, PRIVATE_METADATA } from './limits.ts';
import { cut } from './text.ts';

/**
 * The id of a button, `act:arg1:arg2…`.
 * @throws RangeError when it is longer than any platform takes: a mistake of the act's author.
 */
export function buttonId(button: Pick<Button, 'act' | 'args'>): string {
  const id = [button.act, ...button.args].map(encodePart).join(':');
  if (id.length > BUTTON_ID) throw new RangeError(`the button of ${button.act} has too long an id`);
  return id;
}

/** The reverse of {@link buttonId}; null for an id that is none of ours. */
export function parseButtonId(id: string): { act: string; args: readonly string[] } | null {
  const parts = decodeParts(id);
  const [act, ...args] = parts ?? [];
  return act ? { act, args } : null;
}

/** The callback id of a form's modal: whose step it shows. */
export function formId(form: { act: string; unfinished: string; step: number }): string {
  const id = [form.act, form.unfinished, String(form.step)].map(encodePart).join(':');
  if (id.length > IDENTIFIER) throw new RangeError(`the form of ${form.act} has too long an id`);
  return id;
}

/** The reverse of {@link formId}; null for an id that is none of ours. */
export function parseFormId(id: string): { act: string; unfinished: string; step: number } | null {
  const [act, unfinished, step] = decodeParts(id) ?? [];
  if (!act || !unfinished || !/^\d{1,3}$/.test(step ?? '')) return null;
  return { act, unfinished, step: Number(step) };
}

// Only what would break the shape; the rest stays readable and short.
function encodePart(part: string): string {
  return part.replace(/[%:]/g, encodeURIComponent);
}

function decodeParts(id: string): string[] | null {
  try {
    return id.split(':').map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** Where somebody asked for something. */
export interface Place {
  channel: string;
  channelName: string;
  /** The thread in which a button was pressed. */
  thread?: string;
}

/** Where a form was begun, so that what comes of it is shown there, and its language. */
export interface Origin extends Place {
  language: Language;
}

/** An origin as a modal carries it. */
export function packOrigin(origin: Origin): string {
  const { channel, channelName, thread, language } = origin;
  return JSON.stringify({
    channel,
    channelName: cut(channelName, PRIVATE_METADATA / 20),
    thread,
    language,
  });
}

/** The reverse of {@link packOrigin}; null for metadata that is none of ours. */
export function unpackOrigin(metadata: string): Origin | null {
  let value: unknown;
  try {
    value = JSON.parse(metadata);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { channel, channelName, thread, language } = value as Record<string, unknown>;
  if (typeof channel !== 'string' || !isLanguage(language)) return null;
  return {
    channel,
    channelName: typeof channelName === 'string' ? channelName : '',
    thread: typeof thread === 'string' ? thread : undefined,
    language,
  };
}
