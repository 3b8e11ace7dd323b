import { describe, expect, it } from 'vitest';
import { acts } from '../../commands/index.ts';
import { INPUTS_PER_STEP } from '../../src/chat/form.ts';
import { parseTyped } from '../../src/chat/typed.ts';
import { commandBook } from '../../src/discord/commands.ts';
import { fold } from '../../src/i18n/fold.ts';
import { LANGUAGES } from '../../src/i18n/index.ts';

const twice = (names: readonly string[]) =>
  names.filter((name, index) => names.indexOf(name) !== index);

/** Discord: interactions/application-commands, "Application Command Naming". */
const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

describe('the acts', () => {
  it('have ids of their own', () => {
    expect(acts.length).toBeGreaterThan(25);
    expect(twice(acts.map(({ id }) => id))).toEqual([]);
    for (const { id } of acts) expect(id).toMatch(/^[a-z]+(\.[a-zA-Z]+)?$/);
  });

  it('either run or open a form', () => {
    for (const act of acts) {
      expect(Boolean(act.run) || Boolean(act.form), act.id).toBe(true);
      expect(act.answers === 'form', act.id).toBe(Boolean(act.form));
    }
    expect(INPUTS_PER_STEP).toBe(5);
  });

  it.each(LANGUAGES)('have verbs of their own in %s', (language) => {
    const verbs = acts.flatMap((act) => (act.names ? [fold(act.names[language])] : []));
    expect(twice(verbs)).toEqual([]);
    for (const act of acts) {
      expect(act.names?.[language].split(' ').length ?? 1, act.id).toBeLessThanOrEqual(2);
    }
  });

  it('have no verb that means another act in another language', () => {
    const meanings = new Map<string, Set<string>>();
    for (const act of acts) {
      for (const language of LANGUAGES) {
        if (!act.names) continue;
        const verb = fold(act.names[language]);
        meanings.set(verb, (meanings.get(verb) ?? new Set()).add(act.id));
      }
    }
    expect([...meanings].filter(([, ids]) => ids.size > 1)).toEqual([]);
  });

  it.each(LANGUAGES)('are commands that Discord takes, in %s', (language) => {
    expect(commandBook(acts, language).commands.length).toBeGreaterThan(5);
    for (const act of acts) {
      const names = act.options.map((option) => option.names[language]);
      expect(twice(names), act.id).toEqual([]);
      for (const name of names) {
        expect(name).toMatch(NAME);
        expect(name).toBe(name.toLowerCase());
      }
    }
  });

  it('name an option by one word in typed text, whatever the language', () => {
    for (const act of acts) {
      const names = act.options.map(
        (option) =>
          new Set(
            [option.name, ...LANGUAGES.map((language) => option.names[language])].map((name) =>
              fold(name).replaceAll(' ', ''),
            ),
          ),
      );
      const shared = names.filter((one, index) =>
        names.some((other, at) => at !== index && [...one].some((name) => other.has(name))),
      );
      expect(shared, act.id).toEqual([]);
    }
  });

  it.each(LANGUAGES)('are understood when typed in %s', (language) => {
    for (const act of acts) {
      if (!act.names) continue;
      const verb = act.names[language];
      for (const typed of [verb, verb.toUpperCase(), fold(verb)]) {
        const read = parseTyped(typed, acts);
        expect('act' in read ? read.act.id : read.unknown, typed).toBe(act.id);
      }
      const [option] = act.options;
      if (!option) continue;
      expect(parseTyped(`${verb} ${option.names[language]}:"a b"`, acts)).toEqual({
        act,
        values: { [option.name]: 'a b' },
        tooMany: false,
      });
    }
  });
});
