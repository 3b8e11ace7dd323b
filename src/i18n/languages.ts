export type Language = 'sq' | 'sr' | 'en';

/** Albanian first: the order in which people are offered them. */
export const LANGUAGES: readonly Language[] = ['sq', 'sr', 'en'];

/** `sq-XK` rather than `sq`, which gives 12-hour times; Serbian in Latin script (CLDR). */
export const LOCALES: Readonly<Record<Language, string>> = {
  sq: 'sq-XK',
  sr: 'sr-Latn-XK',
  en: 'en-GB',
};

export function isLanguage(text: unknown): text is Language {
  return text === 'sq' || text === 'sr' || text === 'en';
}
