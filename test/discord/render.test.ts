import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { renderMessage, renderPlainly } from '../../src/discord/render.ts';
import type { Json } from '../servers/discord/json.ts';
import { Form } from '../servers/discord/validate/form.ts';
import { INTERACTION_DEFAULT } from '../servers/discord/validate/mentions.ts';
import { readMessage, refuseEmpty } from '../servers/discord/validate/message.ts';
import { anyMessage, card } from './messages.ts';

/** Checks a payload by the test server's own rules; throws what Discord would refuse. */
function accepted(payload: ReturnType<typeof renderMessage>): void {
  const form = new Form();
  const body = payload as unknown as Json;
  const read = readMessage(form, body, { fallback: INTERACTION_DEFAULT, path: [] });
  form.finish();
  refuseEmpty({
    content: read.content ?? '',
    embeds: read.embeds ?? [],
    components: read.components ?? [],
    attachments: [],
  });
}

/** The address of a link with a name, and its end where it has one. */
const LINK = /(?<!\\)\]\(<https?:[^>\s]*(>\))?/g;

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const message = (...parts: Message['parts']): Message => ({
  language: 'sq',
  summary: 'Përmbledhja.',
  parts,
});

describe('renderMessage', () => {
  it('renders any message of any size so that Discord takes it', () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        for (const payload of [renderMessage(any), renderPlainly(any)]) {
          accepted(payload);
          for (const text of textsOf(payload)) {
            expect(text).not.toMatch(/\p{Surrogate}/u);
            // A link that begins comes to its end.
            for (const [, end] of text.matchAll(LINK)) expect(end).toBeDefined();
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shows a card under its summary, in reading order', () => {
    expect(renderMessage(card)).toMatchInlineSnapshot(`
      {
        "components": [
          {
            "components": [
              {
                "custom_id": "contribution.new:d1",
                "label": "Contribute",
                "style": 1,
                "type": 2,
              },
              {
                "custom_id": "interest.set:d1:yes",
                "label": "We are interested",
                "style": 2,
                "type": 2,
              },
              {
                "custom_id": "interest.set:d1:no",
                "label": "Not for us",
                "style": 4,
                "type": 2,
              },
            ],
            "type": 1,
          },
        ],
        "content": "New draft: Regulation on public consultation. Contributions are due on 12 October.",
        "embeds": [
          {
            "color": 15774258,
            "description": "**Institution:** Office of the Prime Minister
      **Due:** 12 October 2026, 12:00 \`Europe/Belgrade\`
      **Documents:** [Text](<https://example.org/a_%281%29.pdf>)

      ⚠️ The window is shorter than 15 working days.

      > First line
      > \\# second line with @​everyone

      - One
      - **Two** of \\*two\\*

      -# MAPL-2026-003",
            "title": "Regulation on public consultation (second version)",
          },
        ],
      }
    `);
  });

  it('shows a short plain message as content alone', () => {
    const rendered = renderMessage(
      message({ kind: 'text', text: 'U ruajt.' }, { kind: 'context', text: 'K-007' }),
    );
    expect(rendered).toEqual({ content: 'U ruajt.\n\n-# K-007', embeds: [], components: [] });
  });

  it('does not say the same twice', () => {
    const rendered = renderMessage(
      message(
        { kind: 'heading', text: 'Përmbledhja.' },
        { kind: 'fields', fields: [{ label: 'Afati', value: '' }] },
      ),
    );
    expect(rendered.content).toBe('Përmbledhja.');
    expect(rendered.embeds).toEqual([{ color: expect.any(Number), description: '**Afati:** —' }]);
  });

  it('needs no embed for a heading that says what the summary says', () => {
    const rendered = renderMessage(message({ kind: 'heading', text: 'Përmbledhja.' }));
    expect(rendered).toEqual({ content: 'Përmbledhja.', embeds: [], components: [] });
  });

  it('begins a new embed at a divider', () => {
    const rendered = renderMessage(
      message(
        { kind: 'heading', text: 'Shqip' },
        { kind: 'text', text: 'a' },
        { kind: 'divider' },
        { kind: 'heading', text: 'Srpski' },
        { kind: 'text', text: 'b' },
        { kind: 'heading', text: 'Më tej' },
      ),
    );
    expect(rendered.embeds.map(({ title, description }) => [title, description])).toEqual([
      ['Shqip', 'a'],
      ['Srpski', 'b\n\n### Më tej'],
    ]);
  });

  it('shortens the longest texts and keeps the deadline after them', () => {
    const rendered = renderMessage(
      message(
        { kind: 'heading', text: 'Rregullore' },
        { kind: 'text', text: 'fjalë '.repeat(2000) },
        { kind: 'quote', text: 'rresht\n'.repeat(2000) },
        { kind: 'fields', fields: [{ label: 'Afati', value: '12.10.2026' }] },
      ),
    );
    const description = rendered.embeds[0]?.description ?? '';
    expect(description.match(/… \(shkurtuar\)/g)).toHaveLength(2);
    expect(description.endsWith('**Afati:** 12.10.2026')).toBe(true);
    expect(description.length).toBeGreaterThan(4000);
  });

  it('leaves out the end, visibly, when there is too much of everything', () => {
    const items = Array.from({ length: 500 }, (_, index) => `${index} ${'x'.repeat(300)}`);
    const rendered = renderMessage(
      message({ kind: 'heading', text: 'Lista' }, { kind: 'list', items }),
    );
    const description = rendered.embeds[0]?.description ?? '';
    expect(description.startsWith('- 0 xxx')).toBe(true);
    expect(description.endsWith('\n\n… (shkurtuar)')).toBe(true);
  });

  it('gives each part of buttons its row, and packs them when there are too many', () => {
    const one = (n: number): Message['parts'][number] => ({
      kind: 'buttons',
      buttons: [{ act: 'a', args: [String(n)], label: `B${n}` }],
    });
    const rows = (count: number): number[] =>
      renderMessage(message(...Array.from({ length: count }, (_, n) => one(n)))).components.map(
        (row) => row.components.length,
      );
    expect(rows(3)).toEqual([1, 1, 1]);
    expect(rows(7)).toEqual([5, 2]);
  });

  it('says so when more buttons were given than fit', () => {
    const buttons = Array.from({ length: 26 }, (_, n) => ({
      act: 'a',
      args: [`${n}`],
      label: 'B',
    }));
    const rendered = renderMessage(message({ kind: 'buttons', buttons }));
    expect(rendered.components.flatMap((row) => row.components)).toHaveLength(25);
    expect(rendered.content).toBe('-# … (shkurtuar)');
  });

  it('throws for a button whose id no platform can carry', () => {
    const buttons = [{ act: 'a', args: ['x'.repeat(99)], label: 'B' }];
    expect(() => renderMessage(message({ kind: 'buttons', buttons }))).toThrow(/custom id/);
  });
});
