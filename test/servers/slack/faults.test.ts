import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { USUAL_RATES } from '../seeded.ts';
import { type SlackServer, startSlackServer } from './server.ts';
import { quietLogger } from './testApp.ts';
import type { Channel } from './world.ts';

let server: SlackServer;
let channel: Channel;

beforeEach(async () => {
  server = await startSlackServer();
  channel = server.addChannel('general', { member: true });
});
afterEach(() => server.close());

/** A client that tries `retries` more times, at once. */
function client(retries: number, more: webApi.WebClientOptions = {}): webApi.WebClient {
  return new webApi.WebClient(server.botToken, {
    slackApiUrl: server.apiUrl,
    retryConfig: { retries, minTimeout: 0, maxTimeout: 0 },
    logger: quietLogger([]),
    ...more,
  });
}

const post = (sender: webApi.WebClient) =>
  sender.chat.postMessage({ channel: channel.id, text: 'once?' });
const posted = () => server.messages(channel).length;
const results = () => server.calls.map((call) => [call.result, call.done]);

describe("each fault and what Slack's own client makes of it", () => {
  it('429 with Retry-After is waited for and retried', async () => {
    const fault = server.faults.next('chat.postMessage', { kind: 'rateLimited', retryAfter: 0 });
    await post(client(1));
    expect(fault.hits).toBe(1);
    expect(results()).toEqual([
      ['rateLimited', false],
      ['ok', true],
    ]);
    expect(posted()).toBe(1);
  });

  it('429 with Retry-After is thrown to a sender that wants to wait by itself', async () => {
    server.faults.next('chat.postMessage', { kind: 'rateLimited', retryAfter: 7 });
    const sender = client(0, { rejectRateLimitedCalls: true });
    await expect(post(sender)).rejects.toMatchObject({ retryAfter: 7 });
    expect(posted()).toBe(0);
  });

  it('429 without Retry-After is thrown at once, retries or not', async () => {
    server.faults.next('chat.postMessage', { kind: 'rateLimited' });
    await expect(post(client(5))).rejects.toThrow(/Retry header/);
    expect(server.calls).toHaveLength(1);
  });

  it.each([
    ['500', { kind: 'status', status: 500 }],
    ['an HTML error page', { kind: 'html' }],
    ['a cut connection', { kind: 'dropRequest' }],
  ] as const)('%s is retried', async (_, fault) => {
    server.faults.next('chat.postMessage', fault, 2);
    await post(client(2));
    expect(results()).toEqual([
      [fault.kind, false],
      [fault.kind, false],
      ['ok', true],
    ]);
    expect(posted()).toBe(1);
  });

  it('an HTML page with status 200 is an error without a name, not retried', async () => {
    server.faults.next('chat.postMessage', { kind: 'html', status: 200 });
    await expect(post(client(5))).rejects.toThrow(/doctype/);
    expect(server.calls).toHaveLength(1);
  });

  it('ok: false is thrown at once', async () => {
    server.faults.next('chat.postMessage', { kind: 'error', error: 'internal_error' });
    await expect(post(client(5))).rejects.toMatchObject({ data: { error: 'internal_error' } });
    expect(server.calls).toHaveLength(1);
  });

  it('a reply dropped after the work means two messages', async () => {
    server.faults.next('chat.postMessage', { kind: 'dropReply' });
    await post(client(1));
    expect(posted()).toBe(2);
  });

  it('a reply held beyond the timeout means two messages', async () => {
    const fault = server.faults.next('chat.postMessage', { kind: 'hold' });
    await post(client(1, { timeout: 200 }));
    expect(posted()).toBe(2);
    fault.release();
  });

  it('a slow reply within the timeout means one message', async () => {
    server.faults.next('chat.postMessage', { kind: 'slow', ms: 20 });
    await post(client(1));
    expect(posted()).toBe(1);
  });
});

