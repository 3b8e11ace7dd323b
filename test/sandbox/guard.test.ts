import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES, MAX_SUBMIT_BYTES } from '../../src/sandbox/requests.ts';
import { raw } from './raw.ts';
import { sentence } from './stub.ts';
import { channel, openSandbox, type SandboxWorld } from './world.ts';

let world: SandboxWorld;
let made = 0;
const next = (): number => {
  made += 1;
  return made;
};
beforeEach(async () => {
  world = await openSandbox();
});
afterEach(() => world.close());

const here = { channel: 'kdi', thread: null };
const as = (user: string) => ({ user, request: `r${next()}`, ...here });
const _say = (user: string, text: string) => world.client.say({ ...as(user), text });

const SAY = JSON.stringify({ user: 'i-jashtem', request: 'x', ...here, text: 'Mirëdita' });
const JSON_TYPE = { 'content-type': 'application/json' };

describe('who may ask', () => {
  it.each(['civikos.example', '127.0.0.1.example.org', 'localhost.evil.org:80', '192.168.1.5'])(
    'refuses the name %j, which a page elsewhere could have been given',
    async (host) => {
      for (const path of ['/', '/sandbox/icon.svg', '/api/sandbox/state?user=i-jashtem']) {
        expect((await raw(world.base, path, { headers: { host } })).status).toBe(403);
      }
    },
  );

  it.each(['127.0.0.1', 'localhost:3000', '[::1]:3000', 'LOCALHOST'])(
    'answers under %j',
    async (host) => {
      expect((await raw(world.base, '/', { headers: { host } })).status).toBe(200);
    },
  );

  it.each([
    ['another origin', { ...JSON_TYPE, origin: 'https://evil.example' }],
    ['another port of this machine', { ...JSON_TYPE, origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { ...JSON_TYPE, origin: 'null' }],
    ['another site', { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' }],
    ['another program on this machine’s name', { ...JSON_TYPE, 'sec-fetch-site': 'same-site' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', { 'content-type': 'text/plain' }],
    ['no type', {}],
  ])('refuses to post from %s', async (_, headers) => {
    const answer = await raw(world.base, '/api/sandbox/say', {
      method: 'POST',
      headers,
      body: SAY,
    });
    expect(answer).toMatchObject({ status: 403, body: '{"error":"crossSite"}' });
    expect((await world.client.messages('i-jashtem', 'kdi')).messages).toEqual([]);
  });

  it('refuses another site to read', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await raw(world.base, '/api/sandbox/state?user=i-jashtem', { headers });
    expect(answer.status).toBe(403);
  });

  it('lets the page run only what it brought itself, in no frame', async () => {
    const page = await raw(world.base, '/', {});
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.body).toContain('<html lang="sq">');
    const own = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(own.length).toBeGreaterThanOrEqual(3);
    for (const path of own) expect((await raw(world.base, path, {})).status).toBe(200);
  });

  it('remembers language and colours from one visit to the next', async () => {
    const cookie = 'civikos_language=sr; civikos_theme=dark';
    const page = await raw(world.base, '/', { headers: { cookie } });
    expect(page.body).toContain('<html lang="sr-Latn" data-theme="dark">');
    const odd = await raw(world.base, '/', {
      headers: { cookie: 'civikos_language="><script>; civikos_theme=x' },
    });
    expect(odd.body).toContain('<html lang="sq">');
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['an unknown field', JSON.stringify({ ...JSON.parse(SAY), extra: 1 })],
    ['an empty text', JSON.stringify({ ...JSON.parse(SAY), text: ' \n' })],
    ['a text too long', JSON.stringify({ ...JSON.parse(SAY), text: 'x'.repeat(40_001) })],
    ['a user of odd shape', JSON.stringify({ ...JSON.parse(SAY), user: '../x' })],
    ['a number for a text', JSON.stringify({ ...JSON.parse(SAY), text: 5 })],
  ])('refuses %s', async (_, body) => {
    const answer = await raw(world.base, '/api/sandbox/say', {
      method: 'POST',
      headers: JSON_TYPE,
      body,
    });
    expect(answer).toMatchObject({ status: 400, body: '{"error":"badRequest"}' });
  });

  it('reads no more than it must', async () => {
    const post = (path: string, bytes: number) =>
      raw(world.base, `/api/sandbox/${path}`, {
        method: 'POST',
        headers: { ...JSON_TYPE, 'content-length': String(bytes) },
      });
    const refused = { status: 413, body: '{"error":"tooLarge"}' };
    expect(await post('say', MAX_REQUEST_BYTES + 1)).toMatchObject(refused);
    expect(await post('submit', MAX_SUBMIT_BYTES + 1)).toMatchObject(refused);
  });

  it.each([
    ['a person who is not there', { user: 'nobody' }],
    ['a channel that is not there', { channel: 'nowhere' }],
    ['another person’s direct channel', { channel: 'dm:delegati-kdi' }],
    ['a thread that is not there', { thread: 'none' }],
  ])('refuses %s, to post and to command', async (_, change) => {
    for (const text of ['Mirëdita', '/menu']) {
      const asked = world.client.say({ ...as('i-jashtem'), ...change, text });
      await expect(asked).rejects.toMatchObject({ code: 'notFound' });
    }
    expect(world.stub.invocations).toEqual([]);
  });

  it('refuses what is no emoji', async () => {
    const message = await world.platform.send(channel('kdi'), sentence('Një.'), {
      deliveryId: 'd',
    });
    const { user, request: id } = as('i-jashtem');
    const react = (emoji: string) =>
      world.client.react({ user, request: id, message, emoji, added: true });
    await expect(react('<b>')).rejects.toMatchObject({ code: 'badRequest' });
    await expect(react('')).rejects.toMatchObject({ code: 'badRequest' });
    expect(world.stub.reactions).toEqual([]);
  });
});
