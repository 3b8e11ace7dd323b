import type { AllMiddlewareArgs, App, BlockAction, ViewStateValue } from '@slack/bolt';
import type { Logger } from 'pino';
import type { IncomingFile } from '../chat/form.ts';
import type { Invocation } from '../chat/invocation.ts';
import type { Inbound } from '../chat/platform.ts';
import type { ChannelRef, UserRef } from '../chat/references.ts';
import type { Answers, Asked } from './answers.ts';
import { emojiFromName } from './emoji.ts';
import { type FileAccess, incomingFile } from './files.ts';
import { type Place, parseButtonId, parseFormId, unpackOrigin } from './ids.ts';
import type { Identity } from './messages.ts';
import type { Names } from './names.ts';
import { INPUT_ACTION } from './renderForm.ts';
import { ROOT_COMMAND } from './rootCommand.ts';
import type { Submissions } from './submissions.ts';
import { typedText } from './typed.ts';

export interface Listening {
  identity: Identity;
  inbound: Inbound;
  answers: Answers;
  submissions: Submissions;
  names: Names;
  files: FileAccess;
  log: Logger;
  /** Runs a listener's work unless the bot is stopping. */
  run(what: string, work: () => Promise<void>): Promise<void>;
}

/** Registers everything that Slack may bring on a Bolt app. */
export function listen(app: App, parts: Listening): void {
  listenToCommands(app, parts);
  listenToButtons(app, parts);
  listenToForms(app, parts);
  listenToReactions(app, parts);
  listenToDirectMessages(app, parts);
}

function listenToCommands(app: App, { inbound, answers, names, identity, run }: Listening): void {
  app.command(ROOT_COMMAND, ({ ack, command, respond, context }) =>
    run('a command', async () => {
      await ack();
      const place = { channel: command.channel_id, channelName: command.channel_name };
      const userName = await names.of(command.user_id, command.user_name);
      const answer = await inbound.invoke({
        ...who(identity, command.user_id, userName, place),
        id: requestId(command.trigger_id, context),
        kind: 'text',
        text: typedText(command.text),
      });
      await answers.show(answer, {
        user: command.user_id,
        place,
        trigger: command.trigger_id,
        respond,
        onPrivateMessage: false,
        direct: false,
      });
    }),
  );
}

function listenToButtons(app: App, parts: Listening): void {
  const { inbound, answers, names, identity, log, run } = parts;
  app.action<BlockAction>({ type: 'block_actions', action_id: /[\s\S]*/ }, (args) =>
    run('a button', async () => {
      const { ack, action, body, respond, context } = args;
      await ack();
      const button = 'action_id' in action ? parseButtonId(action.action_id) : null;
      const { container } = body;
      const channel = body.channel?.id ?? text(container.channel_id);
      if (!button || !channel) {
        log.info('something was pressed that is no button of ours');
        return;
      }
      const thread = text(container.thread_ts);
      const place = {
        channel,
        channelName: body.channel?.name ?? '',
        ...(thread ? { thread } : {}),
      };
      const userName = await names.of(body.user.id, body.user.name ?? body.user.username);
      const hidden = container.is_ephemeral === true;
      const message = text(container.message_ts);
      const answer = await inbound.invoke({
        ...who(identity, body.user.id, userName, place),
        id: requestId(body.trigger_id, context),
        kind: 'press',
        ...button,
        ...(message && !hidden ? { message: { ...channelRef(identity, channel), message } } : {}),
      });
      await answers.show(answer, {
        user: body.user.id,
        place,
        trigger: body.trigger_id,
        respond,
        onPrivateMessage: hidden,
        direct: false,
      });
    }),
  );
}

