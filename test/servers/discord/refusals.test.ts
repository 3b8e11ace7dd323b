import { beforeAll, describe, expect, it } from 'vitest';
import { DiscordServer } from './index.ts';
import { button, errorPaths, option, raw, row, select, times, x } from './support.ts';
import type { Channel } from './world.ts';

// What Discord refuses of messages, against one server.

let server: DiscordServer;
let channel: Channel;

beforeAll(async () => {
  server = await DiscordServer.start();
  channel = server.addChannel('general');
  return () => server.stop();
});

const text = (content: string) => ({ type: 10, content });
const v2 = (...components: unknown[]) => ({ flags: 1 << 15, components });
/** Posts a message and returns the form errors of the refusal. */
async function refused(body: unknown): Promise<string[]> {
  const answer = await raw(server, 'POST', `/channels/${channel.id}/messages`, body);
  expect(answer).toMatchObject({ status: 400, code: 50035, message: 'Invalid Form Body' });
  return errorPaths(answer.errors);
}

describe('messages', () => {
  it.each<[string, unknown, string]>([
    ['content of 2001', { content: x(2001) }, 'content BASE_TYPE_MAX_LENGTH'],
    ['eleven embeds', { embeds: times(11, () => ({ title: 'x' })) }, 'embeds BASE_TYPE_MAX_LENGTH'],
    ['a long title', { embeds: [{ title: x(257) }] }, 'embeds.0.title BASE_TYPE_MAX_LENGTH'],
    [
      'a long description',
      { embeds: [{ description: x(4097) }] },
      'embeds.0.description BASE_TYPE_MAX_LENGTH',
    ],
    [
      '26 fields',
      { embeds: [{ fields: times(26, () => ({ name: 'a', value: 'b' })) }] },
      'embeds.0.fields BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a long field name',
      { embeds: [{ fields: [{ name: x(257), value: 'b' }] }] },
      'embeds.0.fields.0.name BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a long field value',
      { embeds: [{ fields: [{ name: 'a', value: x(1025) }] }] },
      'embeds.0.fields.0.value BASE_TYPE_MAX_LENGTH',
    ],
    [
      'an empty field value',
      { embeds: [{ fields: [{ name: 'a', value: ' ' }] }] },
      'embeds.0.fields.0.value BASE_TYPE_REQUIRED',
    ],
    [
      'a long footer',
      { embeds: [{ footer: { text: x(2049) } }] },
      'embeds.0.footer.text BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a long author',
      { embeds: [{ author: { name: x(257) } }] },
      'embeds.0.author.name BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a wrong url',
      { embeds: [{ title: 'x', url: 'ftp://a.b' }] },
      'embeds.0.url URL_TYPE_INVALID_SCHEME',
    ],
    ['an empty embed', { embeds: [{}] }, 'embeds.0.description BASE_TYPE_REQUIRED'],
    [
      'embeds of 6001',
      { embeds: [{ description: x(4000) }, { description: x(2001) }] },
      'embeds MAX_EMBED_SIZE_EXCEEDED',
    ],
    ['a nonce of 26', { content: 'x', nonce: x(26) }, 'nonce BASE_TYPE_MAX_LENGTH'],
    [
      'a reply to nothing',
      { content: 'x', message_reference: { message_id: '1' } },
      'message_reference REPLIES_UNKNOWN_MESSAGE',
    ],
    [
      'contradictory mentions',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
  ])('refuses %s', async (_, body, error) => {
    expect(await refused(body)).toEqual([error]);
  });

  it('refuses an empty message with 50006', async () => {
    const answer = await raw(server, 'POST', `/channels/${channel.id}/messages`, { content: ' ' });
    expect(answer).toMatchObject({ status: 400, code: 50006 });
  });
});

describe('components', () => {
  const ids = (count: number) => times(count, (index) => button({ custom_id: `b${index}` }));
  it.each<[string, unknown, string]>([
    [
      'six rows',
      { components: times(6, (index) => row(button({ custom_id: `${index}` }))) },
      'components BASE_TYPE_MAX_LENGTH',
    ],
    [
      'six buttons',
      { components: [row(...ids(6))] },
      'components.0.components BASE_TYPE_BAD_LENGTH',
    ],
    ['an empty row', { components: [row()] }, 'components.0.components BASE_TYPE_BAD_LENGTH'],
    [
      'a repeated custom_id',
      { components: [row(button()), row(button())] },
      'components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a custom_id of 101',
      { components: [row(button({ custom_id: x(101) }))] },
      'components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a label of 81',
      { components: [row(button({ label: x(81) }))] },
      'components.0.components.0.label BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a link without url',
      { components: [row(button({ style: 5, custom_id: undefined }))] },
      'components.0.components.0.url BASE_TYPE_REQUIRED',
    ],
    [
      '26 options',
      { components: [row(select({ options: times(26, (index) => option(`${index}`)) }))] },
      'components.0.components.0.options BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a long option label',
      { components: [row(select({ options: [option('1', { label: x(101) })] }))] },
      'components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a long option value',
      { components: [row(select({ options: [option(x(101))] }))] },
      'components.0.components.0.options.0.value BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a long option description',
      { components: [row(select({ options: [option('1', { description: x(101) })] }))] },
      'components.0.components.0.options.0.description BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a repeated option',
      { components: [row(select({ options: [option('1'), option('1')] }))] },
      'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ],
    [
      'a long placeholder',
      { components: [row(select({ placeholder: x(151) }))] },
      'components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a select beside a button',
      { components: [row(button(), select())] },
      'components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    [
      'a text display without the flag',
      { components: [text('x')] },
      'components.0.type UNION_TYPE_CHOICES',
    ],
    [
      '41 components',
      v2(...times(41, () => text('x'))),
      'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    [
      'text of 4001 in all',
      v2(text(x(4000)), text('x')),
      'components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    [
      'content beside layout',
      { ...v2(text('x')), content: 'x' },
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'embeds beside layout',
      { ...v2(text('x')), embeds: [{ title: 'x' }] },
      'embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'a section without accessory',
      v2({ type: 9, components: [text('x')] }),
      'components.0.accessory BASE_TYPE_REQUIRED',
    ],
    [
      'a file that was not sent',
      v2({ type: 13, file: { url: 'attachment://a.txt' } }),
      'components UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    ],
  ])('refuses %s', async (_, body, error) => {
    expect(
      await refused(typeof body === 'object' ? { content: undefined, ...body } : body),
    ).toContain(error);
  });
});
