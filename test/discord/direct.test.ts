import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { form, note, openBot, type RunningBot } from './bot.ts';

let bot: RunningBot;
beforeEach(async () => {
  bot = await openBot();
});
afterEach(() => bot.stop());

const direct = () => bot.person.directMessages().filter(({ author }) => author !== bot.person.name);

describe('a message to the bot itself', () => {
  it('is taken in whole, and answered there without pinging anybody', async () => {
    bot.inbound.answer = () => ({ kind: 'private', message: note('Hello @everyone') });
    bot.person.say(bot.person.dm, 'Neni 5\nTeksti i ri.');
    await bot.server.waitFor(() => direct().length === 1, 'an answer');
    expect(bot.inbound.invocations).toMatchObject([
      {
        kind: 'written',
        text: 'Neni 5\nTeksti i ri.',
        files: {},
        user: { platform: 'discord', community: bot.server.guild.id, user: bot.person.id },
      },
    ]);
    expect(direct()[0]?.pings).toEqual([]);
  });

  it('may hold a file, which is read when it is asked for', async () => {
    bot.inbound.answer = async (invocation) => {
      const [file] = invocation.kind === 'written' ? (invocation.files.files ?? []) : [];
      const bytes = await file?.read(100);
      return { kind: 'private', message: note(`${file?.name} ${Buffer.from(bytes ?? [])}`) };
    };
    const files = [{ name: 'neni.txt', content: Buffer.from('Teksti.') }];
    bot.person.say(bot.person.dm, '', { files });
    await bot.server.waitFor(() => direct().length === 1, 'an answer');
    expect(direct()[0]?.text).toContain('neni.txt Teksti.');
  });

  it('offers a form by a button', async () => {
    bot.inbound.answer = () => ({ kind: 'form', form: form([]) });
    bot.person.say(bot.person.dm, 'contribute');
    await bot.server.waitFor(() => direct().length === 1, 'an answer');
    expect(direct()[0]?.buttons.map(({ label }) => label)).toEqual(['Continue']);
  });

  it('is none in a channel, nor from the bot itself', async () => {
    bot.inbound.answer = () => ({ kind: 'private', message: note('Hello') });
    bot.person.say(bot.channel, 'a talk among colleagues');
    bot.person.say(bot.person.dm, 'help');
    await bot.server.waitFor(() => direct().length === 1, 'an answer');
    expect(bot.inbound.invocations).toHaveLength(1);
  });
});
