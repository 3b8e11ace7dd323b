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
  | { kind: 'parts'; parts: ActPart[]; language: ActLanguage; others: readonly ActLanguage[] }
  /** There is a text, and no articles in it. */
  | { kind: 'none' }
  /** There is neither a file nor a text. */
  | { kind: 'noSource' }
  | { kind: 'unread'; why: Refusal };

const LANGUAGES: readonly ActLanguage[] = ['sq', 'sr', 'en'];

/**
 * The articles of the text that a form holds: pasted in `text`, else of its file. A file that
 * `readHandedOver` read is not read again. Of an act in several languages the articles are those in
 * the language that the form names; where it names none, Albanian, as every draft has its title in.
 */
export async function readAct(db: Database | Tx, values: Values): Promise<ActReading> {
  const wanted = LANGUAGES.find((known) => known === (values.language || 'sq'));
  const read = await readSource(db, values);
  if (read === null) return { kind: 'noSource' };
  if (isRefusal(read)) return { kind: 'unread', why: read };
  const languages = read.outline.map(({ language }) => language);
  const language = languages.find((one) => one === wanted) ?? languages[0];
  const parts = partsOf(read.text, read.outline, language);
  if (!parts || !language) return { kind: 'none' };
  const others = languages.filter((one) => one !== language);
  return { kind: 'parts', parts, language, others };
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
      return [
        t('article.preview.found', { count: countArticles(reading.parts) }),
        ...(reading.others.length > 0 ? [tellLanguages(t, reading)] : []),
      ].join(' ');
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

/** In which of its languages the articles of an act are, and which are left in its text. */
function tellLanguages(
  t: Translate,
  { language, others }: Extract<ActReading, { kind: 'parts' }>,
): string {
  return t('article.preview.languages', {
    language: t(`language.${language}`),
    others: others.map((other) => t(`language.${other}`)).join(', '),
  });
}

export function countArticles(parts: readonly { kind: string }[]): number {
  return parts.filter(({ kind }) => kind === 'article').length;
}
