import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlatformFailure } from '../../src/chat/platform.ts';
import { sentence } from './stub.ts';
import { channel, NOON, openSandbox, type SandboxWorld } from './world.ts';

let world: SandboxWorld;
beforeEach(async () => {
  world = await openSandbox();
});
afterEach(() => world.close());

const seen = (user = 'i-jashtem', where = 'kdi') => world.client.messages(user, where);

describe('the sandbox as a platform', () => {
  it('posts once for one delivery, however often it is asked to', async () => {
    const first = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd1' });
    const again = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd1' });
    expect(again).toBe(first);
    const { messages } = await seen();
    expect(messages.map((message) => message.content.summary)).toEqual(['Një.']);
    expect(messages[0]).toMatchObject({ author: 'bot', onlyYou: false, at: NOON.toISOString() });
  });

  it('finds what it posted by the delivery, in its own channel only', async () => {
    const id = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd1' });
    const find = (where: string, deliveryId: string) =>
      world.platform.find(channel(where), { deliveryId }, NOON);
    expect(await find('kdi', 'd1')).toBe(id);
    expect(await find('kdi', 'd2')).toBeNull();
    expect(await find('sekretariati', 'd1')).toBeNull();
  });

  it('edits in place and says so', async () => {
    const id = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd1' });
    await world.platform.edit({ ...channel('kdi'), message: id }, sentence('Dy.'));
    const { messages } = await seen();
    expect(messages).toMatchObject([{ id, edited: true, content: { summary: 'Dy.' } }]);
  });

  it('replies in a thread, beside the channel, and counts the replies', async () => {
    const root = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd1' });
    await world.platform.send(channel('kdi'), sentence('Dy.'), {
      deliveryId: 'd2',
      threadOf: root,
    });
    const { messages } = await seen();
    expect(messages).toMatchObject([{ id: root, replies: 1, repliedAt: NOON.toISOString() }]);
    const thread = await world.client.thread('i-jashtem', root);
    expect(thread.map((message) => message.content.summary)).toEqual(['Një.', 'Dy.']);
  });

  it.each([
    [
      'a channel that is not there',
      () => world.platform.send(channel('nowhere'), sentence('x'), { deliveryId: 'd' }),
      'channel_not_found',
    ],
    [
      'a direct channel of nobody',
      () => world.platform.send(channel('dm:nobody'), sentence('x'), { deliveryId: 'd' }),
      'channel_not_found',
    ],
    [
      'another community',
      () =>
        world.platform.send({ ...channel('kdi'), community: 'T1' }, sentence('x'), {
          deliveryId: 'd',
        }),
      'channel_not_found',
    ],
    [
      'a thread that is not there',
      () =>
        world.platform.send(channel('kdi'), sentence('x'), { deliveryId: 'd', threadOf: 'none' }),
      'thread_not_found',
    ],
    [
      'a message that is not there',
      () => world.platform.edit({ ...channel('kdi'), message: 'none' }, sentence('x')),
      'message_not_found',
    ],
    [
      'a link to what is not there',
      () => world.platform.permalink({ ...channel('kdi'), message: 'none' }),
      'message_not_found',
    ],
    [
      'a person who is not there',
      () =>
        world.platform.directChannel({ platform: 'sandbox', community: 'sandbox', user: 'nobody' }),
      'user_not_found',
    ],
  ])('refuses %s for good', async (_, attempt, code) => {
    const failure = await attempt().then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(PlatformFailure);
    expect(failure).toMatchObject({ failure: 'permanent', code });
  });

  it('writes to one person alone in their direct channel', async () => {
    const direct = await world.platform.directChannel({
      platform: 'sandbox',
      community: 'sandbox',
      user: 'delegati-kdi',
    });
    await world.platform.send(direct, sentence('Vetëm për ju.'), { deliveryId: 'd1' });
    const own = await seen('delegati-kdi', direct.channel);
    expect(own.messages.map((message) => message.content.summary)).toEqual(['Vetëm për ju.']);
    await expect(seen('i-jashtem', direct.channel)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('hands over a file to those who see its message', async () => {
    const bytes = new TextEncoder().encode('titulli;afati\n');
    const id = await world.platform.upload(
      channel('kdi'),
      { name: 'plani ë.csv', bytes },
      sentence('Plani.'),
      { deliveryId: 'd1' },
    );
    const { messages } = await seen();
    expect(messages[0]?.file).toEqual({ name: 'plani ë.csv', size: bytes.length, alt: null });
    const response = await fetch(world.client.fileAddress('i-jashtem', id));
    expect(response.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''plani%20%C3%AB.csv",
    );
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('shows a picture with its words', async () => {
    const picture = { name: 'plan.png', bytes: Uint8Array.of(0x89, 0x50), alt: 'Të kryera: 11' };
    const options = { deliveryId: 'd1' };
    const id = await world.platform.upload(channel('kdi'), picture, sentence('Plani.'), options);
    const { messages } = await seen();
    expect(messages[0]?.file).toEqual({ name: 'plan.png', size: 2, alt: 'Të kryera: 11' });
    const response = await fetch(world.client.fileAddress('i-jashtem', id));
    expect(response.headers.get('content-type')).toBe('image/png');
  });

  it('gives an address that opens a message', async () => {
    const root = await world.platform.send(channel('kdi'), sentence('Një.'), { deliveryId: 'd1' });
    const reply = await world.platform.send(channel('kdi'), sentence('Dy.'), {
      deliveryId: 'd2',
      threadOf: root,
    });
    const link = (message: string) => world.platform.permalink({ ...channel('kdi'), message });
    expect(await link(root)).toBe(`${world.base}/#/c/kdi/m/${root}`);
    expect(await link(reply)).toBe(`${world.base}/#/c/kdi/t/${root}/m/${reply}`);
  });

  it('is connected between its start and its stop', async () => {
    expect(world.platform.health()).toEqual({ connected: true, lastEventAt: null });
    await world.client.say({
      user: 'i-jashtem',
      request: 'r1',
      channel: 'kdi',
      thread: null,
      text: 'Mirëdita!',
    });
    expect(world.platform.health()).toEqual({ connected: true, lastEventAt: NOON });
    await world.platform.stop();
    expect(world.platform.health().connected).toBe(false);
    await expect(
      world.client.say({
        user: 'i-jashtem',
        request: 'r2',
        channel: 'kdi',
        thread: null,
        text: 'A jeni aty?',
      }),
    ).rejects.toMatchObject({ code: 'notStarted' });
  });

  it('keeps channels and people, and renames them', async () => {
    await world.platform.ensureChannel('kdi', 'kdi-2');
    await world.platform.ensureUser('i-jashtem', 'Dikush', 'vizitor');
    const state = await world.client.state('i-jashtem');
    expect(state.channels.map((one) => one.name)).toEqual([
      'sekretariati',
      'kdi-2',
      'të-gjithë',
      '',
    ]);
    expect(state.channels.at(-1)).toMatchObject({ id: 'dm:i-jashtem', direct: true });
    expect(state.users).toContainEqual({ id: 'i-jashtem', name: 'Dikush', about: 'vizitor' });
    await expect(world.platform.ensureChannel('dm:kdi', 'x')).rejects.toThrow(RangeError);
  });
});
