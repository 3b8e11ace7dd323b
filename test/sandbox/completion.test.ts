import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTyped } from '../../src/chat/typed.ts';
import { neutralEmoji, showEmoji } from '../../src/sandbox/emoji.ts';
import { readWords, writeNamed, writeValue } from '../../src/sandbox/line.ts';
import { momentIn } from '../../src/sandbox/moment.ts';
import { readLine, valueSuggestions } from '../../src/sandbox/page/completion.ts';
import type { ActView } from '../../src/sandbox/wire.ts';
import { ACTS } from './stub.ts';

const acts: ActView[] = [
  ...ACTS,
  { ...ACTS[0], id: 'plan', names: { sq: 'plani', sr: 'plan', en: 'plan' } } as (typeof ACTS)[0],
  {
    ...ACTS[0],
    id: 'plan.due',
    names: { sq: 'plani afatet', sr: 'plan rokovi', en: 'plan due' },
  } as (typeof ACTS)[0],
].flatMap((act) =>
  act?.names
    ? [
        {
          id: act.id,
          names: act.names,
          description: act.id,
          staffOnly: false,
          options: act.options.map((option) => ({
            name: option.name,
            names: option.names,
            description: option.name,
            required: option.required,
            choices: (option.choices ?? []).map(({ value }) => ({ value, label: value })),
            completes: option.completes === true,
            user: false,
          })),
        },
      ]
    : [],
);

function offered(line: string): string[] {
  const reading = readLine(line, acts, 'sq');
  return reading.kind === 'verb' ? reading.suggestions.map((one) => one.line) : [reading.kind];
}

describe('completion of a typed command', () => {
  it('offers every verb after the slash, and none without it', () => {
    expect(offered('/')).toHaveLength(acts.length);
    expect(offered('Mirëdita /')).toEqual(['none']);
  });

  it('finds verbs by their beginning, without diacritics, and by a later word', () => {
    expect(offered('/ndihme')).toEqual(['/ndihmë']);
    expect(offered('/civikos ndi')).toEqual(['/ndihmë']);
    expect(offered('/shfaq')).toEqual(['/projektakt shfaq ']);
    expect(offered('/PROJ')).toHaveLength(3);
    expect(offered('/zzz')).toEqual([]);
  });

  it('understands the other languages and offers its own', () => {
    expect(offered('/draft n')).toEqual(['/projektakt i-ri']);
    expect(offered('/pom')).toEqual(['/ndihmë']);
  });

  it('waits while a longer verb may still come', () => {
    expect(readLine('/plani', acts, 'sq')).toMatchObject({ kind: 'verb', exact: true });
    expect(offered('/plani ')).toEqual(['/plani', '/plani afatet']);
    expect(offered('/plani afa')).toEqual(['/plani afatet']);
    expect(readLine('/plani afatet ', acts, 'sq')).toMatchObject({
      kind: 'options',
      act: { id: 'plan.due' },
      current: null,
    });
  });

  it('knows which option is being typed', () => {
    const at = (line: string) => readLine(line, acts, 'sq');
    expect(at('/draft show ')).toMatchObject({
      current: { name: 'draft' },
      typed: '',
      before: '/draft show ',
    });
    expect(at('/draft show MA')).toMatchObject({ current: { name: 'draft' }, typed: 'MA' });
    expect(at('/draft show MAPL-2026-003 s')).toMatchObject({
      current: { name: 'language' },
      typed: 's',
      given: { draft: 'MAPL-2026-003' },
    });
    expect(at('/draft show gjuha:e')).toMatchObject({
      current: { name: 'language' },
      typed: 'e',
      before: '/draft show gjuha:',
    });
    expect(at('/draft show gjuha:en ')).toMatchObject({
      current: { name: 'draft' },
      given: { language: 'en' },
    });
    expect(at('/draft show "MAPL 2')).toMatchObject({ typed: 'MAPL 2', before: '/draft show ' });
    expect(at('/draft show a b ')).toMatchObject({
      current: null,
      given: { draft: 'a', language: 'b' },
    });
  });

  it('puts a value into the line, in quotes where it needs them', () => {
    const reading = readLine('/draft show 20', acts, 'sq');
    if (reading.kind !== 'options') throw new Error(reading.kind);
    const choices = [
      { value: 'MAPL-2026-003', label: 'Projektligji' },
      { value: 'një dy', label: '2026 tjetër' },
      { value: 'x', label: 'y' },
    ];
    expect(valueSuggestions(reading, choices).map((one) => one.line)).toEqual([
      '/draft show MAPL-2026-003 ',
      '/draft show "një dy" ',
    ]);
  });

  it('writes what the bot reads', () => {
    const act = ACTS.find((one) => one.id === 'draft.show');
    if (!act) throw new Error('no such act');
    const value = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter(
        (text) => !/["„“”\p{C}\u2028\u2029]/u.test(text) && text.trim() === text && text !== '',
      );
    fc.assert(
      fc.property(value, value, (draft, language) => {
        const line = `draft show ${writeValue(draft)} ${writeNamed('language', language)}`;
        expect(parseTyped(line, [act])).toMatchObject({ act, values: { draft, language } });
      }),
    );
  });

  it('loses no quotation mark that can be kept', () => {
    expect(writeValue('a "b" c')).toBe('„a "b" c“');
    expect(readWords(writeValue('a "b" c'))).toMatchObject([{ value: 'a "b" c', name: null }]);
    expect(writeValue('a "b” c')).toBe(`"a 'b” c"`);
  });
});

describe('small things', () => {
  it('knows emoji from text', () => {
    expect(neutralEmoji('✍🏽')).toBe('✍');
    expect(neutralEmoji('❤️')).toBe('❤');
    expect(neutralEmoji('👩‍👩‍👧')).toBe('👩‍👩‍👧');
    for (const text of ['', 'a', '<b>', ':tada:', '👀'.repeat(20)]) {
      expect(neutralEmoji(text)).toBeNull();
    }
    expect(showEmoji('✍')).toBe('✍\uFE0F');
    expect(showEmoji('👀')).toBe('👀');
  });

  it('reads a moment in the zone, also when clocks change', () => {
    const at = (day: string, time: string) => momentIn('Europe/Belgrade', day, time).toISOString();
    expect(at('2026-06-11', '12:00')).toBe('2026-06-11T10:00:00.000Z');
    expect(at('2026-12-14', '09:00')).toBe('2026-12-14T08:00:00.000Z');
    expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(() => momentIn('Europe/Belgrade', 'x', '09:00')).toThrow(RangeError);
  });
});
