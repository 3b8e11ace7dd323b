import { sentence } from '../chat/answers.ts';
import { type Receiver, tellNote } from '../delivery/queue.ts';
import type { Renderer, RenderTarget } from '../delivery/render.ts';
import { writeCsv } from '../documents/write/csv.ts';
import { WritingExceeded, writeDocx, writePdf, writeXlsx } from '../documents/write/write.ts';
import { isLanguage, type Language, translator } from '../i18n/index.ts';
import type { Database } from '../storage/database.ts';
import type { Work, World } from '../storage/work.ts';
import { type BundleContent, contentText, readContent } from './content.ts';
import { bundleDocument, type DocumentOptions } from './document.ts';
import { type BundleRecord, loadBundle } from './find.ts';
import { contentOf } from './freezeBundle.ts';
import { bundleSheet } from './sheet.ts';

/** The kind of the note that brings a bundle as a file; it is an upload. */
export const BUNDLE_DOCUMENT = 'bundle.document';

/** The first two are what an institution gets; the others are for whoever counts. */
export const BUNDLE_FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'json'] as const;
export type BundleFormat = (typeof BUNDLE_FORMATS)[number];

export function isBundleFormat(text: string): text is BundleFormat {
  return BUNDLE_FORMATS.some((format) => format === text);
}

/** `MAPL-2026-003_P-1_sq.docx`; the JSON is of no language. */
export function bundleFileName(
  number: string,
  format: BundleFormat,
  language: Language,
  preview: boolean,
): string {
  const parts = [
    number.replace(/[^\p{L}\p{N}.-]+/gu, '_'),
    ...(format === 'json' ? [] : [language]),
    ...(preview ? ['preview'] : []),
  ];
  return `${parts.join('_')}.${format}`;
}

/** A content as a file. */
export async function bundleFile(
  content: BundleContent,
  format: BundleFormat,
  language: Language,
  options: DocumentOptions,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { preview = false } = options;
  const name = bundleFileName(content.number, format, language, preview);
  return { name, bytes: await bytesOf(content, format, language, options) };
}

async function bytesOf(
  content: BundleContent,
  format: BundleFormat,
  language: Language,
  options: DocumentOptions,
): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return writeDocx(bundleDocument(content, language, options));
    case 'pdf':
      return writePdf(bundleDocument(content, language, options));
    case 'xlsx': {
      const { sender, at } = bundleOrigin(content, language);
      const sheets = [bundleSheet(content, language, options)];
      return writeXlsx({ at, author: sender, sheets });
    }
    case 'csv':
      return writeCsv(bundleSheet(content, language, options));
    case 'json':
      // Byte by byte what the hash is of, so that anybody can check it.
      return new TextEncoder().encode(contentText(content));
  }
}

function bundleOrigin(content: BundleContent, language: Language) {
  return {
    sender: translator(language)('bundle.doc.sender'),
    at: new Date(content.frozenAt),
  };
}

/** Wants a bundle sent as a file; asked for again, it comes again. */
export async function wantBundleFile(
  work: Work,
  bundleId: string,
  receiver: Receiver,
  params: { format: BundleFormat; language: Language },
): Promise<void> {
  const moment = `${work.machineNow.toISOString()}:${work.personId}`;
  await tellNote(work, {
    ...receiver,
    kind: BUNDLE_DOCUMENT,
    subject: bundleId,
    params,
    key: `${BUNDLE_DOCUMENT}:${bundleId}:${params.format}:${params.language}:${moment}`,
  });
}

/** What is frozen of a bundle, or else what would be now. */
export async function contentNow(
  db: Database,
  world: World,
  bundle: BundleRecord,
): Promise<{ content: BundleContent; preview: boolean }> {
  return bundle.content === null
    ? { content: await contentOf({ ...world, tx: db }, bundle), preview: true }
    : { content: readContent(bundle.content), preview: false };
}

/** Not a channel that was the secretariat's when the file was asked for, and is no more. */
const isForStaff = ({ purpose }: RenderTarget) => purpose === 'secretariat' || purpose === 'person';

/** Renders a note of kind `bundle.document`: the file, under a line that says what it is. */
export const renderBundleFile: Renderer = async ({ subject, params, target, db, world }) => {
  const bundle = await loadBundle(db, subject);
  const format = String(params.format);
  if (!bundle || !isBundleFormat(format) || !isForStaff(target)) return null;
  const wanted = String(params.language);
  const language = isLanguage(wanted) ? wanted : target.language;
  const { content, preview } = await contentNow(db, world, bundle);
  const t = translator(target.language);
  const words = {
    number: bundle.number,
    format: t(`bundle.format.${format}`),
    language: t(`language.inText.${language}`),
  };
  const options = { zone: world.zone, preview };
  const file = await unlessTooMuch(() => bundleFile(content, format, language, options));
  if (!file) return sentence(target.language, t('bundle.documents.tooMuch', words));
  const line = preview
    ? t('bundle.documents.filePreview', words)
    : t('bundle.documents.fileHash', { ...words, hash: bundle.sha256 ?? '' });
  return { upload: file, comment: sentence(target.language, line) };
};

/** What was written; null where it is too much for a document of that kind, however often one tries. */
export async function unlessTooMuch<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof WritingExceeded) return null;
    throw error;
  }
}
