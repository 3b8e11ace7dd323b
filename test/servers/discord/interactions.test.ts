import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Events,
  MessageFlags,
  StringSelectMenuBuilder,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { contributionForm, onCommand, setUp } from './bot.ts';
import { ClientRefusal } from './index.ts';
import { once } from './support.ts';

describe('forms', () => {
  it('carries a command through a modal to a private reply', async () => {
    const { channel, person } = await setUp(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(contributionForm());
      if (!interaction.isModalSubmit()) return;
      const article = interaction.fields.getTextInputValue('article');
      const [kind] = interaction.fields.getStringSelectValues('kind');
      const content = `**${kind}** article ${article}`;
      await interaction.reply({ content, flags: MessageFlags.Ephemeral });
    });
    const opened = await person.command(channel, 'go');
    expect(opened.kind).toBe('modal');
    const modal = opened.modal;
    expect(modal?.inputs.map(({ label, kind, required }) => [label, kind, required])).toEqual([
      ['Article', 'text', true],
      ['Kind', 'select', true],
    ]);
    expect(person.modal).toEqual(modal);
    if (!modal) throw new Error('no modal');
    const answer = await person.submit(modal, { Article: '12', kind: 'Amend' });
    expect(answer).toMatchObject({ kind: 'reply', text: 'amend article 12', private: true });
    expect(person.modal).toBeUndefined();
    expect(person.privateMessages(channel).map(({ text }) => text)).toEqual(['amend article 12']);
  });

  it('submits legacy rows and uploaded files as Discord does', async () => {
    const { server, client, channel, person } = await setUp();
    const asked = once(client, Events.InteractionCreate);
    const opening = person.command(channel, 'go');
    const [interaction] = await asked;
    const row = { type: 1, components: [{ type: 4, custom_id: 'a', style: 1, label: 'Old' }] };
    const upload = { type: 19, custom_id: 'f', max_values: 2 };
    const label = { type: 18, label: 'Files', component: upload };
    const callback = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    const data = { custom_id: 'm', title: 'T', components: [row, label] };
    await client.rest.post(callback, { body: { type: 9, data } });
    const { modal } = await opening;
    if (!modal) throw new Error('no modal');
    const submitted = once(client, Events.InteractionCreate);
    const file = { name: 'Ligji për ujërat.csv', content: 'a;b', contentType: 'text/csv' };
    const sending = person.submit(modal, { Old: 'x', Files: [file] });
    const [submit] = await submitted;
    if (!submit.isModalSubmit()) throw new Error('no submit');
    expect(submit.fields.getTextInputValue('a')).toBe('x');
    const [attachment] = submit.fields.getUploadedFiles('f', true).values();
    expect(attachment?.name).toBe('Ligji_pr_ujrat.csv');
    const fetched = await fetch(attachment?.url ?? '');
    expect([await fetched.text(), fetched.headers.get('content-type')]).toEqual([
      'a;b',
      'text/csv',
    ]);
    await submit.reply('thanks');
    expect((await sending).text).toBe('thanks');
    expect(server.messages(channel).map(({ text }) => text)).toEqual(['thanks']);
  });

  it('keeps a modal open when nothing answers, and refuses what the app would not send', async () => {
    const { server, channel, person } = await setUp(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(contributionForm());
    });
    const { modal } = await person.command(channel, 'go');
    if (!modal) throw new Error('no modal');
    await expect(person.submit(modal, { Kind: 'Amend' })).rejects.toThrow(ClientRefusal);
    await expect(person.submit(modal, { Article: '1', Kind: 'Buy' })).rejects.toThrow(
      ClientRefusal,
    );
    const sending = person.submit(modal, { Article: '1', Kind: 'Amend' });
    server.clock.advance(3_000);
    expect(await sending).toMatchObject({
      kind: 'failed',
      text: 'The application did not respond',
    });
    expect(person.modal?.customId).toBe('contribution');
  });
});

