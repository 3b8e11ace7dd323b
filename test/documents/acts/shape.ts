import type { ActLanguage } from '../../../src/documents/act/lines.ts';

/** A stretch of an act, as whoever wrote it sees it. */
export type ActBlock =
  | string
  | { centred: string; note?: string }
  | { text: string; note: string }
  | { rows: string[][] };

/** `wrapped` is plain text with line ends where a screen has them. */
export type ActForm = 'docx' | 'pdf' | 'txt' | 'wrapped';

/** An article as it should come out; white space does not count. */
export interface Expected {
  label: string;
  heading: string | null;
  chapter: string | null;
  /** The first and the last words behind label and heading. */
  begins: string;
  ends: string;
}

/**
 * A demonstration act: the structure is that of acts of Kosovo, the wording is made up. `blocks` is
 * the act, or its columns side by side.
 */
export interface ActSample {
  name: string;
  forms: readonly ActForm[];
  blocks: readonly ActBlock[] | { columns: readonly (readonly ActBlock[])[] };
  /** How its pages look; only a PDF has any. */
  pages?: { head?: string; foot?: (page: number) => string; columns?: 2; parted?: true };
  /** By the language that is asked for; null where no article is to be found. */
  expected: Partial<Record<ActLanguage, readonly Expected[] | null>>;
  /** Words of what stands before the first article and behind the last one. */
  front?: string;
  back?: string;
}

export const all: readonly ActForm[] = ['docx', 'pdf', 'txt', 'wrapped'];

/** Lines in the middle, as titles are. */
export const centred = (...lines: string[]): ActBlock[] => lines.map((line) => ({ centred: line }));

/** An article: its label and heading in the middle, its paragraphs below. */
export const article = (label: string, heading: string | null, ...paragraphs: ActBlock[]) => [
  ...centred(label, ...(heading === null ? [] : [heading])),
  ...paragraphs,
];

export const expected = (
  label: string,
  heading: string | null,
  begins: string,
  ends: string,
  chapter: string | null = null,
): Expected => ({ label, heading, chapter, begins, ends });
