import { type Language, translator } from '../../i18n/index.ts';

/** A4 in points, and what stays free at each side. */
export const PAGE = { short: 595.28, long: 841.89, margin: 51 } as const;

/** The width of the text on a page, in points. */
export function textWidth(orientation: 'portrait' | 'landscape'): number {
  return (orientation === 'landscape' ? PAGE.long : PAGE.short) - 2 * PAGE.margin;
}

/** Sizes of letters, in points. */
export const SIZE = { text: 10, table: 9, small: 8, heading: { 1: 16, 2: 12 } } as const;

/** Told apart by line and weight; the colours only help who has them. */
export const COLOUR = {
  removed: 'A1121F',
  added: '17653A',
  link: '1F4FA3',
  head: 'E8EBF1',
  line: '8A8F9B',
  soft: '5A5F6B',
} as const;

/** Where programs that write look up words: the nearest that they know. */
export const SPELLING: Readonly<Record<Language, string>> = {
  sq: 'sq-AL',
  sr: 'sr-Latn-RS',
  en: 'en-GB',
};

const NUMBERS = ['\u0001', '\u0002'] as const;

/** "Page x of y" as its words and, in their places, the numbers that the program fills in. */
export function pageWords<T>(language: Language, page: T, pages: T): (string | T)[] {
  const text = translator(language)('document.page', { page: NUMBERS[0], pages: NUMBERS[1] });
  return text
    .split(new RegExp(`(${NUMBERS.join('|')})`))
    .filter((part) => part !== '')
    .map((part) => (part === NUMBERS[0] ? page : part === NUMBERS[1] ? pages : part));
}
