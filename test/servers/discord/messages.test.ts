import {
  ActionRowBuilder,
  type AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  ContainerBuilder,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
  type SendableChannels,
  type TextChannel,
  TextDisplayBuilder,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { type DiscordServer, render } from './index.ts';
import { INTENTS, once, startClient, startServer } from './support.ts';
import { INTENT } from './wire.ts';
import type { Channel } from './world.ts';

interface Setting {
  server: DiscordServer;
  client: Client<true>;
  channel: Channel;
  bot: TextChannel;
}

async function setUp(): Promise<Setting> {
  const server = await startServer();
  const channel = server.addChannel('general');
  const client = await startClient(server);
  return { server, client, channel, bot: await sendable(client, channel.id) };
}

async function sendable(client: Client, id: string): Promise<TextChannel> {
  const channel = await client.channels.fetch(id);
  if (!channel?.isSendable()) throw new Error('not sendable');
  return channel as SendableChannels as TextChannel;
}

describe('messages', () => {
  it('shows what a person sees of embeds, components and markup', async () => {
    const { server, channel, bot } = await setUp();
    const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('c').setLabel('Contribute').setStyle(ButtonStyle.Primary),
      new ButtonBuilder().setURL('https://example.org').setLabel('Text').setStyle(ButtonStyle.Link),
    );
    const embed = new EmbedBuilder()
      .setTitle('Ligji\\_1 **për** ujërat')
      .addFields({ name: 'Closes', value: '<t:1797235200:f>' });
    await bot.send({
      content: `\\*not bold\\* <#${channel.id}>`,
      embeds: [embed],
      components: [buttons],
    });
    const [message] = server.messages(channel);
    if (!message) throw new Error('no message');
    expect(message.text).toBe(
      '*not bold* #general\nLigji_1 për ujërat\nCloses: 14 December 2026 at 09:00',
    );
    expect(render(message)).toContain('[Contribute] [Text]');
    expect(message.buttons.map(({ customId, url }) => customId ?? url)).toEqual([
      'c',
      'https://example.org',
    ]);
  });

  it('takes Components V2 with a file, and edits them', async () => {
    const { server, channel, bot } = await setUp();
    const container = new ContainerBuilder()
      .addTextDisplayComponents(new TextDisplayBuilder().setContent('# Draft'))
      .addFileComponents((file) => file.setURL('attachment://a.txt'));
    const files = [
      { attachment: Buffer.from('hello'), name: 'a.txt' },
    ] as unknown as AttachmentBuilder[];
    const sent = await bot.send({
      components: [container],
      files,
      flags: MessageFlags.IsComponentsV2,
    });
    const [message] = server.messages(channel);
    expect(message?.text).toBe('Draft');
    const file = message?.files[0];
    expect(await (await fetch(file?.url ?? '')).text()).toBe('hello');
    await sent.edit({ components: [new TextDisplayBuilder().setContent('Closed')], files: [] });
    expect(server.messages(channel)).toMatchObject([{ text: 'Closed', edits: 1 }]);
  });

  it('repeats a nonce only when told to enforce it, and forgets it after some minutes', async () => {
    const { server, channel, bot } = await setUp();
    const first = await bot.send({ content: 'one', nonce: 'd-1', enforceNonce: true });
    const second = await bot.send({ content: 'two', nonce: 'd-1', enforceNonce: true });
    expect([second.id, second.nonce]).toEqual([first.id, 'd-1']);
    await bot.send({ content: 'three', nonce: 'd-1' });
    await first.delete();
    server.clock.advance(server.settings.nonceRemembered + 1);
    await bot.send({ content: 'four', nonce: 'd-1', enforceNonce: true });
    expect(server.messages(channel).map(({ text }) => text)).toEqual(['three', 'four']);
  });

  it('does not return the nonce with the history', async () => {
    const { channel, client, bot, server } = await setUp();
    const sent = await bot.send({ content: 'one', nonce: 'd-1', enforceNonce: true });
    const listed = await client.rest.get(`/channels/${channel.id}/messages?after=0`);
    expect(listed).toMatchObject([{ id: sent.id, content: 'one' }]);
    expect(listed).not.toMatchObject([{ nonce: 'd-1' }]);
    expect(server.messages(channel)).toMatchObject([{ nonce: 'd-1' }]);
  });

  it('replies, opens a thread, and speaks in it', async () => {
    const { server, channel, bot, client } = await setUp();
    const person = server.addUser('Arta');
    const said = person.say(channel, 'hello');
    const reply = await bot.send({ content: 'hi', reply: { messageReference: said.id } });
    const created = once(client, Events.ThreadCreate);
    const thread = await reply.startThread({ name: 'Discussion' });
    expect((await created)[0].id).toBe(reply.id);
    await thread.send('inside');
    server.archive(thread);
    await thread.send('awake');
    expect(server.messages(channel)).toMatchObject([
      { author: 'Arta', text: 'hello', thread: undefined },
      {
        repliesTo: said.id,
        pings: [`<@${person.id}>`],
        thread: {
          name: 'Discussion',
          archived: false,
          messages: [{ text: 'inside' }, { text: 'awake' }],
        },
      },
    ]);
  });

  it('sends direct messages, unless the person takes none', async () => {
    const { server, client } = await setUp();
    const person = server.addUser('Arta');
    const user = await client.users.fetch(person.id);
    await user.send('hello');
    expect(person.directMessages().map(({ text }) => text)).toEqual(['hello']);
    const heard = once(client, Events.MessageCreate);
    person.say(person.dm, 'and hello');
    expect((await heard)[0].content).toBe('and hello');
    person.acceptDms(false);
    await expect(user.send('again')).rejects.toMatchObject({ code: 50007 });
  });
});

