import { asDay } from '../calendar/index.ts';
import type { Paragraph, Run } from '../documents/write/model.ts';
import { formatShortDay } from '../i18n/dates.ts';
import { type Language, type Translate, translator } from '../i18n/index.ts';
import type { BundleRow, Said } from './content.ts';

export type BundleAuthor = BundleRow['authors'][number];

/** `K-007` of `MAPL-2026-003/K-007`: within a bundle all are of one draft. */
export function shortReference(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** Whose text it is, who supports it and who objects, by organisation. */
export function voicesOf(row: BundleRow, language: Language): Paragraph[] {
  const t = translator(language);
  const joint: Paragraph[] = row.joint
    ? [[{ bold: t('bundle.doc.joint', { reference: shortReference(row.joint) }) }]]
    : [];
  return [
    ...joint,
    ...row.authors.map((author) => authorRuns(author, language)),
    ...saidParagraph('support', row, t),
    ...saidParagraph('objections', row, t),
  ];
}

function authorRuns(author: BundleAuthor, language: Language): Run[] {
  const { organisation, fullName, reference } = author;
  const full = fullName && fullName !== organisation ? `, ${fullName}` : '';
  const marks = marksOf(author, language);
  return [
    { bold: organisation },
    `${full}, ${shortReference(reference)}`,
    ...(marks.length > 0 ? [` (${marks.join('; ')})`] : []),
  ];
}

/** What one has to know of how a contribution came. */
export function marksOf(author: BundleAuthor, language: Language): string[] {
  const t = translator(language);
  const marks: string[] = [];
  if (!author.member) marks.push(t('bundle.doc.notMember'));
  if (author.late) marks.push(t('bundle.doc.late'));
  if (author.source !== 'chat') {
    const day = author.heardOn && formatShortDay(language, asDay(author.heardOn));
    const details = [author.sourceNote, day].filter(Boolean).join(', ');
    const how = t(`bundle.doc.source.${author.source}`);
    marks.push(details ? `${how}: ${details}` : how);
  }
  if (!author.confirmed) marks.push(t('bundle.doc.unconfirmed'));
  return marks;
}

function saidParagraph(kind: 'support' | 'objections', row: BundleRow, t: Translate): Paragraph[] {
  if (row[kind].length === 0) return [];
  return [[{ bold: t(`bundle.doc.${kind}`) }, ` ${saidNames(row[kind], row, t).join(', ')}`]];
}

/**
 * Each organisation once: with the version where it spoke of an earlier one, and in a joint text
 * with what it spoke of, for what was said of a part stays said of that part.
 */
export function saidNames(said: readonly Said[], row: BundleRow, t: Translate): string[] {
  const names = new Map<string, string[]>();
  for (const { organisation, of, version } of said) {
    const known = names.get(organisation) ?? [];
    names.set(organisation, known);
    const author = row.authors.find(({ reference }) => reference === of);
    const details = [
      ...(row.joint ? [shortReference(of)] : []),
      ...(author && author.version !== version ? [t('bundle.doc.ofVersion', { version })] : []),
    ];
    if (details.length > 0) known.push(details.join(' '));
  }
  return [...names].map(([name, details]) =>
    details.length > 0 ? `${name} (${details.join(', ')})` : name,
  );
}
