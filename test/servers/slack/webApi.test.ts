import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackServer, startSlackServer } from './server.ts';
import type { SlackServerOptions } from './settings.ts';
import { quietLogger } from './testApp.ts';
import type { Channel } from './world.ts';

let server: SlackServer;
let client: webApi.WebClient;
let channel: Channel;

function clientFor(token: string | undefined): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: server.apiUrl,
    retryConfig: { retries: 0 },
    logger: quietLogger([]),
  });
}

async function begin(options: SlackServerOptions = {}): Promise<void> {
  server = await startSlackServer(options);
  client = clientFor(server.botToken);
  channel = server.addChannel('general', { member: true });
}

beforeEach(() => begin());
afterEach(() => server.close());

/** The `error` of a refused call. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    throw error;
  }
  return 'ok';
}

const long = (length: number) => 'x'.repeat(length);
const section = (text: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text },
});

describe('tokens and arguments', () => {
  it('knows its bot', async () => {
    expect(await client.auth.test()).toMatchObject({
      user_id: server.bot.userId,
      bot_id: server.bot.botId,
      team_id: server.team.id,
    });
    expect(await client.team.info()).toMatchObject({ team: server.team });
  });

  it('refuses calls without, with a wrong and with the other token', async () => {
    expect(await refusal(clientFor(undefined).auth.test())).toBe('not_authed');
    expect(await refusal(clientFor('xoxb-other').auth.test())).toBe('invalid_auth');
    expect(await refusal(clientFor(server.appToken).auth.test())).toBe('not_allowed_token_type');
    expect(await refusal(client.apps.connections.open({}))).toBe('not_allowed_token_type');
    expect(await refusal(client.apiCall('chat.nothing'))).toBe('unknown_method');
    expect(await refusal(client.apiCall('chat.postMessage', { text: 'a' }))).toBe(
      'invalid_arguments',
    );
    expect(await refusal(client.users.info({ user: 'U0' }))).toBe('user_not_found');
    expect(JSON.stringify(server.calls)).not.toContain(server.botToken);
  });

  it('refuses what the manifest does not grant', async () => {
    await server.close();
    await begin({ scopes: ['chat:write'] });
    expect(await refusal(client.chat.postMessage({ channel: channel.id, text: 'a' }))).toBe('ok');
    await expect(client.users.info({ user: 'U0' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    });
  });
});

describe('posting', () => {
  const post = (args: Record<string, unknown>) =>
    refusal(client.apiCall('chat.postMessage', { channel: channel.id, ...args }));

  it('refuses the wrong place', async () => {
    const outside = server.addChannel('outside');
    const closed = server.addChannel('closed', { private: true });
    server.archive(server.addChannel('old', { member: true }));
    expect(await post({ channel: 'C0', text: 'a' })).toBe('channel_not_found');
    expect(await post({ channel: closed.id, text: 'a' })).toBe('channel_not_found');
    expect(await post({ channel: outside.id, text: 'a' })).toBe('not_in_channel');
    expect(await post({ channel: '#old', text: 'a' })).toBe('is_archived');
    expect(await post({ text: 'a', thread_ts: '1.000001' })).toBe('thread_not_found');
    const { ts } = await client.chat.postMessage({ channel: channel.id, text: 'a' });
    const reply = await client.chat.postMessage({ channel: channel.id, text: 'b', thread_ts: ts });
    expect(await post({ text: 'c', thread_ts: reply.ts })).toBe('cannot_reply_to_message');
    server.removeBot(channel);
    expect(await post({ text: 'a' })).toBe('not_in_channel');
  });

  it('refuses the wrong content', async () => {
    expect(await post({})).toBe('no_text');
    expect(await post({ blocks: '{' })).toBe('invalid_blocks_format');
    expect(await post({ blocks: { type: 'section' } })).toBe('invalid_blocks_format');
    expect(await post({ text: 'a', metadata: { event_type: 'x' } })).toBe(
      'invalid_metadata_schema',
    );
    const attachments = Array.from({ length: 101 }, () => ({ text: 'a' }));
    expect(await post({ text: 'a', attachments })).toBe('too_many_attachments');
    const blocks = [section(long(2_900))];
    expect(await post({ blocks: Array(4).fill(blocks[0]) })).toBe('ok');
    expect(await post({ blocks: Array(5).fill(blocks[0]) })).toBe('msg_blocks_too_long');
  });

  it('says in response_metadata what is wrong with blocks', async () => {
    const call = client.chat.postMessage({
      channel: channel.id,
      text: 'a',
      blocks: [section(long(3_001))],
    });
    await expect(call).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: {
          messages: [
            '[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]',
            '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
          ],
        },
      },
    });
  });

  it('truncates a text beyond 40,000 on post and refuses 4,001 on update', async () => {
    const posted = await client.chat.postMessage({ channel: channel.id, text: long(40_001) });
    expect(posted.message?.text).toHaveLength(40_000);
    const update = (args: Record<string, unknown>) =>
      refusal(client.apiCall('chat.update', { channel: channel.id, ts: posted.ts, ...args }));
    expect(await update({ text: long(4_001) })).toBe('msg_too_long');
    expect(await update({})).toBe('no_text');
    expect(await update({ text: 'a', ts: '1.000001' })).toBe('message_not_found');
    const theirs = server.addUser('arta').say(channel, 'mine');
    expect(await update({ text: 'a', ts: theirs.ts })).toBe('cant_update_message');
    expect(await update({ text: long(4_000) })).toBe('ok');
    expect(server.messages(channel)[0]).toMatchObject({ edited: true, visible: long(4_000) });
  });

  it('keeps the metadata of a message until it is taken away', async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd-1' } };
    const { ts } = await client.chat.postMessage({ channel: channel.id, text: 'a', metadata });
    const stored = () => server.messages(channel)[0]?.metadata;
    await client.apiCall('chat.update', { channel: channel.id, ts, text: 'b' });
    expect(stored()).toEqual(metadata);
    await client.apiCall('chat.update', { channel: channel.id, ts, text: 'b', metadata: {} });
    expect(stored()).toBeUndefined();
  });

  it('shows an ephemeral message only to somebody in the channel', async () => {
    const arta = server.addUser('arta');
    const send = (user: string) =>
      refusal(client.chat.postEphemeral({ channel: channel.id, user, text: 'hush' }));
    expect(await send(arta.id)).toBe('user_not_in_channel');
    expect(await send('U0')).toBe('user_not_found');
    arta.say(channel, 'here I am');
    expect(await send(arta.id)).toBe('ok');
    expect(arta.ephemerals().map((message) => message.visible)).toEqual(['hush']);
    expect(server.messages(channel)).toHaveLength(1);
  });

  it('records every ping', async () => {
    await client.chat.postMessage({
      channel: channel.id,
      text: 'quiet &lt;!channel&gt;',
      blocks: [section('<!everyone>')],
    });
    expect(server.messages(channel)[0]?.pings).toEqual(['!everyone']);
    expect(server.pings()).toEqual(['!everyone']);
  });

  it('deletes and links only what is there', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: channel.id, text: 'a' });
    const reply = await client.chat.postMessage({ channel: channel.id, text: 'b', thread_ts: ts });
    const link = (message_ts = '') => client.chat.getPermalink({ channel: channel.id, message_ts });
    expect((await link(ts)).permalink).toBe(
      `https://test-workspace.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`,
    );
    expect((await link(reply.ts)).permalink).toContain(`?thread_ts=${ts}&cid=${channel.id}`);
    expect(await refusal(link('1.000001'))).toBe('message_not_found');
    await client.chat.delete({ channel: channel.id, ts });
    expect(await refusal(link(ts))).toBe('message_not_found');
    const theirs = server.addUser('arta').say(channel, 'mine');
    expect(await refusal(client.chat.delete({ channel: channel.id, ts: theirs.ts }))).toBe(
      'cant_delete_message',
    );
  });
});

describe('reading', () => {
  it('pages through a history, newest first, with metadata on demand', async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd-1' } };
    const sent: string[] = [];
    for (const text of ['1', '2', '3']) {
      sent.push((await client.chat.postMessage({ channel: channel.id, text, metadata })).ts ?? '');
    }
    const [first, second, third] = sent;
    await client.chat.postMessage({ channel: channel.id, text: 'reply', thread_ts: first });
    const page = await client.conversations.history({ channel: channel.id, limit: 2 });
    expect(page).toMatchObject({ has_more: true, messages: [{ ts: third }, { ts: second }] });
    expect(page.messages?.[0]?.metadata).toBeUndefined();
    const rest = await client.conversations.history({
      channel: channel.id,
      cursor: page.response_metadata?.next_cursor,
      include_all_metadata: true,
    });
    expect(rest).toMatchObject({
      has_more: false,
      messages: [{ ts: first, metadata, reply_count: 1 }],
    });
    const since = await client.conversations.history({ channel: channel.id, oldest: second });
    expect(since.messages?.map((message) => message.ts)).toEqual([third]);
    const replies = await client.conversations.replies({ channel: channel.id, ts: first ?? '' });
    expect(replies.messages?.map((message) => message.text)).toEqual(['1', 'reply']);
    const read = (args: Record<string, string>) =>
      refusal(client.apiCall('conversations.history', { channel: channel.id, ...args }));
    expect(await read({ cursor: 'nonsense' })).toBe('invalid_cursor');
    expect(await read({ oldest: 'yesterday' })).toBe('invalid_ts_oldest');
    expect(await read({ channel: server.addChannel('outside').id })).toBe('not_in_channel');
    expect(await refusal(client.conversations.replies({ channel: channel.id, ts: '1.1' }))).toBe(
      'thread_not_found',
    );
  });

  it('opens direct messages and describes conversations', async () => {
    const arta = server.addUser('arta');
    const opened = await client.conversations.open({ users: arta.id });
    expect(opened.channel?.id).toBe(arta.dm().id);
    expect((await client.conversations.info({ channel: arta.dm().id })).channel).toMatchObject({
      is_im: true,
      user: arta.id,
    });
    expect((await client.conversations.info({ channel: channel.id })).channel).toMatchObject({
      name: 'general',
      is_member: true,
      is_archived: false,
    });
    expect(await refusal(client.conversations.open({ users: 'U0' }))).toBe('user_not_found');
    expect(await refusal(client.conversations.open({ users: server.bot.userId }))).toBe(
      'cannot_dm_bot',
    );
    expect(await refusal(client.apiCall('conversations.open'))).toBe('users_list_not_supplied');
  });

  it('names all who reacted only when asked for the full list', async () => {
    const { ts: timestamp = '' } = await client.chat.postMessage({
      channel: channel.id,
      text: 'a',
    });
    const [message] = server.messages(channel);
    const people = ['arta', 'besa', 'clirim'].map((name) => server.addUser(name));
    for (const person of people) {
      if (message !== undefined) person.react(message, 'eyes');
    }
    const get = async (full: boolean) =>
      (await client.reactions.get({ channel: channel.id, timestamp, full })).message?.reactions;
    expect((await get(false))?.[0]).toMatchObject({ count: 3, users: { length: 2 } });
    expect((await get(true))?.[0]?.users).toEqual(people.map((person) => person.id));
    const react = (name: string, how: 'add' | 'remove' = 'add') =>
      refusal(client.reactions[how]({ channel: channel.id, timestamp, name }));
    expect([await react('+1'), await react('+1'), await react('Not a name')]).toEqual([
      'ok',
      'already_reacted',
      'invalid_name',
    ]);
    expect([await react('+1', 'remove'), await react('+1', 'remove')]).toEqual([
      'ok',
      'no_reaction',
    ]);
    expect(await refusal(client.apiCall('reactions.get', {}))).toBe('no_item_specified');
  });
});
