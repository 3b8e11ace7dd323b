import type { types } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import { Notes, type Stage, stage } from './testApp.ts';

let current: Stage | undefined;
afterEach(async () => {
  await current?.end();
  current = undefined;
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });

function form(title: string, blocks: types.KnownBlock[] = []): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'contribute',
    title: plain(title),
    submit: plain('Send'),
    blocks,
  };
}

const inputs: types.KnownBlock[] = [
  {
    type: 'input',
    block_id: 'text',
    label: plain('Proposed text'),
    element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 20 },
  },
  {
    type: 'input',
    block_id: 'kind',
    label: plain('Kind'),
    element: {
      type: 'static_select',
      action_id: 'value',
      initial_option: { text: plain('Amend'), value: 'amend' },
      options: [
        { text: plain('Amend'), value: 'amend' },
        { text: plain('Delete'), value: 'delete' },
      ],
    },
  },
  {
    type: 'input',
    block_id: 'due',
    optional: true,
    label: plain('Due'),
    element: { type: 'datepicker', action_id: 'value' },
  },
  {
    type: 'input',
    block_id: 'file',
    optional: true,
    label: plain('Document'),
    element: { type: 'file_input', action_id: 'value', filetypes: ['pdf'], max_files: 1 },
  },
];

it('leads from a command through a form with complaints to its end', async () => {
  const seen: unknown[] = [];
  current = await stage((app) => {
    app.command('/civikos', async ({ ack, command, client }) => {
      await ack();
      seen.push([command.text, command.channel_name, command.user_name]);
      const opened = await client.views.open({
        trigger_id: command.trigger_id,
        view: form('One moment'),
      });
      const id = opened.view?.id ?? '';
      await client.views.update({
        view_id: id,
        hash: opened.view?.hash,
        view: form('Contribution', inputs),
      });
    });
    app.view('contribute', async ({ ack, view }) => {
      const { values } = view.state;
      seen.push(values.text?.value?.value, values.kind?.value?.selected_option?.value);
      seen.push(values.due?.value?.selected_date, values.file?.value?.files?.[0]?.name);
      if (values.due?.value?.selected_date === null) {
        await ack({ response_action: 'errors', errors: { due: 'Say until when.' } });
      } else if (view.title.text === 'Contribution') {
        await ack({ response_action: 'update', view: form('Sure?') });
      } else {
        await ack();
      }
    });
  });
  const { server } = current;
  const channel = server.addChannel('general', { member: true });
  const arta = server.addUser('arta');

  const reply = await arta.command(channel, 'contribute @arta');
  expect(reply.outcome).toBe('acknowledged');
  expect((await reply.modal()).user).toBe(arta.id);
  const view = await server.waitFor(
    () => (arta.modal()?.title === 'Contribution' ? arta.modal() : undefined),
    'the filled form',
  );
  expect(seen.splice(0)).toEqual([[`contribute <@${arta.id}|arta>`, 'general', 'arta']]);
  expect(
    view.inputs.map((input) => [input.label, input.type, input.value, input.optional]),
  ).toEqual([
    ['Proposed text', 'plain_text_input', null, false],
    ['Kind', 'static_select', 'Amend', false],
    ['Due', 'datepicker', null, true],
    ['Document', 'file_input', [], true],
  ]);
  expect(view.inputs[1]?.options.map((option) => option.text)).toEqual(['Amend', 'Delete']);

  // Slack's own client complains first, and nothing reaches the app.
  const empty = await arta.submit(view);
  expect(empty).toMatchObject({ outcome: 'refused', errors: { text: /required/ } });
  const tooLong = await arta.submit(view, { 'Proposed text': 'x'.repeat(21) });
  expect(tooLong.errors).toEqual({ text: 'Please shorten this to 20 characters or fewer.' });
  expect(seen).toEqual([]);
  expect(() => arta.fill(view, { Kind: 'Add' })).toThrow(/no option "Add"/);
  expect(() => arta.fill(view, { Colour: 'red' })).toThrow(/there is no/);

  // The app complains beside a field; what was entered stays.
  const wrong = await arta.submit(view, { text: 'A\nB', kind: 'Delete' });
  expect(wrong).toMatchObject({ outcome: 'acknowledged', errors: { due: 'Say until when.' } });
  expect(wrong.view?.inputs.map((input) => input.error)).toEqual([
    undefined,
    undefined,
    'Say until when.',
    undefined,
  ]);
  expect(wrong.view?.inputs.map((input) => input.value)).toEqual(['A\nB', 'Delete', null, []]);
  expect(seen.splice(0)).toEqual(['A\nB', 'delete', null, undefined]);

  const bytes = Buffer.from('%PDF-1.7');
  expect(arta.uploadFile({ view, input: 'Document' }, 'a.docx', bytes).refused).toMatch(/pdf/);
  expect(arta.uploadFile({ view, input: 'Document' }, 'a.pdf', bytes).refused).toBeUndefined();
  expect(arta.uploadFile({ view, input: 'Document' }, 'b.pdf', bytes).refused).toMatch(/no more/);
  const updated = await arta.submit(view, { Due: '2026-12-14' });
  expect(updated.view).toMatchObject({ id: view.id, title: 'Sure?', errors: {}, inputs: [] });
  expect(updated.view?.hash).not.toBe(view.hash);
  expect(seen.splice(0)).toEqual(['A\nB', 'delete', '2026-12-14', 'a.pdf']);

  const done = await arta.submit(updated.view ?? view);
  expect(done.outcome).toBe('acknowledged');
  expect(arta.modal()).toBeUndefined();
  expect(server.failures).toEqual([]);
});

