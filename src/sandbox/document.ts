import { en } from '../i18n/en/index.ts';
import { type Language, LOCALES, translate } from '../i18n/index.ts';
import { sq } from '../i18n/sq/index.ts';
import { sr } from '../i18n/sr/index.ts';
import type { PageAssets } from './assets.ts';
import { HTML_LANGUAGE } from './languages.ts';
import type { WordsView } from './wire.ts';

const TABLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { sq, sr, en };

/** The page's own sentences in a language, plural forms by their suffixes. */
function pageStrings(language: Language): Record<string, string> {
  return Object.fromEntries(
    Object.entries(TABLES[language]).filter(([key]) => /^(?:sandbox|chat)\./.test(key)),
  );
}

/** Chromium has no Albanian names of days and months (its ICU is cut down); Node has all. */
export function pageWords(language: Language): WordsView {
  const locale = LOCALES[language];
  const part = (type: 'weekday' | 'month', month: 'long' | 'short', at: number) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      ...(type === 'weekday' ? { weekday: 'long' } : {}),
      day: 'numeric',
      month,
    })
      .formatToParts(at)
      .find((one) => one.type === type)?.value ?? '';
  // 1 February 1970 was a Sunday.
  const days = Array.from({ length: 7 }, (_, index) => Date.UTC(1970, 1, 1 + index));
  const months = Array.from({ length: 12 }, (_, index) => Date.UTC(1970, index, 1));
  return {
    strings: pageStrings(language),
    weekdays: days.map((at) => part('weekday', 'long', at)),
    months: months.map((at) => part('month', 'long', at)),
    monthsShort: months.map((at) => part('month', 'short', at)),
  };
}

export type Theme = 'light' | 'dark';

/** The page before its program runs: its language, colours and sentences are there from the start. */
export function pageDocument(parts: {
  language: Language;
  /** What the visitor chose; null follows the device. */
  theme: Theme | null;
  /** Whom one can be, first the one who opens the page for the first time. */
  users: readonly string[];
  assets: PageAssets;
}): string {
  const { language, theme, users, assets } = parts;
  const boot = JSON.stringify({ language, theme, users, words: pageWords(language) });
  return `<!doctype html>
<html lang="${HTML_LANGUAGE[language]}"${theme ? ` data-theme="${theme}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${escaped(translate(language, 'sandbox.title'))}</title>
<link rel="icon" href="/sandbox/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style.path}">
<script type="application/json" id="boot">${boot.replaceAll('<', '\\u003c')}</script>
<script type="module" src="${assets.script.path}"></script>
</head>
<body>
<div id="app"></div>
<noscript><p class="no-script">${escaped(translate(language, 'sandbox.noScript'))}</p></noscript>
</body>
</html>
`;
}

/** A ballot slip in a speech bubble, in the page's colours. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#2f4bc7"/><path d="M9 8h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-7l-5 4v-4H9a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Z" fill="#fff"/><path d="m11.5 15 3 3 6-6" fill="none" stroke="#2f4bc7" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
