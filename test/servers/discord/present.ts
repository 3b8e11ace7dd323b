import type { Json } from './json.ts';
import { CHANNEL, FLAG, MESSAGE_TYPE, PERMISSION } from './wire.ts';
import type { Attachment, Channel, Message, Role, User, World } from './world.ts';

// How the world looks in Discord's JSON (docs: resources/user, guild, channel, message).

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

export function userJson(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    global_name: user.bot ? null : user.displayName,
    discriminator: '0',
    avatar: null,
    bot: user.bot,
    public_flags: 0,
  };
}

export function memberJson(user: User): Json {
  return {
    nick: null,
    avatar: null,
    roles: user.roles,
    joined_at: iso(user.joinedAt),
    premium_since: null,
    pending: false,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function roleJson(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: role.name === '@everyone' ? 0 : 1,
    permissions: role.permissions.toString(),
    managed: false,
    mentionable: role.mentionable,
    flags: 0,
  };
}

export function channelJson(world: World, channel: Channel): Json {
  const base = { id: channel.id, type: channel.type, last_message_id: channel.lastMessageId };
  if (channel.type === CHANNEL.dm) {
    const recipient = world.users.get(channel.recipientId ?? '');
    return { ...base, recipients: recipient ? [userJson(recipient)] : [], flags: 0 };
  }
  const named = { ...base, name: channel.name, guild_id: world.guild.id, flags: 0 };
  if (channel.type === CHANNEL.publicThread) {
    return {
      ...named,
      parent_id: channel.parentId,
      owner_id: channel.ownerId,
      message_count: channel.messages.size,
      total_message_sent: channel.messages.size,
      member_count: 1,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived: channel.archived,
        auto_archive_duration: channel.autoArchiveMinutes,
        archive_timestamp: iso(channel.createdAt),
        create_timestamp: iso(channel.createdAt),
        locked: false,
      },
    };
  }
  return {
    ...named,
    parent_id: null,
    position: 0,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: channel.denied
      ? [{ id: world.bot.id, type: 1, allow: '0', deny: channel.denied.toString() }]
      : [],
  };
}

function attachmentJson(attachment: Attachment): Json {
  const json: Json = {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.size,
    url: attachment.url,
    proxy_url: attachment.url,
    content_type: attachment.contentType,
  };
  if (attachment.description) json.description = attachment.description;
  return json;
}

export const attachmentsJson = (list: readonly Attachment[]): Json[] => list.map(attachmentJson);

function reactionsJson(world: World, message: Message): Json[] {
  return message.reactions.map(({ emoji, users }) => ({
    emoji,
    count: users.length,
    count_details: { normal: users.length, burst: 0 },
    me: users.includes(world.bot.id),
    me_burst: false,
    burst_colors: [],
  }));
}

/**
 * A message as REST returns it. Absent fields are absent, never null: a null `thread` breaks
 * discord.js. The nonce is not stored and so not here: only the answer to the POST and
 * MESSAGE_CREATE carry it (discord.py#2451).
 */
export function messageJson(world: World, message: Message, nested = false): Json {
  const people = message.mentions.users.flatMap((id) => world.users.get(id) ?? []);
  const json: Json = {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    content: message.content,
    author: userJson(world.user(message.authorId)),
    attachments: attachmentsJson(message.attachments),
    embeds: message.embeds,
    components: message.components,
    mentions: people.map(userJson),
    mention_roles: message.mentions.roles,
    mention_everyone: message.mentions.everyone,
    pinned: false,
    tts: false,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    flags: message.flags,
  };
  if (message.reactions.length > 0) json.reactions = reactionsJson(world, message);
  if (message.answers) Object.assign(json, answerJson(world, message));
  const thread = message.threadId ? world.channels.get(message.threadId) : undefined;
  if (thread) json.thread = channelJson(world, thread);
  if (message.reference) {
    const { messageId, channelId } = message.reference;
    const { type } = world.channel(channelId);
    json.message_reference = { type: 0, message_id: messageId, channel_id: channelId };
    if (type !== CHANNEL.dm) Object.assign(json.message_reference as Json, guildOf(world));
    const target = world.channels.get(channelId)?.messages.get(messageId);
    if (!nested && target?.viewer === undefined) {
      json.referenced_message = target && !target.deleted ? messageJson(world, target, true) : null;
    }
  }
  return json;
}

