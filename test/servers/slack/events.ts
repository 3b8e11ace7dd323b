import type { Core } from './core.ts';
import { wireMessage } from './messages.ts';
import type { Json } from './types.ts';
import type { Channel, StoredFile, StoredMessage } from './world.ts';

/**
 * Sends an event to the app if it subscribes to `subscription` and may see `channel` (undefined:
 * not bound to a conversation).
 */
export function emit(
  core: Core,
  subscription: string,
  channel: Channel | undefined,
  event: Json,
): void {
  const { world } = core;
  if (!core.settings.events.has(subscription)) return;
  if (channel !== undefined && !world.hasBot(channel)) return;
  core.sockets.event({
    token: 'local-verification-token',
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event,
    type: 'event_callback',
    event_id: world.id('Ev'),
    event_time: Math.floor(core.settings.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  });
}

const KINDS = {
  public: { subscription: 'message.channels', type: 'channel' },
  private: { subscription: 'message.groups', type: 'group' },
  im: { subscription: 'message.im', type: 'im' },
} as const;

/** Tells of a new message; the app's own come back too, with their bot_id. */
export function emitMessage(core: Core, channel: Channel, message: StoredMessage): void {
  const kind = KINDS[channel.kind];
  emit(core, kind.subscription, channel, {
    ...wireMessage(core, message),
    channel: channel.id,
    channel_type: kind.type,
    event_ts: message.ts,
  });
}

/** Tells of a reaction set or taken back. */
export function emitReaction(
  core: Core,
  type: 'reaction_added' | 'reaction_removed',
  message: StoredMessage,
  user: string,
  reaction: string,
): void {
  emit(core, type, core.world.channels.get(message.channel), {
    type,
    user,
    reaction,
    item: { type: 'message', channel: message.channel, ts: message.ts },
    item_user: message.author,
    event_ts: core.world.nextTs(),
  });
}

/** Tells of a file shared to a conversation. */
export function emitFileShared(core: Core, channel: Channel, file: StoredFile, user: string): void {
  emit(core, 'file_shared', channel, {
    type: 'file_shared',
    channel_id: channel.id,
    file_id: file.id,
    user_id: user,
    file: { id: file.id },
    event_ts: core.world.nextTs(),
  });
}
