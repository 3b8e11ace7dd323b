import { normaliseText, withoutUnshowable } from '../chat/inputs.ts';
import { isRefusal, type Refusal, refusal } from '../chat/refusal.ts';
import { readText } from '../documents/readText.ts';
import { recentText } from '../documents/recentTexts.ts';
import type { Tx } from '../storage/database.ts';
import { TEXT_LENGTH } from './longText.ts';

/** The kinds of files from which a text is read. */
export const TEXT_FILES: readonly string[] = ['txt', 'docx', 'pdf'];

/**
 * The text of a stored file that somebody handed over in a field instead of typing; bounded. The
 * form has read it before the transaction (`readHandedOver`), so that this only asks for what is
 * known.
 */
export async function textOfFile(tx: Tx, id: string, field: string): Promise<string | Refusal> {
  const where = { id };
  const { sha256 } = await tx.storedFile.findUniqueOrThrow({ where, select: { sha256: true } });
  const read = await recentText(
    sha256,
    async () => (await tx.storedFile.findUniqueOrThrow({ where, select: { bytes: true } })).bytes,
  );
  const text = isRefusal(read) ? read : usableText(read.text);
  return isRefusal(text) ? { ...text, field } : text;
}

/** The text of a file that somebody sent; bounded. It may take seconds: in no transaction. */
export async function textOfBytes(bytes: Uint8Array): Promise<string | Refusal> {
  const read = await readText(bytes);
  return isRefusal(read) ? read : usableText(read.text);
}

function usableText(read: string): string | Refusal {
  const text = normaliseText(withoutUnshowable(normaliseText(read)));
  if (text === '') return refusal('form.emptyFile');
  return text.length > TEXT_LENGTH
    ? refusal('form.tooLong', { max: TEXT_LENGTH, length: text.length })
    : text;
}
