import fc from 'fast-check';
import { h } from 'preact';
import { describe, expect, it } from 'vitest';
import type { Inline, Message, Part, Text } from '../../src/chat/message.ts';
import { MessageBody, webAddress } from '../../src/sandbox/page/MessageBody.tsx';
import { html } from './html.ts';
import { CARD } from './world.ts';

const ORIGIN = 'http://127.0.0.1:3000';

function render(content: Message): string {
  const props = { content, origin: ORIGIN, warningLabel: 'Kujdes', busy: null, onPress() {} };
  return html(h(MessageBody, props));
}

const text = (value: Text): Message => ({
  language: 'en',
  summary: '',
  parts: [{ kind: 'text', text: value }],
});

describe('a message on the page', () => {
  it('is a card with its parts in order', () => {
    expect(render(CARD)).toMatchSnapshot();
  });

  it('is no card without heading and fields', () => {
    expect(render(text('Mirëdita'))).toBe('<div class="body" lang="en"><p>Mirëdita</p></div>');
  });

  it('knows a list, a quote and a line', () => {
    const parts: Part[] = [
      { kind: 'list', items: ['a', [{ code: 'b' }]] },
      { kind: 'quote', text: '> c\nd' },
      { kind: 'divider' },
    ];
    expect(render({ language: 'sr', summary: '', parts })).toBe(
      '<div class="body" lang="sr-Latn"><ul><li>a</li><li><code>b</code></li></ul>' +
        '<blockquote>&#62; c\nd</blockquote><hr></div>',
    );
  });

  it('links to the web only, and gives other pages no way back', () => {
    const link = (url: string) => render(text([{ link: 'here', url }]));
    expect(link('https://example.org/a?b=1&c')).toContain(
      '<a href="https://example.org/a?b=1&#38;c" target="_blank" rel="noopener noreferrer">here</a>',
    );
    expect(link(`${ORIGIN}/#/c/kdi`)).toContain(`<a href="${ORIGIN}/#/c/kdi">here</a>`);
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//x',
      'x',
    ]) {
      expect(webAddress(url)).toBeNull();
      expect(link(url)).toContain(`<p>here (${url})</p>`);
    }
  });

  const anything = fc.string({ unit: 'binary', maxLength: 200 });
  const inline: fc.Arbitrary<Inline> = fc.oneof(
    anything,
    fc.record({ bold: anything }),
    fc.record({ code: anything }),
    fc.record({ removed: anything }),
    fc.record({ added: anything }),
    fc.record({ link: anything, url: fc.oneof(anything, fc.webUrl()) }),
  );
  const anyText: fc.Arbitrary<Text> = fc.oneof(anything, fc.array(inline, { maxLength: 5 }));
  const part: fc.Arbitrary<Part> = fc.oneof(
    fc.record({ kind: fc.constant('heading' as const), text: anything }),
    fc.record({ kind: fc.constant('quote' as const), text: anything }),
    fc.record({ kind: fc.constant('warning' as const), text: anyText }),
    fc.record({ kind: fc.constant('context' as const), text: anyText }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(anyText, { maxLength: 4 }) }),
    fc.record({
      kind: fc.constant('fields' as const),
      fields: fc.array(fc.record({ label: anything, value: anyText }), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('buttons' as const),
      buttons: fc.array(fc.record({ act: anything, args: fc.array(anything), label: anything }), {
        maxLength: 4,
      }),
    }),
  );

  it('makes markup of nothing that anybody typed', () => {
    const known =
      /<\/?(div|h3|p|dl|dt|dd|ul|li|blockquote|hr|span|strong|del|ins|code|a|button|svg|path)\b/g;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const page = render({ language: 'sq', summary: '', parts });
        expect(page.match(/</g)?.length).toBe(page.match(known)?.length);
        for (const [, address] of page.matchAll(/ href="([^"]*)"/g)) {
          expect(address).toMatch(/^https?:\/\//);
        }
      }),
    );
  });
});
