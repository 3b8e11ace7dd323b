import fc from 'fast-check';
import type { Form, Input } from '../../src/chat/form.ts';
import type { Inline, Message, Part, Text } from '../../src/chat/message.ts';

const language = fc.constantFrom('sq', 'sr', 'en');
const HOSTILE = [
  '<!channel>',
  '<@U1>',
  '*b*',
  '&amp;',
  ':eyes:',
  '\ud83d',
  '👩‍👩‍👧',
  '`',
  '@everyone',
  '\u0000',
  '\n> q',
];

const short = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  fc.constantFrom(...HOSTILE),
);
/** Words of any length: a repeated piece is cheaper to make than as many random characters. */
const words = fc.oneof(
  { weight: 4, arbitrary: short },
  fc.tuple(short, fc.integer({ min: 1, max: 400 })).map(([piece, times]) => piece.repeat(times)),
);
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://a.example/|>&',
    `https://a.example/${'x'.repeat(3_000)}`,
    '',
  ),
);
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  words.map((bold) => ({ bold })),
  words.map((code) => ({ code })),
  words.map((removed) => ({ removed })),
  words.map((added) => ({ added })),
  fc.record({ link: words, url }),
);
const text: fc.Arbitrary<Text> = fc.oneof(words, fc.array(inline, { maxLength: 6 }));

const button = fc.record(
  {
    act: fc.constantFrom('contribute', 'draft.show', 'interest.on'),
    args: fc.array(fc.stringMatching(/^[a-z0-9:]{0,10}$/), { maxLength: 3 }),
    label: words,
    style: fc.constantFrom('primary' as const, 'danger' as const),
  },
  { requiredKeys: ['act', 'args', 'label'] },
);

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: words }),
  fc.record({
    kind: fc.constantFrom('text' as const, 'warning' as const, 'context' as const),
    text,
  }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: words, value: text }), { maxLength: 15 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 15 }) }),
  fc.record({ kind: fc.constant('quote' as const), text: words }),
  fc.record({ kind: fc.constant('divider' as const) }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(button, { maxLength: 12 }),
  }),
);

/** Any message of any size, hostile texts among them. */
export const anyMessage: fc.Arbitrary<Message> = fc.record({
  language,
  summary: words,
  parts: fc.array(part, { maxLength: 70, size: 'max' }),
});

const input = (name: string): fc.Arbitrary<Input> => {
  const base = {
    name: fc.constant(name),
    label: words,
    hint: fc.option(words, { nil: undefined }),
    required: fc.boolean(),
    value: fc.option(fc.oneof(words, fc.constantFrom('2026-02-30', '2026-12-14', 'v3')), {
      nil: undefined,
    }),
  };
  return fc.oneof(
    fc.record({
      ...base,
      kind: fc.constantFrom('shortText' as const, 'longText' as const),
      maxLength: fc.integer({ min: 1, max: 4_000 }),
    }),
    fc.record({
      ...base,
      kind: fc.constant('choice' as const),
      options: fc.tuple(fc.integer({ min: 1, max: 250 }), words).map(([count, label]) =>
        Array.from({ length: count }, (_, index) => ({
          value: `v${index}`,
          label: `${label}${index}`,
        })),
      ),
    }),
    fc.record({ ...base, kind: fc.constant('date' as const) }),
    fc.record({ ...base, kind: fc.constant('file' as const), extensions: fc.constant(['csv']) }),
  );
};

/** Any form, as full as forms may be. */
export const anyForm: fc.Arbitrary<Form> = fc.record({
  language,
  act: fc.constantFrom('contribute', 'draft.new'),
  unfinished: fc.uuid(),
  title: words,
  intro: fc.option(text, { nil: undefined }),
  inputs: fc.tuple(...['a', 'b', 'c', 'd', 'e'].map(input)),
  step: fc.integer({ min: 0, max: 5 }),
  steps: fc.integer({ min: 1, max: 6 }),
  submitLabel: words,
  cancelLabel: words,
});
