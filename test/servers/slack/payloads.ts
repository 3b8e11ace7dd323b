import type { Core } from './core.ts';
import { stateOf, valueField } from './inputs.ts';
import { wireMessage } from './messages.ts';
import type { Block, Element, Json, StateValue } from './types.ts';
import type { StoredView } from './viewStore.ts';
import type { Channel, StoredMessage, User } from './world.ts';

/** The body of a slash command; every value is a string, as in the form that Slack posts. */
export function commandPayload(
  core: Core,
  user: User,
  channel: Channel,
  command: { root: string; text: string; trigger: string },
): Json {
  const { world } = core;
  return {
    token: 'local-verification-token',
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.name,
    command: command.root,
    text: core.settings.escapeCommands ? withReferences(core, command.text) : command.text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: core.responses.issue('commands', user.id, channel.id),
    trigger_id: command.trigger,
  };
}

/** `@name` and `#name` as references (manifest `should_escape: true`); unknown names stay. */
function withReferences(core: Core, text: string): string {
  const { world } = core;
  return text.replace(
    /(^|\s)([@#])([\w.-]+)/g,
    (all, space: string, sign: string, name: string) => {
      if (sign === '@') {
        const user = [...world.users.values()].find((one) => one.name === name);
        return user === undefined ? all : `${space}<@${user.id}|${name}>`;
      }
      const channel = [...world.channels.values()].find((one) => one.name === name);
      return channel === undefined ? all : `${space}<#${channel.id}|${name}>`;
    },
  );
}

function actor(core: Core, user: User): Json {
  const { team, app } = core.world;
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: app.id,
    token: 'local-verification-token',
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** An element that was used: what Slack puts into `actions`. */
export interface UsedElement {
  block: Block;
  element: Element;
  /** The value it holds now, for menus and inputs. */
  value?: StateValue;
}

function action(core: Core, used: UsedElement): Json {
  const { block, element, value } = used;
  const base: Json = {
    type: element.type,
    block_id: block.block_id,
    action_id: element.action_id,
    action_ts: core.world.nextTs(),
  };
  if (element.type === 'button') {
    base.text = element.text;
    if (element.value !== undefined) base.value = element.value;
    if (element.url !== undefined) base.url = element.url;
  }
  if (element.placeholder !== undefined) base.placeholder = element.placeholder;
  const field = value === undefined ? undefined : valueField(element.type);
  if (field !== undefined) base[field] = value?.[field];
  else if (value?.selected_option !== undefined) base.selected_option = value.selected_option;
  return base;
}

/** A block_actions body for something used on a message. */
export function messageActionPayload(
  core: Core,
  user: User,
  message: StoredMessage,
  used: UsedElement,
  trigger: string,
): Json {
  const channel = core.world.channels.get(message.channel);
  const ephemeral = message.audience !== undefined;
  const container: Json = {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: ephemeral,
  };
  if (message.threadTs !== undefined) container.thread_ts = message.threadTs;
  return {
    type: 'block_actions',
    ...actor(core, user),
    container,
    trigger_id: trigger,
    channel: { id: message.channel, name: channel?.name ?? '' },
    // The payload of an ephemeral message does not carry the message.
    ...(ephemeral ? {} : { message: wireMessage(core, message) }),
    state: { values: stateOf(message.blocks, message.picked) },
    response_url: core.responses.issue('actions', user.id, message.channel, message),
    actions: [action(core, used)],
  };
}

/** A block_actions body for something used in a modal or App Home; it has no response_url. */
export function viewActionPayload(
  core: Core,
  user: User,
  view: StoredView,
  used: UsedElement,
  trigger: string,
): Json {
  return {
    type: 'block_actions',
    ...actor(core, user),
    container: { type: 'view', view_id: view.id },
    trigger_id: trigger,
    view: core.views.wire(view),
    actions: [action(core, used)],
  };
}

/** A view_submission body. */
export function submissionPayload(core: Core, user: User, view: StoredView, trigger: string): Json {
  return {
    type: 'view_submission',
    ...actor(core, user),
    trigger_id: trigger,
    view: core.views.wire(view),
    response_urls: [],
  };
}

/** A view_closed body; `cleared` when the whole stack was closed at once. */
export function closedPayload(core: Core, user: User, view: StoredView, cleared: boolean): Json {
  return {
    type: 'view_closed',
    ...actor(core, user),
    view: core.views.wire(view),
    is_cleared: cleared,
  };
}
