import { App, type types } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type SlackServer, startSlackServer } from './server.ts';
import { Notes, quietLogger, type Stage, stage } from './testApp.ts';

let current: Stage | undefined;
let bare: SlackServer | undefined;
afterEach(async () => {
  await current?.end();
  await bare?.close();
  current = bare = undefined;
});

it('tells of reactions, messages and files where the bot is, and of nothing elsewhere', async () => {
  let heard: Notes | undefined;
  current = await stage((app, started) => {
    heard = new Notes(started);
    app.event('reaction_added', async ({ event }) => {
      heard?.add(['+', event.user, event.reaction, event.item.ts, event.item_user]);
    });
    app.event('reaction_removed', async ({ event }) => {
      heard?.add(['-', event.user, event.reaction]);
    });
    app.event('file_shared', async ({ event }) => {
      heard?.add(['file', event.file_id, event.channel_id]);
    });
    app.message(async ({ message }) => {
      const { text, channel_type: kind } = message as types.GenericMessageEvent;
      heard?.add([kind, text, (message as types.GenericMessageEvent).client_msg_id !== undefined]);
    });
  });
  const { server, app } = current;
  const inside = server.addChannel('inside', { member: true });
  const outside = server.addChannel('outside');
  const arta = server.addUser('arta');
  const besa = server.addUser('besa');
  const { ts } = await app.client.chat.postMessage({ channel: inside.id, text: 'react' });
  const [message] = server.messages(inside);
  if (message === undefined || ts === undefined) throw new Error(server.describe());

  arta.react(message, 'eyes');
  arta.react(message, 'eyes');
  besa.react(message, 'eyes');
  arta.unreact(message, 'eyes');
  arta.react(arta.say(outside, 'unheard'), 'eyes');
  arta.say(inside, 'not subscribed');
  arta.say(arta.dm(), 'help <me> & @besa');
  const upload = arta.uploadFile(inside, 'plan.csv', Buffer.from('a,b'));
  // The app's own direct message comes back with its bot_id, and Bolt drops it.
  await app.client.chat.postMessage({ channel: arta.id, text: 'from the bot' });
  expect(await heard?.take(5)).toEqual([
    ['+', arta.id, 'eyes', ts, server.bot.userId],
    ['+', besa.id, 'eyes', ts, server.bot.userId],
    ['-', arta.id, 'eyes'],
    ['im', `help &lt;me&gt; &amp; <@${besa.id}>`, true],
    ['file', upload.fileId, inside.id],
  ]);
  expect(server.sockets.events.map((event) => event.type)).toContain('message');
  expect(server.messages(inside)[0]?.reactions).toEqual({ eyes: [besa.id] });

  const full = await app.client.reactions.get({ channel: inside.id, timestamp: ts, full: true });
  expect(full.message?.reactions).toEqual([{ name: 'eyes', users: [besa.id], count: 1 }]);
});

it('keeps events while nobody is connected; bolt comes back by itself', async () => {
  let heard: Notes | undefined;
  current = await stage((app, started) => {
    heard = new Notes(started);
    app.event('reaction_added', async ({ event }) => {
      heard?.add(event.reaction);
    });
  });
  const { server } = current;
  const channel = server.addChannel('general', { member: true });
  const arta = server.addUser('arta');
  const message = arta.say(channel, 'hello');
  for (const [name, leave] of [
    ['eyes', () => server.sockets.kill()],
    ['+1', () => server.sockets.disconnect('refresh_requested')],
  ] as const) {
    leave();
    expect(server.sockets.connections).toBe(0);
    arta.react(message, name);
    expect(server.sockets.events.at(-1)?.state).toBe('queued');
    await server.connected();
    expect(await heard?.take(1)).toEqual([name]);
  }
  await server.waitFor(
    () => server.sockets.events.every((event) => event.state === 'acknowledged'),
    'all acks',
  );
});

