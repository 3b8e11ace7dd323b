import {
  DiscordAPIError,
  Events,
  LabelBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { contributionForm, setUp } from './bot.ts';
import { once } from './support.ts';

describe('callbacks that Discord refuses', () => {
  const failureOf = async (attempt: Promise<unknown>): Promise<number | string> =>
    attempt.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DiscordAPIError ? error.code : String(error)),
    );

  it('refuses a late callback and tells the person', async () => {
    const { server, client, channel, person } = await setUp();
    const asked = once(client, Events.InteractionCreate);
    const running = person.command(channel, 'go');
    const [interaction] = await asked;
    server.clock.advance(3_000);
    expect(await running).toMatchObject({ kind: 'failed', private: true });
    if (!interaction.isChatInputCommand()) throw new Error('no command');
    expect(await failureOf(interaction.reply('late'))).toBe(10062);
    expect(await failureOf(interaction.webhook.send('late'))).toBe(10015);
  });

  it('refuses a second callback, a modal after a deferral and the wrong kind', async () => {
    const { client, channel, person } = await setUp();
    const asked = once(client, Events.InteractionCreate);
    const running = person.command(channel, 'go');
    const [interaction] = await asked;
    const callback = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
    const send = (body: unknown) => failureOf(client.rest.post(callback, { body }));
    for (const type of [6, 7, 8, 1]) expect(await send({ type })).toBe(50035);
    expect(await send({ type: 5 })).toBe('accepted');
    expect(await send({ type: 4, data: { content: 'again' } })).toBe(40060);
    const modal = contributionForm().toJSON();
    expect(await send({ type: 9, data: modal })).toBe(40060);
    await client.rest.patch(`/webhooks/${client.user.id}/${interaction.token}/messages/@original`, {
      body: { content: 'done' },
    });
    expect((await running).text).toBe('done');
  });

  it('refuses a modal in answer to a modal, and a sixth field', async () => {
    const failures: (number | string)[] = [];
    const { channel, person } = await setUp(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const six = contributionForm();
        for (const id of ['c', 'd', 'e', 'f']) {
          const input = new TextInputBuilder().setCustomId(id).setStyle(TextInputStyle.Short);
          six.addLabelComponents(new LabelBuilder().setLabel(id).setTextInputComponent(input));
        }
        failures.push(await failureOf(interaction.showModal(six)));
        await interaction.showModal(contributionForm());
      }
      if (!interaction.isModalSubmit()) return;
      const { id, token } = interaction;
      const body = { type: 9, data: contributionForm().toJSON() };
      const again = interaction.client.rest.post(`/interactions/${id}/${token}/callback`, { body });
      failures.push(await failureOf(again));
      await interaction.reply('ok');
    });
    const { modal } = await person.command(channel, 'go');
    if (!modal) throw new Error('no modal');
    await person.submit(modal, { Article: '1', Kind: 'Amend' });
    expect(failures).toEqual([50035, 50035]);
  });

  it('lets a token live for fifteen minutes', async () => {
    const { server, client, channel, person } = await setUp();
    const asked = once(client, Events.InteractionCreate);
    const running = person.command(channel, 'go');
    const [interaction] = await asked;
    if (!interaction.isChatInputCommand()) throw new Error('no command');
    expect(await failureOf(interaction.webhook.send('too early'))).toBe(10015);
    await interaction.deferReply();
    server.clock.advance(15 * 60_000);
    expect(await failureOf(interaction.editReply('too late'))).toBe(50027);
    expect((await running).kind).toBe('failed');
  });
});
