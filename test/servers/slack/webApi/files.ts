import type { Core } from '../core.ts';
import { emitFileShared, emitMessage } from '../events.ts';
import { checkContent, wireFile } from '../messages.ts';
import { type Answer, isRecord, isRefusal, type Json, refuse } from '../types.ts';
import type { Channel, StoredFile } from '../world.ts';
import { findWritable, type Method, text } from './method.ts';

/** "Description for the image is longer than the limit of 1000 character" (the API's own error). */
const ALT_TEXT = 1_000;

function getUploadUrl(core: Core, args: Json): Answer {
  const { world } = core;
  const name = text(args, 'filename');
  const length = Number(args.length);
  if (!Number.isInteger(length) || length <= 0) {
    return refuse('invalid_arguments', ['must be a valid integer [json-pointer:/length]']);
  }
  const alt = text(args, 'alt_txt');
  if (alt.length > ALT_TEXT) return refuse('alt_txt_too_large');
  const file: StoredFile = {
    id: world.id('F'),
    name,
    title: name,
    bytes: Buffer.alloc(0),
    owner: world.bot.userId,
    created: Math.floor(core.settings.now() / 1_000),
    channels: new Set(),
    openToApp: true,
    announced: length,
    alt,
  };
  world.files.set(file.id, file);
  const upload = `http://127.0.0.1:${core.port()}/upload/v1/${file.id}`;
  return { ok: true, upload_url: upload, file_id: file.id };
}

/** Takes the bytes of an announced upload; false when there is no such upload or the length differs. */
export function receiveUpload(core: Core, id: string, bytes: Buffer): boolean {
  const file = core.world.files.get(id);
  if (file?.announced === undefined || file.announced !== bytes.length) return false;
  file.bytes = bytes;
  core.world.changed();
  return true;
}

function complete(core: Core, args: Json): Answer {
  const { world } = core;
  if (!Array.isArray(args.files) || args.files.length === 0) {
    return refuse('invalid_arguments', ['must provide an array [json-pointer:/files]']);
  }
  let channel: Channel | undefined;
  if (text(args, 'channel_id') !== '') {
    const found = findWritable(core, args, 'channel_id');
    if (isRefusal(found)) {
      return refuse(found.error === 'channel_not_found' ? 'invalid_channel' : found.error);
    }
    channel = found;
  }
  const content = checkContent(core, { text: args.initial_comment, blocks: args.blocks });
  if (isRefusal(content)) return content;
  const threadTs = text(args, 'thread_ts');
  if (channel !== undefined && threadTs !== '' && !world.message(channel.id, threadTs)) {
    return refuse('thread_not_found');
  }
  const files: StoredFile[] = [];
  for (const entry of args.files) {
    const file = isRecord(entry) ? world.files.get(text(entry, 'id')) : undefined;
    if (file?.announced === undefined || file.bytes.length !== file.announced) {
      return refuse('file_not_found');
    }
    if (isRecord(entry) && typeof entry.title === 'string') file.title = entry.title;
    files.push(file);
  }
  for (const file of files) file.announced = undefined;
  if (channel !== undefined) {
    const message = world.add({
      channel: channel.id,
      author: world.bot.userId,
      byBot: true,
      text: content.text ?? '',
      blocks: content.blocks ?? [],
      files: files.map((file) => file.id),
      ...(threadTs === '' ? {} : { threadTs }),
    });
    for (const file of files) {
      file.channels.add(channel.id);
      emitFileShared(core, channel, file, world.bot.userId);
    }
    emitMessage(core, channel, message);
  }
  return { ok: true, files: files.map((file) => wireFile(core, file)) };
}

/** Whether the app may read a file: its own, given in a form, or in a conversation it is in. */
export function isReadable(core: Core, file: StoredFile): boolean {
  return (
    file.openToApp ||
    [...file.channels].some((id) => {
      const channel = core.world.channels.get(id);
      return channel !== undefined && core.world.hasBot(channel);
    })
  );
}

function info(core: Core, args: Json): Answer {
  const file = core.world.files.get(text(args, 'file'));
  if (file === undefined || file.announced !== undefined || !isReadable(core, file)) {
    return refuse('file_not_found');
  }
  return { ok: true, file: wireFile(core, file) };
}

/** The files.* methods. */
export const files: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    required: ['filename', 'length'],
    run: getUploadUrl,
  },
  'files.completeUploadExternal': { scope: 'files:write', required: ['files'], run: complete },
  'files.info': { scope: 'files:read', required: ['file'], run: info },
};
