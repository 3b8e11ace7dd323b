import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import type { Standing } from '../../src/chat/platform.ts';
import { failing, note, openBot, type RunningBot, TOKEN } from './bot.ts';
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

describe('find', () => {
  const since = (): Date => new Date(Date.now() - 1000);
  const find = (deliveryId: string, message?: Message, threadOf?: string): Promise<string | null> =>
    bot.platform.find(bot.ref(bot.channel), { deliveryId, threadOf }, since(), message);

  it('knows a message with buttons by the delivery in it', async () => {
    await send(card, 'other');
    const id = await send(card, 'mine');
    bot.person.say(bot.channel, 'something else');
    expect(await find('mine')).toBe(id);
    expect(await find('never sent')).toBeNull();
  });

  it('knows a message without buttons by what it says', async () => {
    const id = await send(note('Extended to 12 October', { kind: 'divider' }), 'mine');
    bot.person.say(bot.channel, 'Extended to 12 October');
    expect(await find('mine', note('Extended to 12 October', { kind: 'divider' }))).toBe(id);
    expect(await find('mine', note('Extended to 13 October'))).toBeNull();
    expect(await find('mine')).toBeNull();
  });

  it('takes no message for its own that another delivery made, however alike', async () => {
    const words = note('Extended to 12 October');
    const theirs = await send(words, 'theirs');
    const look = (others: Set<string>) =>
      bot.platform.find(bot.ref(bot.channel), { deliveryId: 'mine', others }, since(), words);
    expect(await look(new Set([theirs]))).toBeNull();
    expect(await look(new Set())).toBe(theirs);
  });

  it('looks in the thread, and finds nothing where none was opened', async () => {
    const parent = await send(card);
    expect(await find('n1', note('Extended'), parent)).toBeNull();
    const id = await send(note('Extended'), 'n1', parent);
    expect(await find('n1', note('Extended'), parent)).toBe(id);
  });

  it('finds what was posted although the reply was lost', async () => {
    bot.server.faults.next(CREATE, { kind: 'killed', workDone: true, how: 'closed' });
    await failing(send(card, 'mine'));
    expect(await find('mine')).toBe(bot.server.messages(bot.channel)[0]?.id);
  });

  it('looks through more than one page', async () => {
    const id = await send(card, 'mine');
    for (let n = 0; n < 120; n += 1) bot.person.say(bot.channel, `message ${n}`);
    const late = await send(card, 'late');
    expect(await find('mine')).toBe(id);
    expect(await find('late')).toBe(late);
  });
});

describe('reactions', () => {
  it('come in for messages from before the start, and go again', async () => {
    const id = await send(card);
    bot.person.react(id, '✍🏽');
    bot.person.unreact(id, '✍🏽');
    bot.person.react(id, '👀');
    await bot.inbound.until(() => bot.inbound.reactions.length === 3);
    const ref = { ...bot.ref(bot.channel), message: id };
    expect(bot.inbound.reactions.map(({ emoji, added }) => [emoji, added])).toEqual([
      ['✍', true],
      ['✍', false],
      ['👀', true],
    ]);
    expect(bot.inbound.reactions[0]).toMatchObject({
      user: { platform: 'discord', community: bot.server.guild.id, user: bot.person.id },
      userName: 'Arta',
      message: ref,
    });
    expect(new Set(bot.inbound.reactions.map((event) => event.id)).size).toBe(3);
  });

  it('can be asked for, all pages of them, custom ones too', async () => {
    const id = await send(card);
    const people = Array.from({ length: 105 }, (_, n) => bot.server.addUser(`P${n}`));
    for (const person of people) person.react(id, '👍');
    bot.person.react(id, '✍️');
    bot.person.react(id, 'ojq:123456789012345678');
    const reading = { matters: () => true, turn: async () => {} };
    const all = await bot.platform.reactionsIn(bot.ref(bot.channel), [id], reading);
    const found = all.get(id) as Standing;
    expect(found).toHaveLength(107);
    expect(found.filter(({ emoji }) => emoji === '👍')).toHaveLength(105);
    expect(found).toContainEqual({ user: bot.person.id, emoji: '✍' });
    expect(found).toContainEqual({ user: bot.person.id, emoji: ':ojq:' });
  });
});
