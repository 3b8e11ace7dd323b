import {
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { DiscordServer, Person } from './index.ts';
import { startClient, startServer } from './support.ts';
import type { Channel } from './world.ts';

// A small bot for the tests: three commands and whatever a test does with the interactions.

interface Setting {
  server: DiscordServer;
  client: Client<true>;
  channel: Channel;
  person: Person;
}

const COMMANDS = [
  { name: 'go', description: 'Goes' },
  {
    name: 'draft',
    description: 'Draft acts',
    options: [
      {
        type: 1,
        name: 'new',
        description: 'A new one',
        options: [
          { type: 3, name: 'title', description: 'Title', required: true, max_length: 10 },
          { type: 4, name: 'days', description: 'Days', min_value: 1 },
          { type: 3, name: 'kind', description: 'Kind', choices: [{ name: 'Law', value: 'law' }] },
          { type: 3, name: 'body', description: 'Institution', autocomplete: true },
          { type: 11, name: 'file', description: 'Text' },
        ],
      },
    ],
  },
  { name: 'staff', description: 'Staff only', default_member_permissions: '0' },
];

export async function setUp(
  handle: (interaction: Interaction) => Promise<unknown> = async () => {},
): Promise<Setting> {
  const server = await startServer();
  const channel = server.addChannel('general');
  const person = server.addUser('Arta');
  const client = await startClient(server);
  await client.application.commands.set(COMMANDS, server.guild.id);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction));
  return { server, client, channel, person };
}

export const onCommand =
  (act: (interaction: ChatInputCommandInteraction) => Promise<unknown>) =>
  async (interaction: Interaction): Promise<unknown> =>
    interaction.isChatInputCommand() ? act(interaction) : undefined;

export const contributionForm = () =>
  new ModalBuilder()
    .setCustomId('contribution')
    .setTitle('Your contribution')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Article')
        .setTextInputComponent(
          new TextInputBuilder().setCustomId('article').setStyle(TextInputStyle.Short),
        ),
      new LabelBuilder()
        .setLabel('Kind')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('kind')
            .addOptions({ label: 'Amend', value: 'amend' }, { label: 'Delete', value: 'delete' }),
        ),
    );
