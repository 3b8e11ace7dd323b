import { expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { plainOnly } from '../../src/delivery/render.ts';
import { renderText } from '../../src/discord/markdown.ts';
import { bareText, renderBlocks } from '../../src/slack/renderMessage.ts';

// What is struck and what is bold is told apart on every platform, and never touches white space
// where a platform would then show the marks themselves.
const text = ['The ', { removed: 'old *text* \nof two lines' }, { added: ' new ' }, 'end'];
const message: Message = { language: 'en', summary: 'S', parts: [{ kind: 'text', text }] };

it('is struck through and bold on Discord, line by line', () => {
  expect(renderText(text)).toBe('The ~~old \\*text\\*~~ \n~~of two lines~~ **new** end');
});

it('is struck through and bold on Slack, literally', () => {
  expect(renderBlocks(message)).toMatchObject([
    {
      elements: [
        {
          elements: [
            { type: 'text', text: 'The ' },
            { type: 'text', text: 'old *text* \nof two lines', style: { strike: true } },
            { type: 'text', text: ' new ', style: { bold: true } },
            { type: 'text', text: 'end' },
          ],
        },
      ],
    },
  ]);
});

it('is struck through in a line of context on Slack', () => {
  const parts = [{ kind: 'context', text: [{ removed: 'a ' }, { added: 'b' }] }] as const;
  expect(JSON.stringify(renderBlocks({ ...message, parts }))).toContain('~a~ *b*');
});

it('is told apart by words alone where nothing else is left', () => {
  expect(plainOnly(message).parts).toEqual([
    { kind: 'text', text: 'The [−old *text* \nof two lines−][+ new +]end' },
  ]);
  expect(bareText(message)).toContain('[−old');
});
