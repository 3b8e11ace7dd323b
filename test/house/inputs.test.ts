import { describe, expect, it } from 'vitest';
import type { Input } from '../../src/chat/form.ts';
import { checkInput, hasUnshowable, normaliseText } from '../../src/chat/inputs.ts';
import { LANGUAGES, translator } from '../../src/i18n/index.ts';

const t = translator('en');
const base = { name: 'x', label: 'X', required: true };
const short: Input = { ...base, kind: 'shortText', maxLength: 5 };
const long: Input = { ...base, kind: 'longText', maxLength: 20 };
const date: Input = { ...base, kind: 'date' };
const file: Input = { ...base, kind: 'file', extensions: ['csv'] };
const choice: Input = {
  ...base,
  kind: 'choice',
  options: [
    { value: 'yes', label: 'Yes' },
    { value: 'no', label: 'No' },
  ],
};

describe('checkInput', () => {
  it.each<[string, Input, string, string]>([
    ['text without the space around it', short, '  ab \n', 'ab'],
    ['letters composed', short, 'e\u0308', 'ë'],
    ['as many characters as may be, each counted once', short, '😀😀😀😀😀', '😀😀😀😀😀'],
    ['lines of a long text', long, 'a\r\nb\rc', 'a\nb\nc'],
    ['a choice', choice, ' yes ', 'yes'],
    ['a day as people write it', date, '14. 12. 2026.', '2026-12-14'],
    ['a day as machines write it', date, '2026-12-14', '2026-12-14'],
    ['the id of a file', file, 'file-1', 'file-1'],
    ['nothing where nothing is needed', { ...short, required: false }, ' ', ''],
    ['no day where none is needed', { ...date, required: false }, '', ''],
  ])('takes %s', (_, input, raw, value) => {
    expect(checkInput(input, raw, t)).toEqual({ value });
  });

  it.each<[string, Input, string, string]>([
    ['nothing', short, '', 'Please fill this in.'],
    ['only space', long, ' \n\t ', 'Please fill this in.'],
    ['no file', file, '', 'Please fill this in.'],
    ['too long a text', short, 'abcdef', 'This is too long: 6 characters, at most 5.'],
    ['two lines in a short text', short, 'a\nb', 'This must be one line.'],
    ['a line separator in a short text', short, 'a\u2028b', 'This must be one line.'],
    ['no choice of ours', choice, 'maybe', 'Please choose one of the options.'],
    ['the label of a choice', choice, 'Yes', 'Please choose one of the options.'],
    [
      'a day that does not exist',
      date,
      '30.02.2026',
      'That is not a date. Write it like 14.12.2026.',
    ],
    ['a year far off', date, '14.12.1926', 'That is not a date. Write it like 14.12.2026.'],
  ])('refuses %s', (_, input, raw, error) => {
    expect(checkInput(input, raw, t)).toEqual({ error });
  });

  it.each(['a\u0000b', 'a\u0007b', 'a\u001bb', 'a\u007fb', 'a\u0085b', 'a\u202eb', 'a\u2066b'])(
    'refuses characters that cannot be shown: %j',
    (raw) => {
      expect(hasUnshowable(raw)).toBe(true);
      for (const input of [short, long, choice, date]) {
        expect(checkInput(input, raw, t)).toEqual({ error: t('form.unshowable') });
      }
    },
  );

  it('leaves the joiners of emoji and scripts alone', () => {
    expect(hasUnshowable('👩\u200d👧 ë ж \t\n')).toBe(false);
  });

  it('says it in the language of the person', () => {
    const said = LANGUAGES.map((language) => checkInput(short, '', translator(language)));
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(LANGUAGES.length);
  });
});

describe('normaliseText', () => {
  it('knows one kind of line end', () => {
    expect(normaliseText('a\r\nb\rc\u000bd\u000ce\u2028f\u2029g')).toBe('a\nb\nc\nd\ne\nf\ng');
  });

  it('changes nothing the second time', () => {
    const once = normaliseText(' E\u0308\r\n x ');
    expect(normaliseText(once)).toBe(once);
  });
});
