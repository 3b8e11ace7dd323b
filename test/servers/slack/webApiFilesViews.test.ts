import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type SlackServer, startSlackServer } from './server.ts';
import { quietLogger } from './testApp.ts';
import type { Channel } from './world.ts';

let server: SlackServer;
let client: webApi.WebClient;
let channel: Channel;
const now = { value: 1_800_000_000_000 };

function clientFor(token: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: server.apiUrl,
    retryConfig: { retries: 0 },
    logger: quietLogger([]),
  });
}

async function begin(): Promise<void> {
  server = await startSlackServer({ now: () => now.value });
  client = clientFor(server.botToken);
  channel = server.addChannel('general', { member: true });
}

beforeEach(begin);
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

describe('files', () => {
  it('takes the three steps of an upload', async () => {
    const file = Buffer.from('Law text');
    await client.filesUploadV2({
      channel_id: channel.id,
      file,
      filename: 'law.txt',
      initial_comment: 'here',
    });
    expect(server.messages(channel)).toMatchObject([
      { visible: 'here', files: [{ name: 'law.txt', size: 8 }] },
    ]);
    expect(
      await refusal(client.files.completeUploadExternal({ files: [{ id: 'F0', title: 'a' }] })),
    ).toBe('file_not_found');
    const open = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    const short = await fetch(open.upload_url ?? '', { method: 'POST', body: 'ab' });
    expect(short.status).toBe(400);
    const complete = client.files.completeUploadExternal({
      files: [{ id: open.file_id ?? '', title: 'a' }],
    });
    expect(await refusal(complete)).toBe('file_not_found');
  });

  it('gives a file to the bot token and a sign-in page to anybody else', async () => {
    const arta = server.addUser('arta');
    const bytes = Buffer.from([0, 255, 10, 13]);
    const { fileId } = arta.uploadFile(channel, 'plan.xlsx', bytes);
    const { file } = await client.files.info({ file: fileId });
    expect(file).toMatchObject({ name: 'plan.xlsx', size: 4, filetype: 'xlsx', user: arta.id });
    const url = file?.url_private_download ?? '';
    const headers = { authorization: `Bearer ${server.botToken}` };
    const good = await fetch(url, { headers });
    expect(Buffer.from(await good.arrayBuffer())).toEqual(bytes);
    const stranger = await fetch(url);
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([200, 'text/html']);
    const outside = arta.uploadFile(server.addChannel('outside'), 'b.txt', bytes);
    expect(await refusal(client.files.info({ file: outside.fileId }))).toBe('file_not_found');
  });
});

describe('views', () => {
  const title = { type: 'plain_text' as const, text: 'Form' };
  const view = (more: object = {}) => ({ type: 'modal' as const, title, blocks: [], ...more });
  /** The trigger of a command that nobody acknowledges, read off a bare socket. */
  async function trigger(): Promise<string> {
    const arta = server.addUser('arta');
    const response = await clientFor(server.appToken).apps.connections.open({});
    const socket = new WebSocket(response.url ?? '');
    const seen = new Promise<string>((resolve) => {
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as { payload?: { trigger_id: string } };
        if (frame.payload !== undefined) resolve(frame.payload.trigger_id);
      });
    });
    await server.connected();
    void arta.command(channel, 'x');
    const id = await seen;
    server.sockets.kill();
    return id;
  }

  it('exchanges a trigger once, within three seconds', async () => {
    const open = (trigger_id: string) => refusal(client.views.open({ trigger_id, view: view() }));
    expect(await open('1.2.abc')).toBe('invalid_trigger_id');
    const first = await trigger();
    now.value += 3_000;
    expect([await open(first), await open(first)]).toEqual(['ok', 'exchanged_trigger_id']);
    const second = await trigger();
    now.value += 3_001;
    expect(await open(second)).toBe('expired_trigger_id');
  });

  it('updates by id or external id, guarded by the hash', async () => {
    const opened = await client.views.open({
      trigger_id: await trigger(),
      view: view({ external_id: 'form-1' }),
    });
    const update = (args: Record<string, unknown>) =>
      refusal(client.apiCall('views.update', { view: view({ external_id: 'form-1' }), ...args }));
    expect(await update({ view_id: opened.view?.id, hash: opened.view?.hash })).toBe('ok');
    expect(await update({ view_id: opened.view?.id, hash: opened.view?.hash })).toBe(
      'hash_conflict',
    );
    expect(await update({ external_id: 'form-1' })).toBe('ok');
    expect(await update({ view_id: 'V0' })).toBe('not_found');
    expect(await update({})).toBe('invalid_arguments');
    const blocks = Array.from({ length: 100 }, () => section(long(2_900)));
    expect(await update({ external_id: 'form-1', view: view({ blocks }) })).toBe('view_too_large');
    const again = client.views.open({
      trigger_id: await trigger(),
      view: view({ external_id: 'form-1' }),
    });
    expect(await refusal(again)).toBe('duplicate_external_id');
  });
});
