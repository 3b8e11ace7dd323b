import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cut,
  escapeText,
  fitItem,
  oneLine,
  printable,
  renderText,
  unescapeText,
} from '../../src/discord/markdown.ts';
import { plain, type Reader } from '../servers/discord/markdown.ts';
import { anyInline, anyText, hugeText } from './messages.ts';

/** Shows what a name or a time was resolved to, so that a resolved one cannot pass unnoticed. */
const reader: Reader = {
  nameOf: () => 'PERSON',
  roleOf: () => 'ROLE',
  channelOf: () => 'CHANNEL',
  timeZone: 'UTC',
  locale: 'en-GB',
  now: 0,
};
const shown = (markdown: string): string => plain(markdown, reader).replaceAll('\u200b', '');

describe('escapeText', () => {
  it('lets a person see exactly what was written, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(shown(escapeText(text))).toBe(printable(text).replaceAll('\u200b', ''));
      }),
    );
  });

  it('leaves no mention, link or markup that counts', () => {
    expect(escapeText('@everyone <@1> https://a.b **x**')).toBe(
      '@\u200beveryone \\<@1\\> https\\://a.b \\*\\*x\\*\\*',
    );
    expect(escapeText('# a\n-# b\n- c\n1. d\n> e')).toBe('\\# a\n\\-# b\n\\- c\n1\\. d\n\\> e');
  });

  it('leaves dates, amounts and ordinary punctuation as they are', () => {
    const text = 'Më 12.10.2026 (ora 12:00) – neni 5, pika 1.2; çmimi -3 € #5';
    expect(escapeText(text)).toBe(text);
  });

  it('is undone by unescapeText on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = oneLine(text).replaceAll('\u200b', '');
        expect(unescapeText(escapeText(line))).toBe(line);
      }),
    );
  });
});

describe('renderText', () => {
  it('links with a name and without a preview', () => {
    const link = { link: 'The [text]', url: 'https://example.org/a_(1)>b' };
    expect(renderText([link])).toBe('[The \\[text\\]](<https://example.org/a_%281%29%3Eb>)');
  });

  it('shows the address itself when the name is an address, and no link that is none', () => {
    const url = 'https://example.org/';
    expect(renderText([{ link: 'https://other.org', url }])).toBe(`<${url}>`);
    expect(renderText([{ link: 'name', url: 'javascript:alert(1)' }])).toBe('name');
  });

  it('keeps code code', () => {
    expect(renderText([{ code: 'a`b\n*c*' }])).toBe('`aˋb *c*`');
    expect(renderText([{ code: '' }, { bold: ' ' }])).toBe(' ');
  });
});

describe('fitItem', () => {
  const mark = '… (shortened)';
  const item = (text: Parameters<typeof renderText>[0]) => ({
    text,
    wrap: (md: string) => `> ${md}`,
  });

  it('never exceeds the limit, says when it shortened, and shows a true beginning', () => {
    const texts = fc.array(fc.oneof(anyInline, hugeText), { maxLength: 4 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 64, max: 3000 }), (text, max) => {
        const fitted = fitItem(item(text), max, mark);
        expect(fitted.length).toBeLessThanOrEqual(max);
        const whole = `> ${renderText(text).trimEnd()}`;
        if (whole.length <= max) {
          expect(fitted).toBe(whole);
          return;
        }
        expect(fitted.endsWith(mark)).toBe(true);
        // No half of a character, no backslash whose character was cut off.
        expect(fitted).toBe(Buffer.from(fitted).toString());
        expect(fitted.slice(0, -mark.length)).not.toMatch(/(?<!\\)(?:\\\\)*\\$/);
      }),
      { numRuns: 200 },
    );
  });

  it('drops a link whole rather than cut it', () => {
    const url = `https://example.org/${'a'.repeat(100)}`;
    const fitted = fitItem(item(['See ', { link: 'here', url }, ' and there']), 60, mark);
    expect(fitted).toBe(`> See${mark}`);
  });

  it('does not cut a family in half', () => {
    expect(fitItem(item('👩‍👩‍👧‍👦'.repeat(3)), 30, mark)).toBe(`> 👩‍👩‍👧‍👦${mark}`);
    expect(cut('a👩‍👩‍👧‍👦b', 8)).toBe('a…');
  });
});
