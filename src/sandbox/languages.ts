import type { Language } from '../i18n/languages.ts';

/** How `lang` names the languages; Serbian is in Latin script. */
export const HTML_LANGUAGE: Readonly<Record<Language, string>> = {
  sq: 'sq',
  sr: 'sr-Latn',
  en: 'en',
};

/** Languages are named in themselves. */
export const OWN_NAMES: Readonly<Record<Language, string>> = {
  sq: 'Shqip',
  sr: 'Srpski',
  en: 'English',
};
