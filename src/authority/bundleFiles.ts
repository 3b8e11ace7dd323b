import type { BundleContent } from '../bundles/content.ts';
import { bundleDocument } from '../bundles/document.ts';
import { writeDocx, writePdf } from '../documents/write/write.ts';
import { type Language, translator } from '../i18n/index.ts';

/** The documents of a frozen bundle as they go to an institution. */
export async function bundleFiles(content: BundleContent, language: Language) {
  const document = bundleDocument(content, language);
  const [docx, pdf] = bundleFileNames(content, language);
  return [
    {
      name: docx,
      mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: await writeDocx(document),
    },
    { name: pdf, mime: 'application/pdf', bytes: await writePdf(document) },
  ];
}

/** `MPMS-2026-001-P-1-contributions.docx`, and the same as PDF. */
export function bundleFileNames(
  { number }: { number: string },
  language: Language,
): [docx: string, pdf: string] {
  const words = [number, translator(language)('letter.mail.fileName')].join('-');
  const name = words.replace(/[^\w-]+/g, '-');
  return [`${name}.docx`, `${name}.pdf`];
}