it('serves an app that knows nothing but slackApiUrl', async () => {
  bare = await startSlackServer();
  const server = bare;
  const log: string[] = [];
  const app = new App({
    token: server.botToken,
    appToken: server.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: server.apiUrl },
    logger: quietLogger(log),
  });
  app.command('/civikos', async ({ ack, command }) => ack(`you said ${command.text}`));
  await app.start();
  await server.connected();
  const arta = server.addUser('arta');
  server.addChannel('general');
  const reply = await arta.command('general', 'help');
  expect((await reply.answer()).visible).toBe('you said help');
  await app.stop();
  await server.waitFor(() => server.sockets.connections === 0, 'the app to leave');
  expect(log).toEqual([]);
});

interface Frame {
  type: string;
  envelope_id?: string;
  retry_attempt?: number;
  retry_reason?: string;
  reason?: string;
}

/** A socket that acknowledges only what it is told to. */
async function rawSocket(server: SlackServer, frames: Frame[]): Promise<WebSocket> {
  const response = await fetch(`${server.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.appToken}` },
  });
  const { url } = (await response.json()) as { url: string };
  const socket = new WebSocket(url);
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as Frame);
    server.changed();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
}

it('sends an unacknowledged event again, three times, with its reason', async () => {
  bare = await startSlackServer({ ackTimeoutMs: 30, eventRetryDelaysMs: [0, 10, 20] });
  const server = bare;
  const channel = server.addChannel('general', { member: true });
  const frames: Frame[] = [];
  const socket = await rawSocket(server, frames);
  await server.connected();
  const arta = server.addUser('arta');
  arta.react(arta.say(channel, 'hello'), 'eyes');
  await server.waitFor(() => server.sockets.events[0]?.state === 'lost', 'the end of retries');
  const sent = frames.filter((frame) => frame.type === 'events_api');
  expect(sent.map((frame) => [frame.retry_attempt, frame.retry_reason])).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
    [3, 'timeout'],
  ]);
  expect(new Set(sent.map((frame) => frame.envelope_id)).size).toBe(1);

  // Acknowledged at the second sending: no third one. A late ack of a command changes nothing.
  arta.react(arta.say(channel, 'again'), 'eyes');
  const retried = await server.waitFor(
    () =>
      frames.find(
        (frame) => frame.retry_attempt === 1 && frame.envelope_id !== sent[0]?.envelope_id,
      ),
    'the retry',
  );
  socket.send(JSON.stringify({ envelope_id: retried.envelope_id, payload: {} }));
  await server.waitFor(() => server.sockets.events[1]?.state === 'acknowledged', 'the ack');
  expect(server.sockets.events[1]?.retryAttempt).toBe(1);
  const late = await arta.command(channel, 'slow');
  expect(late.error).toBe('operation_timeout');
  const command = frames.find((frame) => frame.type === 'slash_commands');
  expect(command).toBeDefined();
  socket.send(JSON.stringify({ envelope_id: command?.envelope_id, payload: { text: 'late' } }));
  await server.waitFor(() => server.sockets.acks.some((ack) => ack.late), 'the late ack');
  expect(arta.ephemerals()).toEqual([]);
});

it('gives each envelope to one socket, ten at most, and each ticket one use', async () => {
  bare = await startSlackServer({ ackTimeoutMs: 20, eventRetryDelaysMs: [] });
  const server = bare;
  const boxes: Frame[][] = Array.from({ length: 11 }, () => []);
  const sockets: WebSocket[] = [];
  for (const box of boxes) sockets.push(await rawSocket(server, box));
  await server.waitFor(() => server.sockets.connections === 10, 'ten sockets');
  const turnedAway = await server.waitFor(() => boxes.at(-1)?.[0], 'word to the eleventh');
  expect(turnedAway).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  const channel = server.addChannel('general', { member: true });
  const arta = server.addUser('arta');
  for (const name of ['a', 'b', 'c']) arta.react(arta.say(channel, name), 'eyes');
  await server.waitFor(
    () => server.sockets.events.every((event) => event.state === 'lost'),
    'all events sent',
  );
  const sent = () => boxes.flat().filter((frame) => frame.type === 'events_api');
  await server.waitFor(() => sent().length >= 3, 'the frames');
  expect(sent()).toHaveLength(3);
  const used = new WebSocket(sockets[0]?.url ?? '');
  const status = await new Promise((resolve) => {
    used.once('unexpected-response', (_, response) => resolve(response.statusCode));
  });
  expect(status).toBe(401);
});
