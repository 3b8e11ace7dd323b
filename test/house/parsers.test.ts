import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/index.ts';
import { parseTime } from '../../src/calendar/zone.ts';
import type { Input } from '../../src/chat/form.ts';
import { readInput } from '../../src/chat/inputs.ts';
import { parseChannelKey } from '../../src/chat/references.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { matching } from '../../src/contributions/articles.ts';
import { parseReference } from '../../src/contributions/rules.ts';
import {
  isHeading,
  isSignature,
  readAnnex,
  readChapter,
  readLabel,
  unmarked,
} from '../../src/documents/act/lines.ts';
import { articleKey } from '../../src/documents/act/split.ts';
import { parseDue } from '../../src/drafts/rules.ts';
import { findFeasts } from '../../src/holidays/describe.ts';
import { parsePeriod, readDeadline } from '../../src/i18n/deadline.ts';
import { fold, foldedMatch } from '../../src/i18n/fold.ts';
import { readStatus } from '../../src/plan/planRow.ts';
import { readWords } from '../../src/sandbox/line.ts';
import { parseButtonId, parseFormId } from '../../src/slack/ids.ts';
import { DEFAULT_SETTINGS, readSettingValue, SETTING_NAMES } from '../../src/storage/settings.ts';

/** What parsers look for, and what goes on without an end. */
const piece = fc.oneof(
  fc.constantFrom(
    ...['Neni 5', 'neni 5 paragrafi 2', 'Član 5.', 'Article 5A', 'KAPITULLI I', 'SHTOJCA 1'],
    ...['MAPL-2026-003', '/K-007', '14.12.2026', '2026-12-14', 'ora 12:00', '25:99', '007'],
    ...['Q1 2026', 'T4', '31.02.', 'vazhdimisht', '[1]', 'Kryetari i Kuvendit', 'e ', 'X-y '],
    ...[' ', ',', '.', ':', '/', '"', '„', '-', '(', '{a: 007}', '1', '\t', '\n', 'ë', '\ud83d'],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
/** Up to 20,000 characters: a parser whose work grows with the square of them takes too long. */
const anyText = fc
  .tuple(fc.array(piece, { maxLength: 6 }), piece, fc.nat(4_000), piece)
  .map(([begin, many, times, end]) => `${begin.join('')}${many.repeat(times)}${end}`)
  .map((text) => text.slice(0, 20_000));
/** Short enough to be what a parser looks for. */
const likelyText = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));

const inputs: readonly Input[] = [
  { kind: 'shortText', name: 'a', label: 'A', required: true, maxLength: 60 },
  { kind: 'longText', name: 'a', label: 'A', required: false, maxLength: 3_000 },
  { kind: 'date', name: 'a', label: 'A', required: true },
  { kind: 'choice', name: 'a', label: 'A', required: true, options: [{ value: 'v', label: 'V' }] },
];

const articles = ['Neni 5', 'Neni 5A', 'Neni 12'].map((label) => {
  const heading = 'Qëllimi i ligjit';
  return { kind: 'article' as const, label, key: articleKey(label, heading), text: 'Teksti.' };
});

/** Each gives a value, or says in its own way that there is none; none of them throws. */
const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  day: parseDay,
  time: parseTime,
  due: (text) => parseDue(text, DEFAULT_SETTINGS),
  period: parsePeriod,
  deadline: readDeadline,
  status: readStatus,
  contribution: parseReference,
  channel: parseChannelKey,
  button: parseButtonId,
  form: parseFormId,
  label: (text) => readLabel(text, 0),
  chapter: readChapter,
  annex: readAnnex,
  heading: isHeading,
  signature: isSignature,
  unmarked,
  article: (text) => matching(articles, text),
  feast: findFeasts,
  folded: (text) => foldedMatch(fold(text), fold(text)),
  words: readWords,
};

describe.each(Object.entries(PARSERS))('the parser of: %s', (_name, parse) => {
  it('takes any text, and takes it in time', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, likelyText), (text) => {
        expect(parse(text)).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is typed into a form and a setting', () => {
  it.each(inputs)('is a value or a refusal: $kind', (input) => {
    fc.assert(
      fc.property(fc.oneof(anyText, likelyText), (text) => {
        const read = readInput(input, text);
        if (isRefusal(read)) expect(read.refused).toMatch(/^form\./);
        else expect(typeof read.value).toBe('string');
      }),
      { numRuns: 100 },
    );
  });

  it('is a setting or none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTING_NAMES), likelyText, (name, text) => {
        expect(() => readSettingValue(name, text)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe('what was read', () => {
  it('is the article that was meant', () => {
    for (const typed of ['5', 'neni 5', 'NENI 5', 'Neni 5 ']) {
      expect(matching(articles, typed).map(({ label }) => label)[0]).toBe('Neni 5');
    }
    expect(matching(articles, '5a').map(({ label }) => label)).toEqual(['Neni 5A']);
    expect(matching(articles, '77')).toEqual([]);
  });

  it('is written as it was read: days, times, references', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 999_999 }),
        (date, month, ordinal) => {
          const two = (number: number) => String(number).padStart(2, '0');
          const day = `2026-${two(month)}-${two(date)}`;
          expect(parseDay(`${date}.${month}.2026`)).toBe(day);
          expect(parseDue(`${date}.${month}.2026 ora 9:05`, DEFAULT_SETTINGS)).toEqual({
            dueOn: day,
            dueTime: '09:05',
          });
          expect(parseReference(`MAPL-2026-003/k-${ordinal}`)).toEqual({
            number: 'MAPL-2026-003',
            ordinal,
          });
        },
      ),
    );
  });
});
