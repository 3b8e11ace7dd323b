import { describe, expect, it } from 'vitest';
import { renderMrkdwn } from './render.ts';
import { renderBlocks } from './renderBlocks.ts';
import type { Block } from './types.ts';

const names = (id: string) => ({ U0000001: 'arta', C0000001: 'general' })[id];

describe('what a person sees of mrkdwn', () => {
  it('undoes the three escapes once and nothing else', () => {
    const seen = renderMrkdwn('A &amp; B &lt;C&gt; &amp;lt; &quot;', names);
    expect(seen.text).toBe('A & B <C> &lt; &quot;');
    expect(seen.links).toEqual([]);
  });

  it('shows the text of a link and knows where it leads', () => {
    const seen = renderMrkdwn('see <https://example.org/a?b=1&amp;c=2|the &lt;act&gt;>', names);
    expect(seen.text).toBe('see the <act>');
    expect(seen.links).toEqual([{ url: 'https://example.org/a?b=1&c=2', text: 'the <act>' }]);
  });

  it('links a bare address', () => {
    expect(renderMrkdwn('at https://example.org/x now', names).links).toEqual([
      { url: 'https://example.org/x', text: 'https://example.org/x' },
    ]);
  });

  it.each([
    ['<!channel>', '@channel', '!channel'],
    ['<!here|here>', '@here', '!here'],
    ['<!everyone>', '@everyone', '!everyone'],
    ['<@U0000001>', '@arta', '@U0000001'],
    ['<@U9999999|besa>', '@besa', '@U9999999'],
    ['<!subteam^S1|@lawyers>', '@lawyers', '!subteam^S1'],
  ])('counts %s as a ping', (raw, text, ping) => {
    expect(renderMrkdwn(`x ${raw} y`, names)).toEqual({
      text: `x ${text} y`,
      links: [],
      pings: [ping],
    });
  });

  it('does not take escaped or typed mentions for pings', () => {
    expect(renderMrkdwn('&lt;!channel&gt; @channel <#C0000001>', names)).toEqual({
      text: '<!channel> @channel #general',
      links: [],
      pings: [],
    });
    expect(renderMrkdwn('@channel', names, true).pings).toEqual(['!channel']);
  });

  it('shows a date in local time, or its fallback', () => {
    const raw = '<!date^1797318000^due {date_num} {time}|soon>';
    expect(renderMrkdwn(raw, names).text).toBe('due 2026-12-15 08:00');
    expect(renderMrkdwn('<!date^x^{date}|soon>', names).text).toBe('soon');
  });
});

describe('what a person sees of blocks', () => {
  it('reads from top to bottom; plain text alerts nobody', () => {
    const text = (type: 'mrkdwn' | 'plain_text', value: string) => ({ type, text: value });
    const blocks: Block[] = [
      { type: 'header', block_id: '1', text: text('plain_text', 'Law <!channel>') },
      {
        type: 'section',
        block_id: '2',
        text: text('mrkdwn', 'due *today* <!here>'),
        fields: [text('mrkdwn', 'a'), text('mrkdwn', 'b')],
      },
      {
        type: 'actions',
        block_id: '3',
        elements: [
          { type: 'button', action_id: 'x', text: text('plain_text', 'Contribute') },
          { type: 'static_select', action_id: 'y', placeholder: text('plain_text', 'Language') },
        ],
      },
    ];
    const seen = renderBlocks(blocks, names);
    expect(seen.text).toBe('Law <!channel>\ndue *today* @here\na\nb\n[Contribute] [Language ▾]');
    expect(seen.pings).toEqual(['!here']);
  });
});
