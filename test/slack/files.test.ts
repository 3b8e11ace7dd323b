import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FileTooLarge } from '../../src/chat/form.ts';
import type { WebClient } from '../../src/slack/clients.ts';
import { incomingFile, isSlackAddress } from '../../src/slack/files.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A server that sends more than was announced for as long as it is read. */
async function endless(seen: { token?: string }): Promise<string> {
  server = createServer((request, response) => {
    seen.token = request.headers.authorization;
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384)));
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The one method that a file needs, saying where it is. */
function client(url: string): WebClient {
  const info = async () => ({ ok: true, file: { size: 10, url_private_download: url } });
  return { files: { info } } as unknown as WebClient;
}

describe('a file', () => {
  it('that is larger than Slack said is read no further than allowed', async () => {
    const seen: { token?: string } = {};
    const origin = await endless(seen);
    const access = { client: client(`${origin}/f`), token: 'xoxb-t', apiUrl: `${origin}/api/` };
    const file = incomingFile({ id: 'F1', name: 'a.csv', size: 10 }, access);
    await expect(file.read(100_000)).rejects.toThrow(FileTooLarge);
    expect(seen.token).toBe('Bearer xoxb-t');
  });

  it('elsewhere than with Slack never gets the token', async () => {
    const seen: { token?: string } = {};
    const origin = await endless(seen);
    const access = { client: client(`${origin}/f`), token: 'xoxb-t', apiUrl: undefined };
    const file = incomingFile({ id: 'F1', name: 'a.csv' }, access);
    await expect(file.read(100)).rejects.toThrow('not with Slack');
    expect(seen.token).toBeUndefined();
  });

  it.each([
    ['https://files.slack.com/files-pri/T1-F1/download/a.csv', true],
    ['https://slack.com/x', true],
    ['http://files.slack.com/x', false],
    ['https://files.slack.com:8443/x', false],
    ['https://files.slack.com.evil.example/x', false],
    ['https://evilslack.com/x', false],
    ['https://files.slack.com@evil.example/x', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('with the address %j: %j', (address, ours) => {
    expect(isSlackAddress(address, undefined)).toBe(ours);
  });

  it('may lie with the configured API', () => {
    const api = 'http://127.0.0.1:4000/api/';
    expect(isSlackAddress('http://127.0.0.1:4000/files/a', api)).toBe(true);
    expect(isSlackAddress('http://127.0.0.1:4001/files/a', api)).toBe(false);
  });
});
