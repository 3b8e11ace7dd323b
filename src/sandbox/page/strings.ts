import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type chat from '../../i18n/en/chat.ts';
import type sandbox from '../../i18n/en/sandbox.ts';
import type { Params } from '../../i18n/index.ts';
import { type Language, LOCALES } from '../../i18n/languages.ts';
import type { WordsView } from '../wire.ts';

type WithoutPlural<K> = K extends `${infer Base}_${'one' | 'few' | 'other'}` ? Base : K;

/** The sentences that the server ships to the page. */
export type PageKey = WithoutPlural<keyof typeof sandbox | keyof typeof chat>;
/** The page's words in one language, and how to use them. */
export interface Words extends WordsView {
  language: Language;
  t(key: PageKey, params?: Params): string;
}

/** As in src/i18n: `{{name}}` stands for a parameter, `count` picks the plural's form. */
export function words(language: Language, view: WordsView): Words {
  const { strings } = view;
  const plural = new Intl.PluralRules(LOCALES[language]);
  return {
    ...view,
    language,
    t(key, params = {}) {
      const form =
        typeof params.count === 'number' ? strings[`${key}_${plural.select(params.count)}`] : null;
      const sentence = form ?? strings[key] ?? strings[`${key}_other`] ?? key;
      return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
    },
  };
}

export const WordsContext = createContext<Words>(
  words('sq', { strings: {}, weekdays: [], months: [], monthsShort: [] }),
);

export const useWords = (): Words => useContext(WordsContext);
