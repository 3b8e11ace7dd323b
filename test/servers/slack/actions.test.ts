import type { types } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import { type Stage, stage } from './testApp.ts';

let current: Stage | undefined;
afterEach(async () => {
  await current?.end();
  current = undefined;
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const card: types.KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Law on *Water*' } },
  {
    type: 'actions',
    block_id: 'card',
    elements: [
      { type: 'button', action_id: 'interested', text: plain('Interested'), value: 'draft-1' },
      { type: 'button', action_id: 'silent', text: plain('Silent') },
      {
        type: 'static_select',
        action_id: 'language',
        placeholder: plain('Language'),
        options: [
          { text: plain('Shqip'), value: 'sq' },
          { text: plain('Srpski'), value: 'sr' },
        ],
      },
      {
        type: 'overflow',
        action_id: 'extra',
        options: [{ text: plain('Details'), value: 'details' }],
      },
    ],
  },
];

it('presses buttons on public and private messages and answers by response_url', async () => {
  let now = 1_800_000_000_000;
  const heard: unknown[] = [];
  let respond:
    | ((message: {
        text: string;
        replace_original?: boolean;
        delete_original?: boolean;
      }) => Promise<unknown>)
    | undefined;
  current = await stage(
    (app) => {
      app.action('interested', async (args) => {
        await args.ack();
        const { body, action } = args;
        if (body.type !== 'block_actions' || action.type !== 'button') return;
        heard.push([
          body.container.is_ephemeral,
          body.message?.text,
          action.value,
          body.user.username,
        ]);
        respond = args.respond;
        await args.respond({ text: 'noted', response_type: 'ephemeral' });
      });
      app.action({ type: 'block_actions', block_id: 'card' }, async ({ ack, action, body }) => {
        if (action.type === 'static_select') {
          heard.push([
            action.selected_option.value,
            body.type === 'block_actions' &&
              body.state?.values.card?.language?.selected_option?.value,
          ]);
          await ack();
        } else if (action.type === 'overflow') {
          heard.push(action.selected_option.value);
          await ack();
        }
      });
    },
    { now: () => now, ackTimeoutMs: 200 },
  );
  const { server, app } = current;
  const channel = server.addChannel('general', { member: true });
  const arta = server.addUser('arta');
  const posted = await app.client.chat.postMessage({
    channel: channel.id,
    text: 'New law',
    blocks: card,
  });
  const [message] = server.messages(channel);
  if (message === undefined) throw new Error(server.describe());
  expect(message).toMatchObject({
    ts: posted.ts,
    visible: 'Law on *Water*\n[Interested] [Silent] [Language ▾] [… ▾]',
  });
  expect(message.buttons.map((button) => button.label)).toEqual(['Interested', 'Silent']);
  expect(posted.message?.blocks?.[0]?.block_id).toMatch(/./);

  const reply = await arta.press(message, 'Interested');
  expect((await reply.answer()).visible).toBe('noted');
  expect(heard.splice(0)).toEqual([[false, 'New law', 'draft-1', 'arta']]);

  // The original is replaced in place; the fifth use is the last one.
  await respond?.({ text: 'changed', replace_original: true });
  expect(server.messages(channel)).toMatchObject([
    { ts: posted.ts, visible: 'changed', edited: true },
  ]);
  for (const text of ['3', '4', '5']) await respond?.({ text });
  await expect(respond?.({ text: '6' })).rejects.toMatchObject({
    code: 'slack_bolt_respond_error',
    statusCode: 404,
  });
  expect(server.calls.filter((call) => call.method === 'response_url').at(-1)?.result).toBe(
    'used_url',
  );

  // On a message that only one person sees the payload has no message.
  await app.client.chat.postEphemeral({
    channel: channel.id,
    user: arta.id,
    text: 'you',
    blocks: card,
  });
  const [mine] = arta.ephemerals().filter((one) => one.text === 'you');
  if (mine === undefined) throw new Error(server.describe());
  await (await arta.press(mine, 'interested')).answer();
  expect(heard.splice(0)).toEqual([[true, undefined, 'draft-1', 'arta']]);
  await respond?.({ text: '', delete_original: true });
  expect(arta.ephemerals().some((one) => one.text === 'you')).toBe(false);
  now += 31 * 60_000;
  await expect(respond?.({ text: 'late' })).rejects.toMatchObject({ statusCode: 404 });
  expect(server.calls.at(-1)?.result).toBe('expired_url');

  await app.client.chat.postMessage({ channel: channel.id, text: 'Menus', blocks: card });
  const menus = server.messages(channel).at(-1);
  if (menus === undefined) throw new Error(server.describe());
  await arta.select(menus, 'Language', 'Srpski');
  await arta.select(menus, 'extra', 'Details');
  expect(heard).toEqual([['sr', 'sr'], 'details']);
  expect(server.messages(channel).at(-1)?.menus[0]?.value).toBe('Srpski');
  expect(await arta.press(menus, 'Silent')).toMatchObject({ error: 'operation_timeout' });
  await expect(arta.press(menus, 'Nothing')).rejects.toThrow(/there is no button "Nothing"/);
});

it('publishes a home and hears its buttons', async () => {
  current = await stage((app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: card } });
    });
    app.action('interested', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions') return;
      await client.views.publish({
        user_id: body.user.id,
        hash: body.view?.hash,
        view: { type: 'home', blocks: [{ type: 'section', text: plain('Done') }] },
      });
    });
  });
  const { server, app } = current;
  const arta = server.addUser('arta');
  arta.openHome();
  const home = await server.waitFor(() => arta.home(), 'a home');
  await arta.press(home, 'Interested');
  await server.waitFor(() => arta.home()?.visible === 'Done', 'the changed home');
  expect(arta.home()).toMatchObject({ id: home.id, type: 'home' });
  const stale = app.client.views.publish({
    user_id: arta.id,
    hash: home.hash,
    view: { type: 'home', blocks: [] },
  });
  await expect(stale).rejects.toThrow('hash_conflict');
});
