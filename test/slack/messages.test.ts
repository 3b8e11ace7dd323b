import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlatformFailure } from '../../src/chat/platform.ts';
import type { ChannelRef } from '../../src/chat/references.ts';
import type { Channel } from '../servers/slack/world.ts';
import { connect, type Harness, message, SECRETS } from './harness.ts';

let harness: Harness;
let drafts: Channel;
let ref: ChannelRef;
/** How far Slack's clock went on. */
let away: number;

beforeEach(async () => {
  away = 0;
  harness = await connect({ server: { now: () => Date.now() + away } });
  drafts = harness.server.addChannel('drafts', { member: true });
  ref = harness.channel(drafts.id);
});

afterEach(async () => {
  expect(harness.server.pings()).toEqual([]);
  expect(harness.log()).not.toMatch(SECRETS);
  expect(harness.log()).not.toContain('confidential');
  await harness.end();
});

const text = 'A confidential text <!channel> @everyone';
const since = () => new Date(Date.now() - 1_000);
const failure = (work: Promise<unknown>): Promise<PlatformFailure> =>
  work.then(
    () => {
      throw new Error('it should have failed');
    },
    (error: PlatformFailure) => error,
  );
const calls = (method: string) => harness.server.calls.filter((call) => call.method === method);

describe('send', () => {
  it('posts once, with the delivery’s id, without mentions or previews', async () => {
    const { server, platform } = harness;
    const ts = await platform.send(ref, message(text, 'Open'), { deliveryId: 'd1' });
    expect(server.messages(drafts)).toMatchObject([
      { ts, pings: [], metadata: { event_type: 'civikos_delivery', event_payload: { id: 'd1' } } },
    ]);
    expect(server.messages(drafts)[0]?.visible).toContain(text);
    expect(calls('chat.postMessage')[0]?.args).toMatchObject({
      parse: 'none',
      link_names: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  it('answers in a thread', async () => {
    const { server, platform } = harness;
    const threadOf = await platform.send(ref, message('Card'), { deliveryId: 'd1' });
    const reply = await platform.send(ref, message('Note'), { deliveryId: 'd2', threadOf });
    expect(server.messages(drafts)[0]?.replies).toMatchObject([{ ts: reply }]);
    expect(await platform.find(ref, { deliveryId: 'd2', threadOf }, since())).toBe(reply);
    expect(await platform.find(ref, { deliveryId: 'd3', threadOf }, since())).toBeNull();
  });

  it.each([
    ['a limit', { kind: 'rateLimited', retryAfter: 7 }, 'rateLimit', 'ratelimited', 7_000],
    ['a limit without a time', { kind: 'rateLimited' }, 'rateLimit', 'ratelimited', 61_000],
    ['a server error', { kind: 'status', status: 503 }, 'doubtful', 'http_503', undefined],
    [
      'a page in place of an answer',
      { kind: 'html', status: 200 },
      'doubtful',
      'unreadable_answer',
      undefined,
    ],
    ['a cut connection', { kind: 'dropRequest' }, 'doubtful', expect.any(String), undefined],
    [
      'refused blocks',
      { kind: 'error', error: 'invalid_blocks' },
      'invalid',
      'invalid_blocks',
      undefined,
    ],
    [
      'an archived channel',
      { kind: 'error', error: 'is_archived' },
      'permanent',
      'is_archived',
      undefined,
    ],
  ] as const)('tries once and classes %s', async (_, fault, expected, code, retryAfterMs) => {
    const { server, platform } = harness;
    server.faults.next('chat.postMessage', fault, 5);
    const failed = await failure(platform.send(ref, message(text), { deliveryId: 'd1' }));
    expect(failed).toMatchObject({
      name: 'PlatformFailure',
      failure: expected,
      code,
      retryAfterMs,
    });
    expect(calls('chat.postMessage')).toHaveLength(1);
    expect(server.messages(drafts)).toEqual([]);
  });

  it('leaves one message behind a lost reply, and finds it', async () => {
    const { server, platform } = harness;
    server.faults.next('chat.postMessage', { kind: 'dropReply' });
    const begun = since();
    const failed = await failure(platform.send(ref, message(text), { deliveryId: 'd1' }));
    expect(failed.failure).toBe('doubtful');
    expect(server.messages(drafts)).toHaveLength(1);
    expect(await platform.find(ref, { deliveryId: 'd1' }, begun)).toBe(
      server.messages(drafts)[0]?.ts,
    );
    expect(await platform.find(ref, { deliveryId: 'd2' }, begun)).toBeNull();
  });

  it('gives up on a slow reply, once, and finds what came of it', async () => {
    await harness.end();
    harness = await connect({ platform: { timeoutMs: 100 } });
    const { server, platform } = harness;
    const channel = server.addChannel('drafts', { member: true });
    server.faults.next('chat.postMessage', { kind: 'hold' });
    const target = harness.channel(channel.id);
    const begun = since();
    const failed = await failure(platform.send(target, message(text), { deliveryId: 'd1' }));
    expect(failed).toMatchObject({ failure: 'doubtful', code: 'timeout' });
    expect(server.messages(channel)).toHaveLength(1);
    const found = await platform.find(target, { deliveryId: 'd1' }, begun);
    expect(found).toBe(server.messages(channel)[0]?.ts);
  });

  it('knows where it may not write', async () => {
    const elsewhere = harness.server.addChannel('elsewhere');
    const channel = harness.channel(elsewhere.id);
    const failed = await failure(
      harness.platform.send(channel, message(text), { deliveryId: 'd' }),
    );
    expect(failed).toMatchObject({ failure: 'permanent', code: 'not_in_channel' });
  });

  it('does not hide a mistake of ours behind a failure of Slack’s', async () => {
    const wrong = message('x', 'y'.repeat(200));
    await expect(harness.platform.send(ref, wrong, { deliveryId: 'd' })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('find', () => {
  it('reads on through a busy channel, and not before the given time', async () => {
    const { server, platform } = harness;
    const ts = await platform.send(ref, message('Card'), { deliveryId: 'd1' });
    const arta = server.addUser('arta');
    for (let line = 0; line < 450; line += 1) arta.say(drafts, `line ${line}`);
    expect(await platform.find(ref, { deliveryId: 'd1' }, since())).toBe(ts);
    // As after days without the bot.
    away = 86_400_000;
    for (let line = 0; line < 2_000; line += 1) arta.say(drafts, `line ${line}`);
    expect(await platform.find(ref, { deliveryId: 'd1' }, since())).toBe(ts);
    const tomorrow = new Date(Date.now() + 86_400_000);
    expect(await platform.find(ref, { deliveryId: 'd1' }, tomorrow)).toBeNull();
  });
});

describe('edit', () => {
  it('changes the message, its buttons and its text', async () => {
    const { server, platform } = harness;
    const ts = await platform.send(ref, message('Before', 'Old'), { deliveryId: 'd1' });
    const target = { ...ref, message: ts };
    await platform.edit(target, message(text, 'New'));
    expect(server.messages(drafts)).toMatchObject([{ ts, buttons: [{ label: 'New' }], pings: [] }]);
    await platform.edit(target, {
      language: 'en',
      summary: 's',
      parts: [{ kind: 'text', text: 'Bare' }],
    });
    expect(server.messages(drafts)).toMatchObject([{ ts, visible: 'Bare', buttons: [] }]);
    expect(await platform.find(ref, { deliveryId: 'd1' }, since())).toBe(ts);
  });

  it('says when the message is gone', async () => {
    const failed = await failure(
      harness.platform.edit({ ...ref, message: '1.000001' }, message('x')),
    );
    expect(failed).toMatchObject({ failure: 'permanent', code: 'message_not_found' });
  });
});

describe('upload', () => {
  const file = { name: 'contributions.csv', bytes: new TextEncoder().encode('a;b\n1;2\n') };

  it('posts a file with its line, in a channel and in a thread', async () => {
    const { server, platform } = harness;
    const ts = await platform.upload(ref, file, message('The list', 'Details'), {
      deliveryId: 'd1',
    });
    expect(server.messages(drafts)).toMatchObject([
      { ts, files: [{ name: 'contributions.csv', size: 8 }], buttons: [{ label: 'Details' }] },
    ]);
    const options = { deliveryId: 'd2', threadOf: ts };
    const reply = await platform.upload(ref, file, message('Again'), options);
    expect(server.messages(drafts)[0]?.replies).toMatchObject([{ ts: reply }]);
  });

  it('finds the file whose reply was lost', async () => {
    const { server, platform } = harness;
    server.faults.next('files.completeUploadExternal', { kind: 'dropReply' });
    const begun = since();
    const failed = await failure(platform.upload(ref, file, message('x'), { deliveryId: 'd1' }));
    expect(failed.failure).toBe('doubtful');
    expect(await platform.find(ref, { deliveryId: 'd1' }, begun)).toBe(
      server.messages(drafts)[0]?.ts,
    );
  });

  it('shares nothing when the bytes did not arrive', async () => {
    const { server, platform } = harness;
    server.faults.next('upload', { kind: 'status', status: 500 });
    const failed = await failure(platform.upload(ref, file, message('x'), { deliveryId: 'd1' }));
    expect(failed).toMatchObject({ failure: 'doubtful', code: 'http_500' });
    server.faults.next('upload', { kind: 'dropRequest' });
    const cut = await failure(platform.upload(ref, file, message('x'), { deliveryId: 'd1' }));
    expect(cut.failure).toBe('doubtful');
    expect(server.messages(drafts)).toEqual([]);
  });

  it('is in doubt when the file is shared and cannot be looked for', async () => {
    const { server, platform } = harness;
    const at = server.calls.length;
    server.faults.next('conversations.history', { kind: 'rateLimited' });
    const failed = await failure(platform.upload(ref, file, message('x'), { deliveryId: 'd1' }));
    expect(failed).toMatchObject({ failure: 'doubtful', code: 'ratelimited' });
    const shares = server.calls
      .slice(at)
      .filter(({ method }) => method.startsWith('files.complete'));
    expect(shares.map(({ done }) => done)).toEqual([true]);
  });
});

describe('the rest of the port', () => {
  it('writes to one person', async () => {
    const { server, platform } = harness;
    const arta = server.addUser('arta');
    const user = { platform: 'slack', community: server.team.id, user: arta.id } as const;
    const direct = await platform.directChannel(user);
    expect(direct).toEqual(harness.channel(arta.dm().id));
    await platform.send(direct, message('Hello'), { deliveryId: 'd1' });
    expect(server.messages(arta.dm())).toHaveLength(1);
    const nobody = await failure(platform.directChannel({ ...user, user: 'U0NOBODY' }));
    expect(nobody).toMatchObject({ failure: 'permanent', code: 'user_not_found' });
  });

  it('links to a message', async () => {
    const { platform } = harness;
    const ts = await platform.send(ref, message('Card'), { deliveryId: 'd1' });
    expect(await platform.permalink({ ...ref, message: ts })).toMatch(/^https:\/\/.+\/archives\//);
  });
});
