import type { Values } from '../chat/act.ts';
import { isRefusal, type Refusal } from '../chat/refusal.ts';
import type { ActLanguage } from '../documents/act/lines.ts';
import { type ActPart, outlineOf, partsOf } from '../documents/act/split.ts';
import type { DocumentText } from '../documents/readText.ts';
import { recentText } from '../documents/recentTexts.ts';
import type { Translate } from '../i18n/index.ts';
import type { Database, Tx } from '../storage/database.ts';

/** What came of looking for the articles of an act. */
export type ActReading =
  | { kind: 'parts'; parts: ActPart[] }
  /** There is a text, and no articles in it. */
  | { kind: 'none' }
  /** There is neither a file nor a text. */
  | { kind: 'noSource' }
  | { kind: 'unread'; why: Refusal };

const LANGUAGES: readonly ActLanguage[] = ['sq', 'sr', 'en'];

/**
 * The articles of the text that a form holds: pasted in `text`, else of its file. A file that
 * `readHandedOver` read is not read again.
 */
export async function readAct(db: Database | Tx, values: Values): Promise<ActReading> {
  const language = LANGUAGES.find((known) => known === values.language);
  const read = await readSource(db, values);
  if (read === null) return { kind: 'noSource' };
  if (isRefusal(read)) return { kind: 'unread', why: read };
  const parts = partsOf(read.text, read.outline, language);
  return parts ? { kind: 'parts', parts } : { kind: 'none' };
}

/** The text of a form: pasted, else of its file; null where there is neither. */
export async function textOfAct(
  db: Database | Tx,
  values: Values,
): Promise<string | Refusal | null> {
  const read = await readSource(db, values);
  return read === null || isRefusal(read) ? read : read.text;
}

async function readSource(
  db: Database | Tx,
  values: Values,
): Promise<Pick<DocumentText, 'text' | 'outline'> | Refusal | null> {
  // As long as a field at most, which is parted at once; a file has been parted where it was read.
  if (values.text) return { text: values.text, outline: outlineOf(values.text) };
  const where = { id: values.file ?? '' };
  const file = values.file
    ? await db.storedFile.findUnique({ where, select: { sha256: true } })
    : null;
  if (!file) return null;
  return recentText(
    file.sha256,
    async () => (await db.storedFile.findUniqueOrThrow({ where, select: { bytes: true } })).bytes,
  );
}

/** How many articles were found, or why none. */
export function tellReading(t: Translate, reading: ActReading): string {
  switch (reading.kind) {
    case 'parts':
      return t('article.preview.found', { count: countArticles(reading.parts) });
    case 'none':
      return t('article.preview.none');
    case 'noSource':
      return t('article.preview.noSource');
    case 'unread':
      return t('article.preview.unread', {
        why: t(reading.why.refused, reading.why.context),
      });
  }
}

export function countArticles(parts: readonly { kind: string }[]): number {
  return parts.filter(({ kind }) => kind === 'article').length;
}
