import { type ActLanguage, readLabel } from '../act/lines.ts';

/** An article alone may be quoted. */
const FEWEST = 2;

/** Whether columns are one act in several languages, side by side: the articles tell it. */
export function areLanguages(columns: readonly (readonly string[])[]): boolean {
  const languages = columns.map(languageOf).filter((language) => language !== null);
  return languages.length > 1 && new Set(languages).size === languages.length;
}

/** How many languages have articles in these lines. */
export function countLanguages(lines: readonly string[]): number {
  return [...articlesIn(lines).values()].filter((count) => count >= FEWEST).length;
}

/** The language of the articles in these lines; null where there are too few, or of several. */
function languageOf(lines: readonly string[]): ActLanguage | null {
  const counts = articlesIn(lines);
  const [language, ...others] = counts.keys();
  if (!language || others.length > 0) return null;
  return (counts.get(language) ?? 0) >= FEWEST ? language : null;
}

function articlesIn(lines: readonly string[]): Map<ActLanguage, number> {
  const counts = new Map<ActLanguage, number>();
  for (const line of lines) {
    const language = readLabel(line, 0)?.language;
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return counts;
}
