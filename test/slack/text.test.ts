import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emojiFromName } from '../../src/slack/emoji.ts';
import {
  buttonId,
  formId,
  packOrigin,
  parseButtonId,
  parseFormId,
  unpackOrigin,
} from '../../src/slack/ids.ts';
import { clean, literal, shorten } from '../../src/slack/text.ts';
import { typedText, writtenText } from '../../src/slack/typed.ts';

const LONE_SURROGATE = /\p{Surrogate}/u;
const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('shorten', () => {
  it('keeps what fits as it is', () => {
    expect(shorten('Kuvendi', 7, 'sq')).toBe('Kuvendi');
  });

  it('says that it cut, in the language of the reader', () => {
    expect(shorten('a'.repeat(100), 40, 'sq')).toMatch(/^a+… \(shkurtuar\)$/);
    expect(shorten('a'.repeat(100), 5, 'sq')).toBe('aaaa…');
  });

  it('never exceeds the limit nor splits a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, limit) => {
        const short = shorten(clean(text), limit, 'sr');
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(LONE_SURROGATE);
      }),
    );
  });
});

describe('clean', () => {
  it('drops controls and marks broken characters', () => {
    expect(clean('a\u0000b\r\nc\td\u0085\ud800e')).toBe('ab\nc\td\ufffde');
  });
});

describe('literal', () => {
  it('leaves nothing that mrkdwn could take for markup', () => {
    expect(literal('*b* _i_ ~s~ `c` <!channel> & :fire:')).toBe(
      '∗b∗ ＿i＿ ∼s∼ ˋcˋ &lt;!channel&gt; &amp; ∶fire:',
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(literal(text)).not.toMatch(/[*_~`<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});

describe('writtenText', () => {
  it('leaves a link as the person wrote it', () => {
    const raw = 'shih <http://rks-gov.net|rks-gov.net> dhe <https://a.org/b> &amp; më';
    expect(writtenText(raw)).toBe('shih rks-gov.net dhe https://a.org/b & më');
  });
});

describe('typedText', () => {
  it.each([
    ['member add <@U012AB|arta> KIPRED', 'member add U012AB KIPRED'],
    ['look at <#C01|drafts> and <#C02>', 'look at #drafts and #C02'],
    ['link <https://a.example/?a=1&amp;b=2|a.example> end', 'link https://a.example/?a=1&b=2 end'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['<!channel> <!subteam^S1|@board> hello', '@channel @board hello'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['plain “text” 5 &lt; 6', 'plain “text” 5 < 6'],
    ['<not a token>', '<not a token>'],
  ])('reads %s', (raw, text) => {
    expect(typedText(raw)).toBe(text);
  });
});

describe('emojiFromName', () => {
  it.each([
    ['eyes', '👀'],
    ['writing_hand::skin-tone-3', '✍'],
    ['+1::skin-tone-6', '👍'],
    ['thumbsup', '👍'],
    ['party-civikos', ':party-civikos:'],
  ])('reads %s', (name, emoji) => {
    expect(emojiFromName(name)).toBe(emoji);
  });

  it('knows no emoji with a skin tone or a variation selector', () => {
    expect(emojiFromName('heart')).not.toContain('\ufe0f');
  });
});

describe('ids', () => {
  const part = fc.string({ maxLength: 12 });

  it('reads a button back as it was written', () => {
    fc.assert(
      fc.property(part.filter(Boolean), fc.array(part, { maxLength: 3 }), (act, args) => {
        fc.pre([act, ...args].map(encodeURIComponent).join(':').length <= 100);
        expect(parseButtonId(buttonId({ act, args }))).toEqual({ act, args });
      }),
    );
  });

  it('keeps an ordinary button readable', () => {
    expect(buttonId({ act: 'draft.publish', args: ['018f-1', 'a:b'] })).toBe(
      'draft.publish:018f-1:a%3Ab',
    );
  });

  it('refuses an id that is too long for any platform', () => {
    expect(() => buttonId({ act: 'a', args: ['b'.repeat(99)] })).toThrow(RangeError);
  });

  it('reads a form back as it was written', () => {
    const form = { act: 'contribute', unfinished: '0193-ab', step: 2 };
    expect(parseFormId(formId(form))).toEqual(form);
  });

  it.each(['', 'a', 'a:b', 'a:b:c', 'a:b:-1', '%:b:1'])('finds no form in %j', (id) => {
    expect(parseFormId(id)).toBeNull();
  });

  it('carries an origin within what a modal takes', () => {
    const origin = { channel: 'C1', channelName: 'n'.repeat(9_000), language: 'sq' } as const;
    const packed = packOrigin(origin);
    expect(packed.length).toBeLessThan(3_000);
    expect(unpackOrigin(packed)).toMatchObject({ channel: 'C1', language: 'sq' });
    expect(unpackOrigin(packOrigin({ ...origin, channelName: 'x', thread: '1.2' }))).toEqual({
      ...origin,
      channelName: 'x',
      thread: '1.2',
    });
  });

  it.each(['', '{', 'null', '{}', '{"channel":"C1","language":"xx"}'])(
    'finds no origin in %j',
    (metadata) => {
      expect(unpackOrigin(metadata)).toBeNull();
    },
  );
});