it('stacks up to three views, pushes, clears, and tells of closing', async () => {
  let closed: Notes | undefined;
  let refusals: Notes | undefined;
  const button: types.KnownBlock = {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
  };
  const level = (name: string): types.ModalView => ({
    ...form(name, [button]),
    notify_on_close: true,
  });
  current = await stage((app, started) => {
    closed = new Notes(started);
    refusals = new Notes(started);
    app.command('/civikos', async ({ ack, command, client }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: level('One') });
    });
    app.action('more', async ({ ack, body, client }) => {
      await ack();
      const trigger_id = 'trigger_id' in body ? body.trigger_id : '';
      await client.views.push({ trigger_id, view: level('Pushed') }).catch((error: Error) => {
        refusals?.add(error.message);
      });
    });
    app.view({ callback_id: 'contribute', type: 'view_closed' }, async ({ ack, body }) => {
      await ack();
      closed?.add([body.view.title.text, body.type === 'view_closed' && body.is_cleared]);
    });
    app.view('contribute', async ({ ack }) => {
      await ack({ response_action: 'clear' });
    });
  });
  const { server } = current;
  server.addChannel('general');
  const arta = server.addUser('arta');
  let view = await (await arta.command('general')).modal();
  for (const depth of [1, 2]) {
    view = await (await arta.press(view, 'More')).modal();
    expect(view).toMatchObject({ title: 'Pushed', depth });
  }
  await arta.press(view, 'More');
  expect(await refusals?.take(1)).toEqual(['An API error occurred: push_limit_reached']);

  await arta.close(view);
  expect(arta.modal()).toMatchObject({ depth: 1 });
  expect(await closed?.take(1)).toEqual([['Pushed', false]]);
  await arta.submit(arta.modal() ?? view);
  expect(arta.modal()).toBeUndefined();

  const again = await (await arta.command('general')).modal();
  await arta.close(again, { all: true });
  expect(await closed?.take(1)).toEqual([['One', true]]);
});

it('shows trouble when the answer to a form is malformed or late', async () => {
  let answer: 'unknown block' | 'long title' | 'silence' = 'unknown block';
  current = await stage(
    (app) => {
      app.command('/civikos', async ({ ack, command, client }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: form('Form') });
      });
      app.view('contribute', async ({ ack }) => {
        if (answer === 'unknown block') {
          await ack({ response_action: 'errors', errors: { nothing: 'x' } });
        } else if (answer === 'long title') {
          await ack({ response_action: 'update', view: form('A title of 25 characters.') });
        }
      });
    },
    { ackTimeoutMs: 100, triggerLifetimeMs: 3_000 },
  );
  const { server } = current;
  server.addChannel('general');
  const arta = server.addUser('arta');
  const view = await (await arta.command('general')).modal();
  const results: unknown[] = [];
  for (const next of ['unknown block', 'long title', 'silence'] as const) {
    answer = next;
    const reply = await arta.submit(view);
    expect(reply.view).toMatchObject({ id: view.id, title: 'Form', trouble: /trouble connecting/ });
    results.push([reply.outcome, reply.error]);
  }
  expect(results).toEqual([
    ['failed', 'invalid_view_response'],
    ['failed', 'invalid_arguments'],
    ['failed', 'operation_timeout'],
  ]);
  expect(arta.failures().map((failure) => failure.action)).toEqual(Array(3).fill('submit Form'));
});

it('answers commands privately, publicly, wrongly or not at all', async () => {
  current = await stage(
    (app) => {
      app.command('/civikos', async ({ ack, command, respond, client }) => {
        if (command.text === 'private') await ack('for &lt;you&gt; <!here>');
        else if (command.text === 'public') await ack({ response_type: 'in_channel', text: 'all' });
        else if (command.text === 'wrong') {
          await ack({ blocks: [{ type: 'section', text: mrkdwn('') }] });
        } else if (command.text === 'later') {
          await ack();
          await respond({ text: 'first' });
          await client.chat.postEphemeral({
            channel: command.channel_id,
            user: command.user_id,
            text: 'second',
          });
        }
      });
    },
    { ackTimeoutMs: 200 },
  );
  const { server } = current;
  const channel = server.addChannel('general', { member: true });
  const arta = server.addUser('arta');
  const besa = server.addUser('besa');

  const told = await (await arta.command(channel, 'private')).answer();
  expect(told).toMatchObject({ visible: 'for <you> @here', pings: ['!here'], ephemeral: true });
  expect(besa.ephemerals()).toEqual([]);
  expect(server.messages(channel)).toEqual([]);

  await arta.command(channel, 'public');
  expect(server.messages(channel).map((message) => message.visible)).toEqual(['all']);

  await arta.command(channel, 'later');
  await server.waitFor(() => arta.ephemerals(channel).length === 3, 'both answers');
  expect(arta.ephemerals().map((message) => message.visible)).toEqual([
    'for <you> @here',
    'first',
    'second',
  ]);

  expect(await arta.command(channel, 'wrong')).toMatchObject({
    outcome: 'failed',
    error: 'invalid_command_response',
  });
  expect(await arta.command(channel, 'silence')).toMatchObject({
    outcome: 'failed',
    error: 'operation_timeout',
  });
  expect(await arta.command(channel, 'x', '/other')).toMatchObject({ error: 'unknown_command' });
  server.sockets.kill();
  expect(await arta.command(channel, 'private')).toMatchObject({ error: 'dispatch_failed' });
  await server.connected();
});