it('strikes by predicate, in order, and is forgotten on demand', async () => {
  const other = server.addChannel('other', { member: true });
  const sender = client(0);
  const toOther = server.faults.next((call) => call.args.channel === other.id, {
    kind: 'error',
    error: 'fatal_error',
  });
  await post(sender);
  expect(toOther.hits).toBe(0);
  await expect(sender.chat.postMessage({ channel: other.id, text: 'a' })).rejects.toThrow(
    'fatal_error',
  );
  server.faults.next('chat.postMessage', { kind: 'status', status: 500 }, 9);
  server.faults.clear();
  await post(sender);
  expect(posted()).toBe(2);
});

it('strikes response URLs, uploads and downloads too', async () => {
  const arta = server.addUser('arta');
  arta.uploadFile(channel, 'a.txt', Buffer.from('a'));
  const { file } = await client(0).files.info({
    file: server.messages(channel)[0]?.files[0]?.id ?? '',
  });
  server.faults.next('download', { kind: 'status', status: 503 });
  const headers = { authorization: `Bearer ${server.botToken}` };
  const broken = await fetch(file?.url_private_download ?? '', { headers });
  expect(broken.status).toBe(503);
  server.faults.next('upload', { kind: 'dropReply' });
  const open = await client(0).files.getUploadURLExternal({ filename: 'b.txt', length: 1 });
  await expect(fetch(open.upload_url ?? '', { method: 'POST', body: 'b' })).rejects.toThrow();
  server.faults.next('response_url', { kind: 'status', status: 500 });
  const respond = await fetch(`${new URL('/commands/x', server.apiUrl)}`, { method: 'POST' });
  expect(respond.status).toBe(500);
});

it('limits posts to one a second and channel when switched on', async () => {
  let now = 1_800_000_000_000;
  await server.close();
  server = await startSlackServer({ now: () => now });
  channel = server.addChannel('general', { member: true });
  const other = server.addChannel('other', { member: true });
  const sender = client(0, { rejectRateLimitedCalls: true });
  await post(sender);
  await post(sender);
  server.limits.enforce();
  await post(sender);
  await expect(post(sender)).rejects.toMatchObject({ retryAfter: 1 });
  await sender.chat.postMessage({ channel: other.id, text: 'elsewhere' });
  now += 1_000;
  await post(sender);
  server.limits.off();
  await post(sender);
  expect(posted()).toBe(5);
});

describe('faults of a server under load', () => {
  it('a status may come although the work was done', async () => {
    const fault = { kind: 'status', status: 500, workDone: true } as const;
    server.faults.next('chat.postMessage', fault);
    await expect(post(client(0))).rejects.toMatchObject({ statusCode: 500 });
    expect(posted()).toBe(1);
  });

  it.each([true, false])(
    'a call may hang until the client gives up (work done: %s)',
    async (workDone) => {
      server.faults.next('chat.postMessage', { kind: 'hang', workDone });
      await expect(post(client(0, { timeout: 50 }))).rejects.toThrow();
      expect(posted()).toBe(workDone ? 1 : 0);
    },
  );

  it('at random they are the same for the same seed and calls', async () => {
    const run = async () => {
      server.calls.length = 0;
      server.faults.atRandom(5, { ...USUAL_RATES, hangs: 0, hangsDone: 0 });
      for (let times = 0; times < 60; times += 1) await post(client(0)).catch(() => undefined);
      server.faults.clear();
      return results();
    };
    const first = await run();
    expect(first.some(([, done]) => !done)).toBe(true);
    expect(first.filter(([result]) => result === 'ok').length).toBeGreaterThan(40);
    expect(await run()).toEqual(first);
  });

  it('an onlooker sees each moment of a call, and may have it abandoned', async () => {
    const seen: string[] = [];
    server.faults.onlooker = async (moment, { method }) => {
      seen.push(`${moment} ${method}: ${posted()}`);
      return undefined;
    };
    await post(client(0));
    await server.waitFor(() => seen.length === 3, 'all moments');
    expect(seen).toEqual(
      ['arrived', 'worked', 'replied'].map(
        (moment, index) => `${moment} chat.postMessage: ${Math.min(index, 1)}`,
      ),
    );
    server.faults.onlooker = async () => 'abandon' as const;
    await expect(post(client(0))).rejects.toThrow();
    expect(posted()).toBe(1);
  });
});
