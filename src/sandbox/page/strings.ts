import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Key, Params } from '../../i18n/index.ts';
import { type Language, LOCALES } from '../../i18n/languages.ts';

export type PageKey = Extract<Key, `sandbox.${string}` | `chat.${string}`>;
export type PageStrings = Readonly<Record<string, string>>;

/** The page's words and formats in one language. */
export interface Words {
  language: Language;
  /** BCP 47, for Intl. */
  locale: string;
  t(key: PageKey, params?: Params): string;
}

/** As in src/i18n: `{{name}}` stands for a parameter, `count` picks the plural's form. */
export function words(language: Language, strings: PageStrings): Words {
  const locale = LOCALES[language];
  const plural = new Intl.PluralRules(locale);
  return {
    language,
    locale,
    t(key, params = {}) {
      const form =
        typeof params.count === 'number' ? strings[`${key}_${plural.select(params.count)}`] : null;
      const sentence = form ?? strings[key] ?? strings[`${key}_other`] ?? key;
      return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
    },
  };
}

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

export const WordsContext = createContext<Words>(words('sq', {}));

export const useWords = (): Words => useContext(WordsContext);