describe('answers', () => {
  it('fills a deferred private answer, edits it and follows up', async () => {
    const { channel, person, server } = await setUp(
      onCommand(async (interaction) => {
        const deferred = await interaction.deferReply({
          flags: MessageFlags.Ephemeral,
          withResponse: true,
        });
        expect(deferred.interaction.responseMessageLoading).toBe(true);
        expect(deferred.interaction.responseMessageEphemeral).toBe(true);
        await interaction.editReply('first');
        await interaction.editReply('second');
        await interaction.followUp('for all');
      }),
    );
    const first = await person.command(channel, 'go');
    expect(first).toMatchObject({ kind: 'reply', text: 'first', private: true });
    const second = await first.later();
    expect(second).toMatchObject({ kind: 'edited', text: 'second', private: true });
    expect(await second.later()).toMatchObject({ kind: 'followUp', private: false });
    expect(server.messages(channel).map(({ text }) => text)).toEqual(['for all']);
  });

  it('lets the first follow-up fill a deferral and keeps its privacy', async () => {
    const { channel, person } = await setUp(
      onCommand(async (interaction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.followUp('not for all');
      }),
    );
    const answer = await person.command(channel, 'go');
    expect(answer).toMatchObject({ kind: 'reply', text: 'not for all', private: true });
  });

  it('answers with the message when asked to, and updates the message of a button', async () => {
    const { channel, person, server } = await setUp(async (interaction) => {
      if (interaction.isButton()) {
        await interaction.update({ content: 'noted', components: [] });
      } else if (interaction.isChatInputCommand()) {
        const button = new ButtonBuilder()
          .setCustomId('i')
          .setLabel('We are interested')
          .setStyle(ButtonStyle.Primary);
        const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(button)];
        const { resource } = await interaction.reply({
          content: 'draft',
          components,
          withResponse: true,
        });
        expect(resource?.message?.content).toBe('draft');
      }
    });
    const { message } = await person.command(channel, 'go');
    if (!message) throw new Error('no message');
    expect(message.buttons.map(({ label }) => label)).toEqual(['We are interested']);
    const answer = await person.press(message, 'We are interested');
    expect(answer).toMatchObject({ kind: 'updated', text: 'noted' });
    expect(server.messages(channel)).toMatchObject([{ text: 'noted', buttons: [], edits: 1 }]);
    await expect(person.press(message, 'We are interested')).rejects.toThrow(ClientRefusal);
  });

  it('acknowledges a select and edits its message later', async () => {
    const { channel, person } = await setUp(async (interaction) => {
      if (interaction.isStringSelectMenu()) {
        await interaction.deferUpdate();
        await interaction.editReply({ content: interaction.values.join(), components: [] });
      } else if (interaction.isChatInputCommand()) {
        const menu = new StringSelectMenuBuilder()
          .setCustomId('s')
          .setPlaceholder('Language')
          .addOptions({ label: 'Shqip', value: 'sq' }, { label: 'English', value: 'en' });
        const components = [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)];
        await interaction.reply({ components, flags: MessageFlags.Ephemeral });
      }
    });
    const { message } = await person.command(channel, 'go');
    if (!message) throw new Error('no message');
    const answer = await person.select(message, 'Language', ['Shqip']);
    expect(answer.kind).toBe('acknowledged');
    expect(await answer.later()).toMatchObject({ kind: 'updated', text: 'sq', private: true });
  });
});

describe('commands as people type them', () => {
  it('checks options and sends them nested', async () => {
    const { channel, person } = await setUp(
      onCommand(async (interaction) => {
        const { options } = interaction;
        const words = [
          options.getSubcommand(),
          options.getString('title'),
          options.getInteger('days'),
          options.getString('kind'),
          options.getAttachment('file')?.name,
        ];
        await interaction.reply(words.join(' '));
      }),
    );
    const file = { name: 'a.pdf', content: 'x' };
    const given = { title: 'Water', days: 3, kind: 'Law', file };
    const answer = await person.command(channel, 'draft', 'new', given);
    expect(answer.text).toBe('new Water 3 law a.pdf');
    const refused = [
      person.command(channel, 'nothing'),
      person.command(channel, 'draft'),
      person.command(channel, 'draft new'),
      person.command(channel, 'draft new', { title: 'longer than ten' }),
      person.command(channel, 'draft new', { title: 'x', days: 0 }),
      person.command(channel, 'draft new', { title: 'x', kind: 'Novel' }),
      person.command(channel, 'draft new', { title: 'x', other: 1 }),
      person.command(channel, 'staff'),
      person.command(person.dm, 'go'),
    ];
    for (const attempt of refused) await expect(attempt).rejects.toThrow(ClientRefusal);
  });

  it('completes what is being typed', async () => {
    const { channel, person } = await setUp(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}istry`, value: 'm' }]);
    });
    const choices = await person.autocomplete(channel, 'draft new', { body: 'Min' }, 'body');
    expect(choices).toEqual([{ name: 'Ministry', value: 'm' }]);
  });
});