const guildOf = (world: World): Json => ({ guild_id: world.guild.id });

function answerJson(world: World, message: Message): Json {
  const answers = message.answers;
  if (!answers) return {};
  const user = userJson(world.user(answers.userId));
  const json: Json = {
    webhook_id: world.bot.id,
    application_id: world.bot.id,
    interaction_metadata: {
      id: answers.id,
      type: answers.type,
      user,
      authorizing_integration_owners: { 0: world.guild.id },
    },
  };
  const answersCommand =
    message.type === MESSAGE_TYPE.command || message.type === MESSAGE_TYPE.contextMenu;
  if (answersCommand) {
    json.interaction = { id: answers.id, type: answers.type, name: answers.name ?? '', user };
  }
  return json;
}

/** The fields that the MESSAGE_CONTENT intent withholds, emptied. */
export function withoutContent(message: Json): Json {
  const bare: Json = { ...message, content: '', embeds: [], attachments: [], components: [] };
  return bare;
}

/**
 * What the bot may read of a message without MESSAGE_CONTENT: its own, those in its DMs and those
 * that mention it (docs: events/gateway, "Message Content Intent").
 */
export function messageForBot(world: World, message: Message, mayReadAll: boolean): Json {
  const readable =
    mayReadAll ||
    message.authorId === world.bot.id ||
    world.channels.get(message.channelId)?.type === CHANNEL.dm ||
    message.mentions.users.includes(world.bot.id);
  const json = messageJson(world, message);
  const target = message.reference
    ? world.channels.get(message.reference.channelId)?.messages.get(message.reference.messageId)
    : undefined;
  if (target && !target.deleted && json.referenced_message) {
    const unread = !mayReadAll && target.authorId !== world.bot.id;
    const whole = messageJson(world, target, true);
    json.referenced_message = unread ? withoutContent(whole) : whole;
  }
  return readable ? json : withoutContent(json);
}

export function guildJson(world: World): Json {
  return {
    id: world.guild.id,
    name: world.guild.name,
    owner_id: world.guild.ownerId,
    icon: null,
    splash: null,
    discovery_splash: null,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [...world.roles.values()].map(roleJson),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: world.guild.locale,
    nsfw_level: 0,
  };
}

/** The GUILD_CREATE payload; people other than the bot only with the members intent. */
export function guildCreateJson(world: World, withMembers: boolean): Json {
  const people = [...world.users.values()].filter((user) => user.bot || withMembers);
  const channels = [...world.channels.values()];
  return {
    ...guildJson(world),
    joined_at: iso(world.bot.joinedAt),
    large: false,
    unavailable: false,
    member_count: world.users.size,
    members: people.map((user) => ({ ...memberJson(user), user: userJson(user) })),
    channels: channels
      .filter(({ type }) => type === CHANNEL.text || type === CHANNEL.announcement)
      .map((channel) => channelJson(world, channel)),
    threads: channels
      .filter(({ type, archived }) => type === CHANNEL.publicThread && !archived)
      .map((channel) => channelJson(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A channel as interactions carry it: with what the person may do there. */
export function interactionChannelJson(world: World, channel: Channel, user: User): Json {
  return { ...channelJson(world, channel), permissions: permissionsOf(user).toString() };
}

/** A person's permissions; an administrator has them all. */
export function permissionsOf(user: User): bigint {
  const all = (1n << 52n) - 1n;
  return user.permissions & PERMISSION.administrator ? all : user.permissions;
}

export const isEphemeral = (flags: number): boolean => (flags & FLAG.ephemeral) !== 0;
