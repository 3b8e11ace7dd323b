import { Events, type Interaction, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { ClientRefusal } from './index.ts';
import { plain } from './markdown.ts';
import { startClient, startServer } from './support.ts';

const GO = [{ name: 'go', description: 'Goes' }];

async function setUp(handle: (interaction: Interaction) => Promise<unknown>) {
  const server = await startServer();
  const client = await startClient(server);
  await client.application.commands.set(GO);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
  return { server, client };
}

describe('places', () => {
  it('lets people use commands in threads and direct messages', async () => {
    const { server } = await setUp(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { channel, guildId } = interaction;
      await interaction.reply(`${channel?.isThread()} ${channel?.isDMBased()} ${guildId !== null}`);
    });
    const person = server.addUser('Arta');
    const channel = server.addChannel('general');
    const { message } = await person.command(channel, 'go');
    if (!message) throw new Error('no message');
    await fetch(`${server.api}/v10/channels/${channel.id}/messages/${message.id}/threads`, {
      method: 'POST',
      headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Thread' }),
    });
    const inThread = await person.command(message.id, 'go');
    const inDm = await person.command(person.dm, 'go');
    expect([message.text, inThread.text, inDm.text]).toEqual([
      'false false true',
      'true false true',
      'false true false',
    ]);
  });

  it('hides channels and private answers from those whom they do not concern', async () => {
    const { server } = await setUp(async (interaction) => {
      if (interaction.isRepliable()) {
        await interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral });
      }
    });
    const arta = server.addUser('Arta');
    const blerim = server.addUser('Blerim');
    const room = server.addChannel('room', { members: [arta] });
    await expect(blerim.command(room, 'go')).rejects.toThrow(ClientRefusal);
    const { message } = await arta.command(room, 'go');
    expect(server.messages(room)).toEqual([]);
    expect(blerim.privateMessages()).toEqual([]);
    if (!message) throw new Error('no message');
    expect(() => blerim.react(message, '👍')).toThrow(ClientRefusal);
  });
});

it('tells everything an interaction brought, also after a placeholder was taken back', async () => {
  const { server } = await setUp(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.deleteReply();
    await interaction.followUp({ content: 'private', flags: MessageFlags.Ephemeral });
  });
  const channel = server.addChannel('general');
  const answer = await server.addUser('Arta').command(channel, 'go');
  expect(answer.kind).toBe('deleted');
  expect(await answer.later()).toMatchObject({ kind: 'followUp', private: true, text: 'private' });
  await server.waitForAnswers();
  expect(answer.all().map(({ kind }) => kind)).toEqual(['deleted', 'followUp']);
  expect(server.messages(channel)).toEqual([]);
});

describe('what people read', () => {
  const reader = {
    nameOf: () => 'Arta',
    roleOf: () => 'Staff',
    channelOf: () => 'general',
    timeZone: 'Europe/Belgrade',
    locale: 'en-GB',
    now: 0,
  };
  it.each([
    ['**bold** __under__ ~~gone~~ *it* _it_ ***all***', 'bold under gone it it all'],
    ['snake_case_name 2*3*4', 'snake_case_name 234'],
    ['\\*\\*not bold\\*\\* \\# \\@everyone', '**not bold** # @everyone'],
    ['# Title\n-# small\n> quote\n- item', 'Title\nsmall\nquote\n- item'],
    ['`a*b*c` ```js\nx_y_z\n```', 'a*b*c x_y_z'],
    ['[Text](https://example.org/a_b_c)', 'Text (https://example.org/a_b_c)'],
    ['<@1> <@&2> <#3> </draft new:4>', '@Arta @Staff #general /draft new'],
    ['<t:1797235200:D> <t:3600:R>', '14 December 2026 in 1 hour'],
  ])('%s', (source, shown) => {
    expect(plain(source, reader)).toBe(shown);
  });
});
