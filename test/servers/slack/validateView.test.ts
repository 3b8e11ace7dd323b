import { describe, expect, it } from 'vitest';
import { isRefusal, type Json } from './types.ts';
import { checkView } from './validate/view.ts';

const long = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = { type: 'button', text: plain('Press') };
const input = {
  type: 'input',
  label: plain('Label'),
  element: { type: 'plain_text_input' },
};

describe('views', () => {
  const modal = (more: Json = {}): Json => ({
    type: 'modal',
    title: plain('Title'),
    submit: plain('Send'),
    blocks: [input],
    ...more,
  });
  let serial = 0;
  const check = (view: unknown, type: 'modal' | 'home' = 'modal') =>
    checkView(view, type, () => `id${serial++}`);

  it('takes a modal and gives its blocks and elements ids', () => {
    const view = check(modal({ blocks: [input, { type: 'actions', elements: [button] }] }));
    if (isRefusal(view)) throw new Error(JSON.stringify(view));
    const [first, second] = view.blocks;
    expect(first?.block_id).toMatch(/^id/);
    expect(first?.element?.action_id).toMatch(/^id/);
    expect(second?.elements?.[0]?.action_id).toMatch(/^id/);
    expect(first?.label).toEqual({ type: 'plain_text', text: 'Label', emoji: true });
  });

  it.each<[string, Json, string]>([
    ['no title', modal({ title: undefined }), 'missing required field: title [json-pointer:/view]'],
    [
      '25 characters in the title',
      modal({ title: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      '25 characters in submit',
      modal({ submit: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      '25 characters in close',
      modal({ close: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      '101 blocks',
      modal({ blocks: Array.from({ length: 101 }, () => section('hello')) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'an input without submit',
      modal({ submit: undefined }),
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ],
    [
      '3,001 characters of metadata',
      modal({ private_metadata: long(3_001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      '256 characters of callback_id',
      modal({ callback_id: long(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'a markdown block',
      modal({ blocks: [{ type: 'markdown', text: 'a' }] }),
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ],
    [
      'a home view as a modal',
      modal({ type: 'home' }),
      'must be a valid enum value [json-pointer:/view/type]',
    ],
  ])('refuses %s', (_, view, message) => {
    const answer = check(view);
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(isRefusal(answer) ? answer.errors : []).toContain(message);
  });

  it('refuses a view of more than 250 kB', () => {
    const blocks = Array.from({ length: 100 }, () => section(long(2_900)));
    expect(check(modal({ blocks }))).toEqual({ ok: false, error: 'view_too_large' });
  });

  it('refuses a title on a home view', () => {
    const answer = check({ type: 'home', title: plain('a'), blocks: [] }, 'home');
    expect(answer).toMatchObject({
      errors: ['invalid additional property: title [json-pointer:/view]'],
    });
  });
});
