import type { Core } from './core.ts';
import { type Block, isRecord, isRefusal, type Json, type Refusal, refuse } from './types.ts';
import { checkBlocks, textLength } from './validate/blocks.ts';
import { completeBlocks } from './validate/complete.ts';
import { LIMITS } from './validate/limits.ts';
import type { StoredFile, StoredMessage, World } from './world.ts';

/** The checked content of a message; a part that was not given is absent. */
export interface Content {
  text?: string;
  blocks?: Block[];
  attachments?: Json[];
  metadata?: Json;
  parsesNames: boolean;
}

/**
 * Checks text, blocks, attachments and metadata as chat.postMessage and its siblings do.
 * `args` holds structured values (parsed JSON). Refuses with Slack's errors.
 */
export function checkContent(core: Core, args: Json): Content | Refusal {
  const content: Content = { parsesNames: args.parse === 'full' || isTrue(args.link_names) };
  if (args.text !== undefined) {
    if (typeof args.text !== 'string')
      return refuse('invalid_arguments', ['must provide a string']);
    content.text = args.text;
  }
  if (args.blocks !== undefined) {
    const blocks = checkMessageBlocks(core, args.blocks, '/blocks');
    if (isRefusal(blocks)) return blocks;
    content.blocks = blocks.blocks;
  }
  if (args.attachments !== undefined) {
    if (!Array.isArray(args.attachments)) return refuse('invalid_attachments');
    if (args.attachments.length > LIMITS.attachments) return refuse('too_many_attachments');
    content.attachments = args.attachments.filter(isRecord);
    for (const [index, attachment] of content.attachments.entries()) {
      if (attachment.blocks === undefined) continue;
      const at = `/attachments/${index}/blocks`;
      const blocks = checkMessageBlocks(core, attachment.blocks, at);
      if (isRefusal(blocks)) return blocks;
      attachment.blocks = blocks.blocks;
    }
  }
  if (args.metadata !== undefined) {
    const { metadata } = args;
    if (!isRecord(metadata)) return refuse('invalid_metadata_format');
    const empty = Object.keys(metadata).length === 0;
    const formed = typeof metadata.event_type === 'string' && isRecord(metadata.event_payload);
    if (!empty && !formed) return refuse('invalid_metadata_schema');
    content.metadata = metadata;
  }
  return content;
}

function checkMessageBlocks(
  core: Core,
  value: unknown,
  pointer: string,
): { blocks: Block[] } | Refusal {
  if (!Array.isArray(value)) return refuse('invalid_blocks_format');
  const problems = checkBlocks(value, pointer, 'message');
  if (!problems.none) return refuse('invalid_blocks', problems.messages);
  if (textLength(value) > LIMITS.messageBlocksText) return refuse('msg_blocks_too_long');
  return { blocks: completeBlocks(value.filter(isRecord), () => blockId(core)) };
}

/** A generated id of a block or element. */
export function blockId(core: Core): string {
  return core.world.id('b').toLowerCase();
}

/** True when a message would show nothing at all. */
export function isBlank(content: Content): boolean {
  return (
    (content.text ?? '') === '' &&
    (content.blocks ?? []).length === 0 &&
    (content.attachments ?? []).length === 0
  );
}

/** A boolean argument, which arrives as `true`, `"true"` or `"1"`. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** A message as Slack sends it: in replies, histories, events and interactions. */
export function wireMessage(core: Core, message: StoredMessage, withMetadata = false): Json {
  const { world } = core;
  const wire: Json = {
    user: message.author,
    type: 'message',
    ts: message.ts,
    text: message.text,
    team: world.team.id,
  };
  if (message.byBot) {
    wire.bot_id = world.bot.botId;
    wire.app_id = world.app.id;
    wire.bot_profile = {
      id: world.bot.botId,
      app_id: world.app.id,
      user_id: world.bot.userId,
      name: world.bot.name,
      deleted: false,
      team_id: world.team.id,
    };
  }
  if (message.clientMsgId !== undefined) wire.client_msg_id = message.clientMsgId;
  if (message.blocks.length > 0) wire.blocks = message.blocks;
  if (message.attachments.length > 0) wire.attachments = message.attachments;
  if (message.edited !== undefined) wire.edited = message.edited;
  if (message.files.length > 0) {
    const files = message.files.map((id) => world.files.get(id));
    wire.files = files.filter((file) => file !== undefined).map((file) => wireFile(core, file));
    wire.subtype = 'file_share';
  }
  if (message.reactions.size > 0) {
    wire.reactions = [...message.reactions].map(([name, users]) => ({
      name,
      users: [...users],
      count: users.length,
    }));
  }
  if (withMetadata && message.metadata !== undefined) wire.metadata = message.metadata;
  addThread(world, message, wire);
  return wire;
}

function addThread(world: World, message: StoredMessage, wire: Json): void {
  if (message.threadTs !== undefined) {
    wire.thread_ts = message.threadTs;
    wire.parent_user_id = world.message(message.channel, message.threadTs)?.author;
    if (message.broadcast) wire.subtype = 'thread_broadcast';
    return;
  }
  if (message.audience !== undefined) return;
  const replies = world.repliesTo(message);
  const last = replies.at(-1);
  if (last === undefined) return;
  wire.thread_ts = message.ts;
  wire.reply_count = replies.length;
  wire.reply_users = [...new Set(replies.map((reply) => reply.author))];
  wire.latest_reply = last.ts;
}

const MIME: Record<string, string> = {
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The extension of a file's name, lower case; `binary` without one, as Slack says. */
export function fileType(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? 'binary';
}

/** A file object as Slack sends it. */
export function wireFile(core: Core, file: StoredFile): Json {
  const { world } = core;
  const type = fileType(file.name);
  const base = `http://127.0.0.1:${core.port()}/files-pri/${world.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  const channels = [...file.channels];
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: MIME[type] ?? 'application/octet-stream',
    filetype: type,
    pretty_type: type.toUpperCase(),
    user: file.owner,
    user_team: world.team.id,
    size: file.bytes.length,
    mode: 'hosted',
    is_external: false,
    file_access: 'visible',
    url_private: `${base}/${name}`,
    url_private_download: `${base}/download/${name}`,
    permalink: `https://${world.team.domain}.slack.com/files/${file.owner}/${file.id}/${name}`,
    channels: channels.filter((id) => world.channels.get(id)?.kind === 'public'),
    groups: channels.filter((id) => world.channels.get(id)?.kind === 'private'),
    ims: channels.filter((id) => world.channels.get(id)?.kind === 'im'),
  };
}
