import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  types,
  ViewStateValue,
  ViewSubmitAction,
} from '@slack/bolt';
import type { Logger } from 'pino';
import type { IncomingFile } from '../chat/form.ts';
import type { Invocation } from '../chat/invocation.ts';
import type { Inbound } from '../chat/platform.ts';
import type { ChannelRef, UserRef } from '../chat/references.ts';
import { pause } from '../chat/waiting.ts';
import type { Answers, Asked } from './answers.ts';
import { emojiFromName } from './emoji.ts';
import { type FileAccess, incomingFile } from './files.ts';
import { type Place, parseButtonId, parseFormId, unpackOrigin } from './ids.ts';
import type { Identity } from './messages.ts';
import type { Names } from './names.ts';
import { INPUT_ACTION } from './renderForm.ts';
import { ROOT_COMMAND } from './rootCommand.ts';
import type { Submissions } from './submissions.ts';
import { typedText, writtenText } from './typed.ts';

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

/**
 * Registers everything that Slack may bring on a Bolt app. As one middleware: Bolt asks each listener
 * about each request, which was most of the time that a hundred at once waited for acknowledgement.
 */
export function listen(app: App, parts: Listening): void {
  app.use(async (args) => {
    if ('command' in args) {
      if (args.command.command === ROOT_COMMAND) await takeCommand(args, parts);
    } else if ('action' in args) {
      if (args.body.type === 'block_actions') await takeButton(args as ButtonArgs, parts);
    } else if ('view' in args) {
      if (args.body.type === 'view_submission') await takeForm(args as FormArgs, parts);
    } else if ('event' in args) {
      await takeEvent(args.event, args.body.event_id, parts);
    }
  });
}

/**
 * Of many who ask at once, the last is read from the socket this much later than the first; work that
 * begins meanwhile would make the others wait for their acknowledgement. Nobody notices it.
 */
const OTHERS_ARRIVE_MS = 20;

type ButtonArgs = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
type FormArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

type SlackEvent = types.SlackEvent;

async function takeEvent(event: SlackEvent, id: string, parts: Listening): Promise<void> {
  switch (event.type) {
    case 'reaction_added':
    case 'reaction_removed':
      return takeReaction(event, id, parts);
    case 'message':
      return takeDirectMessage(event, id, parts);
  }
}

function takeCommand(
  { ack, command, respond, context }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
  { inbound, answers, names, identity, run }: Listening,
): Promise<void> {
  return run('a command', async () => {
    await ack();
    inbound.acknowledging(pause(OTHERS_ARRIVE_MS));
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
  });
}

function takeButton(
  { ack, action, body, respond, context }: ButtonArgs,
  { inbound, answers, names, identity, log, run }: Listening,
): Promise<void> {
  return run('a button', async () => {
    await ack();
    inbound.acknowledging(pause(OTHERS_ARRIVE_MS));
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
  });
}

function takeForm({ ack, body, view, context }: FormArgs, parts: Listening): Promise<void> {
  const { inbound, submissions, names, identity, files: access, log, run } = parts;
  return run('a form', async () => {
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
  });
}

type ReactionEvent = Extract<SlackEvent, { type: 'reaction_added' | 'reaction_removed' }>;

function takeReaction(
  event: ReactionEvent,
  id: string,
  { inbound, names, identity, run }: Listening,
): Promise<void> {
  return run('a reaction', async () => {
    if (event.item.type !== 'message') return;
    await inbound.reaction({
      id: `slack:${id}`,
      user: userRef(identity, event.user),
      userName: await names.of(event.user, ''),
      message: { ...channelRef(identity, event.item.channel), message: event.item.ts },
      emoji: emojiFromName(event.reaction),
      added: event.type === 'reaction_added',
    });
  });
}

function takeDirectMessage(
  event: Extract<SlackEvent, { type: 'message' }>,
  id: string,
  { inbound, answers, names, identity, files: access, run }: Listening,
): Promise<void> {
  return run('a direct message', async () => {
    // Only what a person wrote to the bot; changes, deletions and other bots are none of that.
    const written = event.subtype === undefined || event.subtype === 'file_share';
    const byBot = 'bot_id' in event && event.bot_id;
    if (event.channel_type !== 'im' || !written || byBot) return;
    const place = { channel: event.channel, channelName: '' };
    const sent = (event.files ?? []).map((file) => incomingFile(file, access));
    const taken = await inbound.take({
      // Slack repeats no event that Bolt has acknowledged: it goes to disk before anything is asked.
      ...who(identity, event.user, await names.known(event.user), place),
      id: `slack:${id}`,
      kind: 'written',
      text: writtenText(event.text ?? ''),
      files: sent.length > 0 ? { files: sent } : {},
    });
    await answers.show(await taken.answer, {
      user: event.user,
      place,
      onPrivateMessage: false,
      direct: true,
    });
  });
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
