// A program to measure against: the platform's own client with the least that a bot could do.
// slack|discord. Whatever is submitted is one durable insert before its acknowledgement.
import { App, SocketModeReceiver } from '@slack/bolt';
import { Client, Events, GatewayIntentBits, MessageFlags, ModalBuilder } from 'discord.js';
import { openStorage } from '../../src/storage/database.ts';

const {
  DATABASE_URL = '',
  SLACK_BOT_TOKEN: token = '',
  SLACK_APP_TOKEN: appToken = '',
  SLACK_API_URL: slackApiUrl = '',
  DISCORD_TOKEN = '',
  DISCORD_API_URL: api = '',
} = process.env;

// The same form as the bot's, so that both platforms have as much to read.
const INTRO =
  'MPMS-2026-001: Draft law. Due Tuesday, 29 December 2026 at 12:00, Kosovo time (CET).';
const HINT = 'Only what should stand in the law; reasons go into the field below';
const KINDS = ['Amendment', 'Addition', 'Deletion', 'Comment', 'Support', 'Objection'];
const TEXTS = [
  { name: 'article', long: false },
  { name: 'text', long: true },
  { name: 'reasons', long: true },
];

const storage = await openStorage(DATABASE_URL);
let inserted = 0;
/** One durable insert, as a handler would make it that keeps what was submitted. */
async function insert(text: string): Promise<void> {
  inserted += 1;
  await storage.db.inbox.create({
    data: { id: `bare:${inserted}`, receivedAt: new Date(), request: text },
  });
}

async function slack(): Promise<void> {
  const receiver = new SocketModeReceiver({
    appToken,
    installerOptions: { clientOptions: { slackApiUrl } },
  });
  const app = new App({ token, receiver, clientOptions: { slackApiUrl } });
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const view = {
    type: 'modal' as const,
    callback_id: 'bare',
    title: plain('Contribution'),
    submit: plain('Submit'),
    blocks: [
      { type: 'section' as const, text: plain(INTRO) },
      {
        type: 'input' as const,
        block_id: 'kind',
        label: plain('What you propose'),
        element: {
          type: 'static_select' as const,
          action_id: 'kind',
          options: KINDS.map((kind) => ({ text: plain(kind), value: kind })),
          initial_option: { text: plain(KINDS[0] ?? ''), value: KINDS[0] ?? '' },
        },
      },
      ...TEXTS.map(({ name, long }) => ({
        type: 'input' as const,
        block_id: name,
        optional: true,
        label: plain(name),
        hint: plain(HINT),
        element: { type: 'plain_text_input' as const, action_id: name, multiline: long },
      })),
    ],
  };
  app.command('/civikos', async ({ ack, command, client, respond }) => {
    await ack();
    if (command.text.startsWith('contribute')) {
      await client.views.open({ trigger_id: command.trigger_id, view });
    } else await respond({ text: 'A list.' });
  });
  app.view('bare', async ({ ack, view: submitted, body, client }) => {
    await insert(submitted.state.values.text?.text?.value ?? '');
    await ack();
    const { channel } = await client.conversations.open({ users: body.user.id });
    await client.chat.postMessage({ channel: channel?.id ?? '', text: 'Thank you.' });
  });
  await app.start();
}

async function discord(): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
  const modal = new ModalBuilder({
    custom_id: 'bare',
    title: 'Contribution',
    components: [
      { type: 10, content: INTRO },
      {
        type: 18,
        label: 'What you propose',
        component: {
          type: 3,
          custom_id: 'kind',
          options: KINDS.map((kind, index) => ({
            label: kind,
            value: kind,
            default: index === 0,
          })),
        },
      },
      ...TEXTS.map(({ name, long }) => ({
        type: 18,
        label: name,
        description: HINT,
        component: { type: 4, custom_id: name, style: long ? 2 : 1, required: false },
      })),
    ],
  });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) {
      if (interaction.commandName === 'contribute') await interaction.showModal(modal);
      else await interaction.reply({ content: 'A list.', flags: MessageFlags.Ephemeral });
    } else if (interaction.isModalSubmit()) {
      await insert(interaction.fields.getTextInputValue('text'));
      await interaction.reply({ content: 'Thank you.', flags: MessageFlags.Ephemeral });
    }
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(DISCORD_TOKEN);
  await ready;
  for (const guild of client.guilds.cache.values()) {
    await guild.commands.set([
      {
        name: 'draft',
        description: 'Drafts',
        options: [{ type: 1, name: 'list', description: 'A list' }],
      },
      {
        name: 'contribute',
        description: 'A form',
        options: [{ type: 3, name: 'draft', description: 'Which', required: true }],
      },
    ]);
  }
}

await (process.argv[2] === 'slack' ? slack() : discord());
process.stdout.write('connected\n');