function listenToForms(app: App, parts: Listening): void {
  const { inbound, submissions, names, identity, files: access, log, run } = parts;
  app.view({ type: 'view_submission', callback_id: /[\s\S]*/ }, ({ ack, body, view, context }) =>
    run('a form', async () => {
      const form = parseFormId(view.callback_id);
      const origin = unpackOrigin(view.private_metadata);
      if (!form || !origin) {
        log.warn('a form was submitted that is none of ours');
        return;
      }
      const state = Object.entries(view.state.values).flatMap(([name, elements]) => {
        const value = elements[INPUT_ACTION];
        return value ? [[name, value] as const] : [];
      });
      const files = Object.fromEntries(
        state.flatMap(([name, value]) => {
          const handed = (value.files ?? []).map((file) => incomingFile(file, access));
          return handed.length > 0 ? [[name, handed]] : [];
        }),
      ) as Record<string, readonly IncomingFile[]>;
      // Whoever submits a form has opened it: the name that they had then is kept.
      const userName = await names.known(body.user.id);
      const taken = await inbound.take({
        ...who(identity, body.user.id, userName, origin),
        // Slack sends it, though Bolt's type does not know it.
        id: requestId(text((body as { trigger_id?: unknown }).trigger_id), context),
        kind: 'submit',
        ...form,
        values: Object.fromEntries(
          state
            .filter(([, value]) => value.type !== 'file_input')
            .map(([name, value]) => [name, filledIn(value)]),
        ),
        files,
      });
      const asked: Asked = {
        user: body.user.id,
        place: origin,
        onPrivateMessage: false,
        direct: false,
      };
      await submissions.end(
        {
          ack,
          viewId: view.id,
          title: view.title.text,
          step: form.step,
          inputs: new Set(state.map(([name]) => name)),
          hasFiles: Object.keys(files).length > 0,
          origin,
          asked,
        },
        taken,
      );
    }),
  );
}

function listenToReactions(app: App, { inbound, names, identity, run }: Listening): void {
  for (const type of ['reaction_added', 'reaction_removed'] as const) {
    app.event(type, ({ event, body }) =>
      run('a reaction', async () => {
        if (event.item.type !== 'message') return;
        await inbound.reaction({
          id: `slack:${body.event_id}`,
          user: userRef(identity, event.user),
          userName: await names.of(event.user, ''),
          message: { ...channelRef(identity, event.item.channel), message: event.item.ts },
          emoji: emojiFromName(event.reaction),
          added: type === 'reaction_added',
        });
      }),
    );
  }
}

function listenToDirectMessages(app: App, parts: Listening): void {
  const { inbound, answers, names, identity, run } = parts;
  app.event('message', ({ event, body }) =>
    run('a direct message', async () => {
      // Only what a person wrote to the bot; changes, deletions and other bots are none of that.
      if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id) return;
      const place = { channel: event.channel, channelName: '' };
      const answer = await inbound.invoke({
        ...who(identity, event.user, await names.of(event.user, ''), place),
        id: `slack:${body.event_id}`,
        kind: 'text',
        text: typedText(event.text ?? '').replace(/^\s*\/?civikos\b\s*/i, ''),
      });
      await answers.show(answer, {
        user: event.user,
        place,
        onPrivateMessage: false,
        direct: true,
      });
    }),
  );
}

function who(
  identity: Identity,
  user: string,
  userName: string,
  place: Place,
): Pick<Invocation, 'user' | 'userName' | 'channel' | 'channelName'> {
  return {
    user: userRef(identity, user),
    userName,
    channel: channelRef(identity, place.channel),
    channelName: place.channelName,
  };
}

function userRef({ team }: Identity, user: string): UserRef {
  return { platform: 'slack', community: team, user };
}

function channelRef({ team }: Identity, channel: string): ChannelRef {
  return { platform: 'slack', community: team, channel };
}

/**
 * The trigger belongs to the request itself: Slack sends the same one when it brings a request a
 * second time over another socket (slackapi/bolt-js#2188). The envelope is all there is without.
 */
function requestId(trigger: string | undefined, context: AllMiddlewareArgs['context']): string {
  return `slack:${trigger || String(context.envelopeId)}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What was filled in, as text; empty where nothing is, so that clearing a field is told, too. */
function filledIn(value: ViewStateValue): string {
  return value.value ?? value.selected_date ?? value.selected_option?.value ?? '';
}
