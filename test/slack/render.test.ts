import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formAsMessage } from '../../src/chat/formMessage.ts';
import type { Message } from '../../src/chat/message.ts';
import { MESSAGE_BYTES } from '../../src/slack/limits.ts';
import { fieldErrors, renderForm, renderNotice } from '../../src/slack/renderForm.ts';
import { bareText, isBare, renderMessage } from '../../src/slack/renderMessage.ts';
import { renderBlocks as read } from '../servers/slack/renderBlocks.ts';
import type { Block } from '../servers/slack/types.ts';
import { checkBlocks } from '../servers/slack/validate/blocks.ts';
import { checkView } from '../servers/slack/validate/view.ts';
import { anyForm, anyMessage } from './arbitraries.ts';
import { richTextProblems } from './richTextRules.ts';
import { CARD, FORM } from './samples.ts';

const ORIGIN = { channel: 'C1', channelName: 'general', language: 'en' } as const;
/** Every address in a message, or in its blocks. */
function linksOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const url = 'url' in value && typeof value.url === 'string' ? value.url : '';
  const own = URL.canParse(url) ? [new URL(url).href] : [];
  return [...own, ...Object.values(value).flatMap(linksOf)];
}

const said = (message: Message) =>
  read(renderMessage(message).blocks as unknown as Block[], () => undefined);
const oneText = (text: string): Message => ({
  language: 'en',
  summary: 's',
  parts: [{ kind: 'text', text }],
});

describe('a message', () => {
  it('looks like this', () => {
    expect(renderMessage(CARD)).toMatchSnapshot();
  });

  it('is within Slack’s limits, whatever it holds, and alerts nobody', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const { text, blocks } = renderMessage(message);
        expect(checkBlocks(blocks, '/blocks', 'message').messages).toEqual([]);
        expect(richTextProblems(blocks)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(blocks))).toBeLessThanOrEqual(MESSAGE_BYTES);
        expect(text).not.toBe('');
        for (const written of [text, bareText(message)]) {
          expect(written.length).toBeLessThanOrEqual(3_900);
          expect(written).not.toMatch(/[<>*]|\p{Surrogate}/u);
        }
        expect(said(message).pings).toEqual([]);
        const given = linksOf(message);
        for (const link of linksOf(blocks)) expect(given).toContain(link);
      }),
      { numRuns: 150 },
    );
  });

  it('has room for the brackets of a difference that goes without its marks', () => {
    const added = '<'.repeat(1_499);
    const text = [{ added }, { removed: added }];
    const message = { ...oneText(''), parts: [{ kind: 'context' as const, text }] };
    const { blocks } = renderMessage(message);
    expect(checkBlocks(blocks, '/blocks', 'message').messages).toEqual([]);
    expect(said(message).text).toContain('(shortened)');
  });

  it('shows a text to the letter', () => {
    const text = '*b* _i_ `c` <!channel> <@U1> &amp; :eyes: 5 < 6\n> q';
    expect(said(oneText(text))).toMatchObject({ text, pings: [] });
  });

  it('keeps the buttons and says what it left out when the texts are too long', () => {
    const parts = Array.from({ length: 8 }, () => ({
      kind: 'text' as const,
      text: 'gjatë '.repeat(500),
    }));
    const button = { act: 'draft.show', args: ['d1'], label: 'Details' };
    const { blocks } = renderMessage({
      language: 'sq',
      summary: 's',
      parts: [...parts, { kind: 'buttons', buttons: [button] }],
    });
    expect(blocks.at(-1)).toMatchObject({ type: 'actions' });
    const shown = read(blocks as unknown as Block[], () => undefined).text;
    expect(shown.match(/… \(shkurtuar\)/g)).toHaveLength(1);
    expect(shown.length).toBeGreaterThan(9_000);
  });

  it('says so when blocks are too many', () => {
    const parts = Array.from({ length: 60 }, (_, index) => ({
      kind: 'text' as const,
      text: `line ${index}`,
    }));
    const { blocks } = renderMessage({ language: 'en', summary: 's', parts });
    expect(blocks).toHaveLength(50);
    expect(blocks.at(-1)).toMatchObject({ type: 'context' });
  });

  it('keeps a link whole or leaves it out', () => {
    const link = { link: 'the whole draft', url: 'https://a.example/draft' };
    const { blocks } = renderMessage({
      language: 'en',
      summary: 's',
      parts: [{ kind: 'text', text: ['x'.repeat(2_980), link, 'y'.repeat(100)] }],
    });
    const shown = JSON.stringify(blocks);
    expect(shown).toContain('… (shortened)');
    expect(shown).not.toContain('the whole');
  });

  it('puts at most five buttons in a row and each only once', () => {
    const buttons = Array.from({ length: 7 }, (_, index) => ({
      act: 'draft.show',
      args: [String(index)],
      label: `B${index}`,
    }));
    const parts = [{ kind: 'buttons' as const, buttons: [...buttons, ...buttons] }];
    const { blocks } = renderMessage({ language: 'en', summary: 's', parts });
    expect(blocks.map((block) => 'elements' in block && block.elements.length)).toEqual([5, 2]);
  });

  it('is bare when it is one plain text', () => {
    expect(isBare(oneText('a'))).toBe(true);
    expect(isBare(CARD)).toBe(false);
    expect(bareText(oneText('5 < 6 *now*'))).toBe('5 &lt; 6 ∗now∗');
    expect(bareText({ ...CARD, parts: [] })).toBe(CARD.summary);
  });
});

describe('a form', () => {
  it('looks like this', () => {
    expect(renderForm(FORM, ORIGIN)).toMatchSnapshot();
  });

  it('is a modal that Slack takes, whatever it holds', () => {
    fc.assert(
      fc.property(
        anyForm,
        fc.dictionary(fc.constantFrom('a', 'b', 'x'), fc.string()),
        (form, errors) => {
          for (const view of [
            renderForm(form, ORIGIN, errors),
            renderNotice(form.title, form.submitLabel, form.language, ORIGIN),
          ]) {
            expect(checkView(view, 'modal', () => 'id')).not.toHaveProperty('error');
            expect(richTextProblems(view.blocks)).toEqual([]);
          }
          for (const sentence of Object.values(fieldErrors(errors, form.language))) {
            expect(sentence.length).toBeGreaterThan(0);
            expect(sentence.length).toBeLessThanOrEqual(300);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('drops a day and a choice that do not exist', () => {
    const form = {
      ...FORM,
      inputs: FORM.inputs.map((input) => ({ ...input, value: '2026-02-30' })),
    };
    const shown = JSON.stringify(renderForm(form, ORIGIN));
    expect(shown).not.toMatch(/initial_date|initial_option/);
  });

  it('tells errors above the inputs where they cannot stand beside them', () => {
    const view = renderForm(FORM, ORIGIN, { title: 'Too short.', gone: 'Something else.' });
    const shown = read(view.blocks as unknown as Block[], () => undefined).text;
    expect(shown).toContain('⚠️ Title: Too short.\n⚠️ Something else.');
  });

  it('is a message with a button where there can be no modal', () => {
    const offered = formAsMessage(FORM, {});
    expect(offered.parts.at(-1)).toMatchObject({
      buttons: [{ act: 'form.resume', args: ['0193aa', '1'], label: 'Continue' }],
    });
    expect(said(offered).text).toContain('Step 1 of 3 is saved.');
    const refused = said(formAsMessage(FORM, { title: 'Too short.', gone: 'Other.' })).text;
    expect(refused).toContain('Not accepted yet. What you wrote is saved.');
    expect(refused).toMatch(/Title: Too short\.\s*Other\./);
  });
});
