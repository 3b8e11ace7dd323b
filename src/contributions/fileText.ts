import { normaliseText } from '../chat/inputs.ts';
import { type Refusal, refusal } from '../chat/refusal.ts';
import { TEXT_LENGTH } from './longText.ts';

type Reader = (bytes: Uint8Array) => Promise<string | null>;

/** How a text is read from each kind of file; null when the file is not what its name says. */
const READERS: Readonly<Record<string, Reader>> = {
  txt: async (bytes) => readPlain(bytes),
};

/** The kinds of files from which a text is read. */
export const TEXT_FILES: readonly string[] = Object.keys(READERS);

/** The text of a file that somebody handed over instead of typing; bounded. */
export async function readTextFile(
  name: string,
  bytes: Uint8Array,
  field: string,
): Promise<string | Refusal> {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const read = await READERS[extension]?.(bytes);
  if (read === null || read === undefined) {
    return refusal('form.badFile', { kinds: TEXT_FILES.join(', ') }, field);
  }
  const text = normaliseText(shown(read));
  if (text === '') return refusal('form.emptyFile', {}, field);
  return text.length > TEXT_LENGTH
    ? refusal('form.tooLong', { max: TEXT_LENGTH, length: text.length }, field)
    : text;
}

/** UTF-8, or UTF-16 where its mark says so: what Windows and phones write. */
function readPlain(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Without the characters that nobody could be shown; tabs and line breaks stay. */
const shown = (text: string) =>
  text.replace(/(?![\t\n\r\v\f])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
