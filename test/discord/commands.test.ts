import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acts } from '../../commands/index.ts';
import type { ActInfo } from '../../src/chat/act.ts';
import {
  type Command,
  commandBook,
  differenceOf,
  isEmpty,
  type Registered,
} from '../../src/discord/commands.ts';
import type { Json } from '../servers/discord/json.ts';
import { checkCommand } from '../servers/discord/validate/commands.ts';
import { Form } from '../servers/discord/validate/form.ts';
import { ACTS } from './acts.ts';

const [DRAFT_NEW, , CONTRIBUTE] = ACTS as [ActInfo, ActInfo, ActInfo];
const english = (act: ActInfo, en: string): ActInfo => ({ ...act, id: en, names: named(en) });
const named = (en: string) => ({ sq: en, sr: en, en });

describe('commandBook', () => {
  it('makes a command of every verb, required options first', () => {
    expect(commandBook(ACTS, 'en').commands).toMatchInlineSnapshot(`
      [
        {
          "description": "new, show",
          "name": "draft",
          "options": [
            {
              "description": "Not accepted yet. What you wrote is saved.",
              "name": "new",
              "options": [],
              "type": 1,
            },
            {
              "description": "Not accepted yet. What you wrote is saved.",
              "name": "show",
              "options": [
                {
                  "autocomplete": true,
                  "description": "Reading the file…",
                  "name": "draft",
                  "required": true,
                  "type": 3,
                },
                {
                  "description": "Reading the file…",
                  "name": "verbose",
                  "required": false,
                  "type": 3,
                },
              ],
              "type": 1,
            },
          ],
          "type": 1,
        },
        {
          "description": "Not accepted yet. What you wrote is saved.",
          "name": "contribute",
          "options": [],
          "type": 1,
        },
        {
          "description": "Not accepted yet. What you wrote is saved.",
          "name": "announce",
          "options": [],
          "type": 1,
        },
        {
          "description": "Not accepted yet. What you wrote is saved.",
          "name": "role",
          "options": [
            {
              "description": "Reading the file…",
              "name": "person",
              "required": true,
              "type": 6,
            },
            {
              "choices": [
                {
                  "name": "Submit",
                  "value": "staff",
                },
                {
                  "name": "Next",
                  "value": "delegate",
                },
              ],
              "description": "Reading the file…",
              "name": "role",
              "required": true,
              "type": 3,
            },
          ],
          "type": 1,
        },
      ]
    `);
  });

  it.each(['sq', 'sr', 'en'] as const)('makes what Discord takes, in %s', (language) => {
    for (const command of commandBook(ACTS, language).commands) {
      const form = new Form();
      checkCommand(form, [], command as unknown as Json);
      form.finish();
    }
  });

  it.each(['sq', 'sr', 'en'] as const)('takes all that the program can do, in %s', (language) => {
    const { commands } = commandBook(acts, language);
    const form = new Form();
    for (const command of commands) checkCommand(form, [], command as unknown as Json);
    form.finish();
    expect(commands.length).toBeGreaterThan(5);
  });

  it('finds the act and its options again', () => {
    const book = commandBook(ACTS, 'sq');
    expect(book.used('draft', 'show-sq')?.act.id).toBe('draft.show');
    expect(book.used('draft', 'show-sq')?.optionOf('draft-sq')?.name).toBe('draft');
    expect(book.used('draft', 'show-sq')?.optionOf('draft')).toBeUndefined();
    expect(book.used('contribute-sq', null)?.act.id).toBe('contribute');
    expect(book.used('draft', null)).toBeNull();
    expect(book.used('gone', 'away')).toBeNull();
  });

  it.each([
    ['Upper', /cannot take "Upper"/],
    ['with.dot', /cannot take/],
    ['x'.repeat(33), /cannot take/],
    ['one two three', /more than two words/],
    ['draft new', /Two acts/],
    ['draft', /first word of another/],
  ])('throws for the verb "%s"', (verb, message) => {
    expect(() => commandBook([DRAFT_NEW, english(CONTRIBUTE, verb)], 'en')).toThrow(message);
  });

  it('throws when a verb is followed by one that continues it', () => {
    const acts = [english(CONTRIBUTE, 'draft'), DRAFT_NEW];
    expect(() => commandBook(acts, 'en')).toThrow(/first word of another/);
  });
});

/** What Discord gives back: with ids, versions and defaults filled in. */
const asRegistered = (commands: readonly Command[]): Registered[] =>
  commands.map((command, index) => ({
    ...structuredClone(command),
    id: String(index),
    version: '1',
    default_member_permissions: null,
    nsfw: false,
    options: command.options?.map((option) => ({ required: false, ...option })) ?? [],
  }));

describe('differenceOf', () => {
  const { commands } = commandBook(ACTS, 'en');

  it('is empty when Discord has exactly these', () => {
    expect(isEmpty(differenceOf(asRegistered(commands), commands))).toBe(true);
  });

  it('names what is new, changed and gone', () => {
    const before = asRegistered(commands.filter(({ name }) => name !== 'announce'));
    const after = commands.map((command) =>
      command.name === 'contribute' ? { ...command, description: 'Other' } : command,
    );
    expect(differenceOf([...before, { name: 'old' }], after)).toEqual({
      create: ['announce'],
      update: ['contribute'],
      remove: ['old'],
    });
  });

  it('removes what is no chat command, even under a name of ours', () => {
    const before = [...asRegistered(commands), { name: 'contribute', type: 3 }];
    expect(differenceOf(before, commands)).toEqual({
      create: [],
      update: [],
      remove: ['contribute'],
    });
  });

  it('leads from any set to any other, and then finds nothing more', () => {
    const command = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      description: fc.constantFrom('one', 'two'),
    });
    const set = fc.uniqueArray(command, { selector: ({ name }) => name });
    fc.assert(
      fc.property(set, set, (before, after) => {
        const { create, update, remove } = differenceOf(before, after);
        const taken = [...create, ...update];
        const end = before
          .filter(({ name }) => !remove.includes(name) && !update.includes(name))
          .concat(after.filter(({ name }) => taken.includes(name)));
        expect(isEmpty(differenceOf(end, after))).toBe(true);
        expect(new Set([...taken, ...remove]).size).toBe(taken.length + remove.length);
      }),
    );
  });
});
