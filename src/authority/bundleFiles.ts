import { bundleFile, bundleFileName } from '../bundles/bundleFile.ts';
import type { BundleContent } from '../bundles/content.ts';
import type { Language } from '../i18n/languages.ts';

/** What an institution gets of a bundle: to work with, and to read anywhere. */
const FORMATS = [
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['pdf', 'application/pdf'],
] as const;

/** The documents of a frozen bundle as they go to an institution. */
export async function bundleFiles(content: BundleContent, language: Language, zone: string) {
  const files: { name: string; mime: string; bytes: Uint8Array }[] = [];
  for (const [format, mime] of FORMATS) {
    files.push({ mime, ...(await bundleFile(content, format, language, { zone })) });
  }
  return files;
}

/** Their names. */
export function bundleFileNames({ number }: { number: string }, language: Language): string[] {
  return FORMATS.map(([format]) => bundleFileName(number, format, language, false));
}
