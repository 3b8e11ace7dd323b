import { parseDay } from '../calendar/index.ts';
import type { Translate } from '../i18n/index.ts';
import type { Input } from './form.ts';
import { isRefusal, type Refusal, refusal } from './refusal.ts';

// Controls (tab and line feed are taken out before), and the characters that reorder the text
// around them (Unicode UAX #9): neither can be shown as it was meant.
const UNSHOWABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

// Vertical tab and form feed break lines, as a word processor means them.
const LINE_BREAK = /\r\n?|\v|\f|\u2028|\u2029/g;

/** A text as it is kept: NFC, line feeds only, no white space around it. */
export function normaliseText(text: string): string {
  return text.replace(LINE_BREAK, '\n').normalize('NFC').trim();
}

/** True when a text holds characters that nobody could be shown. */
export function hasUnshowable(text: string): boolean {
  return UNSHOWABLE.test(text.replace(/[\t\n]/g, ''));
}

/** A text from elsewhere, such as the name of a file, without what {@link hasUnshowable} finds. */
export function withoutUnshowable(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
}

export type CheckedValue = { value: string } | { error: string };

/** Checks one value against its input; the error is a sentence in the person's language. */
export function checkInput(input: Input, raw: string, t: Translate): CheckedValue {
  const read = readInput(input, raw);
  return isRefusal(read) ? { error: t(read.refused, read.context) } : read;
}

/** Reads one value as its input wants it; the refusal names the input. */
export function readInput(input: Input, raw: string): { value: string } | Refusal {
  const value = normaliseText(raw);
  const no = (...[key, context]: Parameters<typeof refusal>) => refusal(key, context, input.name);
  if (value === '') return input.required ? no('form.required') : { value };
  if (hasUnshowable(value)) return no('form.unshowable');
  switch (input.kind) {
    case 'shortText':
    case 'longText': {
      if (input.kind === 'shortText' && value.includes('\n')) return no('form.oneLine');
      const length = [...value].length;
      return length > input.maxLength
        ? no('form.tooLong', { max: input.maxLength, length })
        : { value };
    }
    case 'choice':
      return input.options.some((option) => option.value === value)
        ? { value }
        : no('form.badChoice');
    case 'date': {
      const day = parseDay(value);
      return day ? { value: day } : no('form.badDate');
    }
    case 'file':
      return { value };
  }
}
