import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import { threadName } from '../../src/discord/posting.ts';
import { buttons, failing, note, openBot, type RunningBot, TOKEN } from './bot.ts';
import { card } from './messages.ts';

const CREATE = 'POST /channels/:channel/messages';

let bot: RunningBot;

beforeEach(async () => {
  bot = await openBot();
});

afterEach(async () => {
  await bot.stop();
  expect(bot.logged.join('\n')).not.toContain(TOKEN);
  expect(bot.logged.join('\n')).not.toContain('SECRET TEXT');
});

const send = (message: Message, deliveryId = 'delivery-1', threadOf?: string): Promise<string> =>
  bot.platform.send(bot.ref(bot.channel), message, { deliveryId, threadOf });

const texts = (): string[] => bot.server.messages(bot.channel).map(({ text }) => text);

describe('send', () => {
  it('posts a card with its buttons, and the delivery in it', async () => {
    const id = await send(card);
    const [seen] = bot.server.messages(bot.channel);
    expect(seen?.id).toBe(id);
    expect(seen?.text).toContain('Institution: Office of the Prime Minister');
    expect(seen?.buttons.map(({ label }) => label)).toEqual([
      'Contribute',
      'We are interested',
      'Not for us',
    ]);
    expect(bot.server.requests.at(-1)?.body).toMatchObject({
      nonce: expect.stringMatching(/^.{25}$/),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
  });

  it('brings to its present state what an earlier attempt had posted', async () => {
    bot.server.faults.next(CREATE, { kind: 'status', status: 502, workDone: true });
    await expect(send(note('Version 1'))).rejects.toMatchObject({ failure: 'doubtful' });
    await send(note('Version 2'));
    expect(texts()).toEqual(['Version 2']);
  });

  it('changes nothing after a first attempt', async () => {
    await send(card);
    await send(note('Once.'), 'delivery-2');
    expect(bot.server.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  it('pings nobody, whatever is written', async () => {
    const role = bot.server.addRole('Team', { mentionable: true });
    const attack = `@everyone @here ${bot.person.mention} <@&${role.id}> # x\n[a](https://b.c)`;
    const message: Message = {
      language: 'en',
      summary: attack,
      parts: [
        { kind: 'heading', text: attack },
        { kind: 'text', text: attack },
        { kind: 'quote', text: attack },
        { kind: 'fields', fields: [{ label: attack, value: attack }] },
        { kind: 'buttons', buttons: [{ act: 'interest.set', args: [], label: attack }] },
      ],
    };
    const id = await send(message);
    await bot.platform.edit({ ...bot.ref(bot.channel), message: id }, { ...message });
    await bot.platform.edit({ ...bot.ref(bot.channel), message: id }, note(attack));
    const [seen] = bot.server.messages(bot.channel);
    expect(seen?.pings).toEqual([]);
    expect(seen?.text.replaceAll('\u200b', '')).toBe(attack);
    bot.inbound.answer = () => ({ kind: 'public', message });
    await bot.person.command(bot.channel, 'announce');
    expect(bot.server.messages(bot.channel).flatMap(({ pings }) => pings)).toEqual([]);
  });

  it('does not repeat a post whose reply was lost; the same delivery is one message', async () => {
    bot.server.faults.next(CREATE, { kind: 'killed', workDone: true, how: 'reset' });
    const failure = await failing(send(note('SECRET TEXT')));
    expect(failure.failure).toBe('doubtful');
    expect(texts()).toEqual(['SECRET TEXT']);
    const again = await send(note('SECRET TEXT'));
    expect(bot.server.messages(bot.channel).map(({ id }) => id)).toEqual([again]);
  });

  it.each([
    ['a closed connection', { kind: 'killed', workDone: false, how: 'closed' }, 'doubtful'],
    ['an error of Discord', { kind: 'status', status: 502 }, 'doubtful'],
    ['a page of HTML', { kind: 'status', status: 503, html: true }, 'doubtful'],
    ['a proxy’s no', { kind: 'status', status: 403, html: true }, 'rateLimit'],
  ] as const)('tells of %s once and asks no more', async (_, fault, expected) => {
    bot.server.faults.next(CREATE, fault);
    const before = bot.server.requests.length;
    const failure = await failing(send(note('SECRET TEXT')));
    expect(failure.failure).toBe(expected);
    expect(failure.cause).toBeUndefined();
    expect(bot.server.requests.length - before).toBeLessThanOrEqual(1);
    expect(texts()).toEqual([]);
  });

  it('waits out a short rate limit by itself', async () => {
    bot.server.faults.next(CREATE, { kind: 'rateLimited', retryAfter: 0.05 });
    await send(note('Posted'));
    expect(texts()).toEqual(['Posted']);
  });

  it('hands a long rate limit back with its time', async () => {
    bot.server.faults.next(CREATE, { kind: 'rateLimited', retryAfter: 60 });
    const failure = await failing(send(note('SECRET TEXT')));
    expect(failure.failure).toBe('rateLimit');
    expect(failure.retryAfterMs).toBeGreaterThanOrEqual(60_000);
  });

  it('knows what will fail again', async () => {
    const nowhere = { ...bot.ref(bot.channel), channel: '123456789012345678' };
    const unknown = await failing(
      bot.platform.send(nowhere, note('SECRET TEXT'), { deliveryId: 'x' }),
    );
    expect([unknown.failure, unknown.code]).toEqual(['permanent', '10003']);
    bot.server.deny(bot.channel, 'sendMessages');
    const denied = await failing(send(note('SECRET TEXT')));
    expect([denied.failure, denied.code]).toEqual(['permanent', '50013']);
  });
});

describe('edit', () => {
  it('changes the message in place, and leaves nothing of the old behind', async () => {
    const id = await send(card);
    await bot.platform.edit({ ...bot.ref(bot.channel), message: id }, note('Withdrawn'));
    const seen = bot.server.messages(bot.channel);
    expect(seen.map(({ id: which, text, buttons: left }) => [which, text, left])).toEqual([
      [id, 'Withdrawn', []],
    ]);
  });

  it('is repeated after an error of Discord, for it may be done twice', async () => {
    const id = await send(card);
    bot.server.faults.next('PATCH /channels/:c/messages/:m', { kind: 'status', status: 500 });
    await bot.platform.edit({ ...bot.ref(bot.channel), message: id }, note('Changed'));
    expect(texts()).toEqual(['Changed']);
  });

  it('tells that a message is gone', async () => {
    const gone = { ...bot.ref(bot.channel), message: '123456789012345678' };
    const failure = await failing(bot.platform.edit(gone, note('x')));
    expect([failure.failure, failure.code]).toEqual(['permanent', '10008']);
  });

  it('comes back later when old messages were edited too often', async () => {
    const id = await send(card);
    bot.server.settings.oldEdits = 0;
    bot.server.clock.advance(2 * 3_600_000);
    const ref = { ...bot.ref(bot.channel), message: id };
    expect((await failing(bot.platform.edit(ref, note('x')))).failure).toBe('rateLimit');
  });
});

describe('a thread', () => {
  it('is opened on a card under its heading, used again, and its notes can be edited', async () => {
    const parent = await send(card);
    const first = await send(note('Extended'), 'n1', parent);
    const second = await send(note('Extended again'), 'n2', parent);
    await bot.platform.edit({ ...bot.ref(bot.channel), message: second }, note('Corrected'));
    const [seen] = bot.server.messages(bot.channel);
    expect(seen?.thread?.name).toBe('Regulation on public consultation (second version)');
    expect(seen?.thread?.messages.map(({ text }) => text)).toEqual(['Extended', 'Corrected']);
    expect(first).toBe(`${parent}/${seen?.thread?.messages[0]?.id}`);
    await expect(
      bot.platform.permalink({ ...bot.ref(bot.channel), message: first }),
    ).resolves.toMatch(new RegExp(`/channels/${bot.server.guild.id}/${first}$`));
  });

  it('comes back to life when it was archived', async () => {
    const parent = await send(card);
    await send(note('One'), 'n1', parent);
    bot.server.archive(parent);
    await send(note('Two'), 'n2', parent);
    expect(bot.server.messages(bot.channel)[0]?.thread?.messages).toHaveLength(2);
  });

  it('is a reply in direct messages, which have none', async () => {
    const direct = await bot.platform.directChannel({
      platform: 'discord',
      community: bot.server.guild.id,
      user: bot.person.id,
    });
    const parent = await bot.platform.send(direct, note('Reminder'), { deliveryId: 'r' });
    const id = await bot.platform.send(direct, note('Moved'), {
      deliveryId: 'm',
      threadOf: parent,
    });
    const [, reply] = bot.person.directMessages();
    expect([reply?.id, reply?.text, reply?.repliesTo]).toEqual([id, 'Moved', parent]);
  });

  it('takes buttons: what they do counts for the channel', async () => {
    const parent = await send(card);
    const asking = note('Still?', buttons({ act: 'interest.set', label: 'Yes' }));
    const id = await send(asking, 'n1', parent);
    bot.inbound.answer = () => ({ kind: 'private', message: note('Noted') });
    await bot.person.press(id.split('/')[1] ?? '', 'Yes');
    expect(bot.inbound.invocations[0]).toMatchObject({
      channel: bot.ref(bot.channel),
      channelName: 'rregulloret',
      message: { ...bot.ref(bot.channel), message: id },
    });
  });

  it('has a name of at most 100 characters, without markup', () => {
    expect(threadName({ content: '', embeds: [{ title: 'A \\*b\\* ' }] })).toBe('A *b*');
    expect(threadName({ content: '## Hello\nx', embeds: [] })).toBe('Hello');
    expect(threadName({ content: '', embeds: [] })).toBe('…');
    expect(threadName({ content: 'x'.repeat(300), embeds: [] })).toHaveLength(100);
  });
});

describe('upload', () => {
  it('posts the file with its line', async () => {
    const file = { name: 'draft.pdf', bytes: new TextEncoder().encode('%PDF-1.7 ë') };
    await bot.platform.upload(bot.ref(bot.channel), file, note('The text'), { deliveryId: 'u' });
    const [seen] = bot.server.messages(bot.channel);
    expect(seen?.text).toBe('The text');
    expect(seen?.files.map(({ name, size }) => [name, size])).toEqual([['draft.pdf', 11]]);
    const got = await fetch(seen?.files[0]?.url ?? '');
    expect(await got.text()).toBe('%PDF-1.7 ë');
  });
});
