import { describe, expect, it } from 'vitest';
import type { Json } from './types.ts';
import { checkBlocks, textLength } from './validate/blocks.ts';

const long = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (more: Json = {}) => ({ type: 'section', text: mrkdwn('hello'), ...more });
const button = (more: Json = {}) => ({ type: 'button', text: plain('Press'), ...more });
const actions = (...elements: Json[]) => ({ type: 'actions', elements });
const options = (count: number, text = 'Option', value = 'v') =>
  Array.from({ length: count }, (_, index) => ({ text: plain(text), value: `${value}${index}` }));
const select = (more: Json = {}) => ({ type: 'static_select', options: options(2), ...more });
const input = (element: Json, more: Json = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
const typed = (more: Json = {}) => ({ type: 'plain_text_input', ...more });

describe('blocks that Slack takes', () => {
  it.each<[string, Json[]]>([
    ['50 sections', Array.from({ length: 50 }, () => section())],
    ['the longest section text', [section({ text: mrkdwn(long(3_000)) })]],
    ['the longest header', [{ type: 'header', text: plain(long(150)) }]],
    [
      '25 buttons',
      [actions(...Array.from({ length: 25 }, (_, i) => button({ action_id: `${i}` })))],
    ],
    ['100 options', [actions(select({ options: options(100, long(75), 'v') }))]],
    [
      'one action_id in two blocks',
      [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))],
    ],
    [
      'a divider and an image',
      [
        { type: 'divider' },
        { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'a' },
      ],
    ],
    ['an input in a message', [input(typed({ max_length: 3_000 }))]],
  ])('%s', (_, blocks) => {
    expect(checkBlocks(blocks, '/blocks', 'message').messages).toEqual([]);
  });
});

describe('blocks that Slack refuses', () => {
  it.each<[string, Json[], string]>([
    [
      '51 blocks',
      Array.from({ length: 51 }, () => section()),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'an unknown block type',
      [{ type: 'banner' }],
      'unsupported type: banner [json-pointer:/blocks/0/type]',
    ],
    [
      'a property that does not exist',
      [section({ colour: 'red' })],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    [
      'an empty section',
      [{ type: 'section' }],
      'must define either `text` or `fields` [json-pointer:/blocks/0/type]',
    ],
    [
      '3,001 characters in a section',
      [section({ text: mrkdwn(long(3_001)) })],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty text',
      [section({ text: mrkdwn('') })],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'emoji on mrkdwn',
      [section({ text: { ...mrkdwn('a'), emoji: true } })],
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      '11 fields',
      [section({ fields: Array.from({ length: 11 }, () => mrkdwn('a')) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      '2,001 characters in a field',
      [section({ fields: [mrkdwn(long(2_001))] })],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      '151 characters in a header',
      [{ type: 'header', text: plain(long(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'mrkdwn in a header',
      [{ type: 'header', text: mrkdwn('a') }],
      'must be a valid enum value [json-pointer:/blocks/0/text/type]',
    ],
    [
      '11 context elements',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '26 buttons',
      [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `${i}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a long button',
      [actions(button({ text: plain(long(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long button value',
      [actions(button({ value: long(2_001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a long action_id',
      [actions(button({ action_id: long(256) }))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'a long block_id',
      [section({ block_id: long(256) })],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'an invented button style',
      [actions(button({ style: 'green' }))],
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a button that leads nowhere',
      [actions(button({ url: 'javascript:alert(1)' }))],
      'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'twice the same block_id',
      [section({ block_id: 'a' }), section({ block_id: 'a' })],
      'duplicate block_id: a [json-pointer:/blocks/1/block_id]',
    ],
    [
      'twice the same action_id in a block',
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
      'duplicate action_id: a [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      '101 options',
      [actions(select({ options: options(101) }))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'no options',
      [actions(select({ options: [] }))],
      'must have at least 1 items [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a long option',
      [actions(select({ options: options(1, long(76)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'a long option value',
      [actions(select({ options: options(1, 'a', long(75)) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'an initial option that is not offered',
      [actions(select({ initial_option: { text: plain('Other'), value: 'o' } }))],
      'must match exactly one of the options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      '11 radio buttons',
      [actions({ type: 'radio_buttons', options: options(11) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      '6 overflow options',
      [section({ accessory: { type: 'overflow', options: options(6) } })],
      'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'a text input outside an input block',
      [actions(typed())],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a button as an input',
      [input(button())],
      'unsupported type: button [json-pointer:/blocks/0/element/type]',
    ],
    [
      'max_length beyond 3,000',
      [input(typed({ max_length: 3_001 }))],
      'must be between 1 and 3000 [json-pointer:/blocks/0/element/max_length]',
    ],
    [
      'an initial value beyond max_length',
      [input(typed({ max_length: 5, initial_value: 'sixsix' }))],
      'must be less than 6 characters [json-pointer:/blocks/0/element/initial_value]',
    ],
    [
      'an initial value beyond 3,000',
      [input(typed({ initial_value: long(3_001) }))],
      'must be less than 3001 characters [json-pointer:/blocks/0/element/initial_value]',
    ],
    [
      'min_length beyond max_length',
      [input(typed({ min_length: 6, max_length: 5 }))],
      'must be less than or equal to max_length [json-pointer:/blocks/0/element/min_length]',
    ],
    [
      'a date in words',
      [input({ type: 'datepicker', initial_date: '1 May' })],
      'must be a valid date [json-pointer:/blocks/0/element/initial_date]',
    ],
    [
      'a time of 25 hours',
      [input({ type: 'timepicker', initial_time: '25:00' })],
      'must be a valid time [json-pointer:/blocks/0/element/initial_time]',
    ],
    [
      'a number input without its rule',
      [input({ type: 'number_input' })],
      'missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]',
    ],
    [
      'a file input in a message',
      [input({ type: 'file_input' })],
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'a long placeholder',
      [actions(select({ placeholder: plain(long(151)) }))],
      'must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]',
    ],
    [
      'a long question',
      [actions(button({ confirm: { text: plain(long(301)) } }))],
      'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
    ],
    [
      'a block that is no object',
      ['text' as unknown as Json],
      'must provide an object [json-pointer:/blocks/0]',
    ],
  ])('%s', (_, blocks, message) => {
    expect(checkBlocks(blocks, '/blocks', 'message').messages).toContain(message);
  });

  it('names the failed schema first, as Slack does', () => {
    const blocks = [section({ text: mrkdwn(long(3_001)) })];
    expect(checkBlocks(blocks, '/blocks', 'message').messages).toEqual([
      'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });

  it('counts the characters of all texts', () => {
    expect(textLength([section(), actions(button()), { type: 'divider' }])).toBe(10);
  });
});