describe('pings', () => {
  it('follows the defaults of messages and what allowed_mentions leaves of them', async () => {
    const { server, channel, bot } = await setUp();
    const person = server.addUser('Arta');
    const role = server.addRole('Staff', { mentionable: true });
    const content = `@everyone @here ${person.mention} <@&${role.id}> <@123456789012345678>`;
    await bot.send(content);
    await bot.send({ content, allowedMentions: { parse: [] } });
    await bot.send({ content, allowedMentions: { users: [person.id] } });
    await bot.send({
      components: [new TextDisplayBuilder().setContent('@here')],
      flags: MessageFlags.IsComponentsV2,
    });
    await bot.send({ embeds: [{ description: content }] });
    expect(server.messages(channel).map(({ pings }) => pings)).toEqual([
      ['@everyone', '@here', `<@&${role.id}>`, person.mention],
      [],
      [person.mention],
      ['@here'],
      [],
    ]);
  });

  it('reads an edit by the defaults again, and only users in interactions', async () => {
    const { server, channel, bot, client } = await setUp();
    const quiet = await bot.send({ content: '@everyone', allowedMentions: { parse: [] } });
    await client.rest.patch(`/channels/${channel.id}/messages/${quiet.id}`, {
      body: { content: '@everyone again' },
    });
    expect(server.messages(channel)).toMatchObject([{ pings: ['@everyone'] }]);
    await client.application.commands.set([{ name: 'go', description: 'Goes' }]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isRepliable()) void interaction.reply(`@everyone <@${interaction.user.id}>`);
    });
    const person = server.addUser('Arta');
    const { message } = await person.command(channel, 'go');
    expect(message?.pings).toEqual([person.mention]);
  });
});

describe('reactions', () => {
  it('reach the bot on messages it has not cached', async () => {
    const { server, channel, bot, client } = await setUp();
    const sent = await bot.send('card');
    const fresh = await startClient(server);
    const person = server.addUser('Arta');
    const added = once(fresh, Events.MessageReactionAdd);
    person.react(sent, '👀');
    const [reaction, user] = await added;
    expect(reaction.partial).toBe(true);
    expect([reaction.message.id, reaction.emoji.name, user.id]).toEqual([sent.id, '👀', person.id]);
    const whole = await reaction.fetch();
    expect(whole.count).toBe(1);
    expect([...(await whole.users.fetch()).keys()]).toEqual([person.id]);
    person.react(sent, '👀');
    const removed = once(client, Events.MessageReactionRemove);
    person.unreact(sent, '👀');
    await removed;
    expect(server.messages(channel)).toMatchObject([{ reactions: {} }]);
    await sent.react('✅');
    expect(server.messages(channel)).toMatchObject([{ reactions: { '✅': ['bot'] } }]);
  });
});

describe('intents', () => {
  it('withholds the content of others, except in mentions', async () => {
    const { server, channel, client } = await setUp();
    const person = server.addUser('Arta');
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    const second = new Promise((resolve) => {
      client.on(Events.MessageCreate, () => heard.length === 2 && resolve(null));
    });
    person.say(channel, 'secret');
    person.say(channel, `hey <@${client.user.id}>`);
    await second;
    expect(heard).toEqual(['', `hey <@${client.user.id}>`]);
    const listed = await client.rest.get(`/channels/${channel.id}/messages`);
    expect(listed).toMatchObject([{}, { content: '' }]);
  });

  it('gives it with the intent, when the application has it', async () => {
    const server = await startServer({ settings: { privilegedIntents: INTENT.messageContent } });
    const channel = server.addChannel('general');
    const client = await startClient(server, {
      intents: [...INTENTS, GatewayIntentBits.MessageContent],
    });
    const heard = once(client, Events.MessageCreate);
    server.addUser('Arta').say(channel, 'open');
    expect((await heard)[0].content).toBe('open');
  });

  it('sends no reactions without their intent', async () => {
    const server = await startServer();
    const channel = server.addChannel('general');
    const client = await startClient(server, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    });
    const person = server.addUser('Arta');
    let reactions = 0;
    client.on(Events.MessageReactionAdd, () => {
      reactions += 1;
    });
    const message = person.say(channel, 'one');
    person.react(message, '👍');
    const heard = once(client, Events.MessageDelete);
    person.remove(message);
    await heard;
    expect(reactions).toBe(0);
  });
});
