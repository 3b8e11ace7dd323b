import fc from 'fast-check';
import type { Button, Inline, Message, Part, Text } from '../../src/chat/message.ts';

// Messages of every size and with every nastiness, for properties of rendering.

const nasty = fc.constantFrom(
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&1>',
  '<#2>',
  '<t:0:F>',
  '</draft:3>',
  '<:a:4>',
  '# heading',
  '-# small',
  '- item',
  '1. item',
  '> quote',
  '>>> quote',
  '[name](https://example.org)',
  'https://example.org/a_b_c',
  '**bold** __u__ ~~s~~ ||spoiler|| _i_',
  '```code```',
  '`code`',
  '\\',
  '\n',
  '\r\n',
  '\u0007\u202e',
  '\ud83d',
  '👩‍👩‍👧‍👦',
  'Ç ë š ž đ',
);

export const anyText = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.lorem()), { maxLength: 8 })
  .map((pieces) => pieces.join(' '));

export const hugeText = fc
  .tuple(anyText, fc.integer({ min: 0, max: 400 }))
  .map(([text, times]) => text.repeat(times).slice(0, 12_000));

const someText = fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: hugeText });

export const anyInline: fc.Arbitrary<Inline> = fc.oneof(
  someText,
  someText.map((bold) => ({ bold })),
  someText.map((code) => ({ code })),
  someText.map((removed) => ({ removed })),
  someText.map((added) => ({ added })),
  fc.record({ link: anyText, url: fc.oneof(fc.webUrl(), anyText, fc.constant('javascript:1')) }),
);

const anyRunningText: fc.Arbitrary<Text> = fc.oneof(
  someText,
  fc.array(anyInline, { maxLength: 5 }),
);

const anyButton: fc.Arbitrary<Button> = fc.record(
  {
    act: fc.constantFrom('draft.show', 'contribution.new', 'interest.set'),
    args: fc.array(fc.string({ maxLength: 12 }), { maxLength: 2 }),
    label: someText,
    style: fc.constantFrom('primary' as const, 'danger' as const),
  },
  { requiredKeys: ['act', 'args', 'label'] },
);

const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: someText }),
  fc.record({ kind: fc.constant('text' as const), text: anyRunningText }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: someText, value: anyRunningText }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('warning' as const), text: anyRunningText }),
  fc.record({
    kind: fc.constant('list' as const),
    items: fc.array(anyRunningText, { maxLength: 30 }),
  }),
  fc.record({ kind: fc.constant('quote' as const), text: someText }),
  fc.record({ kind: fc.constant('context' as const), text: anyRunningText }),
  fc.constant({ kind: 'divider' as const }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(anyButton, { maxLength: 30 }),
  }),
);

const anyPlainMessage: fc.Arbitrary<Message> = fc.record({
  language: fc.constantFrom('sq' as const, 'sr' as const, 'en' as const),
  summary: someText,
  parts: fc.array(anyPart, { maxLength: 14 }),
});

/** Some begin with a heading that repeats their summary, as cards may. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .tuple(anyPlainMessage, fc.boolean())
  .map(([message, repeats]) => {
    if (!repeats) return message;
    return { ...message, parts: [{ kind: 'heading', text: message.summary }, ...message.parts] };
  });

/** A card as the product sends it: long enough to show every part at work. */
export const card: Message = {
  language: 'en',
  summary: 'New draft: Regulation on public consultation. Contributions are due on 12 October.',
  parts: [
    { kind: 'heading', text: 'Regulation on public consultation (second version)' },
    {
      kind: 'fields',
      fields: [
        { label: 'Institution', value: 'Office of the Prime Minister' },
        { label: 'Due', value: ['12 October 2026, 12:00 ', { code: 'Europe/Belgrade' }] },
        { label: 'Documents', value: [{ link: 'Text', url: 'https://example.org/a_(1).pdf' }] },
      ],
    },
    { kind: 'warning', text: 'The window is shorter than 15 working days.' },
    { kind: 'quote', text: 'First line\n# second line with @everyone' },
    { kind: 'list', items: ['One', [{ bold: 'Two' }, ' of *two*']] },
    { kind: 'context', text: 'MAPL-2026-003' },
    {
      kind: 'buttons',
      buttons: [
        { act: 'contribution.new', args: ['d1'], label: 'Contribute', style: 'primary' },
        { act: 'interest.set', args: ['d1', 'yes'], label: 'We are interested' },
        { act: 'interest.set', args: ['d1', 'no'], label: 'Not for us', style: 'danger' },
      ],
    },
  ],
};
