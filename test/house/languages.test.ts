import { describe, expect, it } from 'vitest';
import { acts } from '../../commands/index.ts';
import { en } from '../../src/i18n/en/index.ts';
import { type Key, LANGUAGES, type Language, LOCALES, translate } from '../../src/i18n/index.ts';
import { sq } from '../../src/i18n/sq/index.ts';
import { sr } from '../../src/i18n/sr/index.ts';

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { sq, sr, en };
const PLURAL = /_(one|few|other)$/;
const base = (key: string) => key.replace(PLURAL, '');
const keys = [...new Set(Object.keys(en).map(base))];

const parameters = (text: string) =>
  [...text.matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)].map((match) => match[1]);

/** Every text of a language whose key the pattern matches. */
function texts(language: Language, pattern: RegExp): [key: string, text: string][] {
  return Object.entries(TEXTS[language]).filter(([key]) => pattern.test(base(key)));
}

const tooLong = (found: readonly (readonly [string, string])[], most: number) =>
  found.filter(([, text]) => [...text].length > most);

describe.each(LANGUAGES)('the texts in %s', (language) => {
  const own = TEXTS[language];

  it('are as many as in every language', () => {
    expect([...new Set(Object.keys(own).map(base))].toSorted()).toEqual(keys.toSorted());
  });

  it('have each plural form of the language and no other', () => {
    const forms = new Intl.PluralRules(LOCALES[language]).resolvedOptions().pluralCategories;
    const expected = language === 'sr' ? ['few', 'one', 'other'] : ['one', 'other'];
    expect(forms.toSorted()).toEqual(expected);
    const plurals = [
      ...new Set(
        Object.keys(en)
          .filter((key) => PLURAL.test(key))
          .map(base),
      ),
    ];
    for (const key of plurals) {
      const present = Object.keys(own).filter((one) => base(one) === key);
      expect(present.toSorted(), key).toEqual(expected.map((form) => `${key}_${form}`));
    }
    const single = keys.filter((key) => !plurals.includes(key));
    expect(single.filter((key) => !(key in own))).toEqual([]);
  });

  it('take the same parameters everywhere', () => {
    const wanted = new Map<string, Set<string | undefined>>();
    for (const [key, text] of Object.entries(en)) {
      const known = wanted.get(base(key)) ?? new Set();
      for (const name of parameters(text)) known.add(name);
      wanted.set(base(key), known);
    }
    for (const [key, text] of Object.entries(own)) {
      // A form for one may leave the number out.
      const found = new Set(parameters(text));
      const missing = [...(wanted.get(base(key)) ?? [])].filter((name) => !found.has(name));
      const unknown = [...found].filter((name) => !wanted.get(base(key))?.has(name));
      const mayMiss = PLURAL.test(key) ? ['count'] : [];
      expect({ key, missing: missing.filter((name) => !mayMiss.includes(name ?? '')) }).toEqual({
        key,
        missing: [],
      });
      expect({ key, unknown }).toEqual({ key, unknown: [] });
    }
  });

  it('are never empty, and have no space around them', () => {
    const bad = Object.entries(own).filter(([, text]) => text.trim() === '');
    expect(bad).toEqual([]);
    // Pieces of a sentence may begin with one.
    expect(Object.entries(own).filter(([, text]) => /\s$|^\s{2}/.test(text))).toEqual([]);
  });

  it('end with a day as the language writes it, and not with a second full stop', () => {
    // A Serbian day ends with one: `14.12.2026.`
    const day = /\{\{(day|closes|opens|today|deadline|seen|received)\}\}\./;
    const bad = Object.entries(own).filter(([, text]) => language === 'sr' && day.test(text));
    expect(bad).toEqual([]);
  });

  it('fit where forms show them', () => {
    const forms = acts.flatMap((act) =>
      act.form ? [act.form.title as Key, act.form.submitLabel as Key] : [],
    );
    expect(forms.length).toBeGreaterThan(10);
    // Slack, "Modal view": title and submit at most 24 characters.
    const heads = [...new Set([...forms, 'chat.cancel', 'chat.next', 'chat.submit'] as Key[])];
    expect(
      tooLong(
        heads.map((key) => [key, translate(language, key)]),
        24,
      ),
    ).toEqual([]);
    // Discord, "Label": the label at most 45 characters, its description 100.
    const hint = /(\.hint\.|\.form\.\w*Hint$)/;
    const labels = texts(language, /^(?!imports\.field\.).*(\.field\.|\.form\.)/).filter(
      ([key]) => !hint.test(base(key)) && !/Intro$|\.intro$/.test(base(key)),
    );
    const inputs = labels.filter(([key]) =>
      /^(draft|contribution|plan|imports|membership|bundle|merge|entered)\./.test(key),
    );
    expect(inputs.length).toBeGreaterThan(15);
    expect(tooLong(inputs, 45)).toEqual([]);
    expect(tooLong(texts(language, hint), 100)).toEqual([]);
  });

  it('fit on buttons and in lists of commands', () => {
    // Slack, "Button element": 75 characters, Discord allows 80.
    const buttons = texts(language, /\.button\./);
    expect(buttons.length).toBeGreaterThan(10);
    expect(tooLong(buttons, 75)).toEqual([]);
    // Discord, "Application Command Object": a description of at most 100.
    const described = acts
      .filter((act) => act.names)
      .flatMap((act) => [act.describe, ...act.options.map((option) => option.describe)]);
    expect(
      tooLong(
        described.map((key) => [key, translate(language, key)]),
        100,
      ),
    ).toEqual([]);
  });
});
