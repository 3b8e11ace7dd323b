import { unlessTooMuch } from '../bundles/bundleFile.ts';
import { readContent } from '../bundles/content.ts';
import { asDay } from '../calendar/index.ts';
import { shorten } from '../documents/shorten.ts';
import { formatLongDay } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Composer } from '../mail/worker.ts';
import { bundleFiles } from './bundleFiles.ts';
import { loadDispatch } from './dispatches.ts';
import { letterFile } from './letterFile.ts';
import { loadLetter } from './letters.ts';

const TITLE_LENGTH = 200;

/** The e-mail with a bundle: what it is in words, and the documents of what was frozen. */
const composeBundle: Composer = async ({ db }, { subject, language }, world) => {
  const dispatch = await loadDispatch(db, subject);
  if (!dispatch || dispatch.revokedAt || dispatch.sentOn) return null;
  const { bundle } = dispatch;
  const t = translator(language);
  const content = readContent(bundle.content ?? '');
  const facts = {
    title: shorten(titleIn(language, content.draft), TITLE_LENGTH),
    bundle: content.number,
    number: content.draft.number,
    // As it is now: it may have been extended since the bundle was frozen.
    closes: formatLongDay(language, asDay(bundle.draft.closesOn)),
    hash: bundle.sha256 ?? '',
  };
  const attachments = await unlessTooMuch(() => bundleFiles(content, language, world.zone));
  // Tried again tomorrow it would be as large.
  if (!attachments) return { never: 'tooLarge' };
  return {
    subject: t('letter.mail.bundleSubject', facts),
    text: t('letter.mail.bundleBody', facts),
    attachments,
  };
};

/** The title of a draft for readers of a language. */
export function titleIn(
  language: Language,
  {
    titleSq,
    titleSr,
    titleEn,
  }: { titleSq: string; titleSr: string | null; titleEn: string | null },
): string {
  return { sq: titleSq, sr: titleSr, en: titleEn }[language] ?? titleSq;
}

/** The e-mail with a letter: its words, and the same as a page. */
const composeLetter: Composer = async ({ db }, { subject }, world) => {
  const letter = await loadLetter(db, subject);
  // An answer may have come while it waited.
  if (!letter || letter.endedAt || letter.sentOn) return null;
  return {
    subject: letter.title,
    text: letter.body,
    attachments: [await letterFile(letter, 'pdf', world)],
  };
};

/** Who writes which kind of e-mail when it leaves. */
export const composers: Readonly<Record<string, Composer>> = {
  bundle: composeBundle,
  letter: composeLetter,
};
