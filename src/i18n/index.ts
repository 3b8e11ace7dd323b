import i18next, { type i18n } from 'i18next';
import { en } from './en/index.ts';
import type { Language } from './languages.ts';
import { sq } from './sq/index.ts';
import { sr } from './sr/index.ts';

export { isLanguage, LANGUAGES, type Language, LOCALES } from './languages.ts';

type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'few' | 'other'}`
  ? Base
  : K;

/** The name of a sentence. A plural has one name; `count` in the parameters picks its form. */
export type Key = WithoutPlural<keyof typeof en & string>;
export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: Key, params?: Params) => string;

const instance: i18n = i18next.createInstance();
await instance.init({
  lng: 'sq',
  // `sr` in Latin and `sq` take their plural rules from their base languages (CLDR).
  fallbackLng: false,
  // Keys hold dots; they are one flat list, not a tree.
  keySeparator: false,
  nsSeparator: false,
  returnNull: false,
  resources: { sq: { translation: sq }, sr: { translation: sr }, en: { translation: en } },
  // Escaping belongs to the renderers, each for its own markup.
  interpolation: { escapeValue: false, skipOnVariables: true },
});

/** The sentence in a language. Parameters are inserted literally and never expanded again. */
export function translate(language: Language, key: Key, params?: Params): string {
  return instance.t(key, { lng: language, ...params });
}

/** {@link translate} with the language fixed. */
export function translator(language: Language): Translate {
  return (key, params) => translate(language, key, params);
}
